"""The week is made through the gate, kept, edited, and read again under the gate of the moment."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coach.samples import WELL, note_symptoms
from soleus.coach import Coach
from soleus.journal import ActivityEntry, Intensity, PlanEntry
from soleus.plan import Setting, drop
from soleus.vocabulary import Activity, NotPermittedError
from soleus.vocabulary.clock import FixedClock


def test_no_plan_is_made_without_a_check(coach: Coach) -> None:
    profile = coach.weeks.profile("self")
    with pytest.raises(NotPermittedError):
        coach.weeks.make("self", profile)
    with pytest.raises(NotPermittedError):
        coach.weeks.current("self")


def test_a_desk_worker_gets_a_week_and_finds_it_again(well: Coach) -> None:
    made = well.weeks.make("self", replace(well.weeks.profile("self"), setting=Setting.DESK))
    assert well.weeks.current("self") == made
    assert {item.kind.activity for item in made.items} >= {Activity.WALKING, Activity.ANKLE_PUMPS}


def test_the_profile_is_remembered(well: Coach) -> None:
    well.weeks.make("self", replace(well.weeks.profile("self"), current_minutes_per_day=20))
    assert well.weeks.profile("self").current_minutes_per_day == 20


def test_the_profile_takes_its_risk_factors_from_the_last_check(well: Coach) -> None:
    well.weeks.make("self", well.weeks.profile("self"))
    well.checks.record("self", {"answers": {"smoker": True}, "others": "no"})
    assert well.weeks.profile("self").risk_factors["smoker"] is True


def test_an_edit_is_kept(well: Coach) -> None:
    made = well.weeks.make("self", well.weeks.profile("self"))
    well.weeks.edit("self", lambda plan: drop(plan, made.items[0].id))
    now = well.weeks.current("self")
    assert now is not None
    assert made.items[0].id not in {item.id for item in now.items}


def test_a_new_symptom_closes_the_plan_too(well: Coach, clock: FixedClock) -> None:
    well.weeks.make("self", well.weeks.profile("self"))
    clock.advance(timedelta(hours=1))
    note_symptoms(well, "self", findings={"leg_pain": "left"})
    with pytest.raises(NotPermittedError):
        well.weeks.current("self")


def test_after_a_stricter_check_the_plan_keeps_only_what_is_still_open(
    well: Coach, clock: FixedClock
) -> None:
    well.weeks.make("self", well.weeks.profile("self"))
    clock.advance(timedelta(hours=1))
    well.checks.record("self", {"answers": {"cannot_stand_safely": True}, "others": "no"})
    plan = well.weeks.current("self")
    assert plan is not None
    assert Activity.WALKING not in {item.kind.activity for item in plan.items}
    assert plan.refused


def test_a_plan_that_cannot_be_read_any_more_does_not_stand_in_the_way(well: Coach) -> None:
    well.journal.append("self", PlanEntry({"format": 0}))
    assert well.weeks.current("self") is None
    assert well.weeks.make("self", well.weeks.profile("self")).items


def test_a_plan_made_twice_on_one_day_does_not_step_up_twice(well: Coach) -> None:
    first = well.weeks.make("self", well.weeks.profile("self"))
    again = well.weeks.make("self", well.weeks.profile("self"))
    assert again.step.minutes == first.step.minutes


def walked(coach: Coach, minutes: int) -> None:
    coach.journal.append("self", ActivityEntry(minutes=minutes, intensity=Intensity.MODERATE))


def test_a_plan_made_anew_in_its_week_starts_from_where_the_week_began(
    well: Coach, clock: FixedClock
) -> None:
    first = well.weeks.make("self", replace(well.weeks.profile("self"), current_minutes_per_day=15))
    walked(well, 12)
    clock.advance(timedelta(days=2))
    again = well.weeks.make("self", well.weeks.profile("self"))
    assert again.step.minutes == first.step.minutes == 105


def test_after_a_gap_the_last_seven_days_count_and_not_the_week_of_the_plan(
    well: Coach, clock: FixedClock
) -> None:
    well.weeks.make("self", replace(well.weeks.profile("self"), current_minutes_per_day=20))
    walked(well, 140)
    clock.advance(timedelta(days=30))
    walked(well, 80)
    clock.advance(timedelta(days=3))
    well.checks.record("self", WELL)
    assert well.weeks.make("self", well.weeks.profile("self")).step.before == 80


@pytest.mark.parametrize("kept", [{"of_another_version": 1}, ["a list"], 7])
def test_a_profile_that_cannot_be_read_counts_as_none(well: Coach, kept: object) -> None:
    well.journal.save_setting("self", "profile", kept)
    assert well.weeks.make("self", well.weeks.profile("self")).items


def test_next_week_builds_on_this_one(well: Coach, clock: FixedClock) -> None:
    first = well.weeks.make("self", well.weeks.profile("self"))
    clock.advance(timedelta(days=7))
    well.checks.record("self", {"answers": {}, "others": "no"})
    assert well.weeks.current("self") is None
    second = well.weeks.make("self", well.weeks.profile("self"))
    assert second.profile.weeks_on_plan == first.profile.weeks_on_plan + 1
    assert second.previous_minutes == first.step.minutes
