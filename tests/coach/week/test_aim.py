"""One aim: the plan's minutes where there is a plan, the target where there is none."""

from datetime import timedelta
from functools import partial

from coach.samples import WELL
from soleus.coach import Coach
from soleus.journal import SELF, ActivityEntry, Intensity
from soleus.plan import drop
from soleus.vocabulary.clock import FixedClock


def test_without_a_plan_it_is_the_target_from_monday_on(well: Coach, clock: FixedClock) -> None:
    clock.advance(timedelta(days=2))
    aim = well.aims.of(SELF)
    assert (aim.minutes, aim.since.weekday()) == (150, 0)


def test_with_a_plan_it_is_the_plans_own_week_and_minutes(well: Coach, clock: FixedClock) -> None:
    clock.advance(timedelta(days=2))  # a Wednesday
    well.notes.take(SELF, ActivityEntry(20, Intensity.MODERATE), at=clock.now() - timedelta(days=1))
    plan = well.weeks.make(SELF, well.weeks.profile(SELF))
    well.notes.take(SELF, ActivityEntry(15, Intensity.VIGOROUS))
    aim = well.aims.of(SELF)
    assert (aim.since, aim.until) == (plan.days[0], plan.days[-1])
    assert (aim.minutes, aim.done) == (plan.step.minutes, 30)
    assert aim.says == "The aim from 4 March to 10 March: 70 minutes. Done so far: 30."


def test_what_the_person_leaves_out_is_no_part_of_it(well: Coach) -> None:
    plan = well.weeks.make(SELF, well.weeks.profile(SELF))
    walk = next(item for item in plan.items if item.counted_minutes)
    less = partial(drop, item_id=walk.id, offer=False, today=well.today())
    left = well.weeks.edit(SELF, less)
    assert left is not None
    aim = well.aims.of(SELF)
    assert aim.minutes == plan.step.minutes - walk.counted_minutes
    assert str(aim.minutes) in next(iter(left.statements.values())).says
    assert aim.says == f"The aim of this week: {aim.minutes} minutes. Done so far: 0."


def test_nobody_who_has_to_be_seen_has_one(coach: Coach) -> None:
    coach.checks.record(SELF, WELL)
    coach.weeks.make(SELF, coach.weeks.profile(SELF))
    coach.checks.record(
        SELF, {"answers": {"age": 60, "pain_walking_eases_with_rest": "right"}, "others": "no"}
    )
    aim = coach.aims.of(SELF)
    assert (aim.minutes, aim.says, aim.is_met) == (None, "", False)
