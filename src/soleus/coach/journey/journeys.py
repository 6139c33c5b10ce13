"""Journeys of one person: kept, changed, cancelled, and what was done on the way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Unpack, cast
from uuid import UUID

from soleus.coach.gate.checks import NotThereError
from soleus.journal import (
    HowRecorded,
    InvalidEntryError,
    Journal,
    JourneyEntry,
    JourneyStepEntry,
    Means,
    Recorded,
)
from soleus.language import day_words, msgid, translate
from soleus.plan import step_kinds
from soleus.reminders import Flight
from soleus.vocabulary import Activity, Clock

AFTER = timedelta(days=7)
"""The days after a journey in which a clot is likeliest (X42); then it is over."""

FURTHEST_AHEAD = timedelta(days=366)
LONGEST_AGO = timedelta(weeks=4)
"""A journey of longer ago tells the check nothing."""

_MOVES = (Activity.ANKLE_PUMPS, Activity.WALKING)


@dataclass(frozen=True, slots=True)
class Journeys:
    """Keeps the journeys of each person."""

    journal: Journal
    clock: Clock

    def all(self, person_id: str) -> tuple[Recorded[JourneyEntry], ...]:
        """Return every journey that is not cancelled, the earliest first."""
        found = self.journal.entries(person_id, [JourneyEntry])
        kept = (each for each in found if not each.entry.is_cancelled)
        return tuple(sorted(kept, key=lambda each: each.entry.starts))

    def ahead(self, person_id: str) -> tuple[Recorded[JourneyEntry], ...]:
        """Return the journeys that are not over, with those of the days after."""
        now = self.clock.now()
        return tuple(each for each in self.all(person_id) if now < each.entry.ends + AFTER)

    def past(self, person_id: str) -> tuple[Recorded[JourneyEntry], ...]:
        """Return the journeys that are over, the last one first."""
        now = self.clock.now()
        over = [each for each in self.all(person_id) if now >= each.entry.ends + AFTER]
        return tuple(reversed(over))

    def get(self, person_id: str, journey: UUID) -> Recorded[JourneyEntry]:
        """Return one journey.

        Raises
        ------
        NotThereError
            where the person has none of this id.
        """
        for each in self.all(person_id):
            if each.entry.journey == journey:
                return each
        raise NotThereError(msgid("There is no such journey. Please choose one of yours."))

    def take(
        self, person_id: str, entry: JourneyEntry, **how: Unpack[HowRecorded]
    ) -> Recorded[JourneyEntry]:
        """Keep a journey, new, changed or cancelled; what it was before stays in the journal.

        Raises
        ------
        InvalidEntryError
            where it lies too far away, meets another journey, or has ended and cannot be changed.
        """
        same = self.journal.find(how.get("id"))
        if same is not None and (same.person_id, same.entry) == (person_id, entry):
            return cast("Recorded[JourneyEntry]", same)
        found = self.journal.entries(person_id, [JourneyEntry])
        known = next((each for each in found if each.entry.journey == entry.journey), None)
        if known is not None and known.entry == entry:
            return known
        faults = list(self._faults(person_id, entry, known))
        if faults:
            raise InvalidEntryError(faults)
        if known is not None:
            at = min(known.at, self.clock.now())  # where the clock was set back
            how |= {"at": at, "supersedes": known.id}
        return self.journal.append(person_id, entry, **how)

    def cancel(self, person_id: str, journey: UUID) -> None:
        """Note that somebody does not go after all; refused as :meth:`take` says."""
        known = self.get(person_id, journey).entry
        self.take(person_id, replace(known, is_cancelled=True))

    def done(self, person_id: str, journey: UUID) -> frozenset[str]:
        """Return the steps that were done, by what was noted last of each."""
        noted: Mapping[str, bool] = {
            each.entry.step: each.entry.is_done
            for each in self.journal.entries(person_id, [JourneyStepEntry])
            if each.entry.journey == journey
        }
        return frozenset(step for step, is_done in noted.items() if is_done)

    def flights(self, person_id: str) -> tuple[Flight, ...]:
        """Return the legs by air of all journeys, as the reminders take them."""
        return tuple(_flights(each.entry for each in self.all(person_id)))

    def _faults(
        self, person_id: str, entry: JourneyEntry, known: Recorded[JourneyEntry] | None
    ) -> Iterator[str]:
        now = self.clock.now()
        if known is not None and known.entry.ends <= now:
            text = msgid("this journey has ended, so it stays as it is; note a new one instead")
            yield translate(text)
        elif entry.is_cancelled:
            return
        elif entry.starts > now + FURTHEST_AHEAD:
            yield translate("this lies more than a year ahead; note it when it is nearer")
        elif entry.ends < now - LONGEST_AGO:
            yield translate("this ended more than four weeks ago; look at the year again")
        for other in self.all(person_id):
            if other.entry.journey != entry.journey and _meet(other.entry, entry):
                text = msgid("this meets your journey of {day}; change that one or cancel it first")
                yield translate(text, day=day_words(other.entry.legs[0].departs))


def is_movement(entry: JourneyStepEntry) -> bool:
    """Whether somebody moved by this, and did not only pack or look."""
    kind = step_kinds().get(entry.step.partition("@")[0])
    return entry.is_done and kind is not None and kind.activity in _MOVES


def _flights(journeys: Iterable[JourneyEntry]) -> Iterator[Flight]:
    for journey in journeys:
        for leg in journey.legs:
            if leg.means is Means.FLIGHT:
                yield Flight(leg.departs, leg.departs_zone, leg.arrives, leg.arrives_zone)


def _meet(one: JourneyEntry, other: JourneyEntry) -> bool:
    return one.starts < other.ends and other.starts < one.ends
