"""The frame of a graph with numbers on both sides: scales, ticks and paths."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from soleus.language import number_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Point = tuple[float, float]

WIDTH, HEIGHT = 360, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 36, 348, 12, 176
_MOST_TICKS = 5
_LEAST_SPAN = 0.1


@dataclass(frozen=True, slots=True)
class Frame:
    """What lies between the ends of both scales."""

    x: tuple[float, float]
    y: tuple[float, float]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = _RIGHT
    top: int = _TOP
    bottom: int = _BOTTOM

    def at(self, x: float, y: float) -> Point:
        """Return where a value stands in the drawing."""
        return self.along(x), self.up(y)

    def along(self, x: float) -> float:
        """Return where a value of the lower scale stands."""
        share = (x - self.x[0]) / (self.x[1] - self.x[0])
        return round(self.left + (self.right - self.left) * share, 1)

    def up(self, y: float) -> float:
        """Return where a value of the upright scale stands."""
        share = (y - self.y[0]) / (self.y[1] - self.y[0])
        return round(self.bottom - (self.bottom - self.top) * share, 1)

    def path(self, points: Iterable[Point]) -> str:
        """Return a line through some values as an SVG path."""
        return "M" + "L".join(f"{x} {y}" for x, y in (self.at(*each) for each in points))

    def band(self, x: Sequence[float], low: Sequence[float], high: Sequence[float]) -> str:
        """Return what lies between two lines as an SVG path."""
        there = zip(x, high, strict=True)
        back = zip(reversed(x), reversed(low), strict=True)
        return self.path([*there, *back]) + "Z"

    @property
    def x_ticks(self) -> tuple[tuple[str, float], ...]:
        """The numbers under the lower scale, each with its place."""
        return tuple((number_words(each), self.along(each)) for each in _ticks(*self.x))

    @property
    def y_ticks(self) -> tuple[tuple[str, float], ...]:
        """The numbers beside the upright scale, each with its place."""
        return tuple((number_words(each), self.up(each)) for each in _ticks(*self.y))


def fitted(values: Iterable[float]) -> tuple[float, float]:
    """Return round ends around some values, no nearer than what a number shows."""
    known = tuple(values)
    least, most = min(known), max(known)
    step = _step(least, max(most, least + _LEAST_SPAN))
    low = floor(least / step + 1e-9) * step
    return low, max(ceil(most / step - 1e-9) * step, low + _MOST_TICKS * step / 2)


def _ticks(low: float, high: float) -> Iterable[float]:
    step = _step(low, high)
    first = ceil(low / step - 1e-9)
    while first * step <= high + 1e-9:
        yield round(first * step, 6)
        first += 1


def _step(low: float, high: float) -> float:
    """Return a round step that leaves a handful of ticks between two ends."""
    rough = max(high - low, 1e-6) / _MOST_TICKS
    unit: float = 10.0 ** floor(log10(rough))
    return next(times * unit for times in (1.0, 2.0, 5.0, 10.0) if times * unit >= rough - 1e-9)
