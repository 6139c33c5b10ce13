"""Fits the numbers named in calibrated.toml to all rows at once; deterministic, one command.

``python -m soleus.circulation.validation.calibrate [STEPS]`` writes network/calibration.toml.
It starts from the numbers as the data files give them and reads nothing of an earlier run. Gauss
and Newton's rule on the logarithms of the numbers: what counts is how far a row lies outside its
interval, rows of one study share one vote, and a number is pulled back to its written value.
Slopes are measured once; every step after the first corrects them by Broyden's rule.
"""

import os
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path

import numpy as np

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
"""Change of the logarithm of a number that slopes are taken over: above the noise of aliasing."""
PULL = 0.15
"""Weight of a number's distance from where it was written, per 1 in its logarithm."""
EDGE = 0.8
"""A row begins to count at this part of its half interval from the middle."""
WORST = 3.0
LONGEST = 0.5
"""Most that a logarithm may change in one step."""
FACTORS = (0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Point:
    """A set of numbers, and how far each row then is from agreement (weighted)."""

    values: Numbers
    residuals: Array
    inside: int

    @property
    def cost(self) -> float:
        """What the calibration makes small, but for the pull."""
        return float((self.residuals**2).sum())


def load_bounds() -> dict[str, tuple[float, float]]:
    """Return lowest and highest value by the name of each number that may move."""
    text = files(__package__).joinpath("calibrated.toml").read_text("utf-8")
    return {n: (float(a), float(b)) for n, (a, b) in tomllib.loads(text)["bounds"].items()}


def distance(result: Result) -> float:
    """Return how far a row is from agreement: about 0 inside, signed, at most ``WORST``."""
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
    # Filled up, so that one set alone runs in the same block as eight.
    full = [*sets, *[sets[0]] * (SIDE_BY_SIDE - len(sets))]
    return read_experiment(name, _rows(), full)[: len(sets)]


def _try(pool: ProcessPoolExecutor, sets: Sequence[Numbers]) -> list[Point]:
    """Measure many sets of numbers: eight in a block, experiments and blocks on all cores."""
    rows, n = _rows(), SIDE_BY_SIDE
    weights, starts = _weights(rows), range(0, len(sets), n)
    tasks = [(name, i) for name in experiments_of(rows) for i in starts]
    found = pool.map(_read, [(name, sets[i : i + n]) for name, i in tasks])
    known: list[dict[str, float | None]] = [{} for _ in sets]
    for (_, i), block in zip(tasks, found, strict=True):
        for k, read in enumerate(block):
            known[i + k].update(read)
    points = []
    for values, terms in zip(sets, known, strict=True):
        results = results_from(rows, terms)
        residuals = np.array([distance(r) for r in results]) * weights
        points.append(Point(dict(values), residuals, sum(r.inside for r in results)))
    return points


def _held(values: Numbers, bounds: Mapping[str, tuple[float, float]]) -> Numbers:
    return {n: float(np.clip(v, *bounds[n])) for n, v in values.items()}


def _away(values: Numbers, written: Numbers) -> Array:
    return np.array([np.log(values[n] / written[n]) for n in values])


def _slopes(pool: ProcessPoolExecutor, at: Point) -> Array:
    """Return the slope of every row by every number."""
    sets = [{**at.values, n: v * float(np.exp(STEP))} for n, v in at.values.items()]
    return np.array([(p.residuals - at.residuals) / STEP for p in _try(pool, sets)]).T


def _stepped(pool: ProcessPoolExecutor, at: Point, J: Array, written: Numbers) -> Point:  # noqa: N803
    """Return the best point along the step that these slopes ask for, ``at`` among them."""
    away = _away(at.values, written)
    A = J.T @ J + PULL**2 * np.eye(len(at.values)) * 4.0  # noqa: N806
    step = -np.linalg.solve(A, J.T @ at.residuals + PULL**2 * away)
    step = np.clip(step, -LONGEST, LONGEST)
    sets = [
        {n: v * float(np.exp(f * s)) for (n, v), s in zip(at.values.items(), step, strict=True)}
        for f in FACTORS
    ]
    bounds = load_bounds()

    def whole_cost(point: Point) -> float:
        return point.cost + PULL**2 * float((_away(point.values, written) ** 2).sum())

    return min([at, *_try(pool, [_held(s, bounds) for s in sets])], key=whole_cost)


def _broyden(J: Array, before: Point, after: Point) -> Array:  # noqa: N803
    """Return slopes that also explain what the last step did."""
    moved = _away(after.values, before.values)
    length = float(moved @ moved)
    if not length:
        return J
    return J + np.outer(after.residuals - before.residuals - J @ moved, moved) / length


def calibration_text(values: Numbers, steps: int, first: Point, last: Point) -> str:
    """Return what network/calibration.toml says: how it came about, and the numbers."""
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
    """Give the written numbers, then the best numbers after each step."""
    leg_kernel(SIDE_BY_SIDE)  # compiled once, before the processes need it
    bounds, start = load_bounds(), written_numbers()
    written = _held({n: start[n] for n in bounds}, bounds)
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        best = _try(pool, [written])[0]
        yield best
        J = _slopes(pool, best)  # noqa: N806 - the Jacobian
        for _ in range(steps):
            before, best = best, _stepped(pool, best, J, written)
            J = _broyden(J, before, best)  # noqa: N806
            yield best


def main(steps: int) -> None:
    """Run the calibration from the written numbers and keep the result of every step."""
    path = Path(__file__).parents[1] / "network" / "calibration.toml"
    began, first = time.monotonic(), None
    for step, point in enumerate(calibrate(steps)):
        first = first or point
        said = f"{point.inside} of {len(point.residuals)} rows inside, cost {point.cost:.3f}"
        print(f"step {step} of {steps}: {said}, {time.monotonic() - began:.0f} s", flush=True)
        if step:
            path.write_text(calibration_text(point.values, step, first, point), "utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else STEPS)
