"""The longest stretch without a noted movement: as near as a diary comes to time spent sitting.

Only what is known counts. Of a day with fewer than two movements nothing is known, and so nothing
is said; nor of the time before a day's first movement and after its last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from soleus.journal import ActivityEntry, BreakEntry, BreakEvent, SessionEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from soleus.journal import Entry, Recorded

    Span = tuple[datetime, datetime]

_NOTED_LATE = timedelta(hours=1)
"""Minutes noted for an hour long past say how much was done, not when."""


@dataclass(frozen=True, slots=True)
class Still:
    """The longest stretch of a week without a movement: ``minutes`` of ``day`` from ``begins``."""

    day: date
    begins: datetime
    minutes: int


def longest_still(recorded: Iterable[Recorded[Entry]]) -> Still | None:
    """Return the longest stretch between two movements of one day; None where none is known."""
    days: dict[date, list[Span]] = {}
    for day, span in _movements(recorded):
        days.setdefault(day, []).append(span)
    found = [still for day, spans in days.items() for still in _between(day, sorted(spans))]
    return max(found, key=lambda still: still.minutes, default=None)


def _between(day: date, spans: list[Span]) -> Iterator[Still]:
    latest = None
    for before, after in pairwise(spans):
        latest = max(latest or before[1], before[1])
        if after[0] > latest:
            yield Still(day, latest, round((after[0] - latest).total_seconds() / 60))


def _movements(recorded: Iterable[Recorded[Entry]]) -> Iterator[tuple[date, Span]]:
    for each in recorded:
        span = _span(each) if each.is_current else None
        if span is not None:
            yield each.local_date, span


def _span(each: Recorded[Entry]) -> Span | None:
    at, entry = each.local_time, each.entry
    if isinstance(entry, SessionEntry):
        return at, at + timedelta(seconds=entry.active_seconds)
    if each.recorded_at - each.at > _NOTED_LATE:
        return None
    if isinstance(entry, ActivityEntry):
        return at - timedelta(minutes=entry.minutes), at
    if isinstance(entry, BreakEntry) and entry.what in (BreakEvent.MOVED, BreakEvent.AWAY):
        return at - timedelta(minutes=entry.minutes or 0), at
    return None
