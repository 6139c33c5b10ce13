"""Moments as files write them: with a zone, without one, and in many orders."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

_ISO = re.compile(
    r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?"
    r"\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?\s*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\s*(\d{1,4})[./-](\d{1,2})[./-](\d{1,4}),?(?:\s+|T)?(?:(\d{1,2}):(\d\d)(?::(\d\d))?(?:[.,]\d+)?"
    r"\s*([AaPp]\.?[Mm]\.?)?)?\s*(?:Uhr)?\s*$"
)
_WORDED = (
    "%b %d, %Y, %I:%M:%S %p",
    "%d %b %Y, %H:%M:%S",
    "%d %b %Y %H:%M",
    "%a %b %d %H:%M:%S %Y",
)
"""As Strava and others write them, in English whatever the machine speaks."""


def iso_moment(text: str) -> datetime | None:
    """Return a moment in ISO 8601, without a zone where none is said; None where it is none.

    An offset of odd minutes, fractions of any length and a space for the T are read as well.
    """
    found = _ISO.match(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    micro = int((fraction or "0")[:6].ljust(6, "0"))
    try:
        moment = datetime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            min(int(second or 0), 59),  # a leap second
            micro,
            tzinfo=_zone(zone),
        )
    except ValueError:
        return None
    return moment


def _zone(said: str | None) -> timezone | None:
    if said is None:
        return None
    if said.upper() in ("Z", "UTC"):
        return UTC
    digits = said[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if minutes == 0:
        return timezone(timedelta(), "+00:00")  # another object than UTC, which Z means
    return timezone(timedelta(minutes=-minutes if said[0] == "-" else minutes))


def offset_of(moment: datetime | None, *, is_clock: bool = False) -> timezone | None:
    """Return the zone where a text tells its offset; Z tells the moment alone.

    Parameters
    ----------
    is_clock : whether +00:00 is the clock there too; many programs write it for UTC
    """
    zone = None if moment is None else moment.tzinfo
    if not isinstance(zone, timezone) or zone is UTC:
        return None
    return zone if is_clock or zone.utcoffset(None) else None


def any_moment(text: str, *, is_day_first: bool) -> datetime | None:
    """Return a moment in any order that tables use; None where it is none.

    Parameters
    ----------
    is_day_first : whether 3/4/2024 is the third of April
    """
    if (moment := iso_moment(text)) is not None:
        return moment
    if (found := _NUMBERED.match(text)) is not None:
        return _numbered(found, is_day_first=is_day_first)
    for form in _WORDED:
        try:
            return datetime.strptime(text.strip(), form)
        except ValueError:
            continue
    return None


def _numbered(found: re.Match[str], *, is_day_first: bool) -> datetime | None:
    first, second, third, hour, minute, seconds, half = found.groups()
    if len(first) == 4:
        year, month, day = int(first), int(second), int(third)
    else:
        year = int(third) + (2000 if len(third) <= 2 else 0)
        day, month = (int(first), int(second)) if is_day_first else (int(second), int(first))
        if month > 12 >= day:
            day, month = month, day
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    try:
        return datetime(year, month, day, hours, int(minute or 0), int(seconds or 0))
    except ValueError:
        return None
