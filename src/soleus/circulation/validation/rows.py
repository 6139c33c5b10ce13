"""Published measurements as data: what was measured, what agrees, and where the model is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Annotated

from soleus.circulation.data import read_data
from soleus.records import Record, limits, load_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Record):
    """One published measurement.

    Parameters
    ----------
    set : ``first`` and ``third`` were searched out with the model, ``second`` apart from it
    found : place of a third row's study in the order found; 0 if an earlier row has that study
    held_back : whether the calibration never sees the row: every second study of those found
    id, topic, quantity, protocol, unit, measured, spread : what was measured, and how
    low, high, interval : what counts as inside, set before the model was run, and how it was made
    citation, doi, pmid, confidence, study : where it was published; a study may have many rows
    read : what was read of it: abstract, table or full
    needs : words of the experiment format that the row waits for; it runs once they are known
    reading : arithmetic on the terms; empty if no instrument can express the row
    terms : ``experiment/step/instrument/field`` by letter
    not_expressible : why there is no reading
    """

    set: Annotated[str, limits.literal("first", "second", "third")] = "first"
    found: Annotated[int, limits.whole(0, 1000)] = 0
    held_back: bool = False
    id: str
    topic: str
    quantity: str
    protocol: str = ""
    measured: str
    unit: str
    spread: str = ""
    low: float
    high: float
    interval: str = ""
    citation: str
    doi: str = ""
    pmid: str = ""
    confidence: str
    study: str
    read: str = ""
    needs: str = ""
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
