"""Days with movement in a row, counted so that it forgives.

A day counts when anything was done on it, however little. Two days without in any seven are days
off, and a third ends the row. Days on which the check said to be seen first are left out: nobody
is asked to move on them, and nothing is lost by resting. Today is not held against anybody yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from soleus.journal import (
    ActivityEntry,
    BreakEntry,
    BreakEvent,
    CheckEntry,
    SessionEntry,
)
from soleus.vocabulary import Urgency

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from soleus.journal import Entry, Recorded

DAYS_OFF = 2
IN_DAYS = 7
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Streak:
    """``days`` with movement in a row, of which ``since`` was the first; None without any."""

    days: int
    since: date | None


def streak(recorded: Iterable[Recorded[Entry]], today: date) -> Streak:
    """Return the row that reaches up to today.

    Parameters
    ----------
    recorded : entries in the order in which they happened; the row ends where they begin
    """
    recorded = tuple(recorded)
    moved = {each.local_date for each in recorded if each.is_current and _is_movement(each.entry)}
    excused = _excused(recorded, today)
    day = today
    off: list[date] = []
    counted: list[date] = []
    while day >= min(moved, default=today):
        if day in moved:
            counted.append(day)
        elif day != today and day not in excused:
            off = [each for each in off if (each - day).days < IN_DAYS]
            off.append(day)
            if len(off) > DAYS_OFF:
                break
        day -= _DAY
    return Streak(len(counted), counted[-1] if counted else None)


def _is_movement(entry: Entry) -> bool:
    match entry:
        case SessionEntry():
            return entry.active_seconds > 0
        case ActivityEntry():
            return True
        case BreakEntry():
            return entry.what is BreakEvent.MOVED
        case _:
            return False


def _excused(recorded: Iterable[Recorded[Entry]], today: date) -> set[date]:
    """Return the days on which the check that held asked to be seen first."""
    checks = [
        (each.local_date, each.entry.decision)
        for each in recorded
        if isinstance(each.entry, CheckEntry)
    ]
    days: set[date] = set()
    for place, (since, decision) in enumerate(checks):
        if decision.get("urgency") == Urgency.SELF_CARE:
            continue
        last = checks[place + 1][0] if place + 1 < len(checks) else today
        days.update(since + _DAY * number for number in range((last - since).days + 1))
    return days
