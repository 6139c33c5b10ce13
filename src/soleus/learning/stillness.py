"""The longest time without a noted movement: as near as a diary comes to time spent sitting.

Only what is known counts. Of a day with fewer than two movements nothing is known, and so nothing
is said; nor of the time before a day's first movement and after its last.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from soleus.journal import (
    ActivityEntry,
    BreakEntry,
    BreakEvent,
    Entry,
    Recorded,
    SessionEntry,
    StepsEntry,
)

_NOTED_LATE = timedelta(hours=1)
"""Minutes noted for an hour long past say how much was done, not when."""

_Movement = tuple[datetime, datetime]
"""From when to when, by the clock of the person."""


@dataclass(frozen=True, slots=True)
class Still:
    """The longest time without a movement: ``minutes`` of ``day`` from ``begins`` on."""

    day: date
    begins: datetime
    minutes: int


def longest_still(entries: Iterable[Recorded[Entry]]) -> Still | None:
    """Return the longest time between two movements of one day; None where none is known."""
    days: dict[date, list[_Movement]] = {}
    for recorded in entries:
        if recorded.is_current and (movements := list(_movements(recorded))):
            days.setdefault(recorded.local_date, []).extend(movements)
    gaps = [gap for day, movements in days.items() for gap in _gaps(day, sorted(movements))]
    return max(gaps, key=lambda gap: gap.minutes, default=None)


def _movements(recorded: Recorded[Entry]) -> Iterator[_Movement]:
    """Yield when an entry's movements were: each of a day of steps, or the one of another entry."""
    if isinstance(recorded.entry, StepsEntry):
        offset = recorded.local_time.tzinfo
        for begins, ends in recorded.entry.spans(recorded.local_date):
            yield begins.replace(tzinfo=offset), ends.replace(tzinfo=offset)
    elif movement := _movement(recorded):
        yield movement


def _movement(recorded: Recorded[Entry]) -> _Movement | None:
    """Return when an entry's movement was; None where that is not known."""
    at, entry = recorded.local_time, recorded.entry
    if isinstance(entry, SessionEntry):
        return at, at + timedelta(seconds=entry.active_seconds)
    if isinstance(entry, ActivityEntry) and entry.came_from is not None:
        return at - timedelta(seconds=entry.came_from.elapsed_seconds), at  # by a device's clock
    if recorded.recorded_at - recorded.at > _NOTED_LATE:
        return None
    if isinstance(entry, ActivityEntry):
        return at - timedelta(minutes=entry.minutes), at
    if isinstance(entry, BreakEntry) and entry.what in (BreakEvent.MOVED, BreakEvent.AWAY):
        return at - timedelta(minutes=entry.minutes or 0), at
    return None


def _gaps(day: date, movements: list[_Movement]) -> Iterator[Still]:
    """Yield the times between the movements of a day, given in order of their beginning."""
    latest_end = None
    for before, after in pairwise(movements):
        latest_end = max(latest_end or before[1], before[1])
        if after[0] > latest_end:
            yield Still(day, latest_end, round((after[0] - latest_end).total_seconds() / 60))
