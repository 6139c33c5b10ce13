"""Swelling that does not get better although the legs were raised or moved, or rises (G10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from soleus.learning.diary import Diary
from soleus.learning.fall import FallRule, is_falling
from soleus.learning.mornings import SWELLINGS, MorningRule, is_mostly_gone, is_too_early
from soleus.learning.rise import Rise, RiseRule, rises
from soleus.learning.rule import FindingRule
from soleus.learning.series import Series
from soleus.learning.stretch import Stretch, Walk, since_any, walk
from soleus.learning.trend import surely_above
from soleus.records import NonBlank


@dataclass(frozen=True, slots=True, kw_only=True)
class SwellingRule(FindingRule):
    """The rule with its numbers.

    Parameters
    ----------
    evidence_rising : how it is worded where the swelling rises
    level : the average from which swelling counts, 0 to 10
    leaves_level : the average below which it counts no more
    short_days, long_days : the two windows
    least_values : of a leg in a window, to judge it
    short_margin, long_margin : standard errors that the average has to be above the level by
    single_margin : the same where one leg alone passes and the other is much like it
    much_like : legs whose averages differ by less are judged together
    noise : scatter of a score that means nothing
    raised_minutes, moved_minutes : from which a day counts as done
    least_done : days done in a window
    done_share : the share of the known days that have to be done
    mornings : what counts as gone by morning
    fall : what counts as improvement
    rise : what counts as rising, gone by morning or not
    rise_level : the score that a rise has to reach
    """

    finding = "swelling_not_improving"
    evidence_rising: NonBlank
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
    raised_minutes: float
    moved_minutes: float
    least_done: int
    done_share: float
    mornings: MorningRule
    fall: FallRule
    rise: RiseRule
    rise_level: float


@dataclass(frozen=True, slots=True)
class Swollen:
    """What the evidence tells: the legs, the window's scores, and on how many days was done."""

    legs: str
    window_days: int
    scores: Series
    done: int
    known: int


def rising_swelling(diary: Diary, by: SwellingRule) -> Mapping[str, Walk[Rise]]:
    """Return on which days the swelling of the left leg, the right, and both together rises."""
    return {name: _rising(name, scores, by) for name, scores in _legs(diary).items()}


def staying_swelling(diary: Diary, by: SwellingRule) -> Mapping[str, Walk[Swollen]]:
    """Return on which days the swelling of the left leg, the right, and both together stays."""
    return _Staying(diary, _legs(diary), _done(diary, by), by).walks()


def swelling_not_improving(
    diary: Diary, by: SwellingRule, rising: Mapping[str, Walk[Rise]] | None = None
) -> Stretch[Swollen | Rise] | None:
    """Return since when swelling stays or rises in one leg or in both, or None.

    Each leg is judged by itself, and both together where they are much alike: two scores a day
    tell more than one. It stays in spite of what was done, and not where it is mostly gone by
    morning; where it rises it is told whatever was done and however the mornings are.

    Parameters
    ----------
    rising : what :func:`rising_swelling` says of the diary, where that is known
    """
    staying = _Staying(diary, _legs(diary), _done(diary, by), by)
    walks = staying.walks()
    rising = rising_swelling(diary, by) if rising is None else rising
    risen = {name: each.now for name, each in rising.items() if each.now is not None}
    held = {name: each.now for name, each in walks.items() if each.now is not None}
    if not held and not risen:
        return None
    since = since_any([*walks.values(), *rising.values()], diary.days)
    if held:
        return Stretch(since, staying.told(held))
    return Stretch(since, max(risen.values(), key=_is_worst))


def _is_worst(rise: Rise) -> tuple[int, bool]:
    """Order rises by the score that they have come to; of the same, both legs before one."""
    return round(rise.now), rise.score == "both"


def _legs(diary: Diary) -> Mapping[str, Series]:
    left, right = (diary.series[name] for name in SWELLINGS)
    return {"left": left, "right": right, "both": _together(left, right)}


def _rising(name: str, scores: Series, by: SwellingRule) -> Walk[Rise]:
    share = 1 / 2 if name == "both" else 1 / 4
    found = rises(name, scores, by.rise, lambda _: share)
    states = (rise if rise and rise.now >= by.rise_level else None for rise in found.states)
    return Walk(found.days, tuple(states))


@dataclass(frozen=True, slots=True)
class _Staying:
    """Judges day by day whether swelling stays: ``legs`` by name, ``done`` 1 or 0 a day."""

    diary: Diary
    legs: Mapping[str, Series]
    done: Series
    by: SwellingRule

    def walks(self) -> Mapping[str, Walk[Swollen]]:
        """Return on which days the swelling of the left leg, the right, and of both stays."""
        days = self.diary.days
        return {name: walk(days, partial(self._on, name)) for name in self.legs}

    def told(self, held: Mapping[str, Swollen]) -> Swollen:
        """Return what the evidence tells of the last day."""
        by, day = self.by, self.diary.days[-1]
        name = self._which(held, day)
        recent = self.legs[name].until(day, by.long_days)
        if len(recent) < by.least_values - 1:
            return next(iter(held.values()))
        return _state(name, by.long_days, recent, self.done.until(day, by.long_days))

    def _which(self, held: Mapping[str, Swollen], day: int) -> str:
        """Return both where the legs are much alike, otherwise the bigger of those that stay."""
        by = self.by
        left, right = (self.legs[name].until(day, by.long_days) for name in ("left", "right"))
        if _are_alike(left, right, by) or not held.keys() & {"left", "right"}:
            return "both"
        if {"left", "right"} <= held.keys() and left.values and right.values:
            return "left" if left.mean >= right.mean else "right"
        return "left" if "left" in held else "right"

    def _on(self, name: str, day: int, before: Swollen | None) -> Swollen | None:
        by = self.by
        if before is None:
            return self._begins(name, day)
        recent = self.legs[name].until(day, by.long_days)
        if len(recent) < by.least_values - 1:
            return before  # too little is known to call it better
        if recent.mean < by.leaves_level or self._is_better(name, day):
            return None
        return _state(name, by.long_days, recent, self.done.until(day, by.long_days))

    def _begins(self, name: str, day: int) -> Swollen | None:
        by = self.by
        if is_too_early(self.diary, day, by.mornings):
            return None
        windows = ((by.short_days, by.short_margin), (by.long_days, by.long_margin))
        for window_days, margin in windows:
            efforts = self.done.until(day, window_days)
            window = {each: scores.until(day, window_days) for each, scores in self.legs.items()}
            if _is_done(efforts, by) and self._is_high(name, window, margin):
                if self._is_better(name, day):
                    return None
                return _state(name, window_days, window[name], efforts)
        return None

    def _is_better(self, name: str, day: int) -> bool:
        """Whether it falls, or is mostly gone by morning; legs that are alike fall together."""
        by = self.by
        if is_mostly_gone(self.diary, day, by.mornings):
            return True
        left, right = (self.legs[each].until(day, by.long_days) for each in ("left", "right"))
        names = {name, "both"} if _are_alike(left, right, by) else {name}
        return any(is_falling(self.legs[each], day, by.fall) for each in names)

    def _is_high(self, name: str, window: Mapping[str, Series], margin: float) -> bool:
        by = self.by
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


def _is_done(efforts: Series, by: SwellingRule) -> bool:
    done = sum(efforts.values)
    return done >= by.least_done and done >= by.done_share * len(efforts)


def _state(name: str, window_days: int, scores: Series, efforts: Series) -> Swollen:
    return Swollen(name, window_days, scores, round(sum(efforts.values)), len(efforts))


def _together(left: Series, right: Series) -> Series:
    """Return the scores of both legs as one row: a day with both is in it twice."""
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
