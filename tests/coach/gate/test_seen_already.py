"""An emergency of which a visit can tell more: "already seen for just this?" and of no other."""

from typing import Any

import pytest

from soleus.assessment import decide, result_view
from soleus.assessment.interview import UNSURE, Value, next_screen, should_stop
from soleus.coach import CheckUnderWay, Coach
from soleus.vocabulary import Urgency

SEEN, SINCE, CLOT = "evaluated_by_clinician", "since", "clot_looked_for"
SAME = {"better_since_evaluation": False, "worse_since_evaluation": False}


def swollen(coach: Coach) -> CheckUnderWay:
    """Answer the check up to a leg that swelled suddenly, which ends it."""
    check = coach.checks.current("self")
    while check.decision is None and check.screen is not None:
        told: dict[str, Value] = {}
        if check.screen.id == "swelling":
            told = {"swelling": "left"}
        if check.screen.id == "swelling_course":
            told = {"swelling_course": "sudden"}
        check = coach.checks.answer(
            "self", check.screen.id, told, none_of_these=check.screen.is_group
        )
    assert check.decision is not None
    assert check.decision.urgency is Urgency.EMERGENCY
    return check


def seen(coach: Coach, clot: Value) -> CheckUnderWay:
    coach.checks.reopen("self")
    check = coach.checks.answer("self", "seen", {SEEN: True})
    assert check.decision is None
    assert check.screen is not None
    assert check.screen.id == SINCE
    check = coach.checks.answer("self", SINCE, SAME)
    assert check.screen is not None
    assert check.screen.id == CLOT
    return coach.checks.answer("self", CLOT, {"clot_ruled_out": clot})


def test_a_clot_that_was_ruled_out_lets_the_check_go_on(coach: Coach) -> None:
    swollen(coach)
    assert coach.gate.standing("self").is_emergency
    check = seen(coach, True)
    assert check.decision is None
    assert coach.gate.standing("self").is_emergency  # until the check has been gone through
    assert coach.checks.finish("self").urgency is not Urgency.EMERGENCY
    assert not coach.gate.standing("self").is_emergency


@pytest.mark.parametrize("clot", [False, UNSURE])
def test_where_nobody_looked_for_a_clot_it_stays_an_emergency(coach: Coach, clot: Value) -> None:
    swollen(coach)
    check = seen(coach, clot)
    assert check.screen is not None
    assert check.screen.id == "lately"  # an operation on that leg would tell more
    check = coach.checks.answer("self", "lately", {}, none_of_these=True)
    assert check.decision is not None
    assert check.decision.urgency is Urgency.EMERGENCY


@pytest.mark.parametrize("said", [False, UNSURE])
def test_who_was_not_seen_is_asked_nothing_more(coach: Coach, said: Value) -> None:
    swollen(coach)
    coach.checks.reopen("self")
    assert coach.checks.answer("self", "seen", {SEEN: said}).decision is not None
    assert coach.gate.standing("self").is_emergency


def test_a_danger_of_another_kind_stops_at_once_though_a_visit_is_asked_about(
    coach: Coach,
) -> None:
    swollen(coach)
    coach.checks.reopen("self")
    coach.checks.answer("self", "seen", {SEEN: True})
    check = coach.checks.change("self", "chest_pain", True)
    assert check.decision is not None
    assert should_stop(check.answers)
    assert next_screen(check.answers) is not None


WARM = {"swelling": "left", "swelling_course": "recent", "warm_red_or_tender": "left"}


@pytest.mark.parametrize(
    ("answers", "is_offered"),
    [
        ({"swelling": "left", "swelling_course": "sudden"}, True),
        (WARM, True),
        ({**WARM, "chest_pain": True}, False),
        ({"chest_pain": True}, False),
        ({"fever_or_unwell": True, "leg_pain": "left"}, False),
        ({"leg_pain": "left"}, False),
        ({}, False),
    ],
)
def test_it_is_offered_for_the_two_rules_alone(answers: dict[str, Any], is_offered: bool) -> None:
    document = {"answers": answers, "others": "no"}
    view = result_view(document, decide(document))  # type: ignore[arg-type]
    assert ("seen_already" in [each.id for each in view.sections]) == is_offered


@pytest.mark.parametrize(
    ("course", "leg", "is_told"),
    [
        ("comes_and_goes", "both", True),
        ("comes_and_goes", "left", False),
        ("recent", "both", False),
    ],
)
def test_ordinary_evening_swelling_is_told_when_to_mention_it(
    course: str, leg: str, is_told: bool
) -> None:
    document = {"answers": {"swelling": leg, "swelling_course": course}, "others": "no"}
    view = result_view(document, decide(document))  # type: ignore[arg-type]
    shown = [
        line for each in view.sections if each.id == "evening" for row in each.rows for line in row
    ]
    assert bool(shown) == is_told
    assert not shown or "X41" in shown[0].claims
