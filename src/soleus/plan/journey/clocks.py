"""Whose clock counts at a moment of a journey, and when it is night by it.

In the seat the clock of departure counts until half-way, and that of the landing from then on, as
for the reminders on a flight; between two legs the clock of the place where one waits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from zoneinfo import ZoneInfo

from soleus.records import Passage, Record, load_file

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyHours(Record):
    """When it is night, and how far things stand apart.

    Parameters
    ----------
    night_starts, night_ends : hours in which nothing is asked, by the clock that counts
    apart_minutes : how far two things are apart at least
    settles_minutes : how long before the end of a leg nothing begins any more
    """

    night_starts: time
    night_ends: time
    apart_minutes: int
    settles_minutes: int


@cache
def journey_hours() -> JourneyHours:
    """Return the hours of a journey."""
    return load_file(JourneyHours, files("soleus.plan") / "journey" / "hours.toml")


@dataclass(frozen=True, slots=True)
class Night:
    """A night by one clock, as far as that clock counts; both moments in UTC."""

    starts: datetime
    ends: datetime
    zone: ZoneInfo


def zone_at(legs: Sequence[Passage], moment: datetime) -> ZoneInfo:
    """Return the zone whose clock counts at a moment of a journey."""
    name = legs[0].departs_zone
    for leg in legs:
        if moment >= leg.starts:
            name = leg.departs_zone
        if moment >= leg.half_way:
            name = leg.arrives_zone
    return ZoneInfo(name)


def is_night(legs: Sequence[Passage], moment: datetime) -> bool:
    """Whether it is night at a moment, by the clock that counts then."""
    hours = journey_hours()
    local = moment.astimezone(zone_at(legs, moment)).time()
    return local >= hours.night_starts or local < hours.night_ends


def moment_on(legs: Sequence[Passage], moment: datetime, days: int, at: time) -> datetime:
    """Return a time of the local day of a moment, or of a day some days away, in UTC."""
    zone = zone_at(legs, moment)
    day = moment.astimezone(zone).date() + days * _DAY
    return datetime.combine(day, at, zone).astimezone(UTC)


def nights(legs: Sequence[Passage], since: datetime, until: datetime) -> Iterator[Night]:
    """Yield the nights that are left to sleep between two moments, in order.

    Where the clock that counts changes in the middle of a night, so does the night.
    """
    changes = [since, *(leg.half_way for leg in legs), until]
    for starts, ends in pairwise(changes):
        zone = zone_at(legs, starts)
        day = starts.astimezone(zone).date() - _DAY
        while (night := _night(day, zone)).starts < ends:
            begins, over = max(night.starts, starts), min(night.ends, ends)
            if over - begins >= _HOUR:
                yield Night(begins, over, zone)
            day += _DAY


def _night(day: date, zone: ZoneInfo) -> Night:
    hours = journey_hours()
    starts = datetime.combine(day, hours.night_starts, zone)
    ends = datetime.combine(day + _DAY, hours.night_ends, zone)
    return Night(starts.astimezone(UTC), ends.astimezone(UTC), zone)
