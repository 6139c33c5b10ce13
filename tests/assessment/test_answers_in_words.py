"""What was answered, in the words of the check."""

from soleus.assessment.answers_in_words import answers_to, denied_items, other_answers
from soleus.assessment.interview import Subject
from soleus.vocabulary import AnswerDocument, Findings

SELF = Subject.SELF


def test_an_answer_stands_strong_behind_its_question_and_once() -> None:
    document: AnswerDocument = {"answers": {"swelling": "left", "chest_pain": None}, "others": "no"}
    (said,) = answers_to(["swelling", "chest_pain", "swelling"], document, SELF)
    assert said.startswith("Is a foot, ankle, knee, calf or thigh swollen")
    assert said.endswith("? **Left leg, or the left is bigger**")


def test_activities_are_told_by_their_names() -> None:
    document: AnswerDocument = {"answers": {"cleared_activities": ["calf_raises"]}}
    (said,) = answers_to(["cleared_activities"], document, SELF)
    assert said.endswith("**Calf raises (up on the toes, and down)**")


def test_what_else_was_said_begins_with_the_age_and_leaves_out_what_was_denied() -> None:
    answers: Findings = {
        "recent_leg_surgery": True,
        "age": 61,
        "diabetes": False,
        "active_cancer": None,
    }
    age, *others = other_answers(["leg_pain"], {"answers": answers}, SELF)
    assert age.endswith("**61**")
    assert sorted(said.rsplit(" **")[1] for said in others) == ["Not sure**", "Yes**"]


def test_what_led_somewhere_is_not_said_again_unless_nobody_knows_it() -> None:
    document: AnswerDocument = {"answers": {"leg_pain": "left", "chest_pain": None}}
    (unsure,) = other_answers(["leg_pain", "chest_pain"], document, SELF)
    assert "Not sure" in unsure


def test_denied_is_what_was_denied_in_so_many_words_or_with_all_the_rest() -> None:
    one: AnswerDocument = {
        "answers": {"heart_failure": False, "diabetes": None},
        "others": "unknown",
    }
    assert len(denied_items(one, SELF)) == 1
    rest = denied_items({**one, "others": "no"}, SELF)
    assert len(rest) > 40
    assert not any("Diabetes" in item for item in rest)
