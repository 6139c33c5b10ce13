"""A score that rises beyond noise over weeks, and whether the rise is still there."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from soleus.learning.broken_line import BrokenLine, Scatter, broken_line
from soleus.learning.series import Series
from soleus.learning.stretch import Walk, walk
from soleus.learning.trend import standard_errors
from soleus.records import Record


@dataclass(frozen=True, slots=True)
class RiseRule(Record):
    """What counts as a rise.

    Parameters
    ----------
    window_days : how far back is looked, for the level before the rise
    onset_days : how many days ago the rise may have begun
    least_values : values to judge by
    least_before_days : days known of before a rise
    chance : chance of such a rise by noise that is accepted, for all scores together
    early_days : how long after the first score the trend since then is judged instead
    early_chance : the same of that trend on its last day; the earlier, the smaller
    least_rise : points that it has to be up by
    least_slope : points a day that count as a rise
    scatter : what scatter to expect of a score
    kept_days, kept_values : the newest days, and values among them, that tell if it goes on
    kept_share : the part of the rise that has to be left for it to go on counting
    """

    window_days: int
    onset_days: tuple[int, ...]
    least_values: int
    least_before_days: int
    chance: float
    early_days: int
    early_chance: float
    least_rise: float
    least_slope: float
    scatter: Scatter
    kept_days: int
    kept_values: int
    kept_share: float


@dataclass(frozen=True, slots=True)
class Rise:
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


def rises(name: str, scores: Series, by: RiseRule, share: Callable[[int], float]) -> Walk[Rise]:
    """Return on which days a score was up.

    Parameters
    ----------
    share : this score's part of the accepted chance on a day, 0 to 1
    """

    def step(day: int, before: Rise | None) -> Rise | None:
        found = _rise(name, scores, by, day, share(day))
        if before is None or not _is_left(before, scores, by, day):
            return found
        if found is None or found.now < before.now:
            return before
        return replace(before, now=found.now, days=day - before.onset)

    return walk(sorted(set(scores.days)), step)


def _is_left(before: Rise, scores: Series, by: RiseRule, day: int) -> bool:
    """Whether the score is still up, or too little is known to call it better."""
    recent = scores.until(day, by.kept_days)
    if len(recent) < by.kept_values:
        return True
    return recent.mean - before.before >= by.kept_share * (before.now - before.before)


def _rise(name: str, scores: Series, by: RiseRule, day: int, share: float) -> Rise | None:
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
        onsets = [day - ago for ago in by.onset_days if day - ago >= latest]
        bound = standard_errors(by.chance * share)
    plausible = (onset for onset in onsets if _seems_up(seen, onset, day, by))
    found = [(onset, broken_line(seen, onset, by.scatter)) for onset in plausible]
    beyond = [
        (line.sureness, onset, line)
        for onset, line in found
        if line and line.sureness >= bound and _counts(line, day - onset, by)
    ]
    if not beyond:
        return None
    _, onset, line = max(beyond, key=lambda each: each[0])
    now = line.level + line.slope * (day - onset)
    return Rise(name, max(line.level, 0), now, onset, day - onset)


def _seems_up(seen: Series, onset: int, day: int, by: RiseRule) -> bool:
    """Whether the days of the rise's later half are above those before: else no line is drawn.

    A line costs a hundred times as much as two averages, and on most days nothing rises.
    """
    half = onset + (day - onset) // 2
    before, after = seen.between(seen.days[0], half), seen.between(half + 1, day)
    if not before.values or not after.values:
        return False
    return after.mean - before.mean >= by.least_rise / 4


def _counts(line: BrokenLine, days: int, by: RiseRule) -> bool:
    return line.slope >= by.least_slope and line.slope * days >= by.least_rise
