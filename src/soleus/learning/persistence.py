"""A symptom that has lasted two weeks and that nobody has looked at since it began (G18)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.learning.diary import SCORES
from soleus.learning.level import surely_above
from soleus.learning.stretch import Stretch, stretch

if TYPE_CHECKING:
    from soleus.learning.diary import Diary
    from soleus.learning.series import Series


@dataclass(frozen=True, slots=True)
class PersistenceNumbers:
    """The numbers of the rule.

    Parameters
    ----------
    level : a score from which a day counts
    window_days : the days of which most have to count
    least_values : known days among them
    least_span : days from the first to the last that is known among them
    margin : standard errors that the average has to be above the level by
    noise : scatter of a score that means nothing
    plain_share : the share of the days from which no margin is asked for
    present_level, present_days : the average and window by which it is there at all
    """

    level: float
    window_days: int
    least_values: int
    least_span: int
    margin: float
    noise: float
    plain_share: float
    present_level: float
    present_days: int


@dataclass(frozen=True, slots=True)
class Lasting:
    """What the evidence tells: which score, on how many of the known days, since when."""

    score: str
    began: int
    counted: int = 0
    known: int = 0


def persistent_unexplained(diary: Diary, by: PersistenceNumbers) -> Stretch[Lasting] | None:
    """Return since when a symptom has been lasting unexamined, or None."""
    found = [
        held for name in SCORES if (held := _of(name, diary.series[name], by, diary.evaluated_on))
    ]
    return min(found, key=lambda held: held.since, default=None)


def _of(
    name: str, scores: Series, by: PersistenceNumbers, evaluated_on: int | None
) -> Stretch[Lasting] | None:
    spell: list[tuple[int, int]] = []  # day, and when the spell that runs on it began

    def runs(day: int, began: int | None) -> int | None:
        recent = scores.until(day, by.present_days)
        if recent.mean < by.present_level:
            return None
        began = recent.days[0] if began is None else began
        spell.append((day, began))
        return began

    def step(day: int, before: Lasting | None) -> Lasting | None:
        began = start.get(day)
        if began is None or (evaluated_on is not None and began <= evaluated_on):
            return None
        return _lasting(name, scores, by, day, began) or before

    stretch(scores.days, runs)
    start = dict(spell)
    return stretch(scores.days, step)


def _lasting(
    name: str, scores: Series, by: PersistenceNumbers, day: int, began: int
) -> Lasting | None:
    window = scores.until(day, by.window_days)
    if len(window) < by.least_values or day - window.days[0] < by.least_span:
        return None
    counted = sum(value >= by.level for value in window.values)
    is_plain = counted >= by.plain_share * len(window)
    is_sure = is_plain or surely_above(window, by.margin, by.noise) >= by.level
    if not is_sure or counted * 2 <= len(window):
        return None
    return Lasting(name, began, counted, len(window))
