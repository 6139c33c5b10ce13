"""What comes out of a file of any kind: activities, days of steps, and what is said of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import Annotated

from soleus.devices.errors import DeviceFileError, FileRemark
from soleus.devices.limits import device_limits
from soleus.devices.minutes import NO_MINUTES, MinuteByMinute
from soleus.devices.sports import IN_ONE_PLACE, Sport
from soleus.language import msgid
from soleus.records import Record, limits

_DAYS = 24 * 60 * 60

_NO_TIME = msgid("Something in it has no time, so nobody can say when it was.")
_TOO_EARLY = msgid("Something in it is dated {day}, before such devices were. Its clock was wrong.")
_AHEAD = msgid("Something in it is dated {day}, which is still to come. Its clock was wrong.")
_NEGATIVE = msgid("Something in it ends before it begins.")
_TOO_LONG = msgid("Something in it lasts longer than a day. Its watch was not stopped.")


class Format(StrEnum):
    """What kind of file it came from."""

    FIT = "fit"
    GPX = "gpx"
    TCX = "tcx"
    APPLE_HEALTH = "apple_health"
    HEALTH_CONNECT = "health_connect"
    GOOGLE_FIT = "google_fit"
    FITBIT = "fitbit"
    TABLE = "table"


class WhenKnown(StrEnum):
    """What a file tells of when: a moment with the clock there, one alone, or the clock alone."""

    BOTH = "both"
    MOMENT = "moment"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class TrackedActivity(Record):
    """One activity as a device recorded it.

    Parameters
    ----------
    called : what the file calls it
    starts : when it began; ``known`` tells which half of it is true
    seconds : how long, without pauses that the device was told of
    elapsed_seconds : from its first moment to its last
    moving_seconds : how long in movement, as far as points or the device tell; None where not
    distance_m, heart_rate, steps : None where the file does not tell, and where it cannot be
    device : the watch, phone or app
    by_minute : what its minutes tell one by one
    """

    sport: Sport
    called: Annotated[str, limits.text(100)]
    starts: datetime
    known: WhenKnown
    seconds: Annotated[float, limits.number(0, _DAYS, "seconds")]
    elapsed_seconds: Annotated[float, limits.number(0, 7 * _DAYS, "seconds")]
    moving_seconds: Annotated[float, limits.number(0, _DAYS, "seconds")] | None = None
    distance_m: Annotated[float, limits.number(0, 10_000_000, "m")] | None = None
    heart_rate: Annotated[float, limits.number(0, 300, "beats a minute")] | None = None
    steps: Annotated[int, limits.whole(0, 1_000_000)] | None = None
    device: Annotated[str, limits.text(100)] = ""
    format: Format = Format.TABLE
    by_minute: MinuteByMinute = NO_MINUTES

    def begins(self, zone: tzinfo) -> datetime:
        """Return when it began by the clock there; ``zone`` is the person's, if it is not said."""
        if self.known is WhenKnown.BOTH:
            return self.starts
        if self.known is WhenKnown.CLOCK:
            return self.starts.replace(tzinfo=zone)
        return self.starts.astimezone(zone)

    @property
    def active_seconds(self) -> float:
        """How much of it counts: what was in movement where that is known."""
        if self.moving_seconds is None:
            return self.seconds
        return min(self.moving_seconds, self.seconds)


@dataclass(frozen=True, slots=True)
class DayOfSteps(Record):
    """The steps of one day by the person's clock, and when there were some.

    Parameters
    ----------
    moved : from when to when, as ``07:30-07:42``, in order; the end is not included
    """

    day: date
    steps: Annotated[int, limits.whole(0, 1_000_000)]
    moved: Annotated[
        tuple[str, ...],
        limits.list_of(limits.like("07:30-07:42", r"\d\d:\d\d-\d\d:\d\d"), most=720),
    ] = ()


@dataclass(frozen=True, slots=True)
class TableShape(Record):
    """A table whose columns nobody has named yet.

    Parameters
    ----------
    columns : its header
    rows : its first rows
    guessed : which column is what, by the name of what; empty where nothing can be guessed
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    guessed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileFindings(Record):
    """What one file holds.

    Parameters
    ----------
    name : the file's name, with the one that it was packed in
    earlier : how many activities were before the first day that was asked for
    left_out : why something in it was left out, each with how often
    fault : why nothing of it can be taken; None where something can
    table : its columns, where they have to be named first
    """

    name: Annotated[str, limits.text(300)]
    format: Format | None = None
    activities: tuple[TrackedActivity, ...] = ()
    days: tuple[DayOfSteps, ...] = ()
    left_out: tuple[FileRemark, ...] = ()
    fault: FileRemark | None = None
    table: TableShape | None = None
    earlier: int = 0


def from_day_on(findings: FileFindings, since: date | None, zone: tzinfo) -> FileFindings:
    """Return what lies on a day or after it, by the clock there; what is earlier is counted."""
    if since is None:
        return findings
    kept = tuple(each for each in findings.activities if each.begins(zone).date() >= since)
    days = tuple(each for each in findings.days if each.day >= since)
    earlier = findings.earlier + len(findings.activities) - len(kept)
    return replace(findings, activities=kept, days=days, earlier=earlier)


def offset_zone(seconds: float) -> timezone | None:
    """Return the zone of an offset from UTC in seconds; None where no place on earth has it."""
    if not math.isfinite(seconds) or abs(seconds) > 15 * 3600:
        return None
    return timezone(timedelta(minutes=round(seconds / 60)))


def number_or_none(value: object, low: float, high: float) -> float | None:
    """Return a number within its bounds; None for whatever is none, or lies outside."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and low <= value <= high else None


def tracked(
    format: Format,  # noqa: A002
    sport: Sport,
    starts: datetime | None,
    seconds: object,
    now: datetime,
    *,
    called: str = "",
    elapsed_seconds: object = None,
    moving_seconds: object = None,
    distance_m: object = None,
    heart_rate: object = None,
    steps: object = None,
    device: str = "",
    zone: tzinfo | None = None,
    by_minute: MinuteByMinute = NO_MINUTES,
) -> TrackedActivity:
    """Return an activity whose values can be; what is not needed and cannot be is left away.

    Parameters
    ----------
    starts : with a zone, where the moment is known; else by the clock there
    now : the moment of reading
    zone : the clock's zone there, where the file tells

    Raises
    ------
    DeviceFileError
        where it has no time, a wrong one, or no length that can be.
    """
    bounds, known = device_limits(), WhenKnown.MOMENT
    when = _moment(starts, now)
    if starts is not None and starts.tzinfo is None:
        known = WhenKnown.CLOCK
    elif zone is not None:
        when, known = when.astimezone(zone), WhenKnown.BOTH
    long = _length(seconds, bounds.longest_hours)
    meters = number_or_none(distance_m, 0.01, bounds.fastest_kmh / 3.6 * max(long, 1))
    beats = number_or_none(heart_rate, bounds.least_heart_rate, bounds.most_heart_rate)
    count = number_or_none(steps, 1, bounds.most_steps_a_minute * max(long / 60, 1))
    return TrackedActivity(
        sport,
        clean(called),
        when,
        known,
        long,
        number_or_none(elapsed_seconds, 0, bounds.longest_elapsed_hours * 3600) or long,
        _moving(moving_seconds, sport, (meters or 0) / max(long, 1)),
        meters,
        beats,
        None if count is None else int(count),
        clean(device),
        format,
        by_minute,
    )


def _moving(seconds: object, sport: Sport, speed: float) -> float | None:
    """Return the time in movement; None where standing in one place tells nothing of it.

    Who lifts, dances or rides on a trainer stays where they are.

    Parameters
    ----------
    speed : metres a second over the whole of it, as far as the file tells
    """
    moving = number_or_none(seconds, 0, device_limits().longest_hours * 3600)
    is_elsewhere = moving == 0 and speed >= device_limits().standing_kmh / 3.6
    if sport in IN_ONE_PLACE or is_elsewhere:
        return None
    return moving


def clean(text: object) -> str:
    """Return a name as a page can show it: one line, no signs that steer, of a fair length."""
    plain = "".join(sign if sign.isprintable() else " " for sign in str(text or "")[:400])
    return " ".join(plain.split())[:100]


def _moment(starts: datetime | None, now: datetime) -> datetime:
    if starts is None:
        raise DeviceFileError(_NO_TIME)
    when = starts if starts.tzinfo else starts.replace(tzinfo=UTC)
    if when.year < device_limits().earliest_year:
        raise DeviceFileError(_TOO_EARLY, day=when.date())
    if when > now + timedelta(hours=device_limits().ahead_hours):
        raise DeviceFileError(_AHEAD, day=when.date())
    return when


def _length(seconds: object, most_hours: int) -> float:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise DeviceFileError(_NO_TIME)
    if not math.isfinite(seconds):
        raise DeviceFileError(_NO_TIME)
    if seconds < 0:
        raise DeviceFileError(_NEGATIVE)
    if seconds > most_hours * 3600:
        raise DeviceFileError(_TOO_LONG)
    return float(seconds)
