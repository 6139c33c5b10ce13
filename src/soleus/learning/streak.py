"""Days with movement in a row, counted so that a few days off do not end the row.

A day counts when anything was done on it, however little. Two days off in any seven are allowed;
a third ends the row. Today does not count as a day off yet.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from soleus.journal import (
    ActivityEntry,
    BreakEntry,
    BreakEvent,
    CheckEntry,
    Entry,
    Recorded,
    SessionEntry,
)
from soleus.vocabulary import Urgency

DAYS_OFF = 2
IN_DAYS = 7
_DAY = timedelta(days=1)


def streak(entries: Collection[Recorded[Entry]], today: date) -> tuple[date, ...]:
    """Return the days in a row that entries show, as :func:`days_in_a_row` does."""
    return days_in_a_row(days_moved(entries), _excused(entries, today), today)


def days_moved(entries: Iterable[Recorded[Entry]]) -> frozenset[date]:
    """Return the days on which entries show any movement, however little."""
    moved = (each for each in entries if each.is_current and _is_movement(each.entry))
    return frozenset(each.local_date for each in moved)


def days_in_a_row(
    moved: Collection[date], excused: Collection[date], today: date
) -> tuple[date, ...]:
    """Return the days with movement in the row that reaches up to today, the newest first.

    Parameters
    ----------
    moved : the days with movement
    excused : the days on which nobody was asked to move; they are never days off
    """
    days: list[date] = []
    off: list[date] = []
    day = today
    while day >= min(moved, default=today):
        if day in moved:
            days.append(day)
        elif day != today and day not in excused:
            off = [each for each in off if (each - day).days < IN_DAYS]
            off.append(day)
            if len(off) > DAYS_OFF:
                break
        day -= _DAY
    return tuple(days)


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


def _excused(entries: Iterable[Recorded[Entry]], today: date) -> set[date]:
    """Return the days on which the check that held said to see a doctor first.

    Nobody is asked to move on them, and nothing is lost by resting.
    """
    checks = [
        (each.local_date, each.entry.urgency)
        for each in entries
        if isinstance(each.entry, CheckEntry)
    ]
    days: set[date] = set()
    for place, (since, urgency) in enumerate(checks):
        if urgency == Urgency.SELF_CARE:
            continue
        last = checks[place + 1][0] if place + 1 < len(checks) else today
        days.update(since + _DAY * number for number in range((last - since).days + 1))
    return days
