"""What makes a clot likelier is asked once, told to the check, and never read as no."""

from datetime import timedelta
from typing import Any

import pytest

from coach.journey_samples import JOURNEY, set_out
from soleus.assessment import RefusalCause, clot_risks
from soleus.assessment.interview import UNSURE
from soleus.coach import Coach, JourneyNow
from soleus.journal import SymptomEntry
from soleus.vocabulary import FaultsError, Sex
from soleus.vocabulary.clock import FixedClock

LEFT_OPEN: dict[str, Any] = {"age": 40, "hormones": None, "earlier_dvt": None}


def half_known(coach: Coach) -> JourneyNow:
    """Return a journey of somebody whose check leaves two of the risks open, but opens all else."""
    coach.checks.record("self", {"answers": LEFT_OPEN, "others": "no"})
    assert coach.gate.standing("self").clearance is not None
    set_out(coach)
    return coach.journeys_now.view("self", JOURNEY)


def finished(coach: Coach) -> None:
    """Answer the rest of the check under way: no danger, nothing else."""
    for _ in range(80):
        under_way = coach.checks.current("self")
        if under_way.screen is None:
            break
        screen = under_way.screen
        given: dict[str, Any] = {}
        for question in screen.questions:
            if not under_way.answers.has(question.finding) and question.denial is not None:
                given[question.finding] = question.denial
            elif question.finding == "age":
                given["age"] = 40
        coach.checks.answer("self", screen.id, given, none_of_these=False)
    coach.checks.finish("self")


def test_what_the_check_knows_is_not_asked(well: Coach) -> None:
    set_out(well)
    risks = well.journeys_now.view("self", JOURNEY).risks
    assert (risks.known, risks.unknown, risks.to_ask) == ((), (), ())
    assert not risks.holds_back


def test_without_a_check_all_of_it_is_asked_and_nothing_is_opened(coach: Coach) -> None:
    set_out(coach)
    now = coach.journeys_now.view("self", JOURNEY)
    asked = {each.finding for each in now.risks.to_ask}
    assert asked == set(clot_risks()) - {"recent_long_journey"}
    assert not now.is_opened
    assert {each.step.kind.activity for each in now.steps} == {None}
    coach.sex.keep("self", Sex.MALE)
    now = coach.journeys_now.view("self", JOURNEY)
    assert "pregnant_or_recent_birth" not in {each.finding for each in now.risks.to_ask}


def test_what_the_check_does_not_know_is_asked_before_anything_is_opened(coach: Coach) -> None:
    now = half_known(coach)
    assert [each.finding for each in now.risks.to_ask] == ["earlier_dvt", "hormones"]
    assert now.risks.holds_back
    assert not now.is_opened
    assert {each.step.kind.activity for each in now.steps} == {None}


def test_every_question_needs_an_answer(coach: Coach) -> None:
    half_known(coach)
    faulty: list[dict[str, Any]] = [{}, {"earlier_dvt": ""}, {"earlier_dvt": False, "hormones": ""}]
    for given in faulty:
        with pytest.raises(FaultsError):
            coach.journey_risks.tell("self", given)
    assert not coach.checks.is_under_way("self")


def test_a_no_is_told_to_the_check_and_the_short_check_opens_the_journey(
    coach: Coach, clock: FixedClock
) -> None:
    half_known(coach)
    coach.journey_risks.tell("self", {"earlier_dvt": False, "hormones": False})
    told = coach.journeys_now.view("self", JOURNEY)
    assert told.risks.to_ask == ()
    assert told.risks.holds_back
    clock.advance(timedelta(minutes=5))
    finished(coach)
    now = coach.journeys_now.view("self", JOURNEY)
    assert now.risks.unknown == ()
    assert now.is_opened


def test_a_yes_shuts_the_gate_until_the_check_that_knows_of_it(
    coach: Coach, clock: FixedClock
) -> None:
    half_known(coach)
    coach.journey_risks.tell("self", {"earlier_dvt": True, "hormones": False})
    refusal = coach.gate.standing("self").refusal
    assert refusal is not None
    assert refusal.cause is RefusalCause.NEW_SYMPTOM
    clock.advance(timedelta(minutes=5))
    finished(coach)
    now = coach.journeys_now.view("self", JOURNEY)
    assert [each.finding for each in now.risks.known] == ["earlier_dvt"]
    assert coach.gate.standing("self").answers["earlier_dvt"] is True
    assert now.is_opened == (now.standing.clearance is not None)


def test_not_sure_stays_unknown_and_is_not_asked_for_ever(coach: Coach, clock: FixedClock) -> None:
    half_known(coach)
    coach.journey_risks.tell("self", {"earlier_dvt": False, "hormones": UNSURE})
    clock.advance(timedelta(minutes=5))
    finished(coach)
    now = coach.journeys_now.view("self", JOURNEY)
    assert [each.finding for each in now.risks.unknown] == ["hormones"]
    assert now.risks.is_asked
    assert now.risks.to_ask == ()
    assert not now.risks.holds_back


def test_a_check_that_was_half_done_before_does_not_know_more_than_it_did(
    coach: Coach, clock: FixedClock
) -> None:
    half_known(coach)
    first = coach.checks.current("self")
    assert first.screen is not None
    denied: dict[str, Any] = {q.finding: q.denial for q in first.screen.questions}
    coach.checks.answer("self", first.screen.id, denied)
    coach.notes.take("self", SymptomEntry(is_new=True))
    coach.journey_risks.tell("self", {"earlier_dvt": True, "hormones": False})
    clock.advance(timedelta(minutes=5))
    finished(coach)
    refusal = coach.gate.standing("self").refusal
    assert refusal is not None, "the symptom noted meanwhile still ends that check"
