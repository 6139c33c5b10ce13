"""How far care has gone: what answers show of it, and what they can still show."""

from __future__ import annotations

from typing import Any

import pytest

from soleus.assessment.answers import AnswerReader
from soleus.assessment.care import SETTLED, UNSETTLED
from soleus.assessment.engine import engine

ENGINE = engine()
CARE = ENGINE.care
SEEN = {"evaluated_by_clinician": True}
EXPLAINED = CARE.where({"explained": True, "better": False}).bit_length() - 1
BETTER = CARE.where({"explained": False, "better": True}).bit_length() - 1
BOTH = EXPLAINED | BETTER


def ways(**answers: Any) -> int:
    return AnswerReader(ENGINE).read({"answers": answers, "others": "no"}).ways


@pytest.mark.parametrize(
    ("answers", "stage"),
    [
        ({}, UNSETTLED),
        (SEEN, SETTLED),
        (SEEN | {"worse_since_evaluation": True}, UNSETTLED),
        (SEEN | {"worse_since_evaluation": None}, UNSETTLED),
        ({"evaluated_by_clinician": None}, UNSETTLED),
        (SEEN | {"clot_ruled_out": True}, EXPLAINED),
        (SEEN | {"known_dvt": True}, EXPLAINED),
        (SEEN | {"clot_ruled_out": None, "known_dvt": None}, SETTLED),
        (SEEN | {"better_since_evaluation": True}, BETTER),
        (SEEN | {"better_since_evaluation": True, "clot_ruled_out": True}, BOTH),
        ({"clot_ruled_out": True, "better_since_evaluation": True}, UNSETTLED),
        ({"known_dvt": True}, UNSETTLED),
    ],
)
def test_what_answers_show_is_what_every_way_of_them_shows(
    answers: dict[str, Any], stage: int
) -> None:
    assert CARE.of(ways(**answers)) == stage


def test_who_is_better_cannot_be_worse_and_so_is_settled() -> None:
    document = {"answers": SEEN | {"better_since_evaluation": True, "known_dvt": False}}
    read = AnswerReader(ENGINE).read(document).ways
    assert CARE.of(read) == BETTER
    assert {stage for stage, _ in CARE.cases(read)} == {BETTER, BOTH}


@pytest.mark.parametrize(
    ("answers", "stages"),
    [
        ({}, {UNSETTLED}),
        (SEEN | {"worse_since_evaluation": None}, {UNSETTLED, SETTLED}),
        (SEEN | {"known_dvt": None}, {SETTLED, EXPLAINED}),
        (SEEN | {"clot_ruled_out": True, "known_dvt": None}, {EXPLAINED}),
        ({"better_since_evaluation": None}, {UNSETTLED}),
        (
            {"evaluated_by_clinician": None, "better_since_evaluation": None},
            {UNSETTLED, SETTLED, BETTER},
        ),
        (dict.fromkeys(field.finding.id for field in CARE.fields), set(CARE.stages)),
    ],
)
def test_every_stage_that_answers_can_still_show_comes_with_ways_that_show_it(
    answers: dict[str, Any], stages: set[int]
) -> None:
    cases = dict(CARE.cases(ways(**answers)))
    assert set(cases) == stages
    assert all(CARE.of(narrowed) == stage for stage, narrowed in cases.items())


def test_a_rule_may_ask_what_is_so_and_what_is_not() -> None:
    assert CARE.where({}) == CARE.any
    assert CARE.where({"settled": False}) == 1 << UNSETTLED
    assert CARE.where({"settled": True, "explained": False, "better": False}) == 1 << SETTLED
    assert CARE.where({"explained": True}) == 1 << EXPLAINED | 1 << BOTH
    assert CARE.where({"settled": False, "explained": True}) == 0
    assert CARE.is_term("better")
    assert not CARE.is_term("clot_ruled_out")


def test_each_answer_about_care_tells_stages_apart_and_no_other_does() -> None:
    told = {
        name: set(CARE.told_apart_by(field))
        for name, field in ENGINE.space.fields.items()
        if CARE.told_apart_by(field)
    }
    lifted = {(UNSETTLED, stage) for stage in (SETTLED, EXPLAINED, BETTER, BOTH)}
    explained = {(SETTLED, EXPLAINED), (BETTER, BOTH)}
    assert told == {
        "evaluated_by_clinician": lifted,
        "worse_since_evaluation": lifted,
        "better_since_evaluation": {(SETTLED, BETTER), (EXPLAINED, BOTH)},
        "clot_ruled_out": explained,
        "known_dvt": explained,
    }


def test_what_is_known_of_a_clot_settles_only_whom_it_can_still_tell_apart() -> None:
    field = ENGINE.space.fields["clot_ruled_out"]
    known = ways(**SEEN, clot_ruled_out=None)
    assert [stages for stages, _ in CARE.contrasts(known, field)] == [(SETTLED, EXPLAINED)]
    known = ways(**SEEN, clot_ruled_out=None, known_dvt=True)
    assert [stages for stages, _ in CARE.contrasts(known, field)] == [(EXPLAINED, EXPLAINED)]
