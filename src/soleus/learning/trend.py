"""Levels and trends of scores against noise: the usual scatter, and how sure is sure."""

import math
from collections import Counter
from statistics import NormalDist

from soleus.learning.series import Series


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


def scatter(squares: float, values: int, expected: float, weight: float) -> float:
    """Return how far values scatter: what is usual, or the person's own scatter if it is larger.

    The own one, from the sum of the ``squares`` of what is left of some ``values``, is drawn
    towards what is usual, which counts for ``weight`` values.
    """
    drawn = math.sqrt((weight * expected**2 + squares) / (weight + max(values - 2, 0)))
    return max(expected, drawn)


def standard_errors(chance: float) -> float:
    """Return how many standard errors noise alone exceeds with this chance, on one side."""
    return NormalDist().inv_cdf(1 - chance)


def surely_above(series: Series, margin: float, noise: float) -> float:
    """Return the level that the average is above even if chance has raised it.

    The one-sided lower confidence limit of a mean: ``margin`` standard errors below it, with the
    scatter seen but at most ``noise``, so that steady scores are taken as they stand.
    """
    scatter = min(series.spread, noise)
    return series.mean - margin * scatter / math.sqrt(len(series))
