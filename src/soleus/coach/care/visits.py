"""Visits to a clinician: recorded, counted with the check at once, until the day they lapse."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Unpack
from uuid import uuid5

from soleus.assessment import Effect, Standing, effect_of
from soleus.coach.gate.gate import Gate, visit_of
from soleus.coach.week.weeks import Weeks
from soleus.evidence import Text, load_texts
from soleus.journal import (
    HowRecorded,
    InvalidEntryError,
    Journal,
    NothingNewEntry,
    Recorded,
    VisitEntry,
)
from soleus.language import msgid, translate
from soleus.vocabulary import Activity, Clock

_ASKED = {
    "saw_everything": msgid("Please say whether they looked at everything."),
    "worse_since": msgid("Please say whether anything is worse since the visit."),
}
"""What only the person can say; without it no visit counts."""


@dataclass(frozen=True, slots=True)
class VisitWithEffect:
    """One visit as it stands now.

    Parameters
    ----------
    visit : the entry
    effect : what it does
    text : what the person is told of that effect
    ends_on : the day from which it no longer counts
    """

    visit: Recorded[VisitEntry]
    effect: Effect
    text: Text
    ends_on: date


@dataclass(frozen=True, slots=True)
class Visits:
    """Records visits, and says what each of them does now."""

    journal: Journal
    clock: Clock
    gate: Gate
    weeks: Weeks

    def read(self, said: Mapping[str, object]) -> VisitEntry:
        """Return the visit of a form; a question left open is a fault.

        Parameters
        ----------
        said : the fields of an entry; ``saw_everything`` and ``worse_since`` must be booleans

        Raises
        ------
        InvalidEntryError
            with a line for each question left open and each other fault.
        """
        faults = [
            translate(asked) for name, asked in _ASKED.items() if not isinstance(said[name], bool)
        ]
        try:
            entry = VisitEntry.from_dict({**said, "saw_everything": said["saw_everything"] is True})
        except InvalidEntryError as error:
            raise InvalidEntryError([*faults, *error.faults]) from None
        if faults:
            raise InvalidEntryError(faults)
        return entry

    def moment(self, person_id: str, noon: datetime | None) -> datetime | None:
        """Return when a visit was of which the day alone is known, given as its noon.

        On the day of the check it counts as after the check, whatever the hour: whoever says that
        all was looked at that is marked there speaks of a visit after it had begun.
        """
        check = self.gate.standing(person_id).check
        if noon is None or check is None:
            return noon
        begun_at = check.begun_at.astimezone(noon.tzinfo)
        return max(noon, begun_at) if noon.date() == begun_at.date() else noon

    def take(
        self, person_id: str, entry: VisitEntry, **how: Unpack[HowRecorded]
    ) -> Recorded[VisitEntry]:
        """Record a visit; what it opens is open at once, and the current week is drafted again.

        A visit since which something is worse is also noted, once, as something new: it ends the
        check.

        Raises
        ------
        InvalidEntryError
            where the review is not after the visit, or the entry cannot be taken.
        """
        is_new = self.journal.find(how.get("id")) is None
        if is_new:  # one that is sent again on a later day is as right as it was
            _refuse_early_review(entry, self.journal.day_of(how.get("at") or self.clock.now()))
        before = _open(self.gate.standing(person_id))
        recorded = self.journal.append(person_id, entry, **how)
        if entry.worse_since:
            worse = uuid5(recorded.id, "worse since")
            self.journal.append(person_id, NothingNewEntry(anything_new=True), id=worse)
        if _open(self.gate.standing(person_id)) - before:
            self.weeks.draft_again(person_id)
        return recorded

    def seen(self, person_id: str) -> tuple[VisitWithEffect, ...]:
        """Return every visit that was not taken back, the latest first."""
        standing = self.gate.standing(person_id)
        visits = self.journal.entries(person_id, [VisitEntry])
        return tuple(self._seen(visit, standing) for visit in reversed(visits))

    def now(self, visit: Recorded[VisitEntry]) -> VisitWithEffect:
        """Return a visit as it stands now."""
        return self._seen(visit, self.gate.standing(visit.person_id))

    def to_tell(self, person_id: str) -> VisitWithEffect | None:
        """Return the latest visit if the person has to be told something of it today."""
        latest = next(iter(self.seen(person_id)), None)
        quiet = (Effect.BEFORE_CHECK, Effect.OLD, Effect.NO_CHECK)
        return latest if latest is not None and latest.effect not in quiet else None

    def _seen(self, recorded: Recorded[VisitEntry], standing: Standing) -> VisitWithEffect:
        visit = visit_of(recorded, recorded.entry)
        effect = effect_of(visit, standing.check, self.clock.now())
        if effect is Effect.COUNTS and standing.is_emergency:
            effect = Effect.EMERGENCY
        elif effect is Effect.COUNTS and standing.new_notes:
            effect = Effect.NEWS
        return VisitWithEffect(recorded, effect, effect_texts()[effect], visit.ends_on)


def _open(standing: Standing) -> set[Activity]:
    return set(standing.clearance.permits) if standing.clearance else set()


def _refuse_early_review(entry: VisitEntry, visited_on: date) -> None:
    if entry.review_date is not None and entry.review_date <= visited_on:
        raise InvalidEntryError(
            [translate("the day to be looked at again has to be after the visit")]
        )


@cache
def effect_texts() -> Mapping[Effect, Text]:
    """Return what a person is told of a visit, by its effect."""
    return load_texts(files("soleus.coach.care") / "visits.toml", Effect)
