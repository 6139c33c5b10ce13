"""Calibrates without each study in turn, and says whether the rows of that study are inside.

``python -m soleus.circulation.validation.leave_one_out [STEPS]`` writes network/calibration.toml
and validation/left_out.toml. The calibration is replayed without each study: from the same start,
with the slopes that were measured there once, but with steps, distances and corrections of its own.
Only how far to go along a step is taken from the calibration of all rows. Then the model runs the
study's experiments with the numbers found without it.
"""

import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np

from soleus.circulation.kernel import Array
from soleus.circulation.numbers import Numbers
from soleus.circulation.validation.calibrate import (
    STEPS,
    Point,
    Stage,
    broyden,
    calibrated,
    log_change,
    moved,
    points_at,
    read_all,
    suggested_step,
    workers,
)
from soleus.circulation.validation.kept import fingerprint
from soleus.circulation.validation.measure import (
    Result,
    calibrating_rows,
    experiments_of,
    results_from,
)
from soleus.circulation.validation.rows import Row

MODULE = "soleus.circulation.validation.leave_one_out"
CLOSE = 0.002
"""Numbers that differ by less, in their logarithms, need no run of their own on the way."""

Runner = Callable[[Sequence[Numbers]], Sequence[Point]]


def studies_of(rows: Iterable[Row]) -> list[str]:
    """Return the studies of these rows, each once, in order."""
    return list(dict.fromkeys(r.study for r in rows))


def _next(point: Point, slopes: Array, counts: Array, stage: Stage, written: Numbers) -> Numbers:
    """Return the numbers after a step in which only some rows count."""
    change = log_change(point.values, written)
    step = suggested_step(slopes[counts], point.residuals[counts], change)
    return moved(point.values, step, stage.fraction)


def _points(sets: Sequence[Numbers], near: Point, run: Runner) -> list[Point]:
    """Return a point for each set; sets that hardly differ from a point that was run share it."""
    far = [i for i, s in enumerate(sets) if np.abs(log_change(s, near.values)).max() > CLOSE]
    points = dict(zip(far, run([sets[i] for i in far]), strict=True)) if far else {}
    return [points.get(i, near) for i in range(len(sets))]


def values_without(
    studies: Sequence[str], stages: Sequence[Stage], rows: Sequence[Row], run: Runner
) -> list[Numbers]:
    """Return the numbers that the calibration comes to when a study's rows do not count.

    Parameters
    ----------
    studies : each is left out once
    stages : the stops of the calibration of all rows
    rows : the rows that calibrate, in the order of the stages' distances
    run : runs the model with sets of numbers and returns their points
    """
    counts = [np.array([r.study != study for r in rows]) for study in studies]
    first, written = stages[0], stages[0].point.values
    points, slopes = [first.point] * len(studies), [first.slopes] * len(studies)
    sets = [written] * len(studies)
    for stage, following in pairwise(stages):
        known = zip(points, slopes, counts, strict=True)
        sets = [_next(point, J, c, stage, written) for point, J, c in known]
        if following is stages[-1]:
            break
        after = _points(sets, following.point, run)
        slopes = [broyden(J, p, q) for J, p, q in zip(slopes, points, after, strict=True)]
        points = after
    return sets


def left_out_results(
    pool: Executor, stages: Sequence[Stage], rows: Sequence[Row]
) -> dict[str, Result]:
    """Return the result of each row, run with the numbers found without its study."""
    studies = studies_of(rows)
    sets = values_without(studies, stages, rows, partial(points_at, pool))
    of_study = [[r for r in rows if r.study == s] for s in studies]
    asked: dict[str, list[int]] = {}
    for name in experiments_of(rows):
        asked[name] = [i for i, own in enumerate(of_study) if name in experiments_of(own)]
    known = read_all(pool, asked, sets)
    results = (results_from(own, k) for own, k in zip(of_study, known, strict=True))
    return {result.row.id: result for some in results for result in some}


def left_out_text(results: Mapping[str, Result], values: Numbers, steps: int) -> str:
    """Return the content of validation/left_out.toml; ``values`` are those of all rows."""
    inside = sum(r.inside for r in results.values())
    read = {i: r.simulated for i, r in results.items()}
    studies = len(studies_of(r.row for r in results.values()))
    lines = [
        f"# Written by `python -m {MODULE} {steps}`; not edited.",
        "# What each row reads when its whole study had no part in the calibration.",
        f"# Rows inside: {inside} of {len(results)}, of {studies} studies.",
        f'fingerprint = "{fingerprint(values)}"',
        f"not_read = [{', '.join(repr(i) for i, v in read.items() if v is None)}]",
        "[values]",
        *(f"{i} = {v:.5g}" for i, v in read.items() if v is not None),
    ]
    return "\n".join(lines) + "\n"


def main(steps: int) -> None:
    """Calibrate, leave every study out, and write both outcomes."""
    with workers() as pool:
        stages = calibrated(pool, steps)
        began = time.monotonic()
        results = left_out_results(pool, stages, calibrating_rows())
    path = Path(__file__).with_name("left_out.toml")
    path.write_text(left_out_text(results, stages[-1].point.values, steps), "utf-8")
    inside = sum(r.inside for r in results.values())
    took = time.monotonic() - began
    print(f"left out by study: {inside} of {len(results)} rows inside, {took:.0f} s", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else STEPS)
