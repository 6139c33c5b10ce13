"""What a diary shows: the findings that hold at its end, each with its evidence in words."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from soleus.assessment import DerivedFinding, Learnt
from soleus.language import day_and_month, length_words, msgid, number_words, translate
from soleus.learning.calf import CalfRule, Grown, grown_calves
from soleus.learning.diary import Diary, read_diary
from soleus.learning.heaviness import HeavinessRule, heaviness_worsening
from soleus.learning.one_leg import Swelled, swelled_legs
from soleus.learning.persistence import Lasting, PersistenceRule, persistent_unexplained
from soleus.learning.rise import Rise
from soleus.learning.rule import FindingRule, rule
from soleus.learning.stretch import Stretch, since_any
from soleus.learning.swelling import SwellingRule, Swollen, rising_swelling, swelling_not_improving

_SCORES = {
    "swelling_left": msgid("Swelling of the left leg"),
    "swelling_right": msgid("Swelling of the right leg"),
    "heaviness": msgid("Heaviness"),
    "leg_fatigue": msgid("Tiredness of the legs"),
    "leg_pain": msgid("Leg pain"),
}
_LEGS = {"left": msgid("left leg"), "right": msgid("right leg"), "both": msgid("legs")}
_SIDES = {"left": msgid("left"), "right": msgid("right")}
_COURSE = "swelling_course"
_FELT_AS = {"leg_fatigue": "leg_fatigue"}
"""Of which finding of the check a rising score is the worsening; else of heaviness or ache."""


def learn(document: object) -> Learnt:
    """Return what a diary in its JSON shape shows.

    Raises
    ------
    FaultsError
        with every fault of the document at once.
    """
    return learn_from(read_diary(document))


def learn_from(diary: Diary) -> Learnt:
    """Return what a diary shows at its end. No day looks ahead: a later one changes none before."""
    as_of = date.fromordinal(diary.as_of) if diary.as_of else None
    return Learnt(tuple(_findings(diary)), as_of)


def _findings(diary: Diary) -> Iterator[DerivedFinding]:
    of_swelling, of_heaviness = rule(SwellingRule), rule(HeavinessRule)
    of_what_lasts = rule(PersistenceRule)
    rising = rising_swelling(diary, of_swelling)
    if swollen := swelling_not_improving(diary, of_swelling, rising):
        yield _not_improving(of_swelling, swollen)
    if worse := heaviness_worsening(diary, of_heaviness):
        implied = {_FELT_AS.get(worse.state.score, "heaviness_or_aching"): "both"}
        numbers = {"score": translate(_SCORES[worse.state.score]), **_of_rise(worse.state)}
        yield _finding(of_heaviness, True, worse.since, numbers, implied)
    if lasting := persistent_unexplained(diary, of_what_lasts, rising.values()):
        yield _finding(of_what_lasts, True, lasting.since, _of_lasting(lasting.state))
    for leg in _one_leg(diary):
        yield leg
        yield DerivedFinding(_COURSE, "recent", leg.first_on, leg.evidence, leg.claims)


def _not_improving(by: SwellingRule, held: Stretch[Swollen | Rise]) -> DerivedFinding:
    state = held.state
    if isinstance(state, Swollen):
        implied = {"swelling": state.legs, _COURSE: "recent"}
        return _finding(by, True, held.since, _of_swelling(state), implied)
    implied = {"swelling": state.score, _COURSE: "recent"}
    numbers = {"legs": translate(_LEGS[state.score]), **_of_rise(state)}
    return _finding(replace(by, evidence=by.evidence_rising), True, held.since, numbers, implied)


def _one_leg(diary: Diary) -> Iterator[DerivedFinding]:
    """Give the leg that has grown against the other, by the tape or else by its score.

    Each leg since when it has held by either; of two, the newer last: its answer counts.
    """
    by = rule(CalfRule)
    by_tape, by_score = grown_calves(diary, by), swelled_legs(diary, by.score)
    held = [
        (since_any((tape, score), diary.days), tape.now, score.now)
        for tape, score in zip(by_tape, by_score, strict=True)
        if tape.now or score.now
    ]
    for since, grown, swelled in sorted(held, key=lambda each: each[0]):
        if grown:
            yield _finding(by, grown.leg, since, _of_calf(grown))
        elif swelled:
            told = replace(by, evidence=by.score.evidence, evidence_without_baseline="")
            yield _finding(told, swelled.leg, since, _of_one_leg(swelled))


def _finding(
    of: FindingRule,
    value: bool | str,
    since: int,
    numbers: Mapping[str, object],
    implies: Mapping[str, str] = MappingProxyType({}),
) -> DerivedFinding:
    has_baseline = "growth" in numbers or not of.evidence_without_baseline
    text = of.evidence if has_baseline else of.evidence_without_baseline
    evidence = translate(text, **numbers)
    return DerivedFinding(of.finding, value, date.fromordinal(since), evidence, of.claims, implies)


def _of_swelling(held: Swollen) -> Mapping[str, object]:
    return {
        "legs": translate(_LEGS[held.legs]),
        "scores": ", ".join(number_words(score) for score in held.scores.values),
        "days": held.window_days,
        "mean": _tenths(held.scores.mean),
        "done": held.done,
        "known": held.known,
    }


def _of_rise(held: Rise) -> Mapping[str, object]:
    return {
        "before": _whole(held.before),
        "now": _whole(held.now),
        "days": held.days,
    }


def _whole(points: float) -> int:
    """Return the nearest whole number, halves up: a rise of one point is told as one."""
    return math.floor(points + 0.5)


def _of_lasting(held: Lasting) -> Mapping[str, object]:
    return {
        "score": translate(_SCORES[held.score]),
        "counted": held.counted,
        "known": held.known,
        "began": _day(held.began),
    }


def _of_calf(held: Grown) -> Mapping[str, object]:
    pair, usual = held.pair, held.baseline
    numbers: dict[str, object] = {
        "day": _day(pair.day),
        "leg": translate(_SIDES[held.leg]),
        "this": _length(pair.this),
        "other": _length(pair.other),
    }
    if usual:
        growth = (pair.this - usual.this) - (pair.other - usual.other)
        numbers |= {
            "usual_this": _length(usual.this),
            "usual_other": _length(usual.other),
            "growth": _length(growth),
        }
    return numbers


def _of_one_leg(held: Swelled) -> Mapping[str, object]:
    return {
        "day": _day(held.note.day),
        "leg": translate(_SIDES[held.leg]),
        "this": number_words(held.note.this),
        "other": number_words(held.note.other),
        "usual_this": _whole(held.usual.this),
        "usual_other": _whole(held.usual.other),
    }


def _tenths(number: float) -> str:
    """Return a number with one decimal, as the language writes it."""
    return number_words(round(number, 1), decimals=1)


def _length(centimetres: float) -> str:
    """Return a length with one decimal and its unit."""
    return length_words(round(centimetres, 1), decimals=1)


def _day(number: int) -> str:
    return day_and_month(date.fromordinal(number))
