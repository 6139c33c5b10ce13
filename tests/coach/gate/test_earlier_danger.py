"""After an emergency the next check asks what became of it, until somebody has said so."""

from datetime import timedelta
from typing import Any

import pytest

from coach.samples import note_symptoms
from soleus.coach import Coach
from soleus.coach.gate.earlier_danger import earlier_danger
from soleus.journal import Knew
from soleus.session import Act, Event
from soleus.vocabulary import Leg, Urgency
from soleus.vocabulary.clock import FixedClock

PAIN: dict[str, Any] = {"answers": {"chest_pain": True}, "others": "no"}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def asked(coach: Coach) -> dict[str, Any]:
    return earlier_danger(coach.journal, "self", coach.clock.now())


def check_saying(coach: Coach, gone: bool | None, **answers: Any) -> None:
    said = {**answers} if gone is None else {**answers, "danger_gone_unseen": gone}
    coach.checks.record("self", {"answers": said, "others": "unknown"})


def test_a_sign_is_asked_about_for_seven_days(coach: Coach, clock: FixedClock) -> None:
    assert asked(coach) == {}
    coach.checks.record("self", PAIN)
    assert asked(coach) == {"chest_pain": True}
    clock.advance(7 * DAY)
    assert asked(coach) == {"chest_pain": True}
    clock.advance(HOUR)
    assert asked(coach) == {}


def test_only_signs_are_asked_about_and_no_illness(coach: Coach) -> None:
    foot = {"diabetes": True, "slow_healing_wound": "left", "cold_feet_or_legs": "left"}
    coach.checks.record("self", {"answers": foot, "others": "no"})
    assert asked(coach) == {"slow_healing_wound": "left", "cold_feet_or_legs": "left"}


@pytest.mark.parametrize(("gone", "is_open"), [(False, False), (True, True), (None, True)])
def test_it_is_asked_until_a_check_says_what_became_of_it(
    coach: Coach, clock: FixedClock, gone: bool | None, is_open: bool
) -> None:
    coach.checks.record("self", PAIN)
    clock.advance(HOUR)
    check_saying(coach, gone, chest_pain=False)
    assert bool(asked(coach)) == is_open
    assert coach.gate.standing("self").clearance is None


@pytest.mark.parametrize("hours", [-30, 0, 30])
def test_a_check_that_did_not_know_of_it_closes_nothing_whatever_the_clocks_say(
    coach: Coach, clock: FixedClock, hours: int
) -> None:
    clock.advance(2 * DAY)
    coach.checks.record("self", PAIN)
    begun, told = clock.now() + hours * HOUR, {"danger_gone_unseen": False}
    clock.advance(2 * DAY)
    document = {"answers": told, "others": "no"}
    coach.checks.record("self", document, began_at=begun, knew=Knew())
    assert asked(coach) == {"chest_pain": True}


def test_a_stop_in_a_session_and_what_was_taken_back_are_asked_about(
    well: Coach, clock: FixedClock
) -> None:
    session = well.practice.begin("self", "calf_raises", anything_new=False)
    well.practice.on("self", session.id, (Event(Act.BEGIN),))
    stop = Event(Act.STOP, rule="sudden_swelling", leg=Leg.LEFT)
    well.practice.on("self", session.id, (stop,))
    assert asked(well) == {"swelling": "left", "swelling_course": "sudden"}
    noted = note_symptoms(well, "self", findings={"chest_pain": True})
    well.journal.withdraw(noted.id)
    assert asked(well)["chest_pain"] is True


def test_until_it_is_answered_nothing_opens(coach: Coach, clock: FixedClock) -> None:
    coach.checks.record("self", PAIN)
    clock.advance(HOUR)
    check = coach.checks.current("self")
    assert check.answers.danger == {"chest_pain": True}
    while check.screen is not None and check.screen.id != "gone":
        check = coach.checks.answer("self", check.screen.id, {}, none_of_these=True)
    assert check.screen is not None
    decision = coach.checks.finish("self")
    assert decision.urgency is Urgency.INCOMPLETE
    assert "danger_gone_unseen" in decision.questions
    assert coach.gate.standing("self").clearance is None
