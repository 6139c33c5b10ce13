"""What a visit says is an answer of the check: the same decision as if it had been said there."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.known import BEGUN, MINUTE, check, evidence, visit
from assessment.strategies import documents
from soleus.assessment import Decision, Visit, decide, standing_of
from soleus.vocabulary import Activity, AnswerDocument, Urgency

SEEN = ("evaluated_by_clinician", "worse_since_evaluation", "better_since_evaluation")
ABOUT_SEEN = (*SEEN, "clot_ruled_out", "cleared_activities")
SINCE = st.sampled_from([(False, True), (False, False), (True, False), (None, None)])
VISITS = st.builds(
    lambda named, since, saw, clot: visit(
        *named, worse_since=since[0], better_since=since[1], saw_everything=saw, clot_ruled_out=clot
    ),
    st.lists(st.sampled_from(Activity), unique=True),
    SINCE,
    st.booleans(),
    st.sampled_from([True, False, None]),
)


def after(document: AnswerDocument, *visits: Visit, **known: Any) -> Decision:
    found = standing_of(evidence(document, visits=visits, **known)).decision
    assert found is not None
    return found


def unseen(document: AnswerDocument) -> AnswerDocument:
    """Return the answers without those about being seen, which nobody was asked."""
    answers = {name: value for name, value in document["answers"].items() if name not in ABOUT_SEEN}
    return {**document, "answers": {**answers, **dict.fromkeys(ABOUT_SEEN)}}


def said_in_the_check(document: AnswerDocument, seen: Visit) -> AnswerDocument:
    """Return the answers with what a visit says, written by hand in the check's own ids."""
    said = {
        "evaluated_by_clinician": seen.saw_everything,
        "worse_since_evaluation": seen.worse_since,
        "better_since_evaluation": seen.better_since,
        "clot_ruled_out": seen.clot_ruled_out,
        "cleared_activities": [each.value for each in seen.cleared],
    }
    answers = {**document["answers"], **said}
    if seen.saw_everything and answers.get("danger_gone_unseen") is True:
        answers["danger_gone_unseen"] = False
    return {**document, "answers": answers}


@settings(max_examples=30, deadline=None)
@given(documents(), VISITS)
def test_a_visit_says_what_the_check_would_have_said(document: AnswerDocument, seen: Visit) -> None:
    asked = unseen(document)
    said, expected = after(asked, seen), decide(said_in_the_check(asked, seen))
    assert (said.urgency, said.reasons, said.questions) == (
        expected.urgency,
        expected.reasons,
        expected.questions,
    )
    for activity in Activity:
        mine, theirs = said.activities[activity], expected.activities[activity]
        assert (mine.status, mine.until) == (theirs.status, theirs.until)


EXPLAINED = (
    {"swelling": "left", "swelling_course": "sudden"},
    {"swelling": "left", "swelling_course": "recent", "warm_red_or_tender": "left"},
)
UNCONDITIONAL = (
    {"chest_pain": True},
    {"sudden_severe_pain": "left"},
    {"bleeding_vein": True},
    {"racing_heart": True, "breathless_gradually": True},
    {"slow_healing_wound": "left", "diabetes": True, "cold_feet_or_legs": "left"},
)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(UNCONDITIONAL), st.sampled_from([{}, *EXPLAINED]), VISITS)
def test_a_visit_lowers_no_emergency_of_another_kind(
    danger: dict[str, Any], more: dict[str, Any], seen: Visit
) -> None:
    assert after({"answers": {**danger, **more}, "others": "no"}, seen).urgency == "emergency"


def test_only_a_clot_that_was_looked_for_lowers_a_swollen_leg() -> None:
    for answers in EXPLAINED:
        document: AnswerDocument = {"answers": dict(answers), "others": "no"}
        for clot, urgency in ((None, "emergency"), (False, "emergency"), (True, "self_care")):
            assert after(document, visit(clot_ruled_out=clot)).urgency == urgency


def test_a_visit_that_looked_at_some_of_it_settles_nothing_and_takes_nothing_back() -> None:
    document: AnswerDocument = {"answers": {"leg_pain": "left"}, "others": "no"}
    first = visit(clot_ruled_out=True, better_since=True)
    second = visit(seq=14, saw_everything=False)
    assert after(document, second).urgency is Urgency.TODAY
    assert after(document, first, second).urgency is Urgency.SELF_CARE
    worse = visit(seq=14, saw_everything=False, worse_since=True)
    assert after(document, first, worse).urgency is Urgency.TODAY


def test_a_danger_sign_that_had_gone_is_unseen_until_a_visit_that_saw_all_of_it() -> None:
    document: AnswerDocument = {"answers": {"danger_gone_unseen": True}, "others": "no"}
    assert after(document, visit(saw_everything=False)).urgency is Urgency.TODAY
    assert after(document, visit()).urgency is Urgency.SELF_CARE
    chest: AnswerDocument = {
        "answers": {"danger_gone_unseen": True, "chest_pain": True},
        "others": "no",
    }
    assert after(chest, visit()).urgency is Urgency.EMERGENCY


def test_what_was_said_last_counts_whatever_the_order_in_which_it_is_read() -> None:
    document: AnswerDocument = {"answers": {"slow_healing_wound": "left"}, "others": "no"}
    worse, better = visit(worse_since=True), visit(seq=14, better_since=True)
    assert after(document, worse, better) == after(document, better, worse)
    assert after(document, worse, better).urgency is Urgency.SELF_CARE
    assert after(document, visit(seq=15, worse_since=True), better).urgency is Urgency.WITHIN_DAYS


@settings(max_examples=20, deadline=None)
@given(documents(), VISITS, st.sampled_from(["before", "ahead", "over", "earlier in the order"]))
def test_a_visit_of_another_time_changes_nothing(
    document: AnswerDocument, seen: Visit, when: str
) -> None:
    moment = {"before": BEGUN - MINUTE, "ahead": BEGUN + timedelta(days=2)}.get(when, seen.at)
    review = BEGUN.date() if when == "over" else None
    seq = 5 if when == "earlier in the order" else 13
    other = replace(seen, seq=seq, at=moment, recorded_at=moment, review_date=review, cleared=())
    assert after(document, other) == decide(document)


@settings(max_examples=30, deadline=None)
@given(documents(), VISITS, VISITS)
def test_visits_never_make_answers_that_contradict_themselves(
    document: AnswerDocument, one: Visit, other: Visit
) -> None:
    assert after(document, one, replace(other, seq=14)).activities


def test_a_wound_that_was_seen_opens_the_walking_that_was_allowed() -> None:
    document: AnswerDocument = {"answers": {"slow_healing_wound": "left"}, "others": "no"}
    found = after(document, visit(Activity.WALKING))
    assert found.urgency is Urgency.SELF_CARE
    assert found.activities[Activity.WALKING].is_open
    raises = found.activities[Activity.CALF_RAISES]
    assert (raises.status, raises.until) == ("hold", "clearance")


def test_what_only_a_lapsed_visit_allowed_is_allowed_no_more() -> None:
    said: dict[str, Any] = {
        "slow_healing_wound": "left",
        "evaluated_by_clinician": True,
        "cleared_activities": ["walking"],
    }
    lapsed = visit(Activity.WALKING, seq=5, review_date=BEGUN.date())
    found = standing_of(evidence(None, checks=(check({"answers": said, "others": "no"}),)))
    assert found.clearance is not None
    assert Activity.WALKING in found.clearance.permits
    assert not after({"answers": said, "others": "no"}, lapsed).activities[Activity.WALKING].is_open
