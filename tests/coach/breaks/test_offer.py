"""Breaks are offered once with a week, by its days, and never while a doctor comes first."""

from datetime import time
from typing import Any

import pytest

from coach.samples import WELL
from soleus.coach import Coach
from soleus.coach.breaks.offer import breaks_for
from soleus.journal import SELF
from soleus.plan import Profile, Setting, WeekPlan
from soleus.reminders import Mode, ReminderSettings
from soleus.vocabulary import NotPermittedError, Weekday


def week(coach: Coach, **said: Any) -> WeekPlan:
    profile = coach.weeks.profile(SELF)
    return coach.weeks.make(SELF, Profile.from_dict({**profile.as_dict(), **said}))


def test_one_press_turns_on_what_fits_the_week(well: Coach) -> None:
    plan = week(
        well,
        setting="desk",
        work_days=["monday", "tuesday"],
        work_starts="08:00",
        work_ends="15:30",
        break_every_minutes=50,
    )
    assert well.breaks_offer.to(SELF, plan) is not None
    well.breaks_offer.take(SELF, wanted=True)
    on = well.reminders.settings(SELF)
    assert (on.is_on, on.mode, on.interval_minutes) == (True, Mode.DESK, 50)
    assert (on.days, on.starts, on.ends) == (
        (Weekday.MONDAY, Weekday.TUESDAY),
        time(8),
        time(15, 30),
    )
    assert well.breaks_offer.to(SELF, plan) is None
    assert well.reminders.now(SELF).next is not None


def test_not_now_is_an_answer_and_nothing_is_turned_on(well: Coach) -> None:
    plan = week(well)
    well.breaks_offer.take(SELF, wanted=False)
    assert not well.reminders.settings(SELF).is_on
    assert well.breaks_offer.to(SELF, plan) is None


def test_settings_of_ones_own_are_never_written_over(well: Coach) -> None:
    week(well)
    own = ReminderSettings(is_on=True, interval_minutes=60, mode=Mode.STANDING)
    well.reminders.save(SELF, own)
    well.breaks_offer.take(SELF, wanted=True)
    assert well.reminders.settings(SELF) == own


@pytest.mark.parametrize("setting", [each for each in Setting if each is not Setting.JOURNEY])
def test_every_place_but_a_journey_has_breaks_that_can_be_saved(
    well: Coach, setting: Setting
) -> None:
    profile = Profile.from_dict({**well.weeks.profile(SELF).as_dict(), "setting": setting.value})
    assert breaks_for(profile).is_on


def test_none_are_offered_on_a_journey_nor_while_a_doctor_comes_first(coach: Coach) -> None:
    coach.checks.record(SELF, WELL)
    away = {"journey_starts_at": "2026-03-03T09:00", "journey_minutes": 300}
    assert coach.breaks_offer.to(SELF, week(coach, setting="journey", **away)) is None
    coach.checks.record(
        SELF, {"answers": {"age": 60, "pain_walking_eases_with_rest": "right"}, "others": "no"}
    )
    assert coach.breaks_offer.to(SELF, week(coach, setting="desk")) is None
    coach.checks.record(SELF, {"answers": {"age": 50, "leg_pain": "left"}, "others": "no"})
    with pytest.raises(NotPermittedError):
        coach.breaks_offer.take(SELF, wanted=True)
    assert not coach.reminders.settings(SELF).is_on
