"""Somebody with one leg is asked about that leg alone, and is not read as safer for it."""

import pytest

from soleus.assessment import decide
from soleus.assessment.finding import Kind
from soleus.assessment.interview import Answers, answer, to_document
from soleus.assessment.interview.question_files import questions
from soleus.assessment.interview.screens import screen_of
from soleus.vocabulary import FaultsError, Limbs


@pytest.mark.parametrize("limbs", [Limbs.LEFT_LEG, Limbs.RIGHT_LEG])
def test_only_the_leg_that_is_there_can_be_answered(limbs: Limbs) -> None:
    side = limbs.only_leg
    assert side is not None
    sided = [each for each in questions(limbs=limbs).values() if each.kind is Kind.SIDED]
    assert sided
    for question in sided:
        assert {choice.value for choice in question.choices} == {side.value, "none"}
        assert question.label(side.value) == "Yes"
        assert question.faults("both")


def test_a_leg_that_ends_early_is_asked_about_as_any_other() -> None:
    for limbs in (Limbs.LEFT_FOOT, Limbs.RIGHT_FOOT, Limbs.NO_FOOT):
        assert questions(limbs=limbs) == questions()


def test_an_answer_about_the_other_leg_is_refused() -> None:
    sided = next(q.finding for q in questions().values() if q.kind is Kind.SIDED)
    with pytest.raises(FaultsError):
        answer(Answers(limbs=Limbs.LEFT_LEG), screen_of(sided).id, {sided: "right"})


def test_one_leg_swollen_is_one_leg_of_two_to_the_check() -> None:
    answers = Answers(limbs=Limbs.LEFT_LEG).with_given(
        {"swelling": "left", "swelling_course": "recent"}
    )
    with_two = Answers().with_given({"swelling": "left", "swelling_course": "recent"})
    assert decide(to_document(answers)) == decide(to_document(with_two))


def test_half_way_answers_keep_which_legs_they_are_about() -> None:
    answers = Answers(limbs=Limbs.RIGHT_LEG).with_given({"swelling": "right"})
    assert Answers.from_dict(answers.as_dict()) == answers


def test_older_half_way_answers_are_about_two_legs() -> None:
    stored = Answers().with_given({"swelling": "both"}).as_dict()
    del stored["limbs"]
    assert Answers.from_dict(stored).limbs is Limbs.BOTH
