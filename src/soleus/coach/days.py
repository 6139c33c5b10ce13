"""Today's list of one person: the plan's items of today, ticked by what the journal holds."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from soleus.coach.exercises import Exercises
from soleus.coach.gate import Gate
from soleus.coach.notes import Notes
from soleus.coach.today_list import TodayList, today_list
from soleus.coach.weeks import Weeks
from soleus.journal import (
    INTENSITY_OF,
    ActivityEntry,
    Entry,
    Intensity,
    Journal,
    Recorded,
    SessionEntry,
    is_real_dose,
)
from soleus.plan import Item
from soleus.vocabulary import Activity, NotPermittedError

_NOTED_AS = {
    Intensity.MODERATE: Activity.WALKING,
    Intensity.VIGOROUS: Activity.WALKING,
    Intensity.STRENGTH: Activity.CALF_RAISES,
}
"""What minutes that were noted do for; light ones can be anything."""

_TICKS_A_DAY = 8
"""How often one item can be ticked and unticked on a day."""


@dataclass(frozen=True, slots=True)
class DaysList:
    """Reads today's list, and ticks an item by hand. ``today`` gives the person's own day."""

    journal: Journal
    gate: Gate
    weeks: Weeks
    notes: Notes
    exercises: Exercises
    today: Callable[[], date]

    def now(self, person_id: str) -> TodayList | None:
        """Return today's list; None where there is no plan or the gate is shut."""
        with suppress(NotPermittedError):
            plan, day = self.weeks.current(person_id), self.today()
            if plan is None:
                return None
            items, recorded = plan.on(day), self._moved(person_id)
            ticks = {tick: item.id for item in items for tick in _ticks(person_id, item)}
            return today_list(
                items,
                plan.frame(day).awake,
                self.gate.clearance(person_id).permits,
                done=self._done(each for each in recorded if each.id not in ticks),
                by_hand={ticks[each.id] for each in recorded if each.id in ticks},
            )
        return None

    def tick(self, person_id: str, item_id: str) -> None:
        """Note that an item of today was done without a session; its minutes count as noted.

        One that is done or is not in the list is left as it is.
        """
        item = self._shown(person_id, item_id, is_done=False)
        intensity = INTENSITY_OF[item.kind.activity] if item else None
        if item is None or intensity is None:
            return
        free = (tick for tick in _ticks(person_id, item) if self.journal.find(tick) is None)
        if (id_ := next(free, None)) is not None:
            self.notes.take(person_id, ActivityEntry(item.minutes, intensity), id=id_)

    def untick(self, person_id: str, item_id: str) -> None:
        """Take back what :meth:`tick` noted; a session stays."""
        item = self._shown(person_id, item_id, is_done=True)
        ticks = frozenset(_ticks(person_id, item)) if item else frozenset()
        for each in self._moved(person_id):
            if each.id in ticks:
                self.journal.withdraw(each.id)

    def _shown(self, person_id: str, item_id: str, *, is_done: bool) -> Item | None:
        found = self.now(person_id)
        todo = found.shown if found else ()
        return next((t.item for t in todo if t.item.id == item_id and t.is_done is is_done), None)

    def _moved(self, person_id: str) -> tuple[Recorded[Entry], ...]:
        day = self.today()
        kinds: tuple[type[Entry], ...] = (SessionEntry, ActivityEntry)
        recorded = self.journal.entries(person_id, kinds, since=day, until=day)
        return tuple(each for each in recorded if each.is_current)

    def _done(self, recorded: Iterable[Recorded[Entry]]) -> Iterator[Activity]:
        """Yield what each entry does for; an exercise that was prescribed is on a list of its own.

        A session that was broken off at once does for nothing.
        """
        for each in recorded:
            match each.entry:
                case SessionEntry() as session:
                    if is_real_dose(session) and not self.exercises.is_one(session.routine):
                        yield session.activity
                case ActivityEntry(intensity=intensity) if intensity in _NOTED_AS:
                    yield _NOTED_AS[intensity]


def can_be_ticked(item: Item) -> bool:
    """Whether an item can be noted as minutes; lying with the legs up is no exercise."""
    return INTENSITY_OF[item.kind.activity] is not None


def _ticks(person_id: str, item: Item) -> Iterator[UUID]:
    """Yield the ids of entries that tick an item: the same press sent twice counts once."""
    for number in range(_TICKS_A_DAY):
        yield uuid5(NAMESPACE_URL, f"soleus:tick:{person_id}:{item.day}:{item.id}:{number}")
