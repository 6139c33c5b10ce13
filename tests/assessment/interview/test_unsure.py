"""What "Not sure" is said to lead to, held against what the check does."""

import tomllib
from importlib.resources import files

import pytest

from assessment.interview.walks import denied
from soleus.assessment import Decision, decide
from soleus.assessment.interview import Value
from soleus.assessment.interview.question_files import questions
from soleus.vocabulary import Activity, Status, Until, Urgency


def promise_of(finding: str) -> str:
    file = files("soleus.assessment") / "questions" / f"{finding}.toml"
    return str(tomllib.loads(file.read_text("utf-8"))["unsure"])


def with_promise(*promises: str) -> list[str]:
    return [finding for finding in questions() if promise_of(finding) in promises]


PARENT: dict[str, dict[str, Value]] = {
    "swelling_course": {"swelling": "left"},
    "swelling_not_improving": {"swelling": "both", "swelling_course": "comes_and_goes"},
    "walking_pain_suddenly_worse": {"pain_walking_eases_with_rest": "left"},
    "heaviness_worsening": {"heaviness_or_aching": "both"},
    "varicose_new_or_worse": {"varicose_veins": "both"},
    "pregnancy_warning": {"pregnant_or_recent_birth": True},
}
"""What has to be so for a follow-up to be asked."""


def decided(finding: str, value: Value | None, **others: Value) -> Decision:
    return decision(**PARENT.get(finding, {}), **{**others, finding: value})


def decision(**answers: Value | None) -> Decision:
    """What the check says to somebody who denies everything else."""
    said = {**denied(), **answers}
    return decide({"answers": {f: list(v) if isinstance(v, tuple) else v for f, v in said.items()}})


def worst(finding: str) -> Value:
    """The answer that says the most: the left leg, a sudden course, yes."""
    return next(choice.value for choice in questions()[finding].choices)


@pytest.mark.parametrize("finding", with_promise("danger", "today", "referral"))
def test_nothing_is_unlocked_while_a_danger_or_a_referral_is_open(finding: str) -> None:
    rulings = decided(finding, None).activities
    assert not any(ruling.is_open for ruling in rulings.values())


@pytest.mark.parametrize("finding", with_promise("danger"))
def test_get_help_now_is_said_where_it_can_be_an_emergency(finding: str) -> None:
    assert decided(finding, worst(finding)).urgency is Urgency.EMERGENCY


BESIDE: dict[str, dict[str, Value]] = {
    "swelling": {"swelling_course": "recent"},
    "fever_or_unwell": {"diabetes": True},
}
"""What makes a sign by itself milder one of today."""


@pytest.mark.parametrize("finding", with_promise("today"))
def test_today_is_said_where_it_is_seen_today(finding: str) -> None:
    assert decided(finding, worst(finding), **BESIDE.get(finding, {})).urgency is Urgency.TODAY


@pytest.mark.parametrize("finding", with_promise("danger"))
def test_every_danger_sign_says_how_to_become_sure_and_whom_to_call(finding: str) -> None:
    asked = questions()[finding]
    assert asked.unsure_leads_to.index("Still not sure?") > 0
    assert "Help now" in asked.unsure_leads_to


@pytest.mark.parametrize("finding", with_promise("referral"))
def test_let_somebody_look_is_said_where_it_refers(finding: str) -> None:
    assert decided(finding, worst(finding)).urgency is Urgency.WITHIN_DAYS


@pytest.mark.parametrize(
    "finding", with_promise("may_matter", "care", "care_or_stop", "hold", "advice")
)
def test_nothing_else_stops_the_whole_check_by_itself(finding: str) -> None:
    assert decided(finding, None).urgency is Urgency.SELF_CARE


@pytest.mark.parametrize("finding", with_promise("hold"))
def test_on_hold_is_said_where_something_waits_for_the_answer(finding: str) -> None:
    waiting = [r for r in decided(finding, None).activities.values() if r.until is Until.ANSWERS]
    assert waiting


@pytest.mark.parametrize("finding", with_promise("care", "care_or_stop"))
def test_more_care_is_said_where_not_sure_is_taken_as_a_yes(finding: str) -> None:
    unsure, yes = decided(finding, None), decided(finding, True)
    for activity in Activity:
        assert unsure.activities[activity].status is yes.activities[activity].status
    assert unsure.activities != decided(finding, False).activities


@pytest.mark.parametrize("finding", with_promise("may_matter", "advice"))
def test_by_itself_it_holds_nothing_back(finding: str) -> None:
    unsure, no = decided(finding, None), decision()
    statuses = [(r.status, r.until) for r in unsure.activities.values()]
    assert statuses == [(r.status, r.until) for r in no.activities.values()]


SEEN: dict[str, Value] = {"evaluated_by_clinician": True, "worse_since_evaluation": False}
COMPANY: tuple[dict[str, Value], ...] = (
    {"heaviness_or_aching": "left"},
    {"earlier_dvt": True},
    {"swelling": "both", "swelling_course": "comes_and_goes"},
    {"leg_pain": "both", **SEEN},
)
"""Answers that refer nobody yet, beside which one more answer would."""


@pytest.mark.parametrize("finding", with_promise("may_matter", "care_or_stop"))
def test_with_some_other_answers_nothing_is_unlocked(finding: str) -> None:
    assert all(decision(**company).urgency is Urgency.SELF_CARE for company in COMPANY)
    beside = [decision(**{**company, finding: None}) for company in COMPANY]
    assert Urgency.INCOMPLETE in [found.urgency for found in beside]


@pytest.mark.parametrize("finding", with_promise("care", "advice"))
def test_where_nothing_is_said_of_stopping_no_other_answer_makes_it_stop(finding: str) -> None:
    beside = [
        decision(**{**company, finding: None}) for company in COMPANY if finding not in company
    ]
    assert {found.urgency for found in beside} == {Urgency.SELF_CARE}


@pytest.mark.parametrize("finding", with_promise("not_settled"))
def test_not_sure_of_the_visit_counts_as_not_settled(finding: str) -> None:
    settled: dict[str, Value] = {"cold_feet_or_legs": "left", **SEEN}
    assert decision(**settled).urgency is Urgency.SELF_CARE
    assert decision(**{**settled, finding: None}).urgency is Urgency.WITHIN_DAYS


@pytest.mark.parametrize("finding", with_promise("not_better", "not_ruled_out"))
def test_not_sure_how_it_went_counts_as_not_better_and_not_looked_for(finding: str) -> None:
    pain: dict[str, Value] = {"leg_pain": "left", **SEEN}
    assert decision(**pain, **{finding: True}).urgency is Urgency.SELF_CARE
    assert decision(**pain, **{finding: None}).urgency is Urgency.WITHIN_DAYS


@pytest.mark.parametrize("finding", with_promise("still_held"))
def test_not_sure_of_what_was_allowed_keeps_a_hold(finding: str) -> None:
    unsure = decision(known_pad=True, evaluated_by_clinician=True, **{finding: None})
    assert unsure.activities[Activity.ELEVATION].status is Status.HOLD
