"""Two small curves next to each other on one scale, each with the band in which people lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.language import number_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    Curve = Sequence[float]

WIDTH = 168
HEIGHT = 124
TOP, BOTTOM, LEFT, RIGHT = 8, 98, 34, 164


@dataclass(frozen=True, slots=True)
class Drawable:
    """One curve as numbers.

    Parameters
    ----------
    at, values : its points
    low, high : where people lie at each point; empty where nothing is known of them
    mark : the place along ``at`` to point to, and the value there; None points nowhere
    axis : from where to where the axis goes; by default as far as the points
    """

    at: Curve
    values: Curve
    low: Curve = ()
    high: Curve = ()
    mark: tuple[float, float] | None = None
    axis: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class SideChart:
    """One of two charts: SVG paths, ticks as words and height, and the rows of its table."""

    path: str
    band: str
    mark: tuple[float, float] | None
    ticks: tuple[tuple[str, float], ...]
    ends: tuple[tuple[str, float], ...]
    shaded: tuple[float, float] | None
    rows: tuple[tuple[str, str], ...]
    width: int = WIDTH
    height: int = HEIGHT


def side_by_side(
    drawables: Sequence[Drawable],
    ends: Sequence[tuple[float, str]],
    shaded: tuple[float, float] | None = None,
    table_points: int = 7,
) -> tuple[SideChart, ...]:
    """Return the charts of some curves, all on one scale.

    Parameters
    ----------
    ends : places along the axis that are named, with their words
    shaded : from where to where a reading is taken, if it is a stretch
    table_points : how many points stand in each table
    """
    every = [v for each in drawables for v in (*each.values, *each.low, *each.high)]
    scale = _Scale.around(every, drawables[0].axis or drawables[0].at)
    return tuple(_chart(each, scale, ends, shaded, table_points) for each in drawables)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where values and places of a chart stand in its drawing."""

    low: float
    high: float
    first: float
    last: float

    @classmethod
    def around(cls, values: Curve, at: Curve) -> _Scale:
        low, high = min(0.0, *values), max(values)
        spare = max(high - low, 1.0) * 0.06
        return cls(low - (spare if low < 0 else 0.0), high + spare, min(at), max(at))

    def x(self, place: float) -> float:
        part = (place - self.first) / (self.last - self.first)
        return round(LEFT + (RIGHT - LEFT) * part, 1)

    def y(self, value: float) -> float:
        part = (value - self.low) / (self.high - self.low)
        return round(BOTTOM - (BOTTOM - TOP) * part, 1)

    def ticks(self) -> tuple[tuple[str, float], ...]:
        """Return three values that are easy to read, from the lowest to the highest."""
        step = _round_step((self.high - self.low) / 2.2)
        found = [n * step for n in range(int(self.low / step), int(self.high / step) + 1)]
        return tuple((number_words(value), self.y(value)) for value in found)


def _round_step(size: float) -> float:
    """Return the largest of 1, 2 and 5 times a power of ten that is no larger than ``size``."""
    power = 10.0 ** (len(f"{int(size)}") - 1) if size >= 1 else 0.1 if size >= 0.1 else 0.01
    return max(n * power for n in (1, 2, 5) if n * power <= size or n == 1)


def _chart(
    drawn: Drawable,
    scale: _Scale,
    ends: Sequence[tuple[float, str]],
    shaded: tuple[float, float] | None,
    table_points: int,
) -> SideChart:
    step = max(1, (len(drawn.at) - 1) // (table_points - 1))
    rows = [
        (number_words(round(at, 1)), number_words(round(value, 1)))
        for at, value in list(zip(drawn.at, drawn.values, strict=True))[::step]
    ]
    return SideChart(
        path=_line(drawn.at, drawn.values, scale),
        band=_band(drawn, scale),
        mark=(scale.x(drawn.mark[0]), scale.y(drawn.mark[1])) if drawn.mark else None,
        ticks=scale.ticks(),
        ends=tuple((words, scale.x(place)) for place, words in ends),
        shaded=(scale.x(shaded[0]), scale.x(shaded[1])) if shaded else None,
        rows=tuple(rows),
    )


def _line(at: Curve, values: Curve, scale: _Scale) -> str:
    points = (f"{scale.x(x)} {scale.y(y)}" for x, y in zip(at, values, strict=True))
    return "M" + "L".join(points)


def _band(drawn: Drawable, scale: _Scale) -> str:
    if not drawn.low:
        return ""
    back = _line(tuple(drawn.at)[::-1], tuple(drawn.low)[::-1], scale).replace("M", "L", 1)
    return f"{_line(drawn.at, drawn.high, scale)}{back}Z"
