from random import Random

import pytest
from hypothesis import given

from assessment.interview.walks import Truth, respond, seeds, truths, walk, wander, well
from soleus.assessment.interview import (
    UNSURE,
    Answers,
    answer,
    change,
    given_from,
    heading,
    lines_for,
    next_screen,
    previous_screen,
    progress,
    screen,
    screens,
    to_document,
    visible,
)
from soleus.vocabulary import FaultsError, Sex


def after(screen_id: str, **marked: str | bool | int) -> Answers:
    """The answers of somebody well up to ``screen_id``, who marks something there."""
    answers = Answers()
    while (found := next_screen(answers)) and found.id != screen_id:
        answers = respond(answers, found, well())
    return answer(answers, screen_id, marked, none_of_these=screen(screen_id).is_group)


def test_a_well_person_is_through_with_one_tap_a_screen() -> None:
    shown = [next_screen(state) for state in walk(well())[:-1]]
    one_tap = [found for found in shown if found and (found.none_label or not found.is_group)]
    assert len(shown) == len(one_tap) == 11
    assert [found.id for found in shown if found][:2] == ["breath", "sudden"]


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
    answers = answer(after("age", age=44), "pregnancy", {"pregnant_or_recent_birth": value})
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
    assert "since" in shown


@pytest.mark.parametrize(
    ("token", "given"),
    [
        ("sudden", {"short_of_breath": True, "breathless_gradually": False}),
        ("slow", {"short_of_breath": False, "breathless_gradually": True}),
        ("unsure", {"short_of_breath": UNSURE, "breathless_gradually": UNSURE}),
    ],
)
def test_one_line_of_breath_tells_two_findings_apart(
    token: str, given: dict[str, str | bool]
) -> None:
    assert given_from(screen("breath").lines, {"breath": [token]}) == given


@pytest.mark.parametrize(
    ("token", "better", "worse"),
    [("better", True, False), ("same", False, False), ("worse", False, True)],
)
def test_better_the_same_or_worse_is_one_choice(token: str, better: bool, worse: bool) -> None:
    given = given_from(screen("since").lines, {"since": [token]})
    assert given == {"better_since_evaluation": better, "worse_since_evaluation": worse}


def shown_to(truth: Truth, about: Answers | None = None) -> list[str]:
    return [found.id for found in visible(walk(truth, about=about)[-1])]


@pytest.mark.parametrize(
    ("about", "age", "is_asked"),
    [
        (Answers(sex=Sex.FEMALE), 44, True),
        (Answers(sex=Sex.UNSAID), 44, True),
        (Answers(sex=Sex.UNSAID), UNSURE, True),
        (Answers(sex=Sex.FEMALE), 59, True),
        (Answers(sex=Sex.FEMALE), 60, False),
        (Answers(sex=Sex.MALE), 44, False),
    ],
)
def test_pregnancy_is_asked_of_whom_it_can_concern(
    about: Answers, age: int | str, is_asked: bool
) -> None:
    done = walk({**well(), "age": age}, about=about)[-1]
    assert ("pregnancy" in [found.id for found in visible(done)]) is is_asked
    answers = to_document(done)["answers"]
    assert answers["pregnant_or_recent_birth"] is False
    assert answers["pregnancy_warning"] is False


SEEN_PAIN: Truth = {**well(), "leg_pain": "left", "evaluated_by_clinician": True}


@pytest.mark.parametrize(
    ("truth", "is_asked"),
    [
        (SEEN_PAIN, True),
        ({**SEEN_PAIN, "leg_pain": UNSURE}, True),
        ({**SEEN_PAIN, "leg_pain": "both"}, False),
        ({**SEEN_PAIN, "evaluated_by_clinician": False}, False),
        ({**SEEN_PAIN, "leg_pain": "none", "swelling": "both"}, True),
        ({**SEEN_PAIN, "leg_pain": "none", "numbness_or_tingling": "left"}, False),
    ],
)
def test_whether_a_clot_was_looked_for_is_asked_after_a_sign_of_one_that_was_seen(
    truth: Truth, is_asked: bool
) -> None:
    asked = {**truth, "swelling_course": "recent"}
    assert ("clot_looked_for" in shown_to(asked)) is is_asked


def test_evening_swelling_is_not_asked_whether_it_eases_nor_about_a_clot() -> None:
    evening: Truth = {**well(), "swelling": "both", "swelling_course": "comes_and_goes"}
    shown = shown_to({**evening, "evaluated_by_clinician": True})
    assert "swelling_not_improving" not in shown
    assert "clot_looked_for" not in shown


AFTER = Answers(danger={"chest_pain": True, "sudden_severe_pain": "left"})


def test_only_who_told_of_a_danger_is_asked_what_became_of_it() -> None:
    assert "gone" not in shown_to(well())
    assert to_document(walk(well())[-1])["answers"]["danger_gone_unseen"] is False
    found = next_screen(respond(respond(AFTER, screen("breath"), well()), screen("sudden"), well()))
    assert found == screen("gone")


@pytest.mark.parametrize(
    ("token", "is_gone"), [("gone", True), ("looked", False), ("wrong", False)]
)
def test_what_became_of_a_danger_sign_answers_whether_it_went_unseen(
    token: str, is_gone: bool
) -> None:
    given = given_from(lines_for(AFTER, screen("gone")), {"gone": [token]})
    assert answer(AFTER, "gone", given).values == {"danger_gone_unseen": is_gone}


def test_a_danger_sign_that_is_still_there_is_told_again() -> None:
    given = given_from(lines_for(AFTER, screen("gone")), {"gone": ["still"]})
    assert answer(AFTER, "gone", given).values == {**AFTER.danger, "danger_gone_unseen": False}


def test_a_wrong_press_is_taken_back_by_name() -> None:
    labels = [option.label for line in lines_for(AFTER, screen("gone")) for option in line.options]
    assert labels[-1].endswith("chest pain, sudden, severe leg pain (left leg)")


def test_other_findings_cannot_be_told_where_it_is_asked_what_became_of_some() -> None:
    with pytest.raises(FaultsError):
        answer(AFTER, "gone", {"bleeding_vein": True})


def test_being_seen_is_asked_of_what_was_marked_by_leg() -> None:
    one = after("swelling", leg_pain="left")
    assert "new leg pain that stays (left leg)" in heading(one, screen("seen")).asks
    two = answer(one, "veins", {"leg_fatigue": "both"})
    assert heading(two, screen("seen")).names == (
        "new leg pain that stays (left leg)",
        "tired legs (both)",
    )


def test_a_follow_up_cannot_be_answered_before_what_opens_it() -> None:
    with pytest.raises(match="change what it follows first"):
        change(after("swelling"), "swelling_course", "sudden")


def test_every_fault_of_an_answer_is_told_at_once() -> None:
    with pytest.raises(FaultsError) as told:
        answer(Answers(), "breath", {"chest_pain": "no", "swelling": "left", "short_of_breath": 1})
    assert len(told.value.faults) == 3


def test_an_age_cannot_be_denied() -> None:
    with pytest.raises(match="no 'none' to it"):
        answer(Answers(), "age", {}, none_of_these=True)


def test_an_unknown_screen_names_the_nearest() -> None:
    with pytest.raises(match="did you mean 'breath'"):
        answer(Answers(), "breth", {})


def test_an_unknown_finding_names_the_nearest() -> None:
    with pytest.raises(match="did you mean 'swelling'"):
        change(Answers(), "sweling", "left")


def test_back_goes_to_the_screen_before() -> None:
    answers = after("swelling", swelling="left")
    assert previous_screen(answers, "breath") is None
    assert previous_screen(answers, "swelling_course") == screen("swelling")


def test_tokens_of_a_form_become_values() -> None:
    tokens = {"chest_pain": ["yes"], "racing_heart": ["unsure"], "fever": [""]}
    said = given_from(screen("breath").lines, tokens)
    assert said == {"chest_pain": True, "racing_heart": UNSURE}
    assert given_from(screen("age").lines, {"age": [" 67 "]}) == {"age": 67}
    allowed = given_from(screen("allowed").lines, {"cleared_activities": ["walking", "elevation"]})
    assert allowed == {"cleared_activities": ("walking", "elevation")}
    assert given_from(screen("allowed").lines, {"cleared_activities": ["none"]}) == {
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
        ("breath", "breath", ["yes"]),
        ("breath", "fever", ["very_ill", "fever"]),
        ("allowed", "cleared_activities", ["walking", "none"]),
        ("allowed", "cleared_activities", ["walking", "unsure"]),
        ("swelling", "swelling", ["left", "right"]),
    ],
)
def test_tokens_that_fit_nothing_are_refused(
    screen_id: str, finding: str, words: list[str]
) -> None:
    with pytest.raises(FaultsError):
        given_from(screen(screen_id).lines, {finding: words})


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
    heads = [found for found in screens() if not (found.opened_by or found.unless)]
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
