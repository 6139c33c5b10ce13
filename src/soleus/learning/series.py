"""One value over days: what is known of it, in the order of the days, and windows of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from statistics import fmean, variance

DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Series:
    """What is known of one value. A day without it is not in here, and is never nought.

    Parameters
    ----------
    days : numbers of the days (``date.toordinal``), rising
    values : the value of each of them
    """

    days: tuple[int, ...]
    values: tuple[float, ...]

    def __len__(self) -> int:
        return len(self.days)

    def between(self, first: int, last: int) -> Series:
        """Return the part from one day to another, both included."""
        part = slice(bisect_left(self.days, first), bisect_right(self.days, last))
        return Series(self.days[part], self.values[part])

    def until(self, day: int, window_days: int) -> Series:
        """Return the part of the ``window_days`` days that end with ``day``."""
        return self.between(day - window_days + 1, day)

    @property
    def mean(self) -> float:
        """The average of what is known; only where something is."""
        return fmean(self.values)

    @property
    def spread(self) -> float:
        """The standard deviation of what is known; 0 for a single value."""
        return variance(self.values) ** 0.5 if len(self) > 1 else 0.0
