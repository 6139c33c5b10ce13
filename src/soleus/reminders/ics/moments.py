"""Dates, times and lengths as calendars write them, also in odd shapes whose meaning is clear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from soleus.reminders.ics.lines import parted

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = timedelta(days=1)
_ZERO = timedelta(0)
_LONGEST_DAYS = 3660
FIRST_YEAR, LAST_YEAR = 1601, 9000
"""Outside of these nobody meets, and no clock can be read in another time zone."""

_STAMP = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)?)?",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"\+?P(?:(\d{1,6})W)?(?:(\d{1,6})D)?T?(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?",
    re.IGNORECASE,
)
_AROUND = " \t\"';,\u00a0"
_OFFSET = re.compile(r"([+-])(\d\d):?(?:(\d\d)(?::?(\d\d))?)?")
_LOOKS_LIKE_DATES = re.compile(r"[\s\"']*\d{4}-?\d\d-?\d\d[\dA-Z:+\-/,.;\"'\s]*", re.IGNORECASE)


class UnreadableError(ValueError):
    """Something in a calendar that has no clear meaning."""


class Zone(Protocol):
    """By what clock a local time is meant; all times without ``tzinfo``."""

    def to_utc(self, local: datetime) -> datetime:
        """Return the moment of a local time; the earlier where there are two."""

    def to_local(self, utc: datetime) -> datetime:
        """Return the local time of a moment."""


@dataclass(frozen=True, slots=True)
class FixedZone:
    """A clock that is always as far from UTC."""

    offset: timedelta = _ZERO

    def to_utc(self, local: datetime) -> datetime:
        """Return the moment of a local time."""
        return local - self.offset

    def to_local(self, utc: datetime) -> datetime:
        """Return the local time of a moment."""
        return utc + self.offset


UTC_ZONE = FixedZone()


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or a time by the clock of a zone.

    Parameters
    ----------
    local : the time on that clock; midnight for a date
    floats : whether nothing says by whose clock it is meant
    """

    local: datetime
    zone: Zone
    is_date: bool = False
    floats: bool = False

    def utc(self) -> datetime:
        """Return the moment in UTC, without ``tzinfo``."""
        return self.zone.to_utc(self.local)


def read_moment(text: str, zone: Zone, *, floats: bool = False) -> Moment:
    """Read a date or a time; where it says nothing of a zone, it is meant in ``zone``.

    Raises
    ------
    UnreadableError
        where the text is neither.
    """
    match = _STAMP.fullmatch(text.strip(_AROUND))
    if match is None:
        raise UnreadableError
    year, month, day, hour, minute, second, clock = match.groups()
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise UnreadableError
    try:
        midnight = datetime(int(year), int(month), int(day))
        if hour is None:
            return Moment(midnight, zone, is_date=True, floats=floats)
        parts = int(hour), int(minute or 0), min(int(second or 0), 59)
        if parts[0] > 24 or parts[1] > 59 or (parts[0] == 24 and parts[1:] != (0, 0)):
            raise UnreadableError
        if int(second or 0) > 60:
            raise UnreadableError
        local = midnight + timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2])
    except (ValueError, OverflowError) as error:
        raise UnreadableError from error
    if clock is None:
        return Moment(local, zone, floats=floats)
    return Moment(local, FixedZone(read_offset(clock)) if clock[0] in "+-" else UTC_ZONE)


def read_length(text: str) -> timedelta:
    """Read how long something lasts; weeks and days count 24 hours each.

    Raises
    ------
    UnreadableError
        where the text is no length, or one that no entry of a calendar has.
    """
    match = _LENGTH.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        raise UnreadableError
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    if length.days > _LONGEST_DAYS:
        raise UnreadableError
    return length


def read_offset(text: str) -> timedelta:
    """Read how far a clock is from UTC, such as ``+0100`` or ``-05:00``.

    Raises
    ------
    UnreadableError
        where the text is no such thing, or farther than any clock.
    """
    match = _OFFSET.fullmatch(text.strip())
    if match is None:
        raise UnreadableError
    sign, hours, minutes, seconds = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0), seconds=int(seconds or 0))
    if offset >= DAY or int(minutes or 0) > 59:
        raise UnreadableError
    return -offset if sign == "-" else offset


def read_moments(
    rest: str, zones: Callable[[str], Zone], own: Zone
) -> list[tuple[Moment, timedelta | None]]:
    """Read the dates, times and periods of a line, each with its length where it is a period.

    Parameters
    ----------
    zones : returns the zone of a TZID
    own : the zone of times for which nothing else says one

    Raises
    ------
    UnreadableError
        where one of them, or the zone, is not known.
    """
    parameters, value = parted(rest, _LOOKS_LIKE_DATES.fullmatch)
    name = parameters.get("TZID", "")
    texts = [text for text in value.split(",") if text.strip()]
    says_its_own = all(text.strip()[-1:].upper() == "Z" for text in texts)
    zone = zones(name) if name and not says_its_own else own
    return [_moment_or_period(text, zone, floats=not name) for text in texts]


def _moment_or_period(text: str, zone: Zone, *, floats: bool) -> tuple[Moment, timedelta | None]:
    first, slash, second = text.partition("/")
    starts = read_moment(first, zone, floats=floats)
    if not slash:
        return starts, None
    if second.strip().upper().startswith(("P", "+P")):
        return starts, read_length(second)
    length = read_moment(second, zone).utc() - starts.utc()
    if not _ZERO <= length <= timedelta(days=_LONGEST_DAYS):
        raise UnreadableError
    return starts, length
