"""Lifestyle threads: asked one at a time, once, and again on their day."""

from datetime import timedelta

import pytest

from coach.samples import WELL
from soleus.coach import Coach
from soleus.lifestyle import InvalidHabitError, threads
from soleus.vocabulary.clock import FixedClock


def asked(coach: Coach) -> str | None:
    habit = coach.habits.next("self")
    return habit.thread.id if habit else None


ANSWERS = {
    "smoking": {"smokes": "no"},
    "sodium": {"has_limit": "no"},
    "water": {"has_limit": "no"},
    "shoes": {"fit": "yes"},
    "clothes": {"marks": "no"},
    "stockings": {"wears": "no"},
}


SMOKER = {"answers": {"age": 40, "smoker": True}, "others": "no"}


def test_each_is_asked_once_and_one_at_a_time(well: Coach) -> None:
    well.checks.record("self", SMOKER)
    for thread in threads():
        assert asked(well) == thread
        well.notes.take("self", well.habits.read(thread, ANSWERS[thread]))
    assert asked(well) is None


def test_each_comes_back_on_its_day(well: Coach, clock: FixedClock) -> None:
    for thread in threads():
        well.notes.take("self", well.habits.read(thread, ANSWERS[thread]))
    clock.advance(timedelta(days=179))
    well.checks.record("self", WELL)
    assert asked(well) is None
    clock.advance(timedelta(days=1))
    assert asked(well) == "sodium"


def test_whoever_denied_smoking_in_the_check_is_not_asked_about_it(well: Coach) -> None:
    assert asked(well) == "sodium"
    assert "smoking" in [each.thread.id for each in well.habits.all("self")]


def test_a_check_that_leaves_smoking_open_does_not_stand_for_a_no(coach: Coach) -> None:
    coach.checks.record("self", {"answers": {"age": 40, "smoker": None}, "others": "no"})
    assert asked(coach) == "smoking"


def test_put_off_it_waits_a_week_and_the_answer_stays(well: Coach, clock: FixedClock) -> None:
    well.notes.take(
        "self", well.habits.read("smoking", {"smokes": "yes", "quit_date": "2026-03-04"})
    )
    clock.advance(timedelta(days=2))
    assert asked(well) == "smoking"
    well.notes.take("self", well.habits.put_off("smoking"))
    assert asked(well) == "sodium"
    (smoking, *_) = well.habits.all("self")
    assert smoking.answers == {"smokes": "yes", "quit_date": "2026-03-04"}
    assert smoking.due_on == well.today() + timedelta(days=7)


def test_nobody_is_asked_while_a_doctor_comes_first(coach: Coach) -> None:
    assert asked(coach) is None
    coach.checks.record("self", {"answers": {"leg_pain": "left"}, "others": "no"})
    assert asked(coach) is None


def test_what_the_check_says_decides_what_is_told(coach: Coach) -> None:
    coach.checks.record("self", {"answers": {"heart_failure": True}, "others": "no"})
    coach.notes.take("self", coach.habits.read("sodium", {"has_limit": "no"}))
    told = " ".join(each.says for each in coach.habits.all("self")[1].texts)
    assert "may be lower" in told
    assert "2,300" not in told


def test_an_unknown_thread_is_refused(well: Coach) -> None:
    with pytest.raises(InvalidHabitError):
        well.notes.take("self", well.habits.read("dancing", {}))
    with pytest.raises(InvalidHabitError):
        well.notes.take("self", well.habits.put_off("dancing"))
