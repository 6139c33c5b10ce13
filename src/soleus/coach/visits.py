"""Visits to a clinician: recorded, laid over the check at once, lapsed on their day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from soleus.coach.texts import Words, texts_of
from soleus.coach.visiting import Effect, effect_of, ends_on
from soleus.evidence import Carrier
from soleus.journal import InvalidEntryError, NothingNewEntry, Recorded, VisitEntry
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from soleus.coach.gate import Gate, Standing
    from soleus.coach.weeks import Weeks
    from soleus.journal import Journal
    from soleus.vocabulary import Activity, Clock

_ASKED = {
    "saw_everything": msgid("Please say whether they looked at everything."),
    "worse_since": msgid("Please say whether anything is worse since the visit."),
}
"""What only the person can say, and what no visit counts without."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One visit as it stands now.

    Parameters
    ----------
    visit : the entry
    effect : what it does
    text : what is said of that
    ends_on : the day from which it counts no more
    """

    visit: Recorded[VisitEntry]
    effect: Effect
    text: Words
    ends_on: date


@dataclass(frozen=True, slots=True)
class Visits:
    """Takes visits down and says what each of them does now."""

    journal: Journal
    clock: Clock
    gate: Gate
    weeks: Weeks

    def record(
        self,
        person_id: str,
        entry: VisitEntry,
        *,
        id: UUID | None = None,  # noqa: A002  # the word the file format uses
        at: datetime | None = None,
        supersedes: UUID | None = None,
    ) -> Seen:
        """Record a visit; what it opens is open at once, and the week is made anew where it does.

        That something is worse since the visit is noted too, and ends the last check.

        Raises
        ------
        InvalidEntryError
            where the review is not after the visit, or the entry cannot be taken.
        """
        _refuse_early_review(entry, self.journal.day_of(at or self.clock.now()))
        before = _open(self.gate.standing(person_id))
        recorded = self.journal.append(person_id, entry, id=id, at=at, supersedes=supersedes)
        if entry.worse_since:
            self.journal.append(person_id, NothingNewEntry(anything_new=True))
        if _open(self.gate.standing(person_id)) - before:
            self._make_the_week_anew(person_id)
        return next(seen for seen in self.seen(person_id) if seen.visit.id == recorded.id)

    def seen(self, person_id: str) -> tuple[Seen, ...]:
        """Return every visit that counts as recorded, the latest first."""
        standing = self.gate.standing(person_id)
        visits = self.journal.entries(person_id, [VisitEntry])
        return tuple(self._seen(visit, standing) for visit in reversed(visits))

    def note(
        self,
        person_id: str,
        said: Mapping[str, Any],
        *,
        at: datetime | None = None,
        supersedes: UUID | None = None,
    ) -> Seen:
        """Record a visit as a person tells it: what is not answered is asked for first.

        Parameters
        ----------
        said : the fields of an entry; ``saw_everything`` and ``worse_since`` are true or false

        Raises
        ------
        InvalidEntryError
            with a line for each question that is left open, or why the entry cannot be taken.
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
        return self.record(person_id, entry, at=at, supersedes=supersedes)

    def to_tell(self, person_id: str) -> Seen | None:
        """Return the latest visit where the person has to know something of it today."""
        latest = next(iter(self.seen(person_id)), None)
        quiet = (Effect.BEFORE_CHECK, Effect.OLD, Effect.NO_CHECK)
        return latest if latest is not None and latest.effect not in quiet else None

    def _seen(self, visit: Recorded[VisitEntry], standing: Standing) -> Seen:
        effect = effect_of(visit, self.gate.last_check(visit.person_id), self.clock.now())
        if effect is Effect.COUNTS and standing.is_emergency:
            effect = Effect.EMERGENCY
        elif effect is Effect.COUNTS and standing.has_news:
            effect = Effect.NEWS
        return Seen(visit, effect, effect_text(effect), ends_on(visit))

    def _make_the_week_anew(self, person_id: str) -> None:
        if self.weeks.current(person_id) is not None:
            self.weeks.make(person_id, self.weeks.profile(person_id))


def effect_text(effect: Effect) -> Words:
    """Return what is said of a visit that does this."""
    return _texts()[effect]


def visit_carriers() -> tuple[Carrier, ...]:
    """Return every text here with its claims, for the ledger."""
    return tuple(Carrier("visit", effect.value, text.claims) for effect, text in _texts().items())


def _open(standing: Standing) -> set[Activity]:
    return set(standing.clearance.permits) if standing.clearance else set()


def _refuse_early_review(entry: VisitEntry, visited_on: date) -> None:
    if entry.review_date is not None and entry.review_date <= visited_on:
        raise InvalidEntryError(
            [translate("the day to be looked at again has to be after the visit")]
        )


@cache
def _texts() -> Mapping[Effect, Words]:
    return texts_of("visits.toml", "effect", "id", Effect)
