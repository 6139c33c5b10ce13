"""Heaviness, fatigue or ache that gets worse over one to three weeks (G12)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from soleus.learning.diary import Diary
from soleus.learning.rise import Rise, RiseRule, rises
from soleus.learning.rule import FindingRule
from soleus.learning.stretch import Stretch, Walk, earliest

_SCORES = ("heaviness", "leg_fatigue", "leg_pain")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeavinessRule(FindingRule):
    """The rule with its numbers.

    Parameters
    ----------
    heaviness_share : how much of the chance heaviness has, of 1 each for fatigue and pain
    evening_chance : the part of the chance that is left for legs known to swell by evening alone,
        of whom every other finding is judged too, each with a chance of its own
    rise : what counts as a rise
    """

    finding = "heaviness_worsening"
    heaviness_share: float
    evening_chance: float
    rise: RiseRule


def heaviness_worsening(diary: Diary, by: HeavinessRule) -> Stretch[Rise] | None:
    """Return since when one of the three scores has been getting worse, or None."""
    return earliest(rising_heaviness(diary, by), diary.days)


def rising_heaviness(diary: Diary, by: HeavinessRule) -> Sequence[Walk[Rise]]:
    """Return on which days each of the three scores that is noted was getting worse."""
    series = {name: diary.series[name] for name in _SCORES if len(diary.series[name])}
    begins = {name: scores.days[0] for name, scores in series.items()}
    whole = by.evening_chance if diary.is_evening else 1.0
    return [
        rises(name, scores, by.rise, partial(_share, name, begins, whole, by=by))
        for name, scores in series.items()
    ]


def _share(
    name: str, begins: Mapping[str, int], whole: float, day: int, by: HeavinessRule
) -> float:
    """Return this score's part of the chance of noise, shared among those noted by that day.

    Heaviness has more of it, since it is what the finding is of: a weighted share holds the whole
    as an even one does (Genovese, Roeder and Wasserman 2006, Biometrika 93: 509-524).
    """
    weights = {
        each: by.heaviness_share if each == "heaviness" else 1.0
        for each, begin in begins.items()
        if begin <= day
    }
    return whole * weights[name] / sum(weights.values())
