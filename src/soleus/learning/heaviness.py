"""Heaviness, fatigue or ache that gets worse over one to three weeks (G12)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from soleus.learning.broken_line import BrokenLine, Scatter, broken_line
from soleus.learning.diary import Diary
from soleus.learning.rule import FindingRule
from soleus.learning.series import Series
from soleus.learning.stretch import Stretch, Walk, earliest, walk
from soleus.learning.trend import standard_errors

_SCORES = ("heaviness", "leg_fatigue", "leg_pain")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeavinessRule(FindingRule):
    """The rule with its numbers.

    Parameters
    ----------
    window_days : how far back is looked, for the level before the rise
    long_days, short_days : how many days ago the rise may have begun
    least_values : values to judge by
    least_before_days : days known of before a rise
    chance : chance of such a rise by noise that is accepted, for all scores together
    early_days : how long after the first score the trend since then is judged instead
    early_chance : the same of that trend on its last day; the earlier, the smaller
    heaviness_share : how much of either chance heaviness has, of 1 each for fatigue and pain
    least_rise : points that it has to be up by
    least_slope : points a day that count as a rise
    scatter : what scatter to expect of a score
    kept_days, kept_values : the newest days, and values among them, that tell if it goes on
    kept_share : the part of the rise that has to be left for it to go on counting
    """

    finding = "heaviness_worsening"
    window_days: int
    long_days: int
    short_days: int
    least_values: int
    least_before_days: int
    chance: float
    early_days: int
    early_chance: float
    heaviness_share: float
    least_rise: float
    least_slope: float
    scatter: Scatter
    kept_days: int
    kept_values: int
    kept_share: float


@dataclass(frozen=True, slots=True)
class Worse:
    """What the evidence tells: which score, from which level, to which, over how many days.

    Parameters
    ----------
    onset : the last day before the rise
    """

    score: str
    before: float
    now: float
    onset: int
    days: int


def heaviness_worsening(diary: Diary, by: HeavinessRule) -> Stretch[Worse] | None:
    """Return since when one of the three scores has been getting worse, or None."""
    series = {name: diary.series[name] for name in _SCORES if len(diary.series[name])}
    begins = {name: scores.days[0] for name, scores in series.items()}
    walks = [_of(name, scores, by, begins) for name, scores in series.items()]
    return earliest(walks, diary.days)


def _of(name: str, scores: Series, by: HeavinessRule, begins: Mapping[str, int]) -> Walk[Worse]:
    def step(day: int, before: Worse | None) -> Worse | None:
        found = _worse(name, scores, by, day, _share(name, begins, day, by))
        if before is None or not _is_left(before, scores, by, day):
            return found
        if found is None or found.now < before.now:
            return before
        return replace(before, now=found.now, days=day - before.onset)

    return walk(scores.days, step)


def _is_left(before: Worse, scores: Series, by: HeavinessRule, day: int) -> bool:
    """Whether the score is still up, or too little is known to call it better."""
    recent = scores.until(day, by.kept_days)
    if len(recent) < by.kept_values:
        return True
    return recent.mean - before.before >= by.kept_share * (before.now - before.before)


def _share(name: str, begins: Mapping[str, int], day: int, by: HeavinessRule) -> float:
    """Return this score's part of the chance of noise, shared among those noted by that day.

    Heaviness has more of it, since it is what the finding is of: a weighted share holds the whole
    as an even one does (Genovese, Roeder and Wasserman 2006, Biometrika 93: 509-524).
    """
    weights = {
        each: by.heaviness_share if each == "heaviness" else 1.0
        for each, begin in begins.items()
        if begin <= day
    }
    return weights[name] / sum(weights.values())


def _worse(name: str, scores: Series, by: HeavinessRule, day: int, share: float) -> Worse | None:
    """Return the surest rise that beats noise, or None."""
    seen = scores.until(day, by.window_days)
    if len(seen) < by.least_values:
        return None
    first = scores.days[0]
    passed = day - first + 1
    if passed <= by.early_days:
        onsets = [first - 1]
        # The bound of O'Brien and Fleming 1979 (Biometrics 35: 549-556): surer the earlier, so
        # that looking every day costs little. What is known of a slope grows with time cubed.
        bound = standard_errors(by.early_chance * share) * (passed / by.early_days) ** -1.5
    else:
        latest = seen.days[0] + by.least_before_days
        onsets = [day - ago for ago in (by.long_days, by.short_days) if day - ago >= latest]
        bound = standard_errors(by.chance * share)
    found = [(onset, broken_line(seen, onset, by.scatter)) for onset in onsets]
    rises = [
        (line.sureness, onset, line)
        for onset, line in found
        if line and line.sureness >= bound and _counts(line, day - onset, by)
    ]
    if not rises:
        return None
    _, onset, line = max(rises, key=lambda rise: rise[0])
    now = line.level + line.slope * (day - onset)
    return Worse(name, max(line.level, 0), now, onset, day - onset)


def _counts(line: BrokenLine, days: int, by: HeavinessRule) -> bool:
    return line.slope >= by.least_slope and line.slope * days >= by.least_rise
