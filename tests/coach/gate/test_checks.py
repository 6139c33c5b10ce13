"""A check is taken screen by screen, left, taken up again, edited, and ended by an emergency."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from coach.samples import note_symptoms
from soleus.assessment.interview import Subject
from soleus.coach import Coach, NotThereError
from soleus.coach.gate.checks import DRAFT_LIFETIME
from soleus.journal import CheckEntry
from soleus.vocabulary import FaultsError, Urgency
from soleus.vocabulary.clock import FixedClock

MINUTE = timedelta(minutes=1)


def deny_everything(coach: Coach, person: str = "self") -> None:
    """Answer every screen with none of these, and the age."""
    while (screen := coach.checks.current(person).screen) is not None:
        given = {"age": 40} if screen.id == "age" else {}
        coach.checks.answer(person, screen.id, given, none_of_these=screen.id != "age")


def test_a_well_person_is_through_in_a_dozen_screens_and_everything_is_answered(
    coach: Coach,
) -> None:
    deny_everything(coach)
    decision = coach.checks.finish("self")
    assert decision.urgency is Urgency.SELF_CARE
    assert decision.questions == ()
    assert coach.gate.standing("self").clearance is not None


def test_a_check_left_half_way_goes_on_where_it_was(coach: Coach, clock: FixedClock) -> None:
    first = coach.checks.current("self").screen
    assert first is not None
    coach.checks.answer("self", first.id, {}, none_of_these=True)
    clock.advance(timedelta(hours=5))
    assert coach.checks.is_under_way("self")
    second = coach.checks.current("self").screen
    assert second is not None
    assert second.id != first.id


def test_a_half_way_check_of_yesterday_is_begun_anew(coach: Coach, clock: FixedClock) -> None:
    first = coach.checks.current("self").screen
    assert first is not None
    coach.checks.answer("self", first.id, {}, none_of_these=True)
    clock.advance(DRAFT_LIFETIME)
    assert not coach.checks.is_under_way("self")
    assert coach.checks.current("self").screen == first


def test_an_emergency_ends_the_check_at_once_and_is_recorded(coach: Coach) -> None:
    under_way = coach.checks.answer("self", "breath", {"chest_pain": True}, none_of_these=True)
    assert under_way.decision is not None
    assert under_way.decision.urgency is Urgency.EMERGENCY
    assert coach.gate.standing("self").is_emergency
    assert not coach.checks.is_under_way("self")


def test_a_faulty_answer_keeps_nothing(coach: Coach) -> None:
    with pytest.raises(FaultsError):
        coach.checks.answer("self", "breath", {"chest_pain": "left"})
    assert not coach.checks.is_under_way("self")


def test_an_answer_can_be_changed_after_the_result(coach: Coach, clock: FixedClock) -> None:
    deny_everything(coach)
    coach.checks.finish("self")
    clock.advance(MINUTE)
    coach.checks.reopen("self")
    coach.checks.change("self", "leg_pain", "left")
    deny_everything(coach)
    assert coach.checks.finish("self").urgency is Urgency.TODAY


def test_editing_a_check_does_not_lengthen_its_life(coach: Coach, clock: FixedClock) -> None:
    deny_everything(coach)
    coach.checks.finish("self")
    began = coach.gate.standing("self").checked_at
    clock.advance(timedelta(hours=6))
    coach.checks.reopen("self")
    coach.checks.change("self", "smoker", True)
    coach.checks.finish("self")
    assert coach.gate.standing("self").checked_at == began


def test_what_is_noted_while_a_check_is_under_way_outlives_it(
    coach: Coach, clock: FixedClock
) -> None:
    first = coach.checks.current("self").screen
    assert first is not None
    coach.checks.answer("self", first.id, {}, none_of_these=True)
    clock.advance(MINUTE)
    note_symptoms(coach, "self", findings={"chest_pain": True})
    clock.advance(MINUTE)
    deny_everything(coach)
    coach.checks.finish("self")
    assert coach.gate.standing("self").is_emergency


def test_a_check_for_somebody_else_speaks_of_them_and_is_kept_apart(coach: Coach) -> None:
    parent = coach.journal.add_person("Parent")
    assert coach.checks.current(parent.id).answers.subject is Subject.OTHER
    deny_everything(coach, parent.id)
    coach.checks.finish(parent.id)
    assert coach.journal.latest("self", CheckEntry) is None
    assert coach.gate.standing("self").clearance is None


def test_a_check_that_was_ended_is_not_ended_again_as_one_without_answers(coach: Coach) -> None:
    deny_everything(coach)
    coach.checks.finish("self")
    with pytest.raises(NotThereError):
        coach.checks.finish("self")
    assert coach.gate.standing("self").clearance is not None
    assert len(coach.journal.entries("self", [CheckEntry])) == 1


def test_what_two_tabs_answer_at_once_all_counts(coach: Coach) -> None:
    people = [coach.journal.add_person(f"Person {number}").id for number in range(8)]
    screens = ("breath", "sudden")
    with ThreadPoolExecutor(2) as tabs:
        for person in people:
            said = [
                tabs.submit(coach.checks.answer, person, screen, {}, none_of_these=True)
                for screen in screens
            ]
            for each in said:
                each.result()
            kept = coach.checks.current(person).answers
            assert kept.has("chest_pain")
            assert kept.has("bleeding_vein")


def test_a_wrong_press_is_taken_back_by_name_and_the_check_is_asked_all_the_same(
    coach: Coach,
) -> None:
    coach.checks.record("self", {"answers": {"chest_pain": True}, "others": "no"})
    under_way = coach.checks.pressed_wrongly("self")
    assert under_way.answers.values == {"danger_gone_unseen": False}
    assert under_way.screen is not None
    assert under_way.screen.id == "breath"
    assert coach.gate.standing("self").is_emergency


def test_an_emergency_that_is_edited_away_is_asked_about(coach: Coach) -> None:
    coach.checks.answer("self", "breath", {"chest_pain": True}, none_of_these=True)
    coach.checks.reopen("self")
    now = coach.checks.change("self", "chest_pain", False)
    assert now.answers.danger == {"chest_pain": True}
    now = coach.checks.answer("self", "sudden", {}, none_of_these=True)
    assert now.screen is not None
    assert now.screen.id == "gone"
