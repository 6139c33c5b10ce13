"""Check and session ask only for the legs and feet that are there."""

import pytest

from soleus.assessment.interview.question_files import questions
from soleus.coach import Coach
from soleus.journal import SymptomEntry
from soleus.session import read_event
from soleus.vocabulary import FaultsError, Limbs, NotPermittedError


def test_two_legs_until_somebody_says_otherwise(coach: Coach) -> None:
    assert coach.limbs.of("self") is Limbs.BOTH


def test_what_was_kept_is_read_back_beside_other_settings(coach: Coach) -> None:
    coach.journal.save_setting("self", "other", 1)
    coach.limbs.keep("self", Limbs.LEFT_FOOT)
    assert coach.limbs.of("self") is Limbs.LEFT_FOOT
    assert coach.journal.settings("self")["other"] == 1


def test_the_check_asks_about_the_one_leg_and_begins_anew(coach: Coach) -> None:
    coach.checks.answer("self", "breath", {}, none_of_these=True)
    assert coach.checks.is_under_way("self")
    coach.limbs.keep("self", Limbs.RIGHT_LEG)
    assert not coach.checks.is_under_way("self")
    answers = coach.checks.current("self").answers
    swelling = questions(answers.subject, answers.limbs)["swelling"]
    assert [choice.value for choice in swelling.choices] == ["right", "none"]


def test_a_session_moves_the_foot_that_is_there(well: Coach) -> None:
    well.limbs.keep("self", Limbs.RIGHT_LEG)
    practised = well.practice.begin("self", "ankle_pumps", anything_new=False)
    assert practised.session.options["feet"] == "right"
    with pytest.raises(FaultsError):
        well.practice.begin("self", "ankle_pumps", {"feet": "both"}, anything_new=False)


def test_without_a_foot_no_pumps_are_begun(well: Coach) -> None:
    well.limbs.keep("self", Limbs.NO_FOOT)
    with pytest.raises(NotPermittedError):
        well.practice.begin("self", "ankle_pumps", anything_new=False)


def test_a_stop_without_a_leg_named_is_about_the_one_leg(well: Coach) -> None:
    well.limbs.keep("self", Limbs.RIGHT_LEG)
    begun = well.practice.begin("self", "ankle_pumps", anything_new=False)
    stop = read_event({"do": "stop", "rule": "sudden_swelling"})
    well.practice.on("self", begun.id, (stop,))
    noted = well.journal.latest("self", SymptomEntry)
    assert noted is not None
    assert noted.entry.findings["swelling"] == "right"
    assert "not named" not in noted.entry.note
