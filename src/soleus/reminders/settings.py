"""What a person sets for reminders: when, how often and where the day is spent."""

from dataclasses import dataclass, field, replace
from datetime import time
from enum import StrEnum
from typing import Annotated

from soleus.language import translate
from soleus.records import Limit, Record, record_of
from soleus.records import limits as limit
from soleus.reminders.flight import Flight
from soleus.reminders.limits import limits
from soleus.vocabulary import FaultsError, Weekday


class Mode(StrEnum):
    """Where the day is spent."""

    DESK = "desk"
    STANDING = "standing"
    TRAVEL = "travel"
    BED = "bed"


WORKING_WEEK = tuple(Weekday)[:5]


def _flights() -> Limit:
    """Allow flights, and read them in the order in which they leave."""
    flights = limit.list_of(record_of(Flight))
    return replace(
        flights, load=lambda value: tuple(sorted(flights.load(value), key=lambda each: each.starts))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSettings(Record):
    """What a person sets.

    Parameters
    ----------
    is_on : whether there are reminders at all; off until the person turns them on
    mode : where the day is spent; on a flight the travel breaks count in every mode
    days, starts, ends : the hours of reminders by the local clock; an end before the start is on
        the next day. In bed every day counts, and in travel the flights alone
    interval_minutes : from one break to the next (E04)
    quiet_starts, quiet_ends : hours without any reminder, every day; both or neither
    flights : the legs of a journey
    zone : IANA name of the zone that hours are meant in; empty for this machine's own
    away_minutes : how long an absence has to be to count as a break
    calendar : the path or the address of the calendar whose meetings are kept free

    Raises
    ------
    FaultsError
        with every fault at once.
    """

    error = FaultsError
    is_on: bool = False
    mode: Mode = Mode.DESK
    days: tuple[Weekday, ...] = WORKING_WEEK
    starts: time = time(9)
    ends: time = time(17)
    interval_minutes: Annotated[
        int, limit.whole(limits().interval_least, limits().interval_most, "minutes")
    ] = field(default_factory=lambda: limits().interval_usual)
    quiet_starts: time | None = time(22)
    quiet_ends: time | None = time(7)
    flights: Annotated[tuple[Flight, ...], _flights()] = ()
    zone: Annotated[str, limit.either(limit.literal(""), limit.time_zone())] = ""
    away_minutes: Annotated[
        int, limit.whole(limits().away_least, limits().away_most, "minutes")
    ] = field(default_factory=lambda: limits().away_usual)
    calendar: str = ""

    def _faults_between(self) -> tuple[str, ...]:
        faults = []
        if (self.quiet_starts is None) != (self.quiet_ends is None):
            faults.append(translate("Quiet hours need both a start and an end, or neither."))
        elif self.quiet_starts is not None and self.quiet_starts == self.quiet_ends:
            faults.append(translate("Quiet hours have to end at another time than they start."))
        elif self.quiet_starts is None and self.mode is Mode.BED:
            faults.append(translate("In bed, set quiet hours, so that you can sleep."))
        if self.mode in (Mode.DESK, Mode.STANDING):
            if not self.days:
                faults.append(translate("Choose at least one day."))
            if self.starts == self.ends:
                faults.append(translate("The hours have to end at another time than they start."))
        return tuple(faults)
