"""Journeys: their legs by the clocks of each place, and what was done on the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, ClassVar
from uuid import UUID

from soleus.journal.entries import Entry
from soleus.journal.errors import InvalidEntryError
from soleus.language import msgid, translate
from soleus.records import Passage, is_skipped, limits, record_of
from soleus.vocabulary import FaultsError

MOST_LEGS = 6
LONGEST_LEG = timedelta(hours=24)
LONGEST_JOURNEY = timedelta(days=4)


class Means(StrEnum):
    """By what somebody travels; in a coach one sits as in a train, and has to wait for stops."""

    FLIGHT = "flight"
    TRAIN = "train"
    CAR = "car"


class Seat(StrEnum):
    """Where somebody sits: beside the aisle, or beside the window with others to climb over."""

    AISLE = "aisle"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class JourneyLeg(Passage):
    """One leg of a journey; ``seat`` is None where nobody knows it, or in a car."""

    error: ClassVar[type[FaultsError]] = InvalidEntryError
    means: Means = Means.FLIGHT
    seat: Seat | None = None

    def _faults_between(self) -> tuple[str, ...]:
        if skipped := next(self._skipped(), None):
            local, zone = skipped
            text = msgid("{at} does not exist in {zone}, since the clocks go forward then")
            return (translate(text, at=local.isoformat(" ", "minutes"), zone=zone),)
        if not self.starts < self.ends:
            text = msgid("a part has to arrive after it leaves; look at both times, days and zones")
            return (translate(text),)
        if self.lasts > LONGEST_LEG:
            hours = round(self.lasts / timedelta(hours=1))
            text = msgid("{hours} hours are longer than a part can be (24); enter each part alone")
            return (translate(text, hours=hours),)
        return ()

    def _skipped(self) -> Iterator[tuple[datetime, str]]:
        """Yield each of the two times that no clock there ever shows, with its zone."""
        for local, zone in ((self.departs, self.departs_zone), (self.arrives, self.arrives_zone)):
            if is_skipped(local, zone):
                yield local, zone


@dataclass(frozen=True, slots=True)
class JourneyEntry(Entry):
    """One journey as it now stands; a change is a correction of it.

    Parameters
    ----------
    journey : its own id, which no change alters
    legs : in the order in which they are travelled
    is_cancelled : whether the person does not go after all
    """

    kind: ClassVar[str] = "journey"
    journey: UUID
    legs: Annotated[
        tuple[JourneyLeg, ...], limits.list_of(record_of(JourneyLeg), least=1, most=MOST_LEGS)
    ]
    is_cancelled: bool = False

    @property
    def starts(self) -> datetime:
        """The moment of leaving, in UTC."""
        return self.legs[0].starts

    @property
    def ends(self) -> datetime:
        """The moment of the last landing, in UTC."""
        return self.legs[-1].ends

    def _faults_between(self) -> tuple[str, ...]:
        for number, (before, after) in enumerate(pairwise(self.legs), 1):
            if after.starts < before.ends:
                text = msgid(
                    "part {later} leaves before part {earlier} has arrived; look at the times"
                )
                return (translate(text, later=number + 1, earlier=number),)
        if self.ends - self.starts > LONGEST_JOURNEY:
            text = msgid(
                "from the first part to the last are more than {days} days; make two journeys"
            )
            return (translate(text, days=LONGEST_JOURNEY.days),)
        return ()


@dataclass(frozen=True, slots=True)
class JourneyStepEntry(Entry):
    """One thing of a journey that was done, or was not done after all; the later note counts.

    ``step`` names what it was and when it was due, such as ``pumps@20260302T1230Z``.
    """

    kind: ClassVar[str] = "journey_step"
    journey: UUID
    step: Annotated[str, limits.text(60, may_be_empty=False)]
    is_done: bool
