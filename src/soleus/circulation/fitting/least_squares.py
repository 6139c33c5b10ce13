"""Fits chosen numbers of the model to measurements by least squares, with intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from soleus.circulation.errors import ExperimentError
from soleus.circulation.fitting.own_rows import OwnRow, OwnRows
from soleus.circulation.fitting.side_by_side import Simulator
from soleus.circulation.fitting.told import Z, spread_of, told_places, why_not
from soleus.circulation.kernel import Array
from soleus.circulation.numbers_listed import ListedNumber, listed_numbers
from soleus.language import meant

STEP = 0.04
"""Change over which slopes are measured, as part of a number's bounds: above aliasing noise."""
MOST_ROUNDS = 12
CLOSE = 2e-3
"""A round that moves no number by more than this part of its bounds is the last."""


@dataclass(frozen=True, slots=True)
class FittedNumbers:
    """What a fit found.

    Parameters
    ----------
    numbers : the fitted values, of the numbers that the rows tell
    intervals : their 95 % intervals, cut at their bounds
    not_told : why the rows do not tell a number, which then keeps the value that it had
    rows, before, after : the measurements, and what the model said before and after
    widened : how many times larger the rows' misfit is than their errors; intervals are widened so
    """

    numbers: Mapping[str, float]
    intervals: Mapping[str, tuple[float, float]]
    not_told: Mapping[str, str]
    rows: tuple[OwnRow, ...]
    before: tuple[float, ...]
    after: tuple[float, ...]
    widened: float

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        rows = zip(self.rows, self.before, self.after, strict=True)
        return {
            "simulated": True,
            "numbers": dict(self.numbers),
            "intervals": {name: list(ends) for name, ends in self.intervals.items()},
            "not_told": dict(self.not_told),
            "misfit_against_errors": self.widened,
            "rows": [row.as_dict() | {"before": b, "after": a} for row, b, a in rows],
        }


class _Problem:
    """Rows and numbers as SciPy's least squares want them: residuals and slopes, scaled.

    A number is its part of the way from its lower to its upper bound; a residual is counted in
    errors of its row.
    """

    def __init__(self, own: OwnRows, numbers: Sequence[ListedNumber], start: Array) -> None:
        self.simulator, self.numbers, self.start = Simulator(own), numbers, start
        self.low = np.array([n.low for n in numbers])
        self.width = np.array([n.high - n.low for n in numbers])
        self.value = np.array([row.value for row in own.rows])
        self.sd = np.array([row.sd for row in own.rows])
        self._known: tuple[bytes, Array, Array] | None = None

    def sets(self, points: Sequence[Array]) -> list[dict[str, float]]:
        names = [n.name for n in self.numbers]
        return [dict(zip(names, self.low + self.width * x, strict=True)) for x in points]

    def at(self, x: Array) -> tuple[Array, Array]:
        """Return what the model says at a point, and its slopes: all of it in one run."""
        if self._known is None or self._known[0] != x.tobytes():
            steps = np.where(x + STEP <= 1.0, STEP, -STEP)
            points = [
                x,
                *(x + step * each for step, each in zip(steps, np.eye(len(x)), strict=True)),
            ]
            read = self.simulator.values(self.sets(points))
            slopes = (read[1:] - read[0]) / steps[:, None]
            self._known = (x.tobytes(), read[0], slopes.T / self.sd[:, None])
        return self._known[1], self._known[2]

    def residuals(self, x: Array) -> Array:
        return np.asarray((self.at(x)[0] - self.value) / self.sd)


def _solved(problem: _Problem, free: list[int], x: Array) -> Array:
    """Return the point of least squares where only some numbers are free."""
    from scipy.optimize import least_squares

    def whole(part: Array) -> Array:
        point = x.copy()
        point[free] = part
        return point

    done = least_squares(
        lambda part: problem.residuals(whole(part)),
        np.clip(x[free], 1e-3, 1.0 - 1e-3),
        lambda part: problem.at(whole(part))[1][:, free],
        bounds=(0.0, 1.0),
        xtol=CLOSE,
        ftol=1e-4,
        max_nfev=MOST_ROUNDS,
    )
    return whole(done.x)


def fit_numbers(own: OwnRows, names: Sequence[str]) -> FittedNumbers:
    """Return the numbers of the model, of those named, that fit the measurements best.

    Least squares of the rows' distances in units of their errors, by SciPy's trust region within
    the numbers' bounds. Intervals follow from the slopes at the end (they hold where the model is
    nearly straight within them) and are widened where the rows lie further off than their errors.
    A number whose interval is not narrower than its bounds is not told by the rows: it is put
    back to where it was, and the others are fitted again.

    Parameters
    ----------
    own : the measurements
    names : numbers of the model that may move

    Raises
    ------
    ExperimentError
        A name is no number of the model, or a row cannot be read.
    RunFailedError
        The model broke down on the way.
    """
    problem = _problem(own, names)
    start = problem.start
    before, slopes = problem.at(start)
    free = told_places(slopes)
    point = _solved(problem, free, start) if free else start
    told = [free[i] for i in told_places(problem.at(point)[1][:, free])] if free else []
    if told != free:
        point = start.copy()
        if told:
            point = _solved(problem, told, start)
    return _result(problem, own, told, point, before)


def _problem(own: OwnRows, names: Sequence[str]) -> _Problem:
    known = listed_numbers()
    faults = [
        f"no such number in the model: '{name[:60]}'"
        f"{meant(name, known) or '; soleus lab numbers lists them all'}"
        for name in names
        if name not in known
    ]
    faults += [f"{n} is named twice" for n in sorted({n for n in names if names.count(n) > 1})]
    if not names:
        faults.append("say which numbers may move, as in: --free h_gain,P_set")
    own_values = [e.numbers for e in own.experiments.values()]
    faults += [
        f"{name} is to be fitted, but an experiment sets it in [numbers]"
        for name in names
        if any(name in values for values in own_values)
    ]
    if faults:
        raise ExperimentError(faults)
    numbers = [known[name] for name in names]
    start = np.array([(n.value - n.low) / (n.high - n.low) for n in numbers])
    return _Problem(own, numbers, start)


def _result(
    problem: _Problem, own: OwnRows, told: list[int], point: Array, before: Array
) -> FittedNumbers:
    after, slopes = problem.at(point)
    names = [n.name for n in problem.numbers]
    left = len(own.rows) - len(told)
    misfit = float((problem.residuals(point) ** 2).sum())
    widened = max(1.0, sqrt(misfit / left)) if left > 0 else 1.0
    spread = spread_of(slopes[:, told], widened) if told else np.array([])
    value = problem.low + problem.width * point
    numbers, intervals = {}, {}
    for sd, i in zip(spread, told, strict=True):
        half, n = Z * sd * problem.width[i], problem.numbers[i]
        numbers[n.name] = float(value[i])
        intervals[n.name] = (
            max(float(value[i] - half), n.low),
            min(float(value[i] + half), n.high),
        )
    not_told = {names[i]: why_not(slopes, i, names) for i in range(len(names)) if i not in told}
    return FittedNumbers(
        numbers, intervals, not_told, own.rows, tuple(before), tuple(after), widened
    )
