"""Minutes of the last weeks against the target: one bar a week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

WIDTH = 320
HEIGHT = 130
_TOP, _BOTTOM, _LEFT, _RIGHT = 16, 106, 34, 310


@dataclass(frozen=True, slots=True)
class Bar:
    """One week: where its bar stands, and its minutes."""

    week: date
    minutes: int
    x: float
    y: float
    height: float
    is_met: bool


@dataclass(frozen=True, slots=True)
class WeeksChart:
    """Bars of the last weeks; ``target_y`` is the height of the target's line."""

    bars: tuple[Bar, ...]
    target: int
    target_y: float
    bar_width: float
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def is_empty(self) -> bool:
        """Whether no week has a minute."""
        return not any(bar.minutes for bar in self.bars)


def weeks_chart(weeks: Sequence[tuple[date, float]], target: int) -> WeeksChart:
    """Return one bar for each week, the earliest first."""
    most = max([target * 1.15, *(minutes for _, minutes in weeks)])
    step = (_RIGHT - _LEFT) / max(1, len(weeks))

    def tall(minutes: float) -> float:
        return round((_BOTTOM - _TOP) * minutes / most, 1)

    bars = tuple(
        Bar(
            week,
            round(minutes),
            round(_LEFT + step * (place + 0.15), 1),
            round(_BOTTOM - tall(minutes), 1),
            tall(minutes),
            round(minutes) >= target,
        )
        for place, (week, minutes) in enumerate(weeks)
    )
    return WeeksChart(bars, target, round(_BOTTOM - tall(target), 1), round(step * 0.7, 1))
