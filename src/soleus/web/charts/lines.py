"""Left and right leg over the last weeks: two lines on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from soleus.language import msgid, number_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    Point = tuple[date, float]

WIDTH = 320
HEIGHT = 130


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chart stands: its size, and the edges of what is drawn in it."""

    width: int = WIDTH
    height: int = HEIGHT
    top: int = 10
    bottom: int = 106
    left: int = 34
    right: int = 310

    def along(self, share: float) -> float:
        """Return the x of a share of the time, from 0 to 1."""
        return round(self.left + (self.right - self.left) * share, 1)

    def up(self, share: float) -> float:
        """Return the y of a share of the scale, from 0 to 1."""
        return round(self.bottom - (self.bottom - self.top) * share, 1)


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One leg's line: ``path`` is SVG, ``points`` its dots, ``values`` what the table says."""

    leg: str
    path: str
    points: tuple[tuple[float, float], ...]
    values: tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """Two legs over time. ``ticks`` are value and height; ``days`` are date and place."""

    title: str
    unit: str
    lines: tuple[ChartLine, ...]
    ticks: tuple[tuple[str, float], ...]
    days: tuple[tuple[date, float], ...]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def is_empty(self) -> bool:
        """Whether nothing was recorded."""
        return not any(line.values for line in self.lines)

    @property
    def rows(self) -> list[tuple[date, list[float | None]]]:
        """The table: each day with what was recorded, None where nothing was."""
        days = sorted({day for line in self.lines for day, _ in line.values})
        return [(day, [dict(line.values).get(day) for line in self.lines]) for day in days]


_FEW = 20
"""Bounds that lie further apart are multiples of ten."""


def two_legs(
    title: str,
    unit: str,
    left: Sequence[Point],
    right: Sequence[Point],
    *,
    until: date,
    days: int,
    bounds: tuple[float, float] | None = None,
) -> LineChart:
    """Return the chart of the last ``days`` days; ``bounds`` None fits the scale to the values."""
    named = {msgid("Left"): left, msgid("Right"): right}
    return line_chart(title, unit, named, until=until, days=days, bounds=bounds)


def line_chart(
    title: str,
    unit: str,
    named: Mapping[str, Sequence[Point]],
    *,
    until: date,
    days: int,
    bounds: tuple[float, float] | None = None,
    place: Place | None = None,
) -> LineChart:
    """Return the chart of some lines by their names, over the last ``days`` days."""
    stands = place or Place()
    since = until - timedelta(days=days - 1)
    sides = [[p for p in points if since <= p[0] <= until] for points in named.values()]
    low, high = bounds or _fitted([value for side in sides for _, value in side])

    def at(point: Point) -> tuple[float, float]:
        along = (point[0] - since).days / max(1, days - 1)
        return stands.along(along), stands.up((point[1] - low) / (high - low))

    lines = tuple(
        _line(leg, side, [at(point) for point in side])
        for leg, side in zip(named, sides, strict=True)
    )
    middle = (low + high) / 2
    ticks = tuple((number_words(value), at((since, value))[1]) for value in (low, middle, high))
    marks = tuple((day, at((day, low))[0]) for day in (since, until))
    return LineChart(title, unit, lines, ticks, marks, stands.width, stands.height)


def _line(leg: str, values: Sequence[Point], points: Sequence[tuple[float, float]]) -> ChartLine:
    path = "M" + "L".join(f"{x} {y}" for x, y in points) if len(points) > 1 else ""
    return ChartLine(leg, path, tuple(points), tuple(values))


def _fitted(values: Sequence[float]) -> tuple[float, float]:
    """Return round bounds around the values, at least four apart, so that noise stays small.

    What lies half-way between them, which the chart writes too, is round as well.
    """
    if not values:
        return 0.0, 10.0
    low, high = int(min(values)) - 1, int(max(values)) + 2
    step = 10 if high - low > _FEW else 1
    low, high = low - low % step, high + -high % step
    steps = max((high - low) // step, 4)
    return float(low), float(low + (steps + steps % 2) * step)
