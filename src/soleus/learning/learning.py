"""What a diary shows: the findings that hold at its end, each with its evidence in words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from soleus.evidence import Carrier
from soleus.language import day_and_month, msgid, number_words, translate
from soleus.learning.calf import Grown, calf_grown
from soleus.learning.diary import Diary, read_diary
from soleus.learning.heaviness import Worse, heaviness_worsening
from soleus.learning.persistence import Lasting, persistent_unexplained
from soleus.learning.rule import Words, rules
from soleus.learning.swelling import Swollen, swelling_not_improving

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


@dataclass(frozen=True, slots=True)
class DerivedFinding:
    """A finding that the diary shows.

    Parameters
    ----------
    finding, value : in the check's own ids and values
    first_on : the first day of the unbroken stretch on which it has held up to now
    evidence : what shows it, in words with the numbers
    claims : ids of the evidence ledger
    implies : answers without which the check would find it contradictory
    """

    finding: str
    value: bool | str
    first_on: date
    evidence: str
    claims: tuple[str, ...]
    implies: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {
            "finding": self.finding,
            "value": self.value,
            "first_on": self.first_on.isoformat(),
            "evidence": self.evidence,
            "claims": list(self.claims),
        }


@dataclass(frozen=True, slots=True)
class Learnt:
    """What holds at the end of a diary; ``as_of`` is its last day, None where it is empty."""

    findings: tuple[DerivedFinding, ...]
    as_of: date | None

    @property
    def answers(self) -> Mapping[str, bool | str]:
        """The findings as answers of the check."""
        return {each.finding: each.value for each in self.findings}

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape that ``soleus learn --json`` prints."""
        return {
            "findings": [each.as_dict() for each in self.findings],
            "as_of": self.as_of.isoformat() if self.as_of else None,
        }


def learn(document: object) -> Learnt:
    """Return what a diary in its JSON shape shows.

    Raises
    ------
    InvalidDiaryError
        with every fault of the document at once.
    """
    return learn_from(read_diary(document))


def learn_from(diary: Diary) -> Learnt:
    """Return what a diary shows at its end. No day looks ahead: a later one changes none before."""
    as_of = date.fromordinal(diary.as_of) if diary.as_of else None
    return Learnt(tuple(_findings(diary)), as_of)


def carriers() -> tuple[Carrier, ...]:
    """Return every rule with its claims, for the ledger."""
    return tuple(Carrier("learning", name, words.claims) for name, words in rules().words.items())


def _findings(diary: Diary) -> Iterator[DerivedFinding]:
    by = rules()
    if swollen := swelling_not_improving(diary, by.swelling_not_improving):
        yield _told(
            "swelling_not_improving",
            True,
            swollen.since,
            _of_swelling(swollen.state),
            {"swelling": swollen.state.legs, _COURSE: "recent"},
        )
    if worse := heaviness_worsening(diary, by.heaviness_worsening):
        yield _told(
            "heaviness_worsening",
            True,
            worse.since,
            _of_heaviness(worse.state),
            {_FELT_AS.get(worse.state.score, "heaviness_or_aching"): "both"},
        )
    if lasting := persistent_unexplained(diary, by.persistent_unexplained):
        yield _told("persistent_unexplained", True, lasting.since, _of_lasting(lasting.state))
    if grown := calf_grown(diary, by.swelling):
        leg = _told("swelling", grown.state.leg, grown.since, _of_calf(grown.state))
        yield leg
        yield DerivedFinding(_COURSE, "recent", leg.first_on, leg.evidence, leg.claims)


def _told(
    finding: str,
    value: bool | str,
    since: int,
    numbers: Mapping[str, object],
    implies: Mapping[str, str] = MappingProxyType({}),
) -> DerivedFinding:
    words: Words = rules().words[finding]
    text = words.evidence
    if words.evidence_without_baseline and "growth" not in numbers:
        text = words.evidence_without_baseline
    evidence = translate(text, **numbers)
    return DerivedFinding(finding, value, date.fromordinal(since), evidence, words.claims, implies)


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
    told: dict[str, object] = {
        "day": _day(pair.day),
        "leg": translate(_SIDES[held.leg]),
        "this": _tenths(pair.this),
        "other": _tenths(pair.other),
    }
    if usual:
        growth = (pair.this - usual.this) - (pair.other - usual.other)
        told |= {
            "usual_this": _tenths(usual.this),
            "usual_other": _tenths(usual.other),
            "growth": _tenths(growth),
        }
    return told


def _tenths(number: float) -> str:
    """Return a number with one decimal, as the language writes it."""
    return number_words(round(number, 1), decimals=1)


def _day(number: int) -> str:
    return day_and_month(date.fromordinal(number))
