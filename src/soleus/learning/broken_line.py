"""A level that begins to rise on a day: fitted to scores with their weekly rhythm and wild values.

A value is ``level + slope * days since the onset + what its day of the week adds + noise``. The
weekday's part is drawn from a normal distribution about nought, so that little is made of few
weeks: the generalised least squares of a mixed model (Henderson 1975, Biometrics 31: 423-447).
Values far from the line are pulled to it before it is drawn again (the modified residuals of
Huber 1981, Robust Statistics, 7.8), so that one bad day is no trend. The slope over its standard
error is the likelihood ratio of a change of slope at that day (Kim and Siegmund 1989,
Biometrika 76: 409-423).
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import add, mul

from soleus.learning.series import DAYS_A_WEEK, Series
from soleus.learning.trend import scatter
from soleus.records import Record

_ROUNDS = 3
"""How often the line is drawn; more changes nothing that counts."""

_SAME = 1e-9
"""The part of the determinant below which level and slope are the same column."""


@dataclass(frozen=True, slots=True)
class Scatter(Record):
    """What scatter to expect of a score, in points.

    Parameters
    ----------
    noise : standard deviation of a value; a person's own is used where it is larger
    noise_weight : how many values the expected one counts for beside the person's own
    rhythm : standard deviation of what a day of the week adds
    wild : standard deviations from the line beyond which a value is pulled to it
    """

    noise: float
    noise_weight: float
    rhythm: float
    wild: float


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """The level before the onset, the slope in points a day from then on, and its sureness.

    Parameters
    ----------
    sureness : the slope in standard errors of itself; standard normal where nothing rises
    """

    level: float
    slope: float
    sureness: float


def broken_line(series: Series, onset: int, expected: Scatter) -> BrokenLine | None:
    """Return the line through the values that is level up to a day and rises or falls after it.

    None where the days do not tell a slope from a level: all before it, or a single one after.
    """
    without_rhythm = _weighing(series, expected)
    since = [float(max(day - onset, 0)) for day in series.days]
    ones_weighed, since_weighed = without_rhythm([1.0] * len(series)), without_rhythm(since)
    of_level, both = sum(ones_weighed), sum(since_weighed)
    of_slope = _product(since_weighed, since)
    determinant = of_level * of_slope - both * both
    if len(series) < 3 or determinant <= _SAME * of_level * of_slope:
        return None
    values: Sequence[float] = series.values
    left: Sequence[float] = ()
    limit = expected.wild * expected.noise
    for _ in range(_ROUNDS):
        of_values, along = _product(ones_weighed, values), _product(since_weighed, values)
        slope = (of_level * along - both * of_values) / determinant
        level = (of_values - slope * both) / of_level
        drawn = [level + slope * days for days in since]
        left = [
            min(max(value - line, -limit), limit)
            for value, line in zip(series.values, drawn, strict=True)
        ]
        values = list(map(add, drawn, left))
    squares = _product(without_rhythm(left), left)
    noise = scatter(squares, len(left), expected.noise, expected.noise_weight)
    return BrokenLine(level, slope, slope / (noise * math.sqrt(of_level / determinant)))


def _weighing(series: Series, expected: Scatter) -> Callable[[Sequence[float]], list[float]]:
    """Return what takes from a column the part that the days of the week may explain.

    It is the inverse of the covariance, times the variance of the noise: within each weekday
    the formula of Sherman and Morrison 1950.
    """
    weekdays = [day % DAYS_A_WEEK for day in series.days]
    ratio = (expected.rhythm / expected.noise) ** 2
    explained = {day: ratio / (1 + ratio * known) for day, known in Counter(weekdays).items()}

    def weighed(column: Sequence[float]) -> list[float]:
        sums = dict.fromkeys(explained, 0.0)
        for day, value in zip(weekdays, column, strict=True):
            sums[day] += value
        shares = {day: part * sums[day] for day, part in explained.items()}
        return [value - shares[day] for day, value in zip(weekdays, column, strict=True)]

    return weighed


def _product(one: Sequence[float], other: Sequence[float]) -> float:
    return float(sum(map(mul, one, other)))
