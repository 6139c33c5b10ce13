from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan.samples import MONDAY, clearance, clearances, profile, profiles, referred
from soleus.language import use
from soleus.plan import (
    ImpossibleEditError,
    Profile,
    WeekPlan,
    bring_back,
    day_off,
    draft,
    drop,
    move,
    swap,
    swaps,
)
from soleus.plan.changes import Edit
from soleus.plan.edits import rebalance
from soleus.plan.kinds import Group, kinds
from soleus.vocabulary import NotPermittedError, Status

WALK = "mon.walking_bout.1"
SUNDAY = MONDAY + timedelta(days=6)


@pytest.fixture
def plan() -> WeekPlan:
    return draft(clearance(), profile(), start=MONDAY)


def test_an_item_moves_to_another_time_and_day_and_the_log_says_so(plan: WeekPlan) -> None:
    moved = move(plan, WALK, day=SUNDAY, at=time(20))
    assert moved.item(WALK).at == datetime(2026, 3, 8, 20)
    assert moved.changes[-1].edit is Edit.MOVED
    assert moved.changes[-1].text == "Walk, 5 min: moved to Sunday 20:00"
    assert plan.item(WALK).day == MONDAY
    assert moved.planned_minutes == plan.planned_minutes


def test_a_break_moves_with_its_whole_length(plan: WeekPlan) -> None:
    moved = move(plan, "mon.break_walk.1", at=time(10)).item("mon.break_walk.1")
    assert (moved.at.time(), moved.until and moved.until.time()) == (time(10), time(18))


@pytest.mark.parametrize("at", [time(3), time(22, 58)])
def test_nothing_moves_out_of_the_waking_day(plan: WeekPlan, at: time) -> None:
    with pytest.raises(ImpossibleEditError, match="between 07:00 and 23:00"):
        move(plan, WALK, at=at)


def test_nothing_moves_out_of_the_week(plan: WeekPlan) -> None:
    with pytest.raises(ImpossibleEditError, match="2026-03-09 is not in this week"):
        move(plan, WALK, day=date(2026, 3, 9))


def test_nothing_moves_onto_something_else(plan: WeekPlan) -> None:
    taken = plan.item("mon.ankle_pumps.3").at.time()
    with pytest.raises(ImpossibleEditError, match="does not fit at Monday 21:00"):
        move(plan, WALK, at=taken)


def test_nothing_moves_into_a_journey() -> None:
    flies = profile("journey", journey_starts_at="2026-03-04T08:00", journey_minutes=600)
    plan = draft(clearance(), flies, start=MONDAY)
    with pytest.raises(ImpossibleEditError):
        move(plan, WALK, day=date(2026, 3, 4), at=time(12))


def test_a_fifth_walk_on_one_day_is_refused(plan: WeekPlan) -> None:
    full = move(plan, WALK, day=SUNDAY, at=time(9))
    full = move(full, "mon.walking_bout.2", day=SUNDAY, at=time(10))
    with pytest.raises(ImpossibleEditError, match="4 a day are the most"):
        move(full, "tue.walking_bout.1", day=SUNDAY, at=time(11))


def test_both_strength_sets_cannot_fall_on_one_day(plan: WeekPlan) -> None:
    first, second = (item for item in plan.items if item.kind.id == "strength")
    with pytest.raises(ImpossibleEditError, match="two different days"):
        move(plan, first.id, day=second.day, at=time(19))


def test_a_walk_can_become_a_ride_a_swim_or_a_dance(plan: WeekPlan) -> None:
    assert {kind.id for kind in swaps(plan, WALK)} == {"cycling", "swimming", "dancing"}
    swapped = swap(plan, WALK, "swimming")
    assert swapped.item(WALK).title == "Swim, 5 min"
    assert swapped.planned_minutes == plan.planned_minutes
    assert swap(swapped, WALK, "walking_bout").item(WALK).kind.id == "walking_bout"


def test_ankle_pumps_and_calf_raises_stand_in_for_each_other(plan: WeekPlan) -> None:
    assert "calf_raises" in {kind.id for kind in swaps(plan, "mon.ankle_pumps.2")}
    assert swap(plan, "mon.calf_raises.1", "ankle_pumps").item("mon.calf_raises.1").minutes == 3


def test_a_walk_cannot_become_what_is_no_walk(plan: WeekPlan) -> None:
    for kind in ("elevation", "pain_guided_walking", "walking_bout"):
        with pytest.raises(ImpossibleEditError, match="cannot take the place"):
            swap(plan, WALK, kind)
    with pytest.raises(ImpossibleEditError, match="did you mean 'cycling'"):
        swap(plan, WALK, "cyclin")


def test_under_caution_nothing_stands_in_for_walking() -> None:
    careful = draft(clearance(walking=Status.CAUTION), profile(), start=MONDAY)
    assert swaps(careful, WALK) == ()
    with pytest.raises(NotPermittedError):
        swap(careful, WALK, "dancing")


def test_what_is_on_hold_cannot_be_swapped_in() -> None:
    held = draft(clearance(calf_raises=Status.HOLD), profile(), start=MONDAY)
    with pytest.raises(NotPermittedError):
        swap(held, "mon.ankle_pumps.1", "calf_raises")
    assert [k.id for k in swaps(held, "mon.ankle_pumps.1")] == ["elevation"]


def test_the_minutes_of_a_dropped_walk_are_offered_on_another_day(plan: WeekPlan) -> None:
    dropped = drop(plan, WALK)
    assert dropped.planned_minutes == plan.planned_minutes
    assert [change.edit for change in dropped.changes] == [Edit.DROPPED, Edit.OFFERED]
    offered = dropped.item(dropped.changes[-1].item_id)
    assert offered.day != MONDAY


def test_nothing_is_offered_on_a_day_that_is_over(plan: WeekPlan) -> None:
    saturday = MONDAY + timedelta(days=5)
    dropped = drop(plan, WALK, today=saturday)
    assert dropped.item(dropped.changes[-1].item_id).day == saturday
    late = drop(plan, "sun.walking_bout.1", today=SUNDAY)
    assert late.planned_minutes == plan.planned_minutes - 5


def test_no_day_is_offered_more_than_ten_minutes(plan: WeekPlan) -> None:
    saturday = MONDAY + timedelta(days=5)
    walks = [i.id for i in plan.items if i.kind.counts and i.day < saturday]
    for walk in walks:
        plan = drop(plan, walk, today=saturday)
    offered = {each.item_id for each in plan.changes if each.edit is Edit.OFFERED}
    for day in (saturday, SUNDAY):
        assert sum(item.minutes for item in plan.on(day) if item.id in offered) == 10
    assert plan.planned_minutes == 40


def test_a_person_may_do_less(plan: WeekPlan) -> None:
    less = drop(plan, WALK, offer=False)
    assert less.planned_minutes == plan.planned_minutes - 5
    assert less.planned_minutes == rebalance(less, 0).planned_minutes
    assert rebalance(less, 99).planned_minutes == plan.planned_minutes


def test_an_offer_that_is_dropped_is_not_made_again(plan: WeekPlan) -> None:
    dropped = drop(plan, WALK)
    declined = drop(dropped, dropped.changes[-1].item_id)
    assert declined.planned_minutes == plan.planned_minutes - 5


def test_an_id_is_never_given_out_twice(plan: WeekPlan) -> None:
    once = drop(plan, "tue.walking_bout.2", offer=False)
    again = rebalance(once, 5, today=MONDAY + timedelta(days=1), not_on=MONDAY)
    assert again.changes[-1].item_id == "tue.walking_bout.3"


def test_dropping_what_does_not_count_offers_nothing(plan: WeekPlan) -> None:
    dropped = drop(plan, "mon.ankle_pumps.1")
    assert [change.edit for change in dropped.changes] == [Edit.DROPPED]
    with pytest.raises(ImpossibleEditError, match="there is no item"):
        dropped.item("mon.ankle_pumps.1")


def test_under_within_days_dropped_minutes_are_offered_nowhere() -> None:
    plan = draft(referred(), profile(current_minutes_per_day=10), start=MONDAY)
    dropped = drop(plan, WALK)
    assert dropped.planned_minutes == plan.planned_minutes - plan.item(WALK).minutes


@st.composite
def edited(draw: st.DrawFn) -> WeekPlan:
    """A week after a handful of edits, possible ones and others."""
    plan = draft(draw(clearances()), draw(profiles()), start=MONDAY)
    for _ in range(draw(st.integers(1, 6)) if plan.items else 0):
        with suppress(ImpossibleEditError, NotPermittedError):
            plan = draw(edits(plan))
    return plan


@st.composite
def edits(draw: st.DrawFn, plan: WeekPlan) -> WeekPlan:
    item_id = draw(st.sampled_from(plan.items)).id if plan.items else "mon.walking_bout.1"
    edit = draw(st.sampled_from(("move", "swap", "drop")))
    if edit == "move":
        return move(plan, item_id, day=draw(st.sampled_from(plan.days)), at=draw(st.times()))
    if edit == "swap":
        return swap(plan, item_id, draw(st.sampled_from(sorted(kinds()))))
    return drop(plan, item_id, today=draw(st.none() | st.sampled_from(plan.days)))


@given(edited())
def test_no_edit_leaves_what_is_permitted_or_the_weeks_bounds(plan: WeekPlan) -> None:
    rulings = plan.clearance.decision.activities
    assert all(rulings[item.kind.activity].is_open for item in plan.items)
    assert plan.planned_minutes <= plan.step.to_place
    for day in plan.days:
        bouts = [item for item in plan.on(day) if item.kind.group is Group.BOUT]
        assert len(bouts) <= 4
        assert all(5 <= item.minutes <= 10 for item in bouts)


@given(edited())
def test_after_any_edit_nothing_overlaps_or_leaves_the_waking_day(plan: WeekPlan) -> None:
    for day in plan.days:
        awake = plan.frame(day).awake
        spans = [item.span for item in plan.on(day) if not item.is_repeated]
        assert all(awake.begins <= s.begins and s.ends <= awake.ends for s in spans)
        assert not any(one.overlaps(other) for one, other in combinations(spans, 2))


@given(edited())
def test_an_edited_week_is_kept_and_read_back_unchanged(plan: WeekPlan) -> None:
    assert WeekPlan.from_dict(plan.as_dict(), plan.clearance).as_dict() == plan.as_dict()


@settings(max_examples=50)
@given(edited(), profiles())
def test_any_week_can_follow_any_edited_week(previous: WeekPlan, person: Profile) -> None:
    start = MONDAY + timedelta(days=9)
    plan = draft(previous.clearance, person, start=start, previous=previous)
    assert plan.planned_minutes <= plan.step.to_place


def test_a_time_is_kept_in_whole_minutes(plan: WeekPlan) -> None:
    assert move(plan, WALK, at=time(20, 0, 59)).item(WALK).at == datetime(2026, 3, 2, 20)


def test_a_time_with_a_zone_is_taken_as_the_local_one(plan: WeekPlan) -> None:
    assert move(plan, WALK, at=time(20, 0, tzinfo=UTC)).item(WALK).at == datetime(2026, 3, 2, 20)


def test_a_day_off_leaves_the_other_days_as_they_were() -> None:
    plan = draft(clearance(), profile(), start=MONDAY)
    off = day_off(plan, plan.days[2])
    assert off.on(plan.days[2]) == ()
    others = [day for day in plan.days if day != plan.days[2]]
    assert [off.on(day) for day in others] == [plan.on(day) for day in others]
    with pytest.raises(ImpossibleEditError):
        day_off(plan, MONDAY - timedelta(days=1))


def test_what_was_on_a_day_comes_back_but_for_what_has_no_room_any_more() -> None:
    plan = draft(clearance(), profile(), start=MONDAY)
    day, other = plan.days[2], plan.days[3]
    held = plan.on(day)
    off = day_off(plan, day)
    assert bring_back(off, day, plan.items).items == plan.items
    assert bring_back(plan, day, plan.items) == plan
    single = next(item for item in held if not item.is_repeated)
    [moved_in, *_] = [i for i in off.on(other) if not i.is_repeated and i.minutes <= single.minutes]
    in_its_place = move(off, moved_in.id, day=day, at=single.at.time())
    back = {item.id for item in bring_back(in_its_place, day, held).on(day)}
    assert back == {item.id for item in held} - {single.id} | {moved_in.id}
    with use("de"):
        assert "wieder" in bring_back(off, day, held).changes[-1].says
