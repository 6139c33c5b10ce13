"""Breaks against swelling: the days that can be chosen, the plain rule and the limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.web.charts.frame import Frame, fitted

if TYPE_CHECKING:
    from soleus.prediction import DayOption, TradeOff


@dataclass(frozen=True, slots=True)
class RuleMark:
    """A day of the ordinary rule: its interval, and where it stands."""

    every_minutes: int
    x: float
    y: float
    is_own: bool
    option: DayOption


@dataclass(frozen=True, slots=True)
class TradeOffChart:
    """The drawing.

    Parameters
    ----------
    band, middle, high : the range of the simulated people, the middle one, and nine of ten
    dots : the days that can be chosen
    rules : those of the ordinary rule
    limit_y : the chosen limit; None where it lies outside the scale
    chosen : where the chosen day stands
    """

    frame: Frame
    band: str
    middle: str
    high: str
    dots: tuple[tuple[float, float], ...]
    rules: tuple[RuleMark, ...]
    limit_y: float | None
    chosen: tuple[float, float]
    breaks: tuple[tuple[int, float], ...]


def trade_off_chart(choice: TradeOff, limit: float, chosen: DayOption) -> TradeOffChart:
    """Return the drawing of what can be chosen of a day."""
    options = choice.options
    every = [*options, *(rule.option for rule in choice.rules)]
    counts = [len(each.breaks) for each in every]
    frame = Frame(
        (min(counts) - 0.5, max(counts) + 0.5),
        fitted([value for each in every for value in (each.low, each.high)]),
    )
    x = [float(len(each.breaks)) for each in options]
    low, middle, high = (
        [getattr(each, name) for each in options] for name in ("low", "middle", "high")
    )
    rules = tuple(
        RuleMark(
            rule.every_minutes,
            *frame.at(len(rule.option.breaks), rule.option.high),
            rule.is_own,
            rule.option,
        )
        for rule in choice.rules
    )
    bottom, top = frame.y
    return TradeOffChart(
        frame,
        frame.band(x, low, high),
        frame.path(zip(x, middle, strict=True)),
        frame.path(zip(x, high, strict=True)),
        tuple(frame.at(*each) for each in zip(x, high, strict=True)),
        rules,
        frame.up(limit) if bottom <= limit <= top else None,
        frame.at(len(chosen.breaks), chosen.high),
        tuple((count, frame.along(count)) for count in range(min(counts), max(counts) + 1)),
    )
