"""Evenings as simulated legs foretold them, with what was noted: a bar a day, and a dot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.web.charts.frame import Frame

if TYPE_CHECKING:
    from datetime import date

    from soleus.coach import ForetoldEvenings

_SCORES = (0.0, 10.0)


@dataclass(frozen=True, slots=True)
class EveningMark:
    """One evening: its place, the ends and the middle of its bar, and the height of its dot."""

    day: date
    x: float
    low_y: float
    middle_y: float
    high_y: float
    noted_y: float | None


@dataclass(frozen=True, slots=True)
class ForetoldChart:
    """Every evening in one frame."""

    frame: Frame
    marks: tuple[EveningMark, ...]
    bar_width: float


def foretold_chart(found: ForetoldEvenings) -> ForetoldChart:
    """Return the drawing of some evenings, the earliest first."""
    frame = Frame((0.0, float(len(found.evenings))), _SCORES)
    marks = tuple(
        EveningMark(
            each.day,
            frame.along(place + 0.5),
            frame.up(each.low),
            frame.up(each.middle),
            frame.up(each.high),
            None if each.noted is None else frame.up(each.noted),
        )
        for place, each in enumerate(found.evenings)
    )
    wide = (frame.right - frame.left) / max(1, len(marks)) * 0.7
    return ForetoldChart(frame, marks, round(wide, 1))
