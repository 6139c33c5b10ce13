"""What is said of a decision: every decision can be told, and each part of it is there."""

from typing import Any

import pytest
from hypothesis import given

from assessment.strategies import documents
from soleus.assessment import (
    RefusalCause,
    ResultView,
    decide,
    emergency_view,
    result_view,
)
from soleus.assessment.interview import question
from soleus.assessment.result_view import Line, Section
from soleus.evidence import Text
from soleus.vocabulary import Activity, Answer, AnswerDocument, Calls, Findings


def shown(**answers: Answer) -> ResultView:
    document: AnswerDocument = {"answers": answers, "others": "no"}
    return result_view(document, decide(document))


def section(view: ResultView, id_: str) -> Section:
    return next(each for each in view.sections if each.id == id_)


def lines(view: ResultView) -> list[Line]:
    return [line for each in view.sections for row in each.rows for line in row]


def words(view: ResultView, id_: str) -> str:
    return " ".join(line.says for row in section(view, id_).rows for line in row)


@given(documents())
def test_every_decision_is_told_with_what_to_do_what_is_open_and_why(
    document: AnswerDocument,
) -> None:
    decision = decide(document)
    view = result_view(document, decision)
    assert all(line.says or line.points for line in lines(view))
    assert all(line.claims for line in lines(view) if line.says.endswith(".") and not line.look)
    assert view.sections[0].id == "first"
    said = {line.says for line in lines(view)}
    if "incomplete" not in view.facts:  # what waits for an answer says so where it waits
        assert said >= {reason.says for reason in decision.reasons}
    if "emergency" in view.facts:
        assert [each.id for each in view.sections] == ["first", "why", "now", "bleeding", "change"]
        return
    assert {"may", "change", "sheet"} <= {each.id for each in view.sections}
    titles = [
        line.says for row in section(view, "may").rows for line in row if line.look == "title"
    ]
    assert ", ".join(titles).count(", ") >= len(Activity) - 2


@given(documents())
def test_what_an_activity_waits_for_is_said_where_it_waits(document: AnswerDocument) -> None:
    decision = decide(document)
    waits = any(
        each.until in ("evaluation", "clearance")
        for activity, each in decision.activities.items()
        if activity is not Activity.PAIN_GUIDED_WALKING
    )
    view = result_view(document, decision)
    if "emergency" not in view.facts:
        assert ("It waits until" in words(view, "may")) >= waits


def test_the_freest_activities_come_first_and_the_same_reasons_are_said_once() -> None:
    seen: dict[str, Any] = {"known_pad": True, "evaluated_by_clinician": True}
    rows = section(shown(**seen, cold_feet_or_legs="both"), "may").rows
    looks = [row[1].look for row in rows]
    order = ["status permitted", "status caution", "status hold", "status withheld"]
    assert looks == sorted(looks, key=order.index)
    said = [line.says for row in rows for line in row if line.claims]
    assert len(said) == len(set(said)) + 1, "what two groups wait for stands with both"


def test_of_many_open_questions_eight_are_shown_and_the_others_counted() -> None:
    document: AnswerDocument = {"answers": {}, "others": "unknown"}
    rows = section(result_view(document, decide(document)), "open").rows
    assert len(rows) == 9
    assert rows[0][1].says == "The answer could still mean an emergency."
    assert rows[-1][0].says.startswith("And ")


def test_answers_that_contradict_the_check_leave_the_result_to_be_told() -> None:
    document: AnswerDocument = {"answers": {"swelling": "none"}, "others": "no"}
    answers: Findings = {"swelling": "none", "swelling_course": "recent"}
    noticed: AnswerDocument = {"answers": answers, "others": "no"}
    view = result_view(noticed, decide(document), cause=RefusalCause.NEW_SYMPTOM)
    assert "no longer counts" in words(view, "over")


def test_nobody_is_promised_a_walk_that_is_on_hold() -> None:
    held = shown(heart_failure=True, swelling="both")
    assert "Walking waits for it" in words(held, "first")
    assert "Until then build up nothing." in words(
        shown(bed_rest=True, weak_foot_pulses="both"), "first"
    )
    assert "keep up your ordinary walking" in words(shown(weak_foot_pulses="both"), "first")


def test_what_the_notes_show_is_said_with_its_claims() -> None:
    document: AnswerDocument = {"answers": {}, "others": "no"}
    view = result_view(document, decide(document), notes=[Text("The calf grew.", ("G01",))])
    assert section(view, "learnt").rows == ((Line("The calf grew.", ("G01",)),),)


def test_the_page_for_any_emergency_names_the_signs() -> None:
    assert [each.id for each in emergency_view().sections] == ["first", "signs", "now", "bleeding"]


GHANA = Calls("999", "Ghana", medical="11 22", service="Health line")


def card(document: AnswerDocument, calls: Calls = GHANA) -> Section:
    return section(result_view(document, decide(document), calls=calls), "first")


def test_an_emergency_names_the_country_and_112_where_it_may_help() -> None:
    said = [line.says for row in section(emergency_view(GHANA), "first").rows for line in row]
    assert said[-1] == "Emergency number for: Ghana. If it does not answer, try 112."
    assert section(emergency_view(GHANA), "first").title == "Call 999 now"
    guessed = section(emergency_view(Calls("112", "Austria", is_guessed=True)), "first")
    assert guessed.rows[-1][0].says.endswith("going by the language of this browser.")
    unknown = section(emergency_view(), "first")
    assert "112 works in all" in unknown.rows[-1][0].says


def test_the_suspicion_is_said_once_and_first_and_is_no_diagnosis() -> None:
    view = shown(leg_pain="left", slow_healing_wound="right")
    because = [line.says for line in lines(view) if line.look == "because"]
    assert because == ["This can be a blood clot in the leg (deep vein thrombosis)."]


@pytest.mark.parametrize("answers", [{"leg_pain": "left"}, {"short_of_breath": True}])
def test_nobody_who_must_be_seen_today_is_told_what_the_signs_look_like(answers: Any) -> None:
    view = shown(**answers, swelling="both", swelling_course="comes_and_goes")
    assert "pattern" not in {each.id for each in view.sections}
    days = shown(swelling="both", swelling_course="long_standing")
    assert "pattern" in {each.id for each in days.sections}


def test_a_number_can_be_pressed_with_no_space_in_it() -> None:
    links = [
        line.to
        for row in card({"answers": {"leg_pain": "left"}, "others": "no"}).rows
        for line in row
    ]
    assert [each for each in links if each] == ["tel:1122", "tel:999"]


def test_where_there_is_no_medical_line_a_place_to_go_is_named() -> None:
    told = card({"answers": {"leg_pain": "left"}, "others": "no"}, Calls("999", "Ghana"))
    assert "urgent care" in " ".join(line.says for row in told.rows for line in row)


def unsure(*findings: str, **answers: Answer) -> ResultView:
    document: AnswerDocument = {
        "answers": {**dict.fromkeys(findings), **answers},
        "others": "no",
    }
    return result_view(document, decide(document), calls=GHANA)


def test_who_is_not_sure_of_a_danger_sign_is_told_how_to_make_sure_and_whom_to_call() -> None:
    view = unsure("suddenly_cold_pale_or_blue")
    first = section(view, "first")
    assert (first.title, first.css) == ("Make sure of this now", "care urgent")
    assert first.rows[0][0].points == (question("suddenly_cold_pale_or_blue").item,)
    assert "tel:1122" in {line.to for row in first.rows for line in row}
    assert question("suddenly_cold_pale_or_blue").find_out in words(view, "unsure")


def test_what_has_no_test_of_its_own_is_explained_as_in_its_question() -> None:
    view = unsure("pale_or_discoloured_skin", fever_or_unwell=True)
    assert question("pale_or_discoloured_skin").means.split("\n")[0] in words(view, "unsure")


def test_who_is_not_sure_of_anything_else_is_not_alarmed() -> None:
    assert (
        section(unsure("weak_foot_pulses", "ankle_skin_discolouration"), "first").css
        != "care urgent"
    )
    nothing: AnswerDocument = {"answers": {}, "others": "unknown"}
    assert card(nothing).title == "Some answers are missing"


def begins(view: ResultView) -> list[tuple[str, str]]:
    return [(line.says, line.to) for line in lines(view) if line.to.startswith("/session")]


def test_who_may_exercise_is_offered_a_session_first() -> None:
    assert begins(shown()) == [("Start with ankle pumps", "/session/ankle-pumps")]
    assert begins(shown(venous_insufficiency=True)) == [("Start with walking", "/session/walking")]
    assert begins(shown(pain_walking_eases_with_rest="left")) == []
    document: AnswerDocument = {"answers": {}, "others": "no"}
    over = result_view(document, decide(document), cause=RefusalCause.EXPIRED)
    assert begins(over) == []
    assert section(over, "first").title == "Take the check again"


def test_walking_to_pain_is_spoken_of_only_to_whom_it_can_concern() -> None:
    seen = {"evaluated_by_clinician": True}
    assert "supervision" not in words(shown(), "may")
    assert "supervision" in words(shown(known_pad=True), "may")
    asked = shown(**seen, cleared_activities=["pain_guided_walking"])
    assert "supervision" in words(asked, "may")
