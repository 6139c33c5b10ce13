"""A rule of repetition as a calendar writes it, read with its faults in spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from soleus.reminders.ics.moments import LAST_YEAR, Moment, UnreadableError, read_moment

if TYPE_CHECKING:
    from soleus.reminders.ics.moments import Zone

MOST_A_DAY = 24
"""No meeting comes more often than this on one day; a rule that says so counts as unreadable."""

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?\d{1,6}")
_LONGEST = 4000


class Period(IntEnum):
    """From what period to what period a rule goes."""

    DAILY = 0
    WEEKLY = 1
    MONTHLY = 2
    YEARLY = 3


@dataclass(frozen=True, slots=True)
class RecurrenceRule:
    """A rule of repetition.

    Parameters
    ----------
    pace, interval : it goes on every so many days, weeks, months or years
    count, until : after how many times it ends, or when
    months, week_numbers, year_days, month_days : empty where any will do; negative from the end
    weekdays : each with its number in the month or year, zero for every one; Monday is 0
    hours, minutes, seconds : empty where those of the first time count
    positions : which of a period's times count; empty for all
    week_starts : the day on which weeks begin
    """

    pace: Period
    interval: int = 1
    count: int | None = None
    until: Moment | None = None
    months: frozenset[int] = frozenset()
    week_numbers: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    weekdays: frozenset[tuple[int, int]] = frozenset()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_starts: int = 0


def read_rule(text: str, zone: Zone) -> RecurrenceRule:
    """Read a rule.

    Parameters
    ----------
    zone : the clock by which its end is meant, where it does not say

    Raises
    ------
    UnreadableError
        where it is none, or repeats more often on one day than any meeting.
    """
    if len(text) > _LONGEST:
        raise UnreadableError
    parts = _parts(text)
    try:
        pace = Period[parts["FREQ"]]
        starts = _DAYS.index(parts.get("WKST", "MO"))
    except (KeyError, ValueError) as error:
        raise UnreadableError from error
    if parts.get("RSCALE", "GREGORIAN") != "GREGORIAN" or parts.get("SKIP", "OMIT") != "OMIT":
        raise UnreadableError
    rule = RecurrenceRule(
        pace=pace,
        interval=_numbers(parts, "INTERVAL", 1, 100_000)[0] if "INTERVAL" in parts else 1,
        count=_count(parts),
        until=_until(parts["UNTIL"], zone) if "UNTIL" in parts else None,
        months=frozenset(_numbers(parts, "BYMONTH", 1, 12)),
        week_numbers=frozenset(_numbers(parts, "BYWEEKNO", 1, 53, from_end=True)),
        year_days=frozenset(_numbers(parts, "BYYEARDAY", 1, 366, from_end=True)),
        month_days=frozenset(_numbers(parts, "BYMONTHDAY", 1, 31, from_end=True)),
        weekdays=_weekdays(parts),
        hours=_numbers(parts, "BYHOUR", 0, 23),
        minutes=_numbers(parts, "BYMINUTE", 0, 59),
        seconds=_numbers(parts, "BYSECOND", 0, 59),
        positions=_numbers(parts, "BYSETPOS", 1, 366, from_end=True),
        week_starts=starts,
    )
    if max(1, len(rule.hours)) * max(1, len(rule.minutes)) * max(1, len(rule.seconds)) > MOST_A_DAY:
        raise UnreadableError
    return rule


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in "".join(text.upper().split()).split(";"):
        name, equals, value = part.partition("=")
        if not part:
            continue
        if not equals or not value or parts.setdefault(name, value) != value:
            raise UnreadableError
    return parts


def _count(parts: dict[str, str]) -> int | None:
    """Return how often a rule repeats; some programs write -1 where they mean without end."""
    if "COUNT" not in parts or parts["COUNT"] == "-1":
        return None
    return _numbers(parts, "COUNT", 0, 999_999)[0]


def _until(text: str, zone: Zone) -> Moment | None:
    """Return when a rule ends; a year beyond all others means without end."""
    if text[:4].isdecimal() and int(text[:4]) > LAST_YEAR:
        return None
    return read_moment(text, zone, floats=True)


def _numbers(
    parts: dict[str, str], name: str, least: int, most: int, *, from_end: bool = False
) -> tuple[int, ...]:
    numbers = []
    for text in filter(None, parts.get(name, "").split(",")):
        number = int(text) if _NUMBER.fullmatch(text) else least - 1
        size = abs(number) if from_end else number
        if not least <= size <= most:
            raise UnreadableError
        numbers.append(number)
    if name in parts and not numbers:
        raise UnreadableError
    return tuple(sorted(set(numbers)))


def _weekdays(parts: dict[str, str]) -> frozenset[tuple[int, int]]:
    weekdays = set()
    for text in filter(None, parts.get("BYDAY", "").split(",")):
        match = _WEEKDAY.fullmatch(text)
        if match is None or abs(int(match[1] or 0)) > 53:
            raise UnreadableError
        weekdays.add((_DAYS.index(match[2]), int(match[1] or 0)))
    return frozenset(weekdays)
