"""What a diary shows: the findings that hold at its end, each with its evidence in words."""

import math
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from soleus.assessment import DerivedFinding, Learnt
from soleus.language import day_and_month, length_words, msgid, number_words, translate
from soleus.learning.calf import CalfRule, Grown, calf_grown
from soleus.learning.diary import Diary, read_diary
from soleus.learning.heaviness import HeavinessRule, Worse, heaviness_worsening
from soleus.learning.persistence import Lasting, PersistenceRule, persistent_unexplained
from soleus.learning.rule import FindingRule, rule
from soleus.learning.swelling import SwellingRule, Swollen, swelling_not_improving

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
    of_what_lasts, of_calf = rule(PersistenceRule), rule(CalfRule)
    if swollen := swelling_not_improving(diary, of_swelling):
        implied = {"swelling": swollen.state.legs, _COURSE: "recent"}
        numbers = _of_swelling(swollen.state)
        yield _finding(of_swelling, True, swollen.since, numbers, implied)
    if worse := heaviness_worsening(diary, of_heaviness):
        implied = {_FELT_AS.get(worse.state.score, "heaviness_or_aching"): "both"}
        yield _finding(of_heaviness, True, worse.since, _of_heaviness(worse.state), implied)
    if lasting := persistent_unexplained(diary, of_what_lasts):
        yield _finding(of_what_lasts, True, lasting.since, _of_lasting(lasting.state))
    if grown := calf_grown(diary, of_calf):
        leg = _finding(of_calf, grown.state.leg, grown.since, _of_calf(grown.state))
        yield leg
        yield DerivedFinding(_COURSE, "recent", leg.first_on, leg.evidence, leg.claims)


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


def _of_heaviness(held: Worse) -> Mapping[str, object]:
    return {
        "score": translate(_SCORES[held.score]),
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


def _tenths(number: float) -> str:
    """Return a number with one decimal, as the language writes it."""
    return number_words(round(number, 1), decimals=1)


def _length(centimetres: float) -> str:
    """Return a length with one decimal and its unit."""
    return length_words(round(centimetres, 1), decimals=1)


def _day(number: int) -> str:
    return day_and_month(date.fromordinal(number))
