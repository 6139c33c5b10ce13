"""Published measurements as data: what was measured, what agrees, and where the model is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from soleus.circulation.data import read_data
from soleus.records import Record, load_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Record):
    """One published measurement.

    Parameters
    ----------
    id, topic, quantity, unit, measured, spread : what was measured
    low, high : the interval that counts as inside, set before the model existed
    citation, doi, pmid, confidence, study : where it was published; a study may have many rows
    reading : arithmetic on the terms; empty if no instrument can express the row
    terms : ``experiment/step/instrument/field`` by letter
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
    doi: str = ""
    pmid: str = ""
    confidence: str
    study: str
    reading: str = ""
    terms: Mapping[str, str] = field(default_factory=dict)
    not_expressible: str = ""


@cache
def load_rows() -> tuple[Row, ...]:
    """Return all rows, topic by topic."""
    names = sorted(path.name for path in files(__package__).joinpath("rows").iterdir())
    topics = [name.removesuffix(".toml") for name in names if name.endswith(".toml")]
    tables = {topic: read_data(f"validation/rows/{topic}")["row"] for topic in topics}
    return tuple(
        load_table(Row, row | {"topic": topic}, f"rows/{topic}.toml")
        for topic, rows in tables.items()
        for row in rows
    )
