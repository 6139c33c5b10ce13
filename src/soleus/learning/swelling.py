"""Swelling that does not get better although the legs were raised or moved (G10)."""

from collections.abc import Mapping
from dataclasses import dataclass

from soleus.learning.diary import Diary
from soleus.learning.rule import FindingRule
from soleus.learning.series import Series
from soleus.learning.stretch import Stretch, Walk, since_any, walk
from soleus.learning.trend import mann_kendall, surely_above

_LEGS = ("swelling_left", "swelling_right")


@dataclass(frozen=True, slots=True, kw_only=True)
class SwellingRule(FindingRule):
    """The rule with its numbers.

    Parameters
    ----------
    level : the average from which swelling counts, 0 to 10
    leaves_level : the average below which it counts no more
    short_days, long_days : the two windows
    least_values : of a leg in a window, to judge it
    short_margin, long_margin : standard errors that the average has to be above the level by
    single_margin : the same where one leg alone passes and the other is much like it
    much_like : legs whose averages differ by less are judged together
    noise : scatter of a score that means nothing
    fall : how sure a fall has to be (Mann-Kendall, standard deviations) to count as improvement
    fall_days : the window in which a fall is looked for
    raised_minutes, moved_minutes : from which a day counts as done
    least_done : days done in a window
    done_share : the share of the known days that have to be done
    """

    finding = "swelling_not_improving"
    level: float
    leaves_level: float
    short_days: int
    long_days: int
    least_values: int
    short_margin: float
    long_margin: float
    single_margin: float
    much_like: float
    noise: float
    fall: float
    fall_days: int
    raised_minutes: float
    moved_minutes: float
    least_done: int
    done_share: float


@dataclass(frozen=True, slots=True)
class Swollen:
    """What the evidence tells: the legs, the window's scores, and on how many days was done."""

    legs: str
    window_days: int
    scores: Series
    done: int
    known: int


def swelling_not_improving(diary: Diary, by: SwellingRule) -> Stretch[Swollen] | None:
    """Return since when swelling stays in one leg or in both, or None.

    Each leg is judged by itself, and both together where they are much alike: two scores a day
    tell more than one.
    """
    left, right = (diary.series[name] for name in _LEGS)
    done = _done(diary, by)
    legs = {"left": left, "right": right, "both": _together(left, right)}
    walks = {name: _of(name, legs, done, by, diary.days) for name in legs}
    held = {name: each.now for name, each in walks.items() if each.now is not None}
    if not held:
        return None
    since = since_any(walks.values(), diary.days)
    name = _which(held, legs, by, diary.days[-1])
    recent = legs[name].until(diary.days[-1], by.long_days)
    if len(recent) < by.least_values - 1:
        return Stretch(since, next(iter(held.values())))
    efforts = done.until(diary.days[-1], by.long_days)
    return Stretch(since, _state(name, by.long_days, recent, efforts))


def _which(
    held: Mapping[str, Swollen], legs: Mapping[str, Series], by: SwellingRule, day: int
) -> str:
    """Return both where the legs are much alike, otherwise the bigger one of those that stay."""
    left, right = (legs[name].until(day, by.long_days) for name in ("left", "right"))
    if _are_alike(left, right, by) or not held.keys() & {"left", "right"}:
        return "both"
    if {"left", "right"} <= held.keys() and left.values and right.values:
        return "left" if left.mean >= right.mean else "right"
    return "left" if "left" in held else "right"


def _of(
    name: str,
    legs: Mapping[str, Series],
    done: Series,
    by: SwellingRule,
    days: tuple[int, ...],
) -> Walk[Swollen]:
    def step(day: int, before: Swollen | None) -> Swollen | None:
        if before is None:
            return _begins(name, legs, done, by, day)
        recent = legs[name].until(day, by.long_days)
        if len(recent) < by.least_values - 1:
            return before  # too little is known to call it better
        if recent.mean < by.leaves_level or _falls(legs[name], by, day):
            return None
        return _state(name, by.long_days, recent, done.until(day, by.long_days))

    return walk(days, step)


def _begins(
    name: str, legs: Mapping[str, Series], done: Series, by: SwellingRule, day: int
) -> Swollen | None:
    for window_days, margin in ((by.short_days, by.short_margin), (by.long_days, by.long_margin)):
        efforts = done.until(day, window_days)
        if _is_done(efforts, by) and _is_high(name, legs, by, day, window_days, margin):
            if _falls(legs[name], by, day):
                return None
            return _state(name, window_days, legs[name].until(day, window_days), efforts)
    return None


def _is_high(
    name: str,
    legs: Mapping[str, Series],
    by: SwellingRule,
    day: int,
    window_days: int,
    margin: float,
) -> bool:
    window = {each: scores.until(day, window_days) for each, scores in legs.items()}
    if len(window[name]) < by.least_values:
        return False
    alike = _are_alike(window["left"], window["right"], by)
    if name == "both":
        return alike and surely_above(window[name], margin, by.noise) >= by.level
    margin = by.single_margin if alike else margin
    return surely_above(window[name], margin, by.noise) >= by.level


def _are_alike(left: Series, right: Series, by: SwellingRule) -> bool:
    known = min(len(left), len(right)) >= by.least_values
    return known and abs(left.mean - right.mean) < by.much_like


def _falls(scores: Series, by: SwellingRule, day: int) -> bool:
    return mann_kendall(scores.until(day, by.fall_days)) < -by.fall


def _is_done(efforts: Series, by: SwellingRule) -> bool:
    done = sum(efforts.values)
    return done >= by.least_done and done >= by.done_share * len(efforts)


def _state(name: str, window_days: int, scores: Series, efforts: Series) -> Swollen:
    return Swollen(name, window_days, scores, round(sum(efforts.values)), len(efforts))


def _together(left: Series, right: Series) -> Series:
    scores = sorted(
        [*zip(left.days, left.values, strict=True), *zip(right.days, right.values, strict=True)]
    )
    return Series(tuple(day for day, _ in scores), tuple(value for _, value in scores))


def _done(diary: Diary, by: SwellingRule) -> Series:
    """Return 1 for each day on which something was done, 0 where it is known that it was not."""
    enough = {
        "elevation_minutes": by.raised_minutes,
        "active_minutes": by.moved_minutes,
        "sessions": 1,
    }
    days: dict[int, float] = {}
    for name, least in enough.items():
        series = diary.series[name]
        for day, value in zip(series.days, series.values, strict=True):
            days[day] = max(days.get(day, 0), float(value >= least))
    return Series(tuple(sorted(days)), tuple(days[day] for day in sorted(days)))
