"""Published measurements as bars: each number and its study come from the rows of the lab."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from soleus import handbook

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH = 200
"""Of the longest bar, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One bar: its words, its number as it was published, its length."""

    label: str
    measured: float
    width: float


@dataclass(frozen=True, slots=True)
class MeasuredChart:
    """A plot of the handbook with its numbers, and where they were published."""

    title: str
    unit: str
    claims: tuple[str, ...]
    bars: tuple[Measure, ...]
    source: str


@cache
def measured(plot_id: str) -> MeasuredChart:
    """Return the picture of a plot of the handbook."""
    plot, rows = handbook.plots()[plot_id], _rows()
    values = [float(rows[bar.row][0]) for bar in plot.bars]
    bars = tuple(
        Measure(bar.label, value, round(WIDTH * value / max(values), 1))
        for bar, value in zip(plot.bars, values, strict=True)
    )
    return MeasuredChart(plot.title, plot.unit, plot.claims, bars, rows[plot.bars[0].row][1])


@cache
def _rows() -> Mapping[str, tuple[str, str]]:
    """Return what was measured and its citation, by the id of the row."""
    kept = files("soleus.web.charts") / "measured.json"
    if kept.is_file():  # packed for a place without the lab (packing/compiled.py)
        rows: dict[str, tuple[str, str]] = json.loads(kept.read_text(encoding="utf-8"))
        return rows
    # the lab takes long to import, and no other page needs it
    from soleus.circulation import load_rows

    return {row.id: (row.measured, row.citation) for row in load_rows()}
