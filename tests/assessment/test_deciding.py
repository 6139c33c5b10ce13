"""The check as people meet it: what a decision holds, and what it never leaves out."""

import pytest
from hypothesis import given

from assessment.strategies import Document, complete_documents, documents
from soleus.assessment import Decision, decide
from soleus.evidence import claims
from soleus.vocabulary import Activity, Status, Until, Urgency


def denied(**answers: object) -> Decision:
    return decide({"answers": answers, "others": "no"})


def test_a_well_person_may_do_everything_that_is_for_everybody() -> None:
    decision = denied()
    assert decision.urgency is Urgency.SELF_CARE
    free = [a for a, ruling in decision.activities.items() if ruling.status is Status.PERMITTED]
    assert free == [
        Activity.ANKLE_PUMPS,
        Activity.CALF_RAISES,
        Activity.ELEVATION,
        Activity.WALKING,
    ]


def test_nothing_answered_holds_everything_until_it_is() -> None:
    decision = decide({"answers": {}})
    assert decision.urgency is Urgency.INCOMPLETE
    assert {ruling.until for ruling in decision.activities.values()} == {Until.ANSWERS}


def test_an_emergency_withholds_everything_and_asks_no_more() -> None:
    decision = decide({"answers": {"chest_pain": True}})
    assert decision.urgency is Urgency.EMERGENCY
    assert {ruling.status for ruling in decision.activities.values()} == {Status.WITHHELD}
    assert decision.questions == ()


def test_a_sudden_course_with_swelling_unknown_is_at_least_today() -> None:
    decision = decide({"answers": {"swelling_course": "sudden"}})
    assert decision.urgency is Urgency.TODAY
    assert [reason.rule for reason in decision.reasons] == ["today.both_legs_swollen_suddenly"]


def test_somebody_who_may_have_been_seen_is_read_as_not_seen() -> None:
    decision = denied(cold_feet_or_legs="left", evaluated_by_clinician=None)
    assert decision.urgency is Urgency.WITHIN_DAYS
    assert decision.activities[Activity.ANKLE_PUMPS].until is Until.ANSWERS
    assert "evaluated_by_clinician" in decision.questions


def test_the_longest_wait_counts_while_answers_are_missing() -> None:
    decision = decide({"answers": {"known_pad": True}})
    assert decision.urgency is Urgency.INCOMPLETE
    cleared_perhaps = decision.activities[Activity.ELEVATION]
    assert cleared_perhaps.until is Until.ANSWERS
    not_seen = decide({"answers": {"known_pad": True, "evaluated_by_clinician": False}})
    assert not_seen.activities[Activity.ELEVATION].until is Until.CLEARANCE


@given(documents())
def test_every_reason_and_every_limit_carries_a_claim(document: Document) -> None:
    decision = decide(document)
    rulings = decision.activities.values()
    reasons = [*decision.reasons, *(reason for ruling in rulings for reason in ruling.reasons)]
    assert all(reason.claims and reason.says for reason in reasons)
    assert all(ruling.reasons for ruling in rulings if ruling.status is not Status.PERMITTED)
    assert all((ruling.until is not None) == (ruling.status is Status.HOLD) for ruling in rulings)
    assert bool(decision.reasons) == (decision.urgency is not Urgency.SELF_CARE)
    assert {claim for reason in reasons for claim in reason.claims} <= set(claims())


@given(complete_documents())
def test_complete_answers_leave_no_question(document: Document) -> None:
    decision = decide(document)
    assert decision.questions == ()
    assert decision.urgency is not Urgency.INCOMPLETE


@given(documents())
def test_left_and_right_are_interchangeable(document: Document) -> None:
    other = {"left": "right", "right": "left"}
    mirrored = {
        name: other.get(value, value) if isinstance(value, str) else value
        for name, value in document["answers"].items()
    }
    assert decide({**document, "answers": mirrored}) == decide(document)


@given(documents())
def test_the_age_changes_nothing(document: Document) -> None:
    older = {**document, "answers": {**document["answers"], "age": 90}}
    assert decide(older) == decide(document)


def test_a_missing_answer_is_named_where_it_holds_an_activity() -> None:
    ruling = denied(cannot_stand_safely=None).activities[Activity.WALKING]
    assert ruling.until is Until.ANSWERS
    assert [reason.findings for reason in ruling.reasons] == [("cannot_stand_safely",)]
    assert [reason.claims for reason in ruling.reasons] == [("X20",)]


def test_what_was_cleared_by_name_says_so() -> None:
    ruling = denied(
        slow_healing_wound="left", evaluated_by_clinician=True, cleared_activities=["walking"]
    ).activities[Activity.WALKING]
    assert [reason.rule for reason in ruling.reasons] == [
        "activities.slow_healing_wound",
        "activities.cleared_by_name",
    ]


def test_two_ways_for_one_rule_to_fire_are_one_reason() -> None:
    decision = denied(swelling="left", swelling_course="long_standing", bed_rest=True, smoker=True)
    assert [reason.rule for reason in decision.reasons] == ["today.one_leg_with_clot_risk"]
    both = denied(
        heaviness_or_aching="left", bed_rest=True, earlier_dvt=True, evaluated_by_clinician=False
    )
    assert both.reasons[0].findings == ("heaviness_or_aching", "earlier_dvt", "bed_rest")


@pytest.mark.parametrize(
    ("answers", "pattern"),
    [
        ({}, "none"),
        ({"cold_feet_or_legs": "left"}, "arterial"),
        ({"varicose_veins": "both"}, "venous"),
        ({"varicose_veins": "both", "weak_foot_pulses": "left"}, "mixed"),
        ({"leg_fatigue": "both"}, "undetermined"),
        ({"leg_fatigue": "both", "varicose_veins": "left"}, "venous"),
        ({"varicose_veins": None}, "none"),
    ],
)
def test_the_pattern_describes_what_was_affirmed(answers: dict[str, object], pattern: str) -> None:
    assert denied(**answers).pattern == pattern
