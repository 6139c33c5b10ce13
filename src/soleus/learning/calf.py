"""One calf grown against the other, by the person's own baseline (X04)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from soleus.learning.diary import Diary
from soleus.learning.one_leg import OneLegRule
from soleus.learning.rule import FindingRule
from soleus.learning.series import Series
from soleus.learning.stretch import Walk, walk
from soleus.learning.trend import scatter, standard_errors

_ROUNDING = 1e-6  # 38.2 - 35.2 is a little more than 3, 38.1 - 35.1 a little less


@dataclass(frozen=True, slots=True, kw_only=True)
class CalfRule(FindingRule):
    """The rule with its numbers.

    Parameters
    ----------
    plain_cm : a difference that is enough without a baseline
    plain_tapes : earlier tapes from which there is a baseline
    plain_leaves_cm : the difference below which it counts no more
    other_days : how old the other leg's tape may be to be compared with
    gap_days : days before a tape that do not belong to its baseline
    baseline_days : how far back the baseline reaches
    shared : the part of the other leg's change that is taken off, since a day moves both
    tape_cm : scatter of one tape; ``tape_weight`` is how many tapes it counts for
    once_chance : chance of growth by noise that is accepted on the first tapes; the more tapes
        there are, the smaller, so that who measures every day is not alarmed more
    once_cm : how much larger than the other leg's, at least, growth on one tape has to be
    weeks_days, weeks_tapes : the newest tapes that are looked at together
    weeks_chance, weeks_cm : the same of growth on all of them
    kept_cm : growth that has to be left for it to go on counting
    kept_tapes : on how many newest tapes that is judged
    score : the same of the legs' scores of swelling
    """

    finding = "swelling"
    plain_cm: float
    plain_tapes: int
    plain_leaves_cm: float
    other_days: int
    gap_days: int
    baseline_days: int
    shared: float
    tape_cm: float
    tape_weight: float
    once_chance: float
    once_cm: float
    weeks_days: int
    weeks_tapes: int
    weeks_chance: float
    weeks_cm: float
    kept_cm: float
    kept_tapes: int
    score: OneLegRule


@dataclass(frozen=True, slots=True)
class Pair:
    """One leg's tape and the other leg's, in cm."""

    day: int
    this: float
    other: float


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is usual for the two legs in cm, from how many tapes, and the scatter of growth."""

    this: float
    other: float
    tapes: int
    scatter: float


@dataclass(frozen=True, slots=True)
class Grown:
    """What the evidence tells: the leg, the tape that it began with, and the baseline if any."""

    leg: str
    first: int
    pair: Pair
    baseline: Baseline | None


def grown_calves(diary: Diary, by: CalfRule) -> Sequence[Walk[Grown]]:
    """Return on which days the left calf was larger than it should be, and the right.

    A control chart for single values against the person's own baseline (Shewhart 1931), and for
    the mean of the newest tapes; medians, so that one wrong tape does not move the baseline.
    """
    calves = {leg: diary.series[f"calf_{leg}_cm"] for leg in ("left", "right")}
    return [
        _of(leg, _pairs(calves[leg], calves[other], by), by)
        for leg, other in (("left", "right"), ("right", "left"))
    ]


def _pairs(this: Series, other: Series, by: CalfRule) -> tuple[Pair, ...]:
    """Return each tape of a leg with the newest one of the other leg that is not too old."""
    found = []
    for day, cm in zip(this.days, this.values, strict=True):
        near = other.until(day, by.other_days)
        if near.values:
            found.append(Pair(day, cm, near.values[-1]))
    return tuple(found)


def _of(leg: str, pairs: tuple[Pair, ...], by: CalfRule) -> Walk[Grown]:
    place = {pair.day: number for number, pair in enumerate(pairs)}

    def step(day: int, before: Grown | None) -> Grown | None:
        seen = pairs[: place[day] + 1]
        if before is not None and _is_left(before, seen, by):
            return Grown(leg, before.first, seen[-1], before.baseline)
        return _found(leg, seen, by)

    return walk(place, step)


def _found(leg: str, seen: tuple[Pair, ...], by: CalfRule) -> Grown | None:
    now = seen[-1]
    if len(seen) <= by.plain_tapes:
        difference = fmean(pair.this - pair.other for pair in seen)
        if difference >= by.plain_cm - _ROUNDING:
            return Grown(leg, now.day, now, None)
    for newest, gap_days, chance, least_cm in (
        ((now,), by.gap_days, by.once_chance, by.once_cm),
        (_newest(seen, by), by.weeks_days, by.weeks_chance, by.weeks_cm),
    ):
        baseline = _baseline(seen, now.day - gap_days, by)
        if baseline and newest and _has_grown(newest, baseline, by, chance, least_cm):
            return Grown(leg, now.day, now, baseline)
    return None


def _newest(seen: tuple[Pair, ...], by: CalfRule) -> tuple[Pair, ...]:
    newest = tuple(
        pair for pair in seen[-by.weeks_days :] if pair.day > seen[-1].day - by.weeks_days
    )
    return newest if len(newest) >= by.weeks_tapes else ()


def _baseline(seen: tuple[Pair, ...], until: int, by: CalfRule) -> Baseline | None:
    usual = [pair for pair in seen if until - by.baseline_days < pair.day <= until]
    if not usual:
        return None
    this, other = median(p.this for p in usual), median(p.other for p in usual)
    squares = sum(((p.this - this) - by.shared * (p.other - other)) ** 2 for p in usual)
    expected = by.tape_cm * math.hypot(1, by.shared)
    return Baseline(this, other, len(usual), scatter(squares, len(usual), expected, by.tape_weight))


def _has_grown(
    newest: tuple[Pair, ...], baseline: Baseline, by: CalfRule, chance: float, least_cm: float
) -> bool:
    """Whether the newest tapes lie beyond what tape and day explain."""
    own = fmean(pair.this - baseline.this for pair in newest)
    other = fmean(pair.other - baseline.other for pair in newest)
    error = baseline.scatter * math.sqrt(1 / len(newest) + 1 / baseline.tapes)
    sure = standard_errors(chance / baseline.tapes)
    return own - by.shared * other >= sure * error and own - other >= least_cm


def _is_left(before: Grown, seen: tuple[Pair, ...], by: CalfRule) -> bool:
    """Whether what was found is still there on the newest tapes since."""
    since = [pair for pair in seen[-by.kept_tapes :] if pair.day >= before.first]
    difference = fmean(pair.this - pair.other for pair in since)
    if before.baseline is None:
        return difference >= by.plain_leaves_cm
    return difference - (before.baseline.this - before.baseline.other) >= by.kept_cm
