"""What a visit may change: never an emergency, and only what was allowed by name."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.strategies import Document, documents
from soleus.assessment import Ruling, answers_after_visit, decide, decide_after_visit
from soleus.assessment.strictness import GRADES, Grade
from soleus.vocabulary import Activity, Urgency

NAMED = st.lists(st.sampled_from(Activity), unique=True)


def strictness(ruling: Ruling) -> int:
    return GRADES.index(Grade(ruling.status, ruling.until))


@settings(max_examples=300)
@given(documents(), NAMED)
def test_a_visit_never_lowers_an_emergency(document: Document, named: list[Activity]) -> None:
    before = decide(document)
    after = decide_after_visit(document, named)
    if before.urgency is Urgency.EMERGENCY:
        assert after == before
    everything = decide_after_visit(document, list(Activity))
    assert (everything.urgency is Urgency.EMERGENCY) == (before.urgency is Urgency.EMERGENCY)


@settings(max_examples=300)
@given(documents(), NAMED)
def test_a_visit_opens_nothing_but_what_it_names(document: Document, named: list[Activity]) -> None:
    before, after = decide(document), decide_after_visit(document, named)
    for activity in set(Activity) - set(named):
        assert strictness(after.activities[activity]) >= strictness(before.activities[activity])


@settings(max_examples=300)
@given(documents(), NAMED)
def test_what_a_visit_opens_is_no_freer_than_the_check_itself_would_open(
    document: Document, named: list[Activity]
) -> None:
    told = decide(answers_after_visit(document, named))
    after = decide_after_visit(document, named)
    for activity in Activity:
        freest = min(
            strictness(told.activities[activity]), strictness(decide(document).activities[activity])
        )
        assert strictness(after.activities[activity]) >= freest


@settings(max_examples=300)
@given(documents(), NAMED)
def test_every_ruling_that_is_not_leave_still_says_why(
    document: Document, named: list[Activity]
) -> None:
    after = decide_after_visit(document, named)
    for ruling in after.activities.values():
        assert ruling.status == "permitted" or all(reason.claims for reason in ruling.reasons)
        assert (ruling.until is not None) == (ruling.status == "hold")
        assert ruling.status == "permitted" or ruling.reasons


@settings(max_examples=300)
@given(documents(), NAMED)
def test_walking_to_pain_is_never_freer_than_walking(
    document: Document, named: list[Activity]
) -> None:
    after = decide_after_visit(document, named).activities
    walking, to_pain = after[Activity.WALKING], after[Activity.PAIN_GUIDED_WALKING]
    assert strictness(to_pain) >= strictness(walking)


def test_a_wound_that_was_seen_opens_the_walking_that_was_allowed() -> None:
    document: dict[str, Any] = {"answers": {"slow_healing_wound": "left"}, "others": "no"}
    after = decide_after_visit(document, [Activity.WALKING])
    assert after.urgency is Urgency.SELF_CARE
    assert after.activities[Activity.WALKING].is_open
    raises = after.activities[Activity.CALF_RAISES]
    assert (raises.status, raises.until) == ("hold", "clearance")


def test_a_visit_that_names_nothing_changes_nothing() -> None:
    document: dict[str, Any] = {"answers": {"leg_pain": "left"}, "others": "no"}
    assert decide_after_visit(document, []) == decide(document)
