"""The explanation: plain words for every decision, each with its claims."""

from hypothesis import given

from assessment.strategies import Document, documents
from soleus.assessment import Explanation, carriers, decide, explain, rules
from soleus.assessment.explanation import Line
from soleus.evidence import claims
from soleus.vocabulary import Activity, Until


def explained(**answers: object) -> Explanation:
    document = {"answers": answers, "others": "no"}
    return explain(document, decide(document))


def lines_of(explanation: Explanation) -> list[Line]:
    waits = [activity.waits for activity in explanation.activities if activity.waits]
    could = [question.could for question in explanation.open]
    return [explanation.first, explanation.pattern, explanation.change, *waits, *could]


@given(documents())
def test_every_decision_can_be_explained_with_its_claims(document: Document) -> None:
    decision = decide(document)
    explanation = explain(document, decision)
    assert all(line.text and line.claims for line in lines_of(explanation))
    assert [led.reason for led in explanation.led] == list(decision.reasons)
    assert tuple(question.finding for question in explanation.open) == decision.questions
    assert {each.activity for each in explanation.activities} == set(Activity)


@given(documents())
def test_what_an_activity_waits_for_is_said_exactly_where_it_waits(document: Document) -> None:
    explanation = explain(document, decide(document))
    for activity in explanation.activities:
        assert (activity.waits is not None) == (activity.ruling.until is not None)


def test_the_answers_that_led_there_are_told_in_words() -> None:
    (led,) = explained(swelling="left", swelling_course="sudden").led
    assert [(given.short, given.answer) for given in led.answers] == [
        ("swelling of the leg", "left leg"),
        ("how the swelling came", "within a day"),
    ]


def test_a_yes_is_told_as_yes_and_a_list_by_its_names() -> None:
    (led,) = explained(chest_pain=True).led
    assert [given.answer for given in led.answers] == ["yes"]
    settled = {"evaluated_by_clinician": True, "known_dvt": True}
    explanation = explained(**settled, cleared_activities=["calf_raises"])
    raises = next(a for a in explanation.activities if a.activity is Activity.CALF_RAISES)
    assert raises.led[-1].answers[0].answer == "calf raises"


def test_a_missing_answer_is_told_as_not_answered_and_a_denied_one_as_no() -> None:
    explanation = explained(chest_pain=None)
    assert {given.answer for given in explanation.led[0].answers} == {"not answered"}
    pain_guided = explained().activities[-1]
    assert [given.answer for given in pain_guided.led[0].answers] == ["no"]


def test_an_open_question_says_what_it_could_lead_to() -> None:
    explanation = explained(chest_pain=None, leg_pain=None, balance_problem=None)
    assert [question.could.text for question in explanation.open] == [
        "could still mean an emergency",
        "could still mean being seen today",
        "could still change what is safe to do",
    ]


def test_a_hold_until_clearance_says_what_to_do_then() -> None:
    explanation = explained(known_pad=True)
    elevation = next(a for a in explanation.activities if a.activity is Activity.ELEVATION)
    assert elevation.ruling.until is Until.CLEARANCE
    assert elevation.waits is not None
    assert "allows" in elevation.waits.text


def test_everything_told_is_carried_with_claims_of_the_ledger() -> None:
    carried = carriers()
    assert {one.id for one in carried if one.kind == "rule"} == {rule.id for rule in rules()}
    assert len({(one.kind, one.id) for one in carried}) == len(carried)
    assert all(one.claims and set(one.claims) <= set(claims()) for one in carried)
