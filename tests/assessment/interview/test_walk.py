from random import Random

import pytest
from hypothesis import given

from assessment.interview.walks import Truth, respond, seeds, truths, walk, wander, well
from soleus.assessment.interview import (
    UNSURE,
    Answers,
    InterviewError,
    answer,
    change,
    given_from,
    next_screen,
    previous_screen,
    progress,
    screen,
    screens,
    to_document,
    visible,
)


def after(screen_id: str, **marked: str | bool) -> Answers:
    """The answers of somebody well up to ``screen_id``, who marks something there."""
    answers = Answers()
    while (found := next_screen(answers)) and found.id != screen_id:
        answers = respond(answers, found, well())
    return answer(answers, screen_id, marked, none_of_these=True)


def test_a_well_person_is_through_with_one_tap_a_screen() -> None:
    shown = [next_screen(state) for state in walk(well())[:-1]]
    one_tap = [found for found in shown if found and (found.none_label or not found.is_group)]
    assert len(shown) == len(one_tap) == 11


def test_every_follow_up_is_shown_after_what_opens_it_and_only_then() -> None:
    assert "swelling_course" in [found.id for found in visible(after("swelling", swelling="left"))]
    assert "swelling_course" not in [found.id for found in visible(after("swelling"))]


@pytest.mark.parametrize("parent", ["heaviness_or_aching", "leg_fatigue"])
def test_either_heaviness_or_tiredness_asks_whether_it_grows(parent: str) -> None:
    found = next_screen(after("veins", **{parent: "both"}))
    assert found is not None
    assert found.id == "heaviness_worsening"


@pytest.mark.parametrize("value", [True, UNSURE])
def test_pregnancy_leads_straight_to_its_warning_signs(value: str | bool) -> None:
    answers = answer(after("swelling"), "pregnancy", {"pregnant_or_recent_birth": value})
    found = next_screen(answers)
    assert found is not None
    assert found.id == "pregnancy_warning"


def test_pregnancy_is_never_denied_together_with_something_else() -> None:
    assert not screen("pregnancy").is_group
    assert not screen("pregnancy_warning").is_group


def test_not_sure_of_a_parent_still_asks_what_follows() -> None:
    found = next_screen(after("swelling", swelling=UNSURE))
    assert found is not None
    assert found.id == "swelling_course"


def test_the_rest_of_a_screen_is_denied_only_when_the_person_says_so() -> None:
    marked = answer(Answers(), "breath", {"chest_pain": False})
    assert next_screen(marked) == screen("breath")
    assert "short_of_breath" not in to_document(marked)["answers"]


def test_a_new_symptom_asks_again_whether_every_symptom_was_seen() -> None:
    truth: Truth = {**well(), "leg_fatigue": "left", "evaluated_by_clinician": True}
    done = walk(truth)[-1]
    assert done.values["evaluated_by_clinician"] is True
    changed = change(done, "numbness_or_tingling", "left")
    assert not changed.has("evaluated_by_clinician")
    assert not changed.has("worse_since_evaluation")
    assert not changed.has("cleared_activities")


def test_taking_a_symptom_back_keeps_what_the_clinician_saw() -> None:
    truth: Truth = {
        **well(),
        "leg_fatigue": "left",
        "cold_feet_or_legs": "left",
        "evaluated_by_clinician": True,
    }
    changed = change(walk(truth)[-1], "leg_fatigue", "none")
    assert changed.values["evaluated_by_clinician"] is True


def test_denying_a_parent_takes_its_follow_up_out() -> None:
    marked = answer(
        after("swelling", swelling="left"), "swelling_course", {"swelling_course": "sudden"}
    )
    assert not change(marked, "swelling", "none").has("swelling_course")


def test_a_known_illness_alone_is_asked_whether_it_has_got_worse() -> None:
    shown = [found.id for found in visible(walk({**well(), "known_pad": True})[-1])]
    assert "worse" in shown


def test_a_follow_up_cannot_be_answered_before_what_opens_it() -> None:
    with pytest.raises(InterviewError, match="change what it follows first"):
        change(after("swelling"), "swelling_course", "sudden")


def test_every_fault_of_an_answer_is_told_at_once() -> None:
    with pytest.raises(InterviewError) as told:
        answer(Answers(), "breath", {"chest_pain": "no", "swelling": "left", "short_of_breath": 1})
    assert len(told.value.faults) == 3


def test_an_age_cannot_be_denied() -> None:
    with pytest.raises(InterviewError, match="no 'none' to it"):
        answer(Answers(), "age", {}, none_of_these=True)


def test_an_unknown_screen_names_the_nearest() -> None:
    with pytest.raises(InterviewError, match="did you mean 'breath'"):
        answer(Answers(), "breth", {})


def test_an_unknown_finding_names_the_nearest() -> None:
    with pytest.raises(InterviewError, match="did you mean 'swelling'"):
        change(Answers(), "sweling", "left")


def test_back_goes_to_the_screen_before() -> None:
    answers = after("swelling", swelling="left")
    assert previous_screen(answers, "breath") is None
    assert previous_screen(answers, "swelling_course") == screen("swelling")


def test_tokens_of_a_form_become_values() -> None:
    tokens = {"chest_pain": ["yes"], "short_of_breath": ["unsure"], "fever_or_unwell": [""]}
    said = given_from(screen("breath"), tokens)
    assert said == {"chest_pain": True, "short_of_breath": UNSURE}
    assert given_from(screen("age"), {"age": [" 67 "]}) == {"age": 67}
    allowed = given_from(screen("allowed"), {"cleared_activities": ["walking", "elevation"]})
    assert allowed == {"cleared_activities": ("walking", "elevation")}
    assert given_from(screen("allowed"), {"cleared_activities": ["none"]}) == {
        "cleared_activities": ()
    }


@pytest.mark.parametrize(
    ("screen_id", "finding", "words"),
    [
        ("age", "age", ["12"]),
        ("age", "age", ["old"]),
        ("age", "age", ["6", "7"]),
        ("breath", "chest_pain", ["maybe"]),
        ("breath", "chest_pain", ["yes", "no"]),
        ("breath", "swelling", ["left"]),
        ("allowed", "cleared_activities", ["walking", "none"]),
        ("allowed", "cleared_activities", ["walking", "unsure"]),
        ("swelling", "swelling", ["left", "right"]),
    ],
)
def test_tokens_that_fit_nothing_are_refused(
    screen_id: str, finding: str, words: list[str]
) -> None:
    with pytest.raises(InterviewError):
        given_from(screen(screen_id), {finding: words})


@given(truths())
def test_progress_goes_forward_only_and_ends_at_all(truth: Truth) -> None:
    seen = [progress(state) for state in walk(truth)]
    assert [now.done for now in seen] == sorted(now.done for now in seen)
    assert seen[0].done == 0
    assert seen[-1].done == seen[-1].of
    assert len({now.of for now in seen}) == 1


@given(truths(), seeds())
def test_the_order_of_answering_does_not_matter(truth: Truth, random: Random) -> None:
    assert wander(truth, random) == walk(truth)[-1]


@given(truths(), truths(), seeds())
def test_the_order_of_edits_does_not_matter(first: Truth, then: Truth, random: Random) -> None:
    done = walk(first)[-1]
    heads = [found for found in screens() if not found.after]
    edits = random.sample([f for found in heads for f in found.findings], 3)
    there, back = done, done
    for finding in edits:
        there = change(there, finding, then[finding])
    for finding in reversed(edits):
        back = change(back, finding, then[finding])
    assert to_document(there) == to_document(back)


@given(truths(), truths(), seeds())
def test_editing_everything_is_as_if_it_had_been_answered_so(
    first: Truth, then: Truth, random: Random
) -> None:
    answers = walk(first)[-1]
    for found in random.sample(screens(), len(screens())):
        if found in visible(answers):
            answers = respond(answers, found, then)
    for found in screens():
        if found in visible(answers):
            answers = respond(answers, found, then)
    assert answers == walk(then)[-1]
