"""Heaviness, fatigue or ache that gets worse over one to three weeks (G12)."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.learning.series import Series
from soleus.learning.stretch import Stretch, Walk, earliest, walk
from soleus.learning.trend import (
    residuals,
    scatter,
    slope_error,
    standard_errors,
    theil_sen,
    without_rhythm,
)

if TYPE_CHECKING:
    from soleus.learning.diary import Diary

_SCORES = ("heaviness", "leg_fatigue", "leg_pain")


@dataclass(frozen=True, slots=True)
class HeavinessNumbers:
    """The numbers of the rule.

    Parameters
    ----------
    recent_days : the newest days, whole weeks, so that a weekly rhythm cancels
    gap_days : days between them and the person's own baseline
    baseline_days : how far back the baseline reaches before the gap
    least_recent, least_baseline : values to judge by
    rise_chance : chance of such a rise by noise that is accepted, for all scores together
    least_rise : points that they have to be above it by
    early_days : how long after the first score the trend itself is judged
    early_chance : the same of that trend on its last day; the earlier, the smaller
    least_early : values to judge a trend by
    least_slope : points a day that count as a rise
    rhythm_caution : values of nought that a weekday's share is drawn by
    noise, noise_weight : expected scatter of a score, and how many values it counts for
    kept_share : the part of the rise that has to be left for it to go on counting
    """

    recent_days: int
    gap_days: int
    baseline_days: int
    least_recent: int
    least_baseline: int
    rise_chance: float
    least_rise: float
    early_days: int
    early_chance: float
    least_early: int
    least_slope: float
    rhythm_caution: float
    noise: float
    noise_weight: float
    kept_share: float


@dataclass(frozen=True, slots=True)
class Worse:
    """What the evidence tells: which score, from which level, to which, over how many days."""

    score: str
    before: float
    now: float
    days: int


def heaviness_worsening(diary: Diary, by: HeavinessNumbers) -> Stretch[Worse] | None:
    """Return since when one of the three scores has been getting worse, or None."""
    series = {name: diary.series[name] for name in _SCORES if len(diary.series[name])}
    begins = sorted(scores.days[0] for scores in series.values())
    walks = [_of(name, scores, by, begins) for name, scores in series.items()]
    return earliest(walks, diary.days)


def _of(name: str, scores: Series, by: HeavinessNumbers, begins: list[int]) -> Walk[Worse]:
    def step(day: int, before: Worse | None) -> Worse | None:
        if before is None:
            noted = bisect_right(begins, day)  # scores that the chance of noise is shared among
            return _risen(name, scores, by, day, noted) or _rising(name, scores, by, day, noted)
        recent = scores.until(day, by.recent_days)
        if len(recent) < by.least_recent - 1:
            return before  # too little is known to call it better
        left = recent.mean - before.before
        return before if left >= by.kept_share * (before.now - before.before) else None

    return walk(scores.days, step)


def _risen(name: str, scores: Series, by: HeavinessNumbers, day: int, noted: int) -> Worse | None:
    """Compare the newest week with the person's own baseline before: a change of level.

    The comparison of means before and after of a change-point test (Page 1955, Biometrika 42:
    523-527), taken every day with a bound that holds for sixty of them.
    """
    recent = scores.until(day, by.recent_days)
    baseline = scores.until(day - by.recent_days - by.gap_days, by.baseline_days)
    if len(recent) < by.least_recent or len(baseline) < by.least_baseline:
        return None
    if recent.mean - baseline.mean < by.least_rise / 2:
        return None  # weekdays evened out, it would still be too little
    both = Series((*baseline.days, *recent.days), (*baseline.values, *recent.values))
    left = (*residuals(baseline, 0), *residuals(recent, 0))
    level = without_rhythm(both, left, by.rhythm_caution)
    baseline, recent = level.oldest(len(baseline)), level.newest(len(recent))
    left = (*residuals(baseline, 0), *residuals(recent, 0))
    noise = scatter(left, by.noise, by.noise_weight)
    error = noise * math.sqrt(1 / len(recent) + 1 / len(baseline))
    rise = recent.mean - baseline.mean
    if rise < max(standard_errors(by.rise_chance / noted) * error, by.least_rise):
        return None
    return Worse(name, baseline.mean, recent.mean, day - baseline.days[-1])


def _rising(name: str, scores: Series, by: HeavinessNumbers, day: int, noted: int) -> Worse | None:
    """Judge the trend since the first score while there is no baseline yet.

    The slope of Theil and Sen against the bound of O'Brien and Fleming 1979 (Biometrics 35:
    549-556): surer the earlier, so that looking every day costs little.
    """
    seen = scores.until(day, by.early_days)
    if seen.days[0] > scores.days[0] or len(seen) < by.least_early:
        return None
    level = without_rhythm(seen, residuals(seen, theil_sen(seen)), by.rhythm_caution)
    slope = theil_sen(level)
    noise = scatter(residuals(level, slope), by.noise, by.noise_weight)
    passed = (day - seen.days[0] + 1) / by.early_days
    # Of a slope, what is known grows with the third power of the time.
    sure = standard_errors(by.early_chance / noted)
    bound = sure * passed**-1.5 * slope_error(level, noise)
    if slope < max(bound, by.least_slope):
        return None
    days = day - seen.days[0]
    start = seen.mean - slope * days / 2
    return Worse(name, max(start, 0), start + slope * days, days)
