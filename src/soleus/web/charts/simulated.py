"""A figure of the simulation: curves with the range of people, and published values on them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from soleus import handbook
from soleus.prediction import kept_figures
from soleus.web.charts.frame import Frame, fitted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus.handbook import CurveFigure
    from soleus.prediction import KeptFigure, KeptPoint


_SPAN = 8
"""How far further words lie from each other in the drawing."""


@dataclass(frozen=True, slots=True)
class DrawnCurve:
    """One curve: its words, its line, the range around it, and the rows of its table.

    ``rows`` are x, low, middle and high.
    """

    label: str
    look: int
    line: str
    band: str
    rows: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class DrawnPoint:
    """One published value, where it stands and how far it is spread."""

    x: float
    y: float
    look: int
    along: float
    value: float
    study: str
    spread: str
    citation: str
    low_y: float | None = None
    high_y: float | None = None


@dataclass(frozen=True, slots=True)
class SimulatedChart:
    """All of a figure.

    Parameters
    ----------
    spans, notes : where further words lie along the lower scale, each from, to and height; the
        words, one height each
    further : the studies of those words
    """

    id: str
    words: CurveFigure
    people: int
    frame: Frame
    curves: tuple[DrawnCurve, ...]
    points: tuple[DrawnPoint, ...]
    spans: tuple[tuple[float, float, float], ...]
    notes: tuple[str, ...]
    further: tuple[str, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The studies of its published values, each once."""
        return tuple(dict.fromkeys((*(each.citation for each in self.points), *self.further)))


@cache
def simulated_chart(figure_id: str) -> SimulatedChart:
    """Return a figure of the handbook, drawn."""
    words, kept = handbook.curve_figures()[figure_id], kept_figures()
    figure = kept.figures[figure_id]
    frame = _frame(figure, words)
    looks = {each.id: number for number, each in enumerate(words.curves)}
    points = tuple(
        _point(told, known, frame, looks[told.curve])
        for told, known in zip(words.points, figure.points, strict=True)
    )
    notes = tuple(dict.fromkeys(each.label for each in words.spans))
    spans = tuple(
        (
            frame.along(each.starts),
            frame.along(each.ends),
            frame.bottom - _SPAN * (0.5 + notes.index(each.label)),
        )
        for each in words.spans
    )
    return SimulatedChart(
        figure_id,
        words,
        kept.people,
        frame,
        tuple(_curves(words, figure, frame)),
        points,
        spans,
        notes,
        figure.further,
    )


def _frame(figure: KeptFigure, words: CurveFigure) -> Frame:
    x = [each for curve in figure.curves.values() for each in curve.x]
    x += [each.x for each in words.points]
    y = [each for curve in figure.curves.values() for each in (*curve.low, *curve.high)]
    y += [each for p in figure.points for each in (p.value, p.low, p.high) if each is not None]
    return Frame(fitted(x), fitted([0.0, *y]))


def _curves(words: CurveFigure, figure: KeptFigure, frame: Frame) -> Iterator[DrawnCurve]:
    for look, told in enumerate(words.curves):
        curve = figure.curves[told.id]
        yield DrawnCurve(
            told.label,
            look,
            frame.path(zip(curve.x, curve.middle, strict=True)),
            frame.band(curve.x, curve.low, curve.high),
            tuple(zip(curve.x, curve.low, curve.middle, curve.high, strict=True)),
        )


def _point(words: handbook.PointWords, known: KeptPoint, frame: Frame, look: int) -> DrawnPoint:
    ends = [None if each is None else frame.up(each) for each in (known.low, known.high)]
    return DrawnPoint(
        frame.along(words.x),
        frame.up(known.value),
        look,
        words.x,
        known.value,
        words.study,
        known.spread,
        known.citation,
        *ends,
    )
