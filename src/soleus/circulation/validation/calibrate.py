"""Fits the numbers named in calibrated.toml to its rows at once; deterministic, one command.

``python -m soleus.circulation.validation.calibrate [STEPS]`` writes network/calibration.toml.
It starts from the numbers in the data files and ignores earlier runs. The method is Gauss and
Newton's on the logarithms of the numbers: a row costs by its distance from its interval, rows of
one study share one vote, and every number is pulled back towards its value in the data files.
Slopes are measured once; every step after the first corrects them by Broyden's rule. Rows that are
held back never come here.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from soleus.circulation.data import read_data
from soleus.circulation.kernel import Array, leg_kernel
from soleus.circulation.numbers import Numbers, written_numbers
from soleus.circulation.validation.measure import (
    Result,
    calibrating_rows,
    experiments_of,
    read_experiment,
    results_from,
)
from soleus.circulation.validation.rows import Row

STEPS = 1
"""A second step fits the rows no closer to their middles and foretells fewer: stopping early keeps
the numbers near what their sources say (decision 034)."""
SIDE_BY_SIDE = 8
"""Sets of numbers in one block of the kernel."""
STEP = 0.10
"""Change of a number's logarithm over which slopes are measured, well above aliasing noise."""
PULL = 0.15
"""Weight of a number's distance from its value in the data files, per 1 in its logarithm."""
EDGE = 0.8
"""A row begins to cost at this part of its half interval from the middle."""
WORST = 3.0
LONGEST = 0.5
"""Most that a logarithm may change in one step."""
FACTORS = (0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Point:
    """A set of numbers, and the weighted distance of each row from agreement with it."""

    values: Numbers
    residuals: Array
    inside: int

    @property
    def cost(self) -> float:
        """The sum that the calibration minimises, without the pull."""
        return float((self.residuals**2).sum())


@dataclass(frozen=True, slots=True)
class Stage:
    """One stop of the calibration.

    Parameters
    ----------
    point : the numbers there, and the rows' distances
    slopes : slope of every row by every number's logarithm, as known there
    fraction : the part of the suggested step that leads to the next stop; 0 at the last
    """

    point: Point
    slopes: Array
    fraction: float = 0.0


def load_bounds() -> dict[str, tuple[float, float]]:
    """Return the lowest and highest value of each number that may move."""
    bounds = read_data("validation/calibrated")["bounds"]
    return {n: (float(low), float(high)) for n, (low, high) in bounds.items()}


def distance(result: Result) -> float:
    """Return a row's signed distance from agreement: about 0 inside, at most ``WORST``."""
    row = result.row
    if result.simulated is None:
        return WORST
    middle, half = (row.low + row.high) / 2.0, (row.high - row.low) / 2.0
    z = (result.simulated - middle) / half
    outside = np.sign(z) * max(abs(z) - EDGE, 0.0)
    return float(np.clip(outside + 0.05 * np.clip(z, -1, 1), -WORST, WORST))


def _weights(rows: Sequence[Row]) -> Array:
    votes = Counter(r.study for r in rows)
    return np.array([votes[r.study] ** -0.5 for r in rows])


def _read(task: tuple[str, Sequence[Numbers]]) -> list[dict[str, float | None]]:
    name, sets = task
    # Always a full block, so that one set alone is computed as exactly as eight.
    full = [*sets, *[sets[0]] * (SIDE_BY_SIDE - len(sets))]
    block = [{**written_numbers(), **values} for values in full]  # nothing of an earlier run
    return read_experiment(name, calibrating_rows(), block)[: len(sets)]


def read_all(
    pool: Executor, asked: Mapping[str, Sequence[int]], sets: Sequence[Numbers]
) -> list[dict[str, float | None]]:
    """Return the terms read for each set of numbers: eight in a block, blocks on all cores.

    Parameters
    ----------
    pool : where blocks are computed
    asked : by experiment, the indices of the sets that it is run with
    sets : sets of numbers
    """
    n = SIDE_BY_SIDE
    tasks = [(name, who[i : i + n]) for name, who in asked.items() for i in range(0, len(who), n)]
    readings = pool.map(_read, [(name, [sets[k] for k in who]) for name, who in tasks])
    known: list[dict[str, float | None]] = [{} for _ in sets]
    for (_, who), block in zip(tasks, readings, strict=True):
        for k, read in zip(who, block, strict=True):
            known[k].update(read)
    return known


def points_at(pool: Executor, sets: Sequence[Numbers]) -> list[Point]:
    """Return a point for each set of numbers."""
    rows = calibrating_rows()
    weights = _weights(rows)
    asked = {name: range(len(sets)) for name in experiments_of(rows)}
    points = []
    for values, terms in zip(sets, read_all(pool, asked, sets), strict=True):
        results = results_from(rows, terms)
        residuals = np.array([distance(r) for r in results]) * weights
        points.append(Point(dict(values), residuals, sum(r.inside for r in results)))
    return points


def _bounded(values: Numbers, bounds: Mapping[str, tuple[float, float]]) -> Numbers:
    return {n: float(np.clip(v, *bounds[n])) for n, v in values.items()}


def log_change(values: Numbers, base: Numbers) -> Array:
    """Return the change of each number's logarithm from ``base``."""
    return np.array([np.log(values[n] / base[n]) for n in values])


def suggested_step(J: Array, residuals: Array, change: Array) -> Array:  # noqa: N803
    """Return the change of logarithms that the slopes ``J`` suggest.

    Parameters
    ----------
    J : slope of every row by every number's logarithm
    residuals : weighted distance of every row from agreement
    change : the change of logarithms so far, from the data files
    """
    A = J.T @ J + PULL**2 * np.eye(J.shape[1]) * 4.0  # noqa: N806
    step = -np.linalg.solve(A, J.T @ residuals + PULL**2 * change)
    return np.asarray(np.clip(step, -LONGEST, LONGEST))


def moved(values: Numbers, step: Array, fraction: float) -> Numbers:
    """Return the numbers after this fraction of a step of logarithms, within their bounds."""
    pairs = zip(values.items(), step, strict=True)
    return _bounded({n: v * float(np.exp(fraction * s)) for (n, v), s in pairs}, load_bounds())


def _slopes(pool: Executor, at: Point) -> Array:
    """Return the slope of every row by every number's logarithm."""
    sets = [{**at.values, n: v * float(np.exp(STEP))} for n, v in at.values.items()]
    return np.array([(p.residuals - at.residuals) / STEP for p in points_at(pool, sets)]).T


def _stepped(pool: Executor, at: Point, J: Array, written: Numbers) -> tuple[float, Point]:  # noqa: N803
    """Return the best fraction of the step that the slopes suggest, 0 if none, and its point."""
    step = suggested_step(J, at.residuals, log_change(at.values, written))
    points = points_at(pool, [moved(at.values, step, f) for f in FACTORS])

    def whole_cost(tried: tuple[float, Point]) -> float:
        change = log_change(tried[1].values, written)
        return tried[1].cost + PULL**2 * float((change**2).sum())

    return min([(0.0, at), *zip(FACTORS, points, strict=True)], key=whole_cost)


def broyden(J: Array, before: Point, after: Point) -> Array:  # noqa: N803
    """Return the slopes corrected so that they explain the last step."""
    change = log_change(after.values, before.values)
    length = float(change @ change)
    if not length:
        return J
    return J + np.outer(after.residuals - before.residuals - J @ change, change) / length


def calibration_text(values: Numbers, steps: int, first: Point, last: Point) -> str:
    """Return the content of network/calibration.toml: how it was made, and the numbers."""
    lines = [
        f"# Written by `python -m soleus.circulation.validation.calibrate {steps}`; not edited.",
        "# It starts from the numbers of the data files and moves those of calibrated.toml.",
        f"# Rows inside: {first.inside} of {len(first.residuals)} before, {last.inside} after;"
        f" cost {first.cost:.2f} before, {last.cost:.2f} after.",
        "[values]",
        *(f'"{n}" = {v:.5g}' for n, v in values.items()),
    ]
    return "\n".join(lines) + "\n"


def workers() -> ProcessPoolExecutor:
    """Return processes that compute blocks, one a core, with the kernel compiled beforehand."""
    leg_kernel(SIDE_BY_SIDE)
    return ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"))


def written_values() -> Numbers:
    """Return the numbers that may move as the data files give them, within their bounds."""
    bounds, start = load_bounds(), written_numbers()
    return _bounded({n: start[n] for n in bounds}, bounds)


def calibrate(pool: Executor, steps: int) -> Iterator[Stage]:
    """Yield every stop, from the numbers of the data files to those after the last step."""
    written = written_values()
    best = points_at(pool, [written])[0]
    J = _slopes(pool, best)  # noqa: N806 - the Jacobian
    for _ in range(steps):
        before = best
        fraction, best = _stepped(pool, before, J, written)
        yield Stage(before, J, fraction)
        J = broyden(J, before, best)  # noqa: N806
    yield Stage(best, J)


def calibrated(pool: Executor, steps: int) -> list[Stage]:
    """Run the calibration, write network/calibration.toml and return every stop."""
    began, stages = time.monotonic(), []
    for step, stage in enumerate(calibrate(pool, steps)):
        stages.append(stage)
        p = stage.point
        result = f"{p.inside} of {len(p.residuals)} rows inside, cost {p.cost:.3f}"
        print(f"step {step} of {steps}: {result}, {time.monotonic() - began:.0f} s", flush=True)
    first, last = stages[0].point, stages[-1].point
    path = Path(__file__).parents[1] / "network" / "calibration.toml"
    path.write_text(calibration_text(last.values, steps, first, last), "utf-8")
    return stages


def main(steps: int) -> None:
    """Run the calibration and write its result."""
    with workers() as pool:
        calibrated(pool, steps)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else STEPS)
