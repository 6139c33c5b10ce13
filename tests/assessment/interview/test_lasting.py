"""From the second check on what does not change is asked with one look."""

from hypothesis import given, settings

from assessment.interview.walks import Truth, respond, truths, walk, well
from soleus.assessment import decide
from soleus.assessment.interview import (
    Answers,
    answer,
    change,
    lasting_answers,
    next_screen,
    screen,
    still_so,
    to_document,
    told_today,
)
from soleus.assessment.interview.question_files import questions


def second(truth: Truth) -> Answers:
    """What a second check begins with, after a first one answered by ``truth``."""
    return Answers().with_kept(lasting_answers(to_document(walk(truth)[-1])))


def asked_of(answers: Answers, truth: Truth) -> list[str]:
    """The screens that are asked on the way to the end, all kept being still so."""
    shown: list[str] = []
    while found := next_screen(answers):
        shown.append(found.id)
        answers = respond(answers, found, truth) if found.lines else answer(answers, found.id, {})
    return shown


def test_danger_signs_and_symptoms_are_asked_anew_and_the_rest_with_one_look() -> None:
    shown = asked_of(second(well()), well())
    assert not any(screen(name).is_lasting for name in shown)
    symptoms = ["breath", "sudden", "swelling", "pregnancy", "walking", "veins"]
    assert shown == [*symptoms, "lately", "still"]


@settings(max_examples=30, deadline=None)
@given(truths(with_unsure=False))
def test_a_second_check_that_says_the_same_leads_to_the_same(truth: Truth) -> None:
    answers = second(truth)
    while found := next_screen(answers):
        answers = respond(answers, found, truth) if found.lines else answer(answers, found.id, {})
    assert to_document(answers) == to_document(walk(truth)[-1])


def test_what_was_denied_last_time_is_unknown_until_it_is_said_to_be_still_so() -> None:
    answers = second({**well(), "diabetes": True})
    document = to_document(answers)
    assert document["answers"]["diabetes"] is True
    assert "heart_failure" not in document["answers"]
    assert to_document(answer(answers, "still", {}))["answers"]["heart_failure"] is False


def test_what_was_told_today_is_seen_again_without_what_was_kept() -> None:
    answers = second({**well(), "leg_pain": "left"})
    while (found := next_screen(answers)) and found.lines:
        answers = respond(answers, found, {**well(), "leg_pain": "left"})
    rows = told_today(answers)
    assert next(row.label for row in rows if row.is_marked) == "Left leg"
    assert {row.question.finding for row in rows} == answers.values.keys() - answers.kept


def test_what_has_changed_is_asked_in_full_and_the_rest_stays() -> None:
    answers = change(second(well()), "diabetes", True)
    assert answers.values["diabetes"] is True
    assert "diabetes" not in answers.kept
    assert "age" in answers.kept


def test_a_screen_left_open_last_time_is_asked_in_full() -> None:
    truth: Truth = {**well(), "known_pad": "unsure"}
    assert "vessels" in asked_of(second(truth), well())


def test_all_that_is_kept_is_shown() -> None:
    rows = {row.screen.id: row.said for row in still_so(second({**well(), "diabetes": True}))}
    assert rows == {"age": ("44",), "vessels": (), "illnesses": ("Diabetes",), "days": ()}


def test_an_answer_file_that_says_something_else_keeps_nothing_of_it() -> None:
    kept = lasting_answers({"answers": {"age": True, "sits_long": "yes"}})
    assert kept == {}
    assert set(lasting_answers(to_document(walk(well())[-1]))) <= set(questions())


def test_a_second_check_decides_nothing_before_it_is_asked() -> None:
    assert decide(to_document(second(well()))).urgency == "incomplete"
