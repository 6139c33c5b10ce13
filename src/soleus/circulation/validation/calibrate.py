"""Fits the numbers named in calibrated.toml to all rows at once; deterministic, one command.

``python -m soleus.circulation.validation.calibrate [STEPS]`` writes network/calibration.toml.
It starts from the numbers in the data files and ignores earlier runs. The method is Gauss and
Newton's on the logarithms of the numbers: a row costs by its distance from its interval, rows of
one study share one vote, and every number is pulled back towards its value in the data files.
Slopes are measured once; every step after the first corrects them by Broyden's rule.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from soleus.circulation.data import read_data
from soleus.circulation.kernel import Array, leg_kernel
from soleus.circulation.numbers import Numbers, written_numbers
from soleus.circulation.validation.measure import (
    Result,
    experiments_of,
    read_experiment,
    results_from,
)
from soleus.circulation.validation.rows import Row, load_rows

STEPS = 2
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


def _rows() -> list[Row]:
    return [r for r in load_rows() if r.reading]


def _weights(rows: Sequence[Row]) -> Array:
    votes = Counter(r.study for r in rows)
    return np.array([votes[r.study] ** -0.5 for r in rows])


def _read(task: tuple[str, Sequence[Numbers]]) -> list[dict[str, float | None]]:
    name, sets = task
    # Always a full block, so that one set alone is computed as exactly as eight.
    block = [*sets, *[sets[0]] * (SIDE_BY_SIDE - len(sets))]
    return read_experiment(name, _rows(), block)[: len(sets)]


def _try(pool: ProcessPoolExecutor, sets: Sequence[Numbers]) -> list[Point]:
    """Return a point for each set of numbers: eight in a block, blocks on all cores."""
    rows, n = _rows(), SIDE_BY_SIDE
    weights, starts = _weights(rows), range(0, len(sets), n)
    tasks = [(name, i) for name in experiments_of(rows) for i in starts]
    readings = pool.map(_read, [(name, sets[i : i + n]) for name, i in tasks])
    known: list[dict[str, float | None]] = [{} for _ in sets]
    for (_, i), block in zip(tasks, readings, strict=True):
        for k, read in enumerate(block):
            known[i + k].update(read)
    points = []
    for values, terms in zip(sets, known, strict=True):
        results = results_from(rows, terms)
        residuals = np.array([distance(r) for r in results]) * weights
        points.append(Point(dict(values), residuals, sum(r.inside for r in results)))
    return points


def _bounded(values: Numbers, bounds: Mapping[str, tuple[float, float]]) -> Numbers:
    return {n: float(np.clip(v, *bounds[n])) for n, v in values.items()}


def _log_change(values: Numbers, base: Numbers) -> Array:
    return np.array([np.log(values[n] / base[n]) for n in values])


def _slopes(pool: ProcessPoolExecutor, at: Point) -> Array:
    """Return the slope of every row by every number's logarithm."""
    sets = [{**at.values, n: v * float(np.exp(STEP))} for n, v in at.values.items()]
    return np.array([(p.residuals - at.residuals) / STEP for p in _try(pool, sets)]).T


def _stepped(pool: ProcessPoolExecutor, at: Point, J: Array, written: Numbers) -> Point:  # noqa: N803
    """Return the best point along the step that the slopes ``J`` suggest, or ``at`` itself."""
    change = _log_change(at.values, written)
    A = J.T @ J + PULL**2 * np.eye(len(at.values)) * 4.0  # noqa: N806
    step = -np.linalg.solve(A, J.T @ at.residuals + PULL**2 * change)
    step = np.clip(step, -LONGEST, LONGEST)
    sets = [
        {n: v * float(np.exp(f * s)) for (n, v), s in zip(at.values.items(), step, strict=True)}
        for f in FACTORS
    ]
    bounds = load_bounds()

    def whole_cost(point: Point) -> float:
        return point.cost + PULL**2 * float((_log_change(point.values, written) ** 2).sum())

    return min([at, *_try(pool, [_bounded(s, bounds) for s in sets])], key=whole_cost)


def _broyden(J: Array, before: Point, after: Point) -> Array:  # noqa: N803
    """Return the slopes corrected so that they explain the last step."""
    moved = _log_change(after.values, before.values)
    length = float(moved @ moved)
    if not length:
        return J
    return J + np.outer(after.residuals - before.residuals - J @ moved, moved) / length


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


def calibrate(steps: int) -> Iterator[Point]:
    """Yield the point of the data files, then the best point after each step."""
    leg_kernel(SIDE_BY_SIDE)  # compiled once, before the worker processes need it
    bounds, start = load_bounds(), written_numbers()
    written = _bounded({n: start[n] for n in bounds}, bounds)
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        best = _try(pool, [written])[0]
        yield best
        J = _slopes(pool, best)  # noqa: N806 - the Jacobian
        for _ in range(steps):
            before, best = best, _stepped(pool, best, J, written)
            J = _broyden(J, before, best)  # noqa: N806
            yield best


def main(steps: int) -> None:
    """Run the calibration and write the result after every step."""
    path = Path(__file__).parents[1] / "network" / "calibration.toml"
    began, first = time.monotonic(), None
    for step, point in enumerate(calibrate(steps)):
        first = first or point
        result = f"{point.inside} of {len(point.residuals)} rows inside, cost {point.cost:.3f}"
        print(f"step {step} of {steps}: {result}, {time.monotonic() - began:.0f} s", flush=True)
        if step:
            path.write_text(calibration_text(point.values, step, first, point), "utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else STEPS)
