from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessment.interview.walks import Truth, truths, walk, well
from soleus.assessment import decide
from soleus.assessment.interview import UNSURE, Answers, answer, should_stop, to_document
from soleus.assessment.interview.question_files import questions
from soleus.vocabulary import Urgency

DECIDES_OFTEN = settings(max_examples=15, deadline=None)
"""For walks that are decided at every step."""


def test_none_of_these_everywhere_is_self_care_with_everything_said() -> None:
    document = to_document(walk(well())[-1])
    assert set(document["answers"]) == set(questions()) - {"swelling_course"}
    decision = decide(document)
    assert decision.urgency is Urgency.SELF_CARE
    assert decision.questions == ()


@settings(deadline=None)
@given(truths(), st.data())
def test_wherever_it_is_left_the_check_takes_the_document(
    truth: Truth, data: st.DataObject
) -> None:
    decide(to_document(data.draw(st.sampled_from(walk(truth)))))


@given(truths())
def test_what_is_said_stands_in_the_document_as_it_was_said(truth: Truth) -> None:
    done = walk(truth)[-1]
    answers = to_document(done)["answers"]
    assert {f: answers[f] for f in done.values if f != "cleared_activities"} == {
        f: v for f, v in done.values.items() if f != "cleared_activities"
    }
    assert not done.unsure & set(answers)


@given(truths())
def test_after_a_whole_walk_nothing_is_unknown_but_what_is_unsure(truth: Truth) -> None:
    done = walk(truth)[-1]
    unknown = set(questions()) - set(to_document(done)["answers"])
    course = (
        set() if done.has("swelling") and done.given("swelling") != "none" else {"swelling_course"}
    )
    assert unknown == done.unsure | course


@DECIDES_OFTEN
@given(truths(with_unsure=False))
def test_a_whole_walk_without_not_sure_leaves_the_check_no_question(truth: Truth) -> None:
    decision = decide(to_document(walk(truth)[-1]))
    assert decision.questions == ()
    assert decision.urgency is not Urgency.INCOMPLETE


@given(truths())
@example({**well(), "swelling": UNSURE, "swelling_course": "comes_and_goes"})
def test_a_follow_up_is_never_no_while_what_opens_it_is_unsaid_or_unsure(truth: Truth) -> None:
    parents = {
        "swelling_not_improving": "swelling",
        "walking_pain_suddenly_worse": "pain_walking_eases_with_rest",
        "varicose_new_or_worse": "varicose_veins",
        "pregnancy_warning": "pregnant_or_recent_birth",
    }
    for state in walk(truth):
        answers = to_document(state)["answers"]
        for child, parent in parents.items():
            if child in answers and not state.has(child):
                comes_and_goes = answers.get("swelling_course") == "comes_and_goes"
                assert answers.get(parent) in ("none", False) or (
                    child == "swelling_not_improving" and comes_and_goes
                ), "denied by what was said: no cause, or gone after every night"


@DECIDES_OFTEN
@given(truths())
def test_the_walk_stops_as_soon_as_an_emergency_is_sure(truth: Truth) -> None:
    for state in walk(truth):
        is_emergency = decide(to_document(state)).urgency is Urgency.EMERGENCY
        assert should_stop(state) is is_emergency


def test_chest_pain_alone_stops_on_the_first_screen() -> None:
    assert should_stop(answer(Answers(), "breath", {"chest_pain": True}))
    assert not should_stop(answer(Answers(), "breath", {"chest_pain": UNSURE}))


def test_the_order_of_the_document_is_the_order_of_the_check() -> None:
    answers = to_document(walk(well())[-1])["answers"]
    assert list(answers) == [finding for finding in questions() if finding in answers]


def test_kept_answers_that_contradict_each_other_are_not_believed() -> None:
    kept = {"swelling": "none", "swelling_course": "sudden", "swelling_not_improving": True}
    document = to_document(Answers.from_dict({"subject": "self", "values": kept, "unsure": []}))
    assert document["answers"] == {
        "swelling": "none",
        "danger_gone_unseen": False,
    }
