"""What the week's profile says counts as an answer of the check, and only towards more care."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from coach.samples import WELL, note_symptoms
from soleus.coach import Coach
from soleus.plan import Setting
from soleus.vocabulary import Activity, NotPermittedError, Urgency
from soleus.vocabulary.clock import FixedClock

HEAVY: dict[str, Any] = {"answers": {"heaviness_or_aching": "left"}, "others": "no"}


def plan_in(coach: Coach, setting: Setting, **profile: Any) -> None:
    known = coach.weeks.profile("self")
    coach.weeks.make("self", replace(known, setting=setting, **profile))


def may_walk(coach: Coach) -> bool:
    clearance = coach.gate.standing("self").clearance
    return clearance is not None and Activity.WALKING in clearance.permits


def urgency(coach: Coach) -> Urgency | None:
    decision = coach.gate.standing("self").decision
    return decision.urgency if decision else None


def journey(starts: datetime, minutes: int) -> dict[str, Any]:
    return {"journey_starts_at": starts.replace(tzinfo=None), "journey_minutes": minutes}


def test_a_week_in_bed_shuts_walking_at_once_and_plans_none(well: Coach) -> None:
    assert may_walk(well)
    plan_in(well, Setting.BED)
    assert not may_walk(well)
    plan = well.weeks.current("self")
    assert plan is not None
    assert Activity.WALKING not in {item.kind.activity for item in plan.items}
    plan_in(well, Setting.HOME)
    assert may_walk(well)


def test_a_later_check_that_says_no_stands_and_an_edit_says_nothing_anew(
    well: Coach, clock: FixedClock
) -> None:
    plan_in(well, Setting.BED)
    clock.advance(timedelta(hours=1))
    well.checks.record("self", WELL)
    assert may_walk(well)
    well.weeks.edit("self", lambda week: week)
    well.weeks.draft_again("self")
    assert may_walk(well)


def test_a_check_that_did_not_know_of_the_week_does_not_open_what_it_shut(
    well: Coach, clock: FixedClock
) -> None:
    begun = clock.now()
    newest = well.journal.newest_telling("self")
    plan_in(well, Setting.BED)
    clock.advance(timedelta(hours=1))
    well.checks.record("self", WELL, began_at=begun)
    assert newest is not None
    assert not may_walk(well)


def test_where_the_week_leaves_nothing_open_the_check_comes_next(
    coach: Coach, clock: FixedClock
) -> None:
    coach.checks.record("self", HEAVY)
    clock.advance(timedelta(hours=1))
    with pytest.raises(NotPermittedError):
        plan_in(coach, Setting.BED)
    assert urgency(coach) is Urgency.TODAY
    coach.checks.record("self", HEAVY)
    assert urgency(coach) is Urgency.SELF_CARE


def test_a_long_journey_counts_from_its_beginning_for_four_weeks(
    well: Coach, clock: FixedClock
) -> None:
    plan_in(well, Setting.JOURNEY, **journey(clock.now() + timedelta(days=1), 8 * 60))
    clock.advance(timedelta(hours=1))
    for days, found in ((0, "self_care"), (2, "today"), (27, "today"), (40, "self_care")):
        start = clock.now()
        clock.advance(timedelta(days=days))
        well.checks.record("self", HEAVY, began_at=start)
        assert urgency(well) == found, days
        clock.advance(start - clock.now())


def test_a_short_journey_says_nothing(well: Coach, clock: FixedClock) -> None:
    plan_in(well, Setting.JOURNEY, **journey(clock.now() - timedelta(days=1), 3 * 60))
    well.checks.record("self", HEAVY)
    assert urgency(well) is Urgency.SELF_CARE


def test_what_is_noted_meets_what_the_week_says(well: Coach) -> None:
    plan_in(well, Setting.BED)
    note_symptoms(well, "self", findings={"heaviness_or_aching": "left"})
    assert urgency(well) is Urgency.TODAY
