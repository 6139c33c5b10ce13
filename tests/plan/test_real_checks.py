"""The plan under decisions that the check itself makes, over answers of every kind."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plan.samples import DECIDED, MONDAY, profile, profiles
from soleus.assessment import Clearance, decide, findings
from soleus.assessment.clearance import grant
from soleus.assessment.errors import InvalidAnswers
from soleus.plan import Profile, WeekPlan, draft, profile_from_answers
from soleus.vocabulary import Activity, AnswerDocument, NotPermittedError, Status, Urgency

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "sided": st.sampled_from(("none", "left", "right", "both")),
    "yes_no": st.booleans(),
    "course": st.sampled_from(("recent", "long_standing", "comes_and_goes")),
    "age": st.integers(18, 120),
    "activities": st.lists(st.sampled_from([a.value for a in Activity]), unique=True),
}


@st.composite
def checks(draw: st.DrawFn) -> dict[str, Any]:
    """Answers with a few things said and the rest denied, seen by a clinician or not."""
    chosen = draw(st.lists(st.sampled_from(findings()), max_size=4, unique=True))
    answers = {finding.id: draw(VALUES[finding.kind]) for finding in chosen}
    if draw(st.booleans()):
        answers |= {"evaluated_by_clinician": True, "worse_since_evaluation": False}
        answers["cleared_activities"] = draw(VALUES["activities"])
    return {"answers": answers, "others": "no"}


def clearance_after(document: object) -> Clearance | None:
    with suppress(InvalidAnswers):
        outcome = grant(decide(document), decided_at=DECIDED, now=DECIDED, symptom_at=None)
        return outcome if isinstance(outcome, Clearance) else None
    return None


def planned(document: object, person: Profile) -> WeekPlan:
    clearance = clearance_after(document)
    assert clearance is not None
    return draft(clearance, person, start=MONDAY)


@given(checks(), profiles())
def test_a_plan_holds_only_what_the_check_opens(document: dict[str, Any], person: Profile) -> None:
    clearance = clearance_after(document)
    assume(clearance is not None)
    assert clearance is not None
    plan = draft(clearance, person, start=MONDAY)
    rulings = clearance.decision.activities
    assert all(rulings[item.kind.activity].is_open for item in plan.items)
    if plan.urgency is Urgency.WITHIN_DAYS:
        assert {item.kind.activity for item in plan.items} <= {Activity.WALKING}
        assert plan.step.minutes <= plan.step.before
    for item in plan.items:
        assert bool(item.limits) is (rulings[item.kind.activity].status is Status.CAUTION)


@given(checks())
def test_the_hints_of_any_check_make_a_profile(document: AnswerDocument) -> None:
    assume(clearance_after(document) is not None)
    person = profile_from_answers(document)
    assert planned(document, person).profile == person


@pytest.mark.parametrize(
    "answers",
    [
        {"chest_pain": True},
        {"leg_pain": "left"},
        {"slow_healing_wound": "left", "diabetes": True},
    ],
)
def test_an_emergency_or_a_today_has_no_plan(answers: dict[str, Any]) -> None:
    document = {"answers": answers, "others": "no"}
    assert clearance_after(document) is None
    with pytest.raises(NotPermittedError):
        Clearance(decide(document), DECIDED)


def test_nothing_said_has_no_plan() -> None:
    assert clearance_after({"answers": {}}) is None


@pytest.mark.parametrize(
    ("answers", "activity", "words"),
    [
        ({"balance_problem": True}, Activity.WALKING, "support"),
        ({"heart_failure": True}, Activity.ELEVATION, "flat"),
        ({"known_pad": True}, Activity.WALKING, "PAD"),
        ({"diabetes": True, "numbness_or_tingling": "both"}, Activity.CALF_RAISES, "shoes"),
    ],
)
def test_a_limit_of_the_check_is_shown_with_its_items(
    answers: dict[str, Any], activity: Activity, words: str
) -> None:
    plan = planned({"answers": answers, "others": "no"}, profile("home"))
    items = [item for item in plan.items if item.kind.activity is activity]
    assert items
    for item in items:
        assert any(words.lower() in reason.says.lower() for reason in item.limits)


def test_walking_to_pain_needs_known_pad_a_clinician_and_clearance_by_name() -> None:
    seen = {"evaluated_by_clinician": True, "worse_since_evaluation": False, "known_pad": True}
    for cleared, expected in (([], False), (["pain_guided_walking"], True)):
        document = {"answers": {**seen, "cleared_activities": cleared}, "others": "no"}
        plan = planned(document, profile("pad_supervised"))
        kinds = {item.kind.id for item in plan.items}
        assert ("pain_guided_walking" in kinds) is expected
        assert "elevation" not in kinds
