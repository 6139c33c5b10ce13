"""The same activity told twice: in two files, by watch and phone, or noted by hand before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from soleus.devices.limits import device_limits

_LONGEST = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """From one moment to a later one, both with a zone."""

    begins: datetime
    ends: datetime


def overlaps(one: TimeSpan, other: TimeSpan) -> bool:
    """Whether two spans overlap by so much of the shorter one that both are one activity."""
    common = min(one.ends, other.ends) - max(one.begins, other.begins)
    shorter = min(one.ends - one.begins, other.ends - other.begins)
    if shorter <= timedelta():
        return one.begins <= other.begins <= one.ends or other.begins <= one.begins <= other.ends
    return common >= shorter * device_limits().same_percent / 100


@dataclass(slots=True)
class Overlaps:
    """Finds among many spans the first that one overlaps; adding keeps them in order."""

    _spans: list[tuple[datetime, int]]
    _all: list[TimeSpan]

    @classmethod
    def of(cls, spans: Iterable[TimeSpan]) -> Overlaps:
        """Return those of some spans; a span is known by its place among them."""
        found = cls([], [])
        found._all = list(spans)
        found._spans = sorted((span.begins, place) for place, span in enumerate(found._all))
        return found

    def find(self, span: TimeSpan) -> int | None:
        """Return the place of the earliest span that this one overlaps, or None."""
        first = bisect_left(self._spans, (span.begins - _LONGEST, -1))
        for begins, place in self._spans[first:]:
            if begins > span.ends:
                return None
            if overlaps(span, self._all[place]):
                return place
        return None


def first_of_each(spans: Sequence[TimeSpan]) -> list[int | None]:
    """Return for each span the place of an earlier one in the list that it repeats, or None.

    What comes first in the list is kept; the others are its doubles.
    """
    order = sorted(range(len(spans)), key=lambda place: spans[place].begins)
    result: list[int | None] = [None] * len(spans)
    for index, place in enumerate(order):
        for later in order[index + 1 :]:
            if spans[later].begins > spans[place].ends:
                break
            if not overlaps(spans[place], spans[later]):
                continue
            kept, double = min(place, later), max(place, later)
            if result[kept] is None and result[double] is None:
                result[double] = kept
    return result
