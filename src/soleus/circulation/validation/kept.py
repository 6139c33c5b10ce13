"""The kept outcome of leaving studies out, and which numbers and rows it belongs to."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from soleus.circulation.data import read_data
from soleus.circulation.numbers import numbers_with
from soleus.circulation.validation.measure import calibrating_rows, experiments_of


def fingerprint(calibrated: Mapping[str, float] | None = None) -> str:
    """Return a word that changes with the model's numbers, a row that calibrates or its experiment.

    Equations are not in it: who changes one runs the command again.

    Parameters
    ----------
    calibrated : calibrated numbers that are not in network/calibration.toml yet
    """
    values = {n: float(f"{v:.5g}") for n, v in (calibrated or {}).items()}
    rows = calibrating_rows()
    parts = {
        "numbers": {n: f"{v:.6g}" for n, v in numbers_with(values).items()},
        "rows": [[r.id, r.study, r.low, r.high, r.reading, dict(r.terms)] for r in rows],
        "experiments": {n: read_data(f"validation/experiments/{n}") for n in experiments_of(rows)},
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


@cache
def _kept() -> dict[str, Any]:
    return read_data("validation/left_out")


def kept_fingerprint() -> str:
    """Return the fingerprint of the numbers and rows that the kept outcome was made with."""
    return str(_kept()["fingerprint"])


def left_out_values() -> dict[str, float | None]:
    """Return what each row read when its study had no part in the calibration, by the row's id."""
    none: dict[str, float | None] = dict.fromkeys(_kept()["not_read"])
    return none | {i: float(v) for i, v in _kept()["values"].items()}
