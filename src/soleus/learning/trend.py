"""Trends of scores: the slope of Theil and Sen, the test of Mann and Kendall, and how sure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from statistics import NormalDist, fmean, median

from soleus.learning.series import DAYS_A_WEEK, Series

_THEIL_SEN_EFFICIENCY = 3 / math.pi
"""Of the slope by least squares, for normal noise (Sen 1968)."""


def theil_sen(series: Series) -> float:
    """Return the median slope of all pairs, per day; 0 where there is no pair.

    Source: Theil 1950, Indag. Math. 12: 85-91; Sen 1968, J. Am. Stat. Assoc. 63: 1379-1389.
    """
    points = list(zip(series.days, series.values, strict=True))
    slopes = [
        (late - early) / (to - since)
        for place, (since, early) in enumerate(points)
        for to, late in points[place + 1 :]
        if to > since
    ]
    return median(slopes) if slopes else 0.0


def slope_error(series: Series, noise: float) -> float:
    """Return the standard error of that slope where values scatter by ``noise``."""
    centre = fmean(series.days)
    sum_of_squares = sum((day - centre) ** 2 for day in series.days)
    return noise / math.sqrt(sum_of_squares * _THEIL_SEN_EFFICIENCY) if sum_of_squares else math.inf


def residuals(series: Series, slope: float) -> tuple[float, ...]:
    """Return what is left of the values beside a line of this slope through their medians."""
    flat = [value - slope * day for day, value in zip(series.days, series.values, strict=True)]
    middle = fmean(flat) if flat else 0.0
    return tuple(value - middle for value in flat)


def mann_kendall(series: Series) -> float:
    """Return the statistic of the test for a trend: standard normal where there is none.

    With the correction for ties and for continuity.
    Source: Mann 1945, Econometrica 13: 245-259; Kendall 1975, Rank Correlation Methods.
    """
    values = series.values
    size = len(values)
    score = sum(
        (late > early) - (late < early)
        for place, early in enumerate(values)
        for late in values[place + 1 :]
    )
    ties = sum(_pairs(times) for times in Counter(values).values())
    variance = (_pairs(size) - ties) / 18
    if variance <= 0 or score == 0:
        return 0.0
    return (score - math.copysign(1, score)) / math.sqrt(variance)


def _pairs(size: int) -> int:
    return size * (size - 1) * (2 * size + 5)


def without_rhythm(series: Series, left: Sequence[float], caution: float) -> Series:
    """Return the values without what each day of the week adds to them.

    A weekday's share is the mean of what it leaves beside the trend (``left``, one for each
    value), drawn towards nought as by ``caution`` more values of nought: with few weeks little is
    known of a rhythm (the shrinkage of James and Stein 1961). So a working week that ends on the
    last day is not taken for a rise.
    """
    weekdays: dict[int, list[float]] = {}
    for day, rest in zip(series.days, left, strict=True):
        weekdays.setdefault(day % DAYS_A_WEEK, []).append(rest)
    share = {day: sum(rest) / (len(rest) + caution) for day, rest in weekdays.items()}
    return Series(
        series.days,
        tuple(v - share[d % DAYS_A_WEEK] for d, v in zip(series.days, series.values, strict=True)),
    )


def scatter(left: Sequence[float], expected: float, weight: float) -> float:
    """Return how far values scatter: what is usual, or the person's own scatter if it is larger.

    The own one is drawn towards what is usual, which counts for ``weight`` values.
    """
    own = sum(rest * rest for rest in left)
    drawn = math.sqrt((weight * expected**2 + own) / (weight + max(len(left) - 2, 0)))
    return max(expected, drawn)


def standard_errors(chance: float) -> float:
    """Return how many standard errors noise alone exceeds with this chance, on one side."""
    return NormalDist().inv_cdf(1 - chance)
