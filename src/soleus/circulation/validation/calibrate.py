"""Fits the numbers named in calibrated.toml to all rows at once; deterministic, one command.

``python -m soleus.circulation.validation.calibrate [ROUNDS]`` writes network/calibration.toml.
Gauss and Newton's rule on the logarithms of the numbers: what counts is how far a row lies outside
its interval, rows of one study share one vote, and a number is pulled back to its written value.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from soleus.circulation.kernel import Array
from soleus.circulation.numbers import Numbers, numbers_with
from soleus.circulation.validation.measure import Result, measure
from soleus.circulation.validation.rows import Row, load_rows

STEP = 0.10
"""Change of the logarithm of a number that slopes are taken over: above the noise of aliasing."""
PULL = 0.15
"""Weight of a number's distance from where it was written, per 1 in its logarithm."""
EDGE = 0.8
"""A row begins to count at this part of its half interval from the middle."""
WORST = 3.0
LONGEST = 0.5
"""Most that a logarithm may change in one round."""
FACTORS = (0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.0)


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


def _weights(rows: Sequence[Row]) -> Array:
    votes = Counter(r.study for r in rows)
    return np.array([votes[r.study] ** -0.5 for r in rows])


def _residuals(results: Sequence[Result]) -> Array:
    rows = [r.row for r in results]
    return np.array([distance(r) for r in results]) * _weights(rows)


def _held(values: Numbers, bounds: Mapping[str, tuple[float, float]]) -> Numbers:
    return {n: float(np.clip(v, *bounds[n])) for n, v in values.items()}


def _moved(values: Numbers, step: Array, bounds: Mapping[str, tuple[float, float]]) -> Numbers:
    moved = {n: v * float(np.exp(s)) for (n, v), s in zip(values.items(), step, strict=True)}
    return _held(moved, bounds)


def _slopes(rows: Sequence[Row], values: Numbers, base: Array) -> Array:
    """Return the slope of every row by every number, eight numbers side by side."""
    columns = []
    names = list(values)
    for first in range(0, len(names), 8):
        some = names[first : first + 8]
        variants = [{**values, n: values[n] * float(np.exp(STEP))} for n in some]
        columns += [(_residuals(r) - base) / STEP for r in measure(rows, variants)]
    return np.array(columns).T


def _round(rows: Sequence[Row], values: Numbers, written: Numbers) -> Numbers:
    bounds = load_bounds()
    base = _residuals(measure(rows, [values])[0])
    J = _slopes(rows, values, base)  # noqa: N806 - the Jacobian
    away = np.array([np.log(values[n] / written[n]) for n in values])
    A = J.T @ J + PULL**2 * np.eye(len(values)) * 4.0  # noqa: N806
    step = -np.linalg.solve(A, J.T @ base + PULL**2 * away)
    step = np.clip(step, -LONGEST, LONGEST)
    tries = [values] + [_moved(values, f * step, bounds) for f in FACTORS]
    found = measure(rows, tries)
    costs = [float((_residuals(r) ** 2).sum()) for r in found]
    best = int(np.argmin(costs))
    print(
        f"inside {[sum(x.inside for x in r) for r in found]}, cost {[round(c, 2) for c in costs]}",
        flush=True,
    )
    return tries[best]


def write_calibration(values: Numbers, path: Path) -> None:
    """Write the numbers found to network/calibration.toml."""
    lines = [
        "# Written by `python -m soleus.circulation.validation.calibrate`; do not edit by hand.",
        "[values]",
        *(f'"{n}" = {v:.5g}' for n, v in values.items()),
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def main(rounds: int) -> None:
    """Run the calibration from the written numbers and keep the result."""
    rows = [r for r in load_rows() if r.reading]
    path = Path(__file__).parents[1] / "network" / "calibration.toml"
    start = numbers_with()
    values = _held({n: start[n] for n in load_bounds()}, load_bounds())
    written = dict(values)
    for _ in range(rounds):
        values = _round(rows, values, written)
        write_calibration(values, path)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
