"""Limits of days, times of day, moments and time zones."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from soleus.language import msgid, translate
from soleus.records.field_limit import Limit, shown

FIRST_YEAR, LAST_YEAR = 1900, 9000
"""Outside of these nobody lives, and no clock can be read in another time zone."""


def moment() -> Limit:
    """Allow a moment with its time zone; as JSON in ISO 8601."""

    def fault(value: object) -> str | None:
        if isinstance(value, datetime) and value.utcoffset() is not None:
            return _year_fault(value)
        return translate(
            "is {shown}, but has to be a moment with its time zone", shown=shown(value)
        )

    wanted = msgid("is {shown}, but has to be a moment in ISO 8601")
    schema = {"type": "string", "format": "date-time"}
    return Limit(fault, _iso(datetime, wanted), datetime.isoformat, schema=schema)


def local_moment() -> Limit:
    """Allow a date and time by the person's own clock, in whole minutes and without a zone."""
    wanted = msgid("is {shown}, but has to be a local date and time, as 2026-03-02T09:15")

    def fault(value: object) -> str | None:
        if isinstance(value, datetime) and value.tzinfo is None:
            return _year_fault(value)
        return translate(wanted, shown=_shown_moment(value))

    read = _iso(datetime, wanted)
    return Limit(
        fault,
        lambda value: read(value).replace(second=0, microsecond=0),
        lambda value: value.isoformat(timespec="minutes"),
        schema={"type": "string", "examples": ["2026-03-02T09:15"]},
    )


def day() -> Limit:
    """Allow a calendar day; as JSON in ISO 8601."""

    def fault(value: object) -> str | None:
        if isinstance(value, date) and not isinstance(value, datetime):
            return None
        return translate("is {shown}, but has to be a day", shown=shown(value))

    wanted = msgid("is {shown}, but has to be a day, as 2026-03-01")
    read = _iso(date, wanted)

    def load(value: object) -> date:
        day = date.isoformat(read(value))
        if day != value:  # weeks such as 2026-W10-1 are ISO 8601 too, but nobody means them
            raise ValueError(translate(wanted, shown=shown(value)))
        return date.fromisoformat(day)

    return Limit(fault, load, date.isoformat, schema={"type": "string", "format": "date"})


def clock_time() -> Limit:
    """Allow a local time of day in whole minutes; as JSON such as ``07:30``."""
    wanted = msgid("is {shown}, but has to be a time of day in whole minutes, as 07:30")

    def fault(value: object) -> str | None:
        if isinstance(value, time) and not (value.tzinfo or value.second or value.microsecond):
            return None
        return translate(wanted, shown=_shown_moment(value))

    schema = {"type": "string", "examples": ["07:30"]}
    return Limit(
        fault, _iso(time, wanted), lambda value: value.isoformat(timespec="minutes"), schema=schema
    )


def time_zone() -> Limit:
    """Allow the IANA name of a time zone, such as ``Europe/London``."""

    def fault(value: object) -> str | None:
        try:
            ZoneInfo(value if isinstance(value, str) else "")
        except (ValueError, OSError, LookupError):
            return translate(
                "is {shown}, but has to name a time zone, as Europe/London", shown=shown(value)
            )
        return None

    return Limit(fault, schema={"type": "string", "examples": ["Europe/London"]})


def _year_fault(moment: datetime) -> str | None:
    if FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    return translate(
        "is {shown}, but has to lie in the years {first} to {last}",
        shown=moment.isoformat(),
        first=FIRST_YEAR,
        last=LAST_YEAR,
    )


def _iso(kind: Any, wanted: str) -> Callable[[object], Any]:  # noqa: ANN401  date, datetime or time
    def load(value: object) -> object:
        try:
            return kind.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            raise ValueError(translate(wanted, shown=shown(value))) from None

    return load


def _shown_moment(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime | time) else shown(value)
