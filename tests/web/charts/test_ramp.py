"""The way to the target is drawn by the plan's own steps, this week marked."""

from itertools import pairwise

import pytest

from soleus.coach import Coach
from soleus.journal import SELF
from soleus.plan import next_minutes
from soleus.web.charts.ramp import ramp
from web.conftest import WELL, WITHIN_DAYS


@pytest.mark.parametrize("minutes_a_day", ["sedentary", 12, 20])
def test_each_bar_is_one_step_and_the_last_reaches_the_line(
    coach: Coach, minutes_a_day: str | int
) -> None:
    coach.checks.record(SELF, WELL)
    profile = coach.weeks.profile(SELF).from_dict(
        {**coach.weeks.profile(SELF).as_dict(), "current_minutes_per_day": minutes_a_day}
    )
    plan = coach.weeks.make(SELF, profile)
    picture = ramp(plan)
    assert picture is not None
    assert [week.is_now for week in picture.weeks].index(True) == 0
    assert sum(week.is_now for week in picture.weeks) == 1
    assert picture.weeks[0].minutes == coach.aims.of(SELF).minutes
    for one, following in pairwise(picture.weeks):
        assert following.minutes == next_minutes(one.minutes)
        assert (following.begins - one.begins).days == 7
        assert following.x > one.x + picture.bar_width
    last = picture.weeks[-1]
    assert (last.minutes, last.y) == (150, picture.target_y)
    assert last.x + picture.bar_width <= picture.width


def test_what_does_not_grow_has_no_way_up(coach: Coach) -> None:
    coach.checks.record(SELF, WITHIN_DAYS)
    assert ramp(coach.weeks.make(SELF, coach.weeks.profile(SELF))) is None
    coach.checks.record(SELF, {"answers": {"age": 40}, "others": "no"})
