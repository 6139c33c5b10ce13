"""Today's list of one person: the plan's items of today, ticked by what the journal holds."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from soleus.coach.care.exercises import Exercises
from soleus.coach.gate.gate import Gate
from soleus.coach.notes.notes import Notes
from soleus.coach.today.today_list import TodayList, today_list
from soleus.coach.week.weeks import Weeks
from soleus.journal import (
    INTENSITY_OF,
    ActivityEntry,
    Entry,
    Intensity,
    Journal,
    Outcome,
    Recorded,
    SessionEntry,
    is_real_dose,
)
from soleus.plan import Item
from soleus.vocabulary import Activity, Clock, NotPermittedError

_NOTED_AS = {
    Intensity.MODERATE: Activity.WALKING,
    Intensity.VIGOROUS: Activity.WALKING,
    Intensity.STRENGTH: Activity.CALF_RAISES,
}
"""What minutes that were noted do for; light ones can be anything."""

_TICKS_A_DAY = 8
"""How often one item can be ticked and unticked on a day."""


@dataclass(frozen=True, slots=True)
class Tick:
    """What ticks an item by hand: an entry of the journal, under an id that the item has.

    The same press told twice, or on two devices, is one entry.
    """

    id: UUID
    entry: ActivityEntry | SessionEntry

    @property
    def seconds(self) -> float | None:
        """How long ago it began when it is told; None where that is not kept."""
        return self.entry.active_seconds if isinstance(self.entry, SessionEntry) else None


@dataclass(frozen=True, slots=True)
class DaysList:
    """Reads today's list, and ticks an item by hand. ``today`` gives the person's own day."""

    journal: Journal
    gate: Gate
    weeks: Weeks
    notes: Notes
    exercises: Exercises
    today: Callable[[], date]
    clock: Clock

    def now(self, person_id: str) -> TodayList | None:
        """Return today's list; None where there is no plan or the gate is shut."""
        with suppress(NotPermittedError):
            plan, day = self.weeks.current(person_id), self.today()
            if plan is None:
                return None
            items, recorded = plan.on(day), self._moved(person_id)
            ticks = {tick: item.id for item in items for tick in _ticks(person_id, item)}
            by_hand = {ticks[each.id] for each in recorded if each.id in ticks}
            others = [each for each in recorded if each.id not in ticks]
            begun_from = self._begun_from(others, items) - by_hand
            return today_list(
                items,
                plan.frame(day).awake,
                self.gate.clearance(person_id).permits,
                done=_besides(self._done(others), items, begun_from),
                begun_from=begun_from,
                by_hand=by_hand,
            )
        return None

    def tick(self, person_id: str, item_id: str) -> None:
        """Note that an item of today was done without a session; its minutes count as noted.

        One that is done or is not in the list is left as it is.
        """
        item = self._shown(person_id, item_id, is_done=False)
        if item is not None and (tick := self._tick(person_id, item)) is not None:
            self.notes.take(person_id, tick.entry, id=tick.id)

    def ticks(self, person_id: str, today: TodayList) -> Mapping[str, Tick]:
        """Return what would tick each open item of the list now, by the item's id."""
        found = {
            each.item.id: self._tick(person_id, each.item)
            for each in today.shown
            if not each.is_done
        }
        return {item: tick for item, tick in found.items() if tick is not None}

    def _tick(self, person_id: str, item: Item) -> Tick | None:
        """Return what ticks an item; None where it was ticked and unticked too often."""
        free = (tick for tick in _ticks(person_id, item) if self.journal.find(tick) is None)
        id_ = next(free, None)
        return None if id_ is None else Tick(id_, _noted(item, self.clock.now()))

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

    def _begun_from(self, recorded: Iterable[Recorded[Entry]], items: Iterable[Item]) -> set[str]:
        """Return the items that a session was begun from which did enough of them."""
        own = {item.id: item.kind.activity for item in items}
        return {
            each.entry.item
            for each in recorded
            if isinstance(each.entry, SessionEntry)
            and own.get(each.entry.item) is each.entry.activity
            and is_real_dose(each.entry)
            and not self.exercises.is_one(each.entry.routine)
        }

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


def _besides(
    done: Iterable[Activity], items: Iterable[Item], begun_from: Collection[str]
) -> list[Activity]:
    """Return what was done besides the sessions that tick the item that they were begun from."""
    left = list(done)
    for item in items:
        if item.id in begun_from:
            left.remove(item.kind.activity)
    return left


def _noted(item: Item, now: datetime) -> ActivityEntry | SessionEntry:
    """Return what is noted of an item that was just done without a session.

    Lying with the legs up is no exercise, so it is no minutes of activity.
    """
    activity, seconds = item.kind.activity, item.minutes * 60.0
    if (intensity := INTENSITY_OF[activity]) is not None:
        return ActivityEntry(item.minutes, intensity)
    began = now - timedelta(seconds=seconds)
    name = activity.value
    done = Outcome.FINISHED
    return SessionEntry(activity, name, began, seconds, seconds, 0, done, item=item.id)


def _ticks(person_id: str, item: Item) -> Iterator[UUID]:
    """Yield the ids of entries that tick an item: the same press sent twice counts once."""
    for number in range(_TICKS_A_DAY):
        yield uuid5(NAMESPACE_URL, f"soleus:tick:{person_id}:{item.day}:{item.id}:{number}")
