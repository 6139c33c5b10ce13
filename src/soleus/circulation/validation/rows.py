"""Published measurements as data: what was found, what counts as agreement, where to read."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One published measurement.

    Parameters
    ----------
    id, topic, quantity, unit, measured, spread : what was measured
    low, high : the interval that counts as inside, set before the model existed
    citation, doi, pmid, confidence, study : where it stands; rows of one study hang together
    reading : arithmetic on the terms; empty where no instrument can express the row
    terms : by letter, ``experiment/step/instrument/field``
    not_expressible : why there is no reading
    """

    id: str
    topic: str
    quantity: str
    measured: str
    unit: str
    spread: str
    low: float
    high: float
    citation: str
    doi: str
    pmid: str
    confidence: str
    study: str
    reading: str
    terms: dict[str, str]
    not_expressible: str


def _row(data: dict[str, Any], topic: str) -> Row:
    texts = ("doi", "pmid", "reading", "not_expressible")
    return Row(topic=topic, terms=data.get("terms", {}), **{t: data.get(t, "") for t in texts}, **{
        k: v for k, v in data.items() if k not in (*texts, "terms")
    })  # fmt: skip


@cache
def load_rows() -> tuple[Row, ...]:
    """Return all rows, topic by topic."""
    folder = files(__package__).joinpath("rows")
    found: list[Row] = []
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".toml"):
            tables = tomllib.loads(path.read_text("utf-8"))["row"]
            found += [_row(t, path.name.removesuffix(".toml")) for t in tables]
    return tuple(found)


@cache
def experiment_table(name: str) -> dict[str, Any]:
    """Return one of the experiments that the rows are read from."""
    path = files(__package__).joinpath("experiments", f"{name}.toml")
    return tomllib.loads(path.read_text("utf-8"))
