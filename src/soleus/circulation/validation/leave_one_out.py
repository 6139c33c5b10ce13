"""Calibrates without each study in turn, and says whether the rows of that study are inside.

``python -m soleus.circulation.validation.leave_one_out [STEPS]`` writes network/calibration.toml
and validation/left_out.toml. Slopes and distances that the calibration measured serve every study:
leaving it out changes which rows count, so its steps are found by arithmetic alone. Then the model
itself runs the study's experiments with the numbers found without it.
"""

import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from itertools import pairwise
from pathlib import Path

import numpy as np

from soleus.circulation.numbers import Numbers
from soleus.circulation.validation.calibrate import (
    STEPS,
    Stage,
    calibrated,
    log_change,
    moved,
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


def studies_of(rows: Iterable[Row]) -> list[str]:
    """Return the studies of these rows, each once, in order."""
    return list(dict.fromkeys(r.study for r in rows))


def values_without(study: str, stages: Sequence[Stage], rows: Sequence[Row]) -> Numbers:
    """Return the numbers that the calibration comes to when a study's rows do not count.

    Every step is solved anew without them, from the distances that the slopes foretell where this
    calibration stands. How far to go along each step is as in the calibration of all rows.

    Parameters
    ----------
    study : whose rows do not count
    stages : the stops of the calibration of all rows
    rows : the rows that calibrate, in the order of the stages' distances
    """
    counts = np.array([r.study != study for r in rows])
    written = stages[0].point.values
    values = dict(written)
    for stage, _ in pairwise(stages):
        away = log_change(values, stage.point.values)
        distances = stage.point.residuals + stage.slopes @ away
        change = log_change(values, written)
        step = suggested_step(stage.slopes[counts], distances[counts], change)
        values = moved(values, step, stage.fraction)
    return values


def left_out_results(
    pool: Executor, stages: Sequence[Stage], rows: Sequence[Row]
) -> dict[str, Result]:
    """Return the result of each row, run with the numbers found without its study."""
    studies = studies_of(rows)
    sets = [values_without(s, stages, rows) for s in studies]
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
