"""The seven days of a plan as bands, one below the other: what is planned, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.web.charts.day import DayBand, day_band

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from soleus.journal import Entry, Recorded
    from soleus.plan import Item, WeekPlan

ROW = 22
"""How high a day is, with its gap."""
LABEL = 44
"""How wide the name of a day is, left of its band."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the picture.

    Parameters
    ----------
    planned : the minutes that its items take, breaks left out
    band : what is drawn; only this has what was done
    """

    day: date
    y: int
    planned: int
    band: DayBand


@dataclass(frozen=True, slots=True)
class WeekBands:
    """Seven rows and the hours below them."""

    rows: tuple[DayRow, ...]
    width: int
    height: int
    label: int = LABEL


def week_bands(plan: WeekPlan, recorded: Collection[Recorded[Entry]]) -> WeekBands:
    """Return the picture of a plan's week; breaks are too many to draw."""
    rows = tuple(
        _row(day, number, [item for item in plan.on(day) if not item.is_repeated], recorded)
        for number, day in enumerate(plan.days)
    )
    return WeekBands(rows, LABEL + rows[0].band.width, ROW * len(rows) + 18)


def _row(
    day: date, number: int, items: list[Item], recorded: Collection[Recorded[Entry]]
) -> DayRow:
    minutes = sum(item.minutes for item in items)
    return DayRow(day, number * ROW, minutes, day_band(day, recorded, items))
