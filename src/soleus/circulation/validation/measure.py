"""Runs what the rows ask for and reads each row; many variants of the model side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import isfinite, log, sqrt
from types import CodeType

from soleus.circulation.experiment import Experiment, parse_experiment
from soleus.circulation.instruments import INSTRUMENTS
from soleus.circulation.run import Run, View
from soleus.circulation.simulate import simulate
from soleus.circulation.validation.rows import Row, experiment_table

BREATHS_S = 9.0


@dataclass(frozen=True, slots=True)
class Result:
    """One row as the model reads it; ``simulated`` is None where it could not be read."""

    row: Row
    simulated: float | None

    @property
    def inside(self) -> bool:
        """Whether the simulated value lies in the row's interval."""
        return self.simulated is not None and self.row.low <= self.simulated <= self.row.high


def crossing(level: float, *pairs: float) -> float:
    """Return the x at which a falling curve, given as x, y, x, y …, first passes ``level``."""
    points = list(zip(pairs[::2], pairs[1::2], strict=True))
    for (x0, y0), (x1, y1) in pairwise(points):
        if y1 <= level < y0:
            return x0 + (x1 - x0) * (y0 - level) / (y0 - y1)
    return float("nan")


_WORDS: dict[str, object] = {"min": min, "max": max, "log": log, "sqrt": sqrt, "crossing": crossing}


@cache
def _compiled(reading: str) -> CodeType:
    return compile(reading, "<reading>", "eval")


@cache
def _experiment(name: str) -> Experiment:
    return parse_experiment(experiment_table(name))


def _observed(view: View, kind: str, name: str) -> float:
    values = view.last(name, BREATHS_S)
    if kind == "observed_low":
        return float(values.min())
    return float(values.max() if kind == "observed_high" else values.mean())


def read_term(view: View, instrument: str, field: str) -> float | None:
    """Return one reading of a step, or one observed quantity of the model itself."""
    if instrument.startswith("observed"):
        return _observed(view, instrument, field)
    name, _, place = instrument.partition(":")
    return INSTRUMENTS[name].read(view, place)[field]


def _value(row: Row, known: Mapping[str, float | None]) -> float | None:
    terms = {letter: known[path] for letter, path in row.terms.items()}
    if any(v is None or not isfinite(v) for v in terms.values()):
        return None
    try:
        # Rows are the project's own data; the words they may use are listed above.
        value = float(eval(_compiled(row.reading), {"__builtins__": {}}, {**_WORDS, **terms}))
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
    """Return the names of the experiments that these rows are read from, the longest first."""
    names = {p.split("/")[0] for p in _paths(rows)}

    def seconds(name: str) -> float:
        return sum(s.seconds for s in _experiment(name).protocol.steps)

    return sorted(names, key=lambda n: (-seconds(n), n))


def read_experiment(
    name: str, rows: Iterable[Row], variants: Sequence[Mapping[str, float]]
) -> list[dict[str, float | None]]:
    """Return what the rows read in one experiment, by term, for each variant side by side."""
    e = _experiment(name)
    mine = [p for p in _paths(rows) if p.startswith(f"{name}/")]
    run = simulate([e.person] * len(variants), e.protocol, list(variants))
    return [_read_run(run, mine, i) for i in range(len(variants))]


def results_from(rows: Iterable[Row], known: Mapping[str, float | None]) -> list[Result]:
    """Return the result of each row, given what was read of all its terms."""
    return [Result(r, _value(r, known)) for r in rows]


def measure(
    rows: Sequence[Row], variants: Sequence[Mapping[str, float]] = ({},)
) -> list[list[Result]]:
    """Return the results of all rows that can be read, for each variant of the numbers.

    Parameters
    ----------
    rows : what to read; rows without a reading are left out
    variants : numbers to replace, one set a variant; all variants run side by side
    """
    wanted = [r for r in rows if r.reading]
    known: list[dict[str, float | None]] = [{} for _ in variants]
    for name in experiments_of(wanted):
        for values, read in zip(known, read_experiment(name, wanted, variants), strict=True):
            values.update(read)
    return [results_from(wanted, values) for values in known]
