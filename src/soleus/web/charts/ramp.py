"""The way to the target: this week's minutes and those of the weeks to come, one step a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from soleus.plan import targets

if TYPE_CHECKING:
    from datetime import date

    from soleus.plan import WeekPlan

WIDTH = 320
HEIGHT = 132
_TOP, _BOTTOM, _LEFT, _RIGHT = 20, 108, 2, 318
_WIDEST = 44.0


@dataclass(frozen=True, slots=True)
class RampWeek:
    """One week and its bar; only the first is there already."""

    begins: date
    minutes: int
    x: float
    y: float
    height: float
    is_now: bool


@dataclass(frozen=True, slots=True)
class Ramp:
    """The bars up to the target, whose line lies at ``target_y``."""

    weeks: tuple[RampWeek, ...]
    target: int
    target_y: float
    bar_width: float
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def middle(self) -> float:
        """Half the width of a bar: where its number stands."""
        return self.bar_width / 2


def ramp(plan: WeekPlan) -> Ramp | None:
    """Return the way from a plan's week to the target; None where the plan does not grow."""
    target, ladder = targets().moderate_minutes_per_week.value, plan.step.ladder
    if not ladder:
        return None
    minutes = (plan.aim_minutes, *ladder)
    step = min((_RIGHT - _LEFT) / len(minutes), _WIDEST)
    weeks = tuple(
        RampWeek(
            plan.start + timedelta(weeks=place),
            each,
            round(_LEFT + step * place, 1),
            round(_BOTTOM - _tall(each, target), 1),
            round(_tall(each, target), 1),
            is_now=place == 0,
        )
        for place, each in enumerate(minutes)
    )
    return Ramp(weeks, target, round(_BOTTOM - _tall(target, target), 1), round(step * 0.8, 1))


def _tall(minutes: int, target: int) -> float:
    return (_BOTTOM - _TOP) * min(minutes, target) / target
