import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.interview.walks import Truth, truths, walk
from soleus.assessment.interview import UNSURE, Answers, Subject, next_screen
from soleus.vocabulary import FaultsError


@given(truths(), st.sampled_from(Subject), st.data())
def test_a_check_left_half_way_is_taken_up_where_it_was(
    truth: Truth, subject: Subject, data: st.DataObject
) -> None:
    states = walk(truth, subject)
    left = data.draw(st.sampled_from(states))
    taken_up = Answers.from_dict(json.loads(json.dumps(left.as_dict())))
    assert taken_up == left
    assert next_screen(taken_up) == next_screen(left)


@pytest.mark.parametrize(
    ("stored", "fault"),
    [
        ({}, "cannot be read"),
        ({"subject": "self", "values": [], "unsure": []}, "cannot be read"),
        ({"subject": "me", "values": {}, "unsure": []}, "cannot be read"),
        ({"subject": "self", "values": {"swellin": "left"}, "unsure": []}, "'swelling'"),
        ({"subject": "self", "values": {"chest_pain": "no"}, "unsure": []}, "no answer"),
        ({"subject": "self", "values": {"age": True}, "unsure": []}, "no answer"),
        ({"subject": "self", "values": {"chest_pain": 0}, "unsure": []}, "no answer"),
        ({"subject": "self", "values": {"chest_pain": UNSURE}, "unsure": []}, "list 'unsure'"),
        ({"subject": "self", "values": {"age": 40}, "unsure": ["age"]}, "both a value and not"),
        ({"subject": "self", "values": {"swelling": ["left"]}, "unsure": []}, "no answer"),
    ],
)
def test_what_was_stored_wrongly_is_refused(stored: dict[str, object], fault: str) -> None:
    with pytest.raises(match=fault):
        Answers.from_dict(stored)


def test_all_faults_of_what_was_stored_are_told_at_once() -> None:
    with pytest.raises(FaultsError) as told:
        Answers.from_dict({"subject": "me", "values": {"age": 3, "x": 1}, "unsure": ["y"]})
    assert len(told.value.faults) == 4


def test_a_new_answer_replaces_not_sure_and_the_other_way_round() -> None:
    unsure = Answers().with_given({"chest_pain": UNSURE})
    assert unsure.given("chest_pain") == UNSURE
    assert unsure.with_given({"chest_pain": False}).given("chest_pain") is False
    assert unsure.with_given({"chest_pain": False}).with_given({"chest_pain": UNSURE}) == unsure
