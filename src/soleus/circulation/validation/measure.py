"""Runs the experiments that rows refer to and reads each row, for one or many sets of numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import isfinite, log, sqrt
from types import CodeType
from typing import Any

from soleus.circulation.data import read_data
from soleus.circulation.errors import ExperimentError
from soleus.circulation.experiment import Experiment, parse_experiment
from soleus.circulation.instruments import INSTRUMENTS, reading
from soleus.circulation.run import Run, View
from soleus.circulation.simulate import simulate
from soleus.circulation.validation.rows import Row, load_rows

BREATHS_S = 9.0


@dataclass(frozen=True, slots=True)
class Result:
    """One row and its simulated value; None if it could not be read."""

    row: Row
    simulated: float | None

    @property
    def inside(self) -> bool:
        """Whether the simulated value lies in the row's interval."""
        return self.simulated is not None and self.row.low <= self.simulated <= self.row.high

    def as_dict(self) -> dict[str, Any]:
        """Return the result as a record for programs."""
        names = ("id", "topic", "measured", "unit", "low", "high")
        row = {name: getattr(self.row, name) for name in names}
        result = {"simulated": self.simulated, "inside": self.inside}
        return row | result | {"citation": self.row.citation}


def crossing(level: float, *pairs: float) -> float:
    """Return the x at which a falling curve of points x, y, x, y … first passes ``level``."""
    points = list(zip(pairs[::2], pairs[1::2], strict=True))
    for (x0, y0), (x1, y1) in pairwise(points):
        if y1 <= level < y0:
            return x0 + (x1 - x0) * (y0 - level) / (y0 - y1)
    return float("nan")


_FUNCTIONS = {"min": min, "max": max, "log": log, "sqrt": sqrt, "crossing": crossing}
"""What the arithmetic of a row may call."""


@cache
def _compiled(reading: str) -> CodeType:
    return compile(reading, "<reading>", "eval")


@cache
def _experiment(name: str) -> Experiment:
    return parse_experiment(read_data(f"validation/experiments/{name}"))


def _observed(view: View, kind: str, name: str) -> float:
    values = view.last(name, BREATHS_S)
    if kind == "observed_low":
        return float(values.min())
    return float(values.max() if kind == "observed_high" else values.mean())


def read_term(view: View, instrument: str, field: str) -> float | None:
    """Return one reading of an instrument, or one quantity that the model records."""
    if instrument.startswith("observed"):
        return _observed(view, instrument, field)
    value: float | None = reading(view, instrument)[field]
    return value


def _value(row: Row, known: Mapping[str, float | None]) -> float | None:
    terms = {letter: known[path] for letter, path in row.terms.items()}
    if any(v is None or not isfinite(v) for v in terms.values()):
        return None
    try:
        # Rows are the project's own data, not input from outside.
        value = float(eval(_compiled(row.reading), {"__builtins__": {}}, {**_FUNCTIONS, **terms}))
    except (ValueError, ZeroDivisionError):
        return None
    return value if isfinite(value) else None


def _read_run(run: Run, paths: Iterable[str], person: int) -> dict[str, float | None]:
    index = {s.name: i for i, s in enumerate(run.protocol.steps)}
    out: dict[str, float | None] = {}
    for path in paths:
        _, step, instrument, field = path.split("/")
        out[path] = read_term(run.view(index[step], person), instrument, field)
    return out


def _paths(rows: Iterable[Row]) -> list[str]:
    return sorted({p for r in rows for p in r.terms.values()})


def experiments_of(rows: Iterable[Row]) -> list[str]:
    """Return the names of the experiments that these rows refer to, the longest first."""
    names = {p.split("/")[0] for p in _paths(rows)}

    def seconds(name: str) -> float:
        return sum(s.seconds for s in _experiment(name).protocol.steps)

    return sorted(names, key=lambda n: (-seconds(n), n))


def read_experiment(
    name: str, rows: Iterable[Row], variants: Sequence[Mapping[str, float]]
) -> list[dict[str, float | None]]:
    """Return the rows' readings in one experiment, by term, for each variant of the numbers."""
    e = _experiment(name)
    paths = [p for p in _paths(rows) if p.startswith(f"{name}/")]
    run = simulate([e.person] * len(variants), e.protocol, list(variants))
    return [_read_run(run, paths, i) for i in range(len(variants))]


def results_from(rows: Iterable[Row], known: Mapping[str, float | None]) -> list[Result]:
    """Return the result of each row from the readings of its terms."""
    return [Result(r, _value(r, known)) for r in rows]


def _asks(path: str) -> tuple[str, str]:
    experiment, _, instrument, _ = path.split("/")
    return experiment, instrument


@cache
def _is_known(experiment: str, instrument: str) -> bool:
    """Whether the experiment format knows the words of an experiment, and this instrument."""
    table = read_data(f"validation/experiments/{experiment}")
    if not instrument.startswith("observed"):
        kind, _, place = instrument.partition(":")
        word = INSTRUMENTS[kind].word if kind in INSTRUMENTS else "place"
        table = table | {"read": [{"instrument": kind} | ({word: place} if place else {})]}
    try:
        parse_experiment(table)
    except ExperimentError:
        return False
    return True


def can_run(row: Row) -> bool:
    """Whether a row has a reading, and the experiment format knows all that the row needs."""
    asked = {_asks(path) for path in row.terms.values()}
    return bool(row.reading) and (not row.needs or all(_is_known(*ask) for ask in asked))


def calibrating_rows() -> list[Row]:
    """Return the rows that the calibration sees: of its sets, able to run and not held back."""
    sets = read_data("validation/calibrated")["sets"]
    return [r for r in load_rows() if r.set in sets and can_run(r) and not r.held_back]


def waiting_rows() -> list[Row]:
    """Return the rows whose words the experiment format does not know yet."""
    return [r for r in load_rows() if r.reading and not can_run(r)]


def validate(rows: Iterable[Row] | None = None) -> list[Result]:
    """Return the results of all rows, or of these, that can run."""
    readable = [r for r in (load_rows() if rows is None else rows) if can_run(r)]
    known: dict[str, float | None] = {}
    for name in experiments_of(readable):
        known |= read_experiment(name, readable, [{}])[0]
    return results_from(readable, known)
