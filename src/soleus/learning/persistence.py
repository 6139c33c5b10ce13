"""A symptom that has lasted two weeks and that nobody has looked at since it began (G18)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from soleus.learning.diary import SCORES, Diary
from soleus.learning.mornings import SWELLINGS, MorningRule, is_mostly_gone, is_too_early
from soleus.learning.rise import Rise
from soleus.learning.rule import FindingRule
from soleus.learning.series import Series
from soleus.learning.stretch import Stretch, Walk, earliest, walk
from soleus.learning.trend import surely_above


@dataclass(frozen=True, slots=True, kw_only=True)
class PersistenceRule(FindingRule):
    """The rule with its numbers.

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
    much_like : legs whose averages over the window differ by less swell alike
    mornings : what counts as gone by morning
    """

    finding = "persistent_unexplained"
    level: float
    window_days: int
    least_values: int
    least_span: int
    margin: float
    noise: float
    plain_share: float
    present_level: float
    present_days: int
    much_like: float
    mornings: MorningRule


@dataclass(frozen=True, slots=True)
class Lasting:
    """What the evidence tells: which score, on how many of the known days, since when."""

    score: str
    began: int
    counted: int = 0
    known: int = 0


_OF_EVENINGS = (*SWELLINGS, "heaviness", "leg_fatigue")
"""What an ordinary evening's swelling comes with; pain is none of it."""


def persistent_unexplained(
    diary: Diary, by: PersistenceRule, rising: Iterable[Walk[Rise]] = ()
) -> Stretch[Lasting] | None:
    """Return since when a symptom has been lasting unexamined, or None.

    Parameters
    ----------
    rising : the scores that rise
    """
    return earliest(lasting_scores(diary, by, rising), diary.days)


def lasting_scores(
    diary: Diary, by: PersistenceRule, rising: Iterable[Walk[Rise]] = ()
) -> Sequence[Walk[Lasting]]:
    """Return on which days each score had lasted unexamined.

    Of somebody known to swell by evening alone, swelling of both legs alike, heaviness and
    fatigue count only where they are not mostly gone by morning, or where they rise.
    """
    rising = tuple(rising)
    return [_of(name, diary, by, rising) for name in SCORES]


def _of(
    name: str, diary: Diary, by: PersistenceRule, rising: tuple[Walk[Rise], ...]
) -> Walk[Lasting]:
    scores, evaluated_on = diary.series[name], diary.evaluated_on

    def runs(day: int, began: int | None) -> int | None:
        recent = scores.until(day, by.present_days)
        if recent.mean < by.present_level:
            return None
        return _first(recent, by.level) if began is None else began

    spells = walk(scores.days, runs)
    began_by_day = dict(zip(spells.days, spells.states, strict=True))

    def step(day: int, before: Lasting | None) -> Lasting | None:
        began = began_by_day[day]
        if began is None or (evaluated_on is not None and began <= evaluated_on):
            return None
        if _is_ordinary(name, diary, by, day) and not any(each.holds_on(day) for each in rising):
            return None
        return _lasting(name, scores, by, day, began) or before

    return walk(scores.days, step)


def _is_ordinary(name: str, diary: Diary, by: PersistenceRule, day: int) -> bool:
    """Whether a score tells of an evening's swelling that is known and mostly gone by morning."""
    if not diary.is_evening or name not in _OF_EVENINGS:
        return False
    left, right = (diary.series[each].until(day, by.window_days) for each in SWELLINGS)
    if name in SWELLINGS and not (left.values and right.values):
        return False
    if left.values and right.values and abs(left.mean - right.mean) >= by.much_like:
        return False
    return is_too_early(diary, day, by.mornings) or is_mostly_gone(diary, day, by.mornings)


def _first(scores: Series, level: float) -> int:
    """Return the first day with a score that counts, or the first where none does alone."""
    counts = (d for d, v in zip(scores.days, scores.values, strict=True) if v >= level)
    return next(counts, scores.days[0])


def _lasting(
    name: str, scores: Series, by: PersistenceRule, day: int, began: int
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
