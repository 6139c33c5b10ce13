"""Today's list: what was done ticks an item, early or late, and the gate stands on all of it."""

from datetime import datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plan.samples import MONDAY, clearance, clearances, profile, profiles
from soleus.assessment import Clearance
from soleus.coach.today.today_list import AT_FIRST, TodayList, today_list
from soleus.plan import Profile, WeekPlan, draft
from soleus.vocabulary import Activity

SESSIONS = st.lists(st.sampled_from(Activity), max_size=12)
DAYS = st.integers(0, 6)
MOMENTS = st.datetimes(datetime(2026, 3, 1), datetime(2026, 3, 12))


def on(plan: WeekPlan, day: int, done: list[Activity], by_hand: tuple[str, ...] = ()) -> TodayList:
    date, permits = plan.days[day], plan.clearance.permits
    awake = plan.frame(date).awake
    return today_list(plan.on(date), awake, permits, done=done, by_hand=by_hand)


@st.composite
def plans(draw: st.DrawFn) -> WeekPlan:
    found: Clearance = draw(clearances())
    whose: Profile = draw(profiles())
    return draft(found, whose, start=MONDAY)


@given(plans(), DAYS, SESSIONS, st.data())
def test_there_are_never_more_ticks_than_things_done(
    plan: WeekPlan, day: int, done: list[Activity], data: st.DataObject
) -> None:
    ids = [item.id for item in plan.on(plan.days[day])]
    by_hand = tuple(data.draw(st.sets(st.sampled_from(ids)))) if ids else ()
    found = on(plan, day, done, by_hand)
    assert found.done <= len(done) + len(by_hand)
    for activity in Activity:
        ticked = [t for t in found.shown if t.is_done and t.item.kind.activity is activity]
        assert len([t for t in ticked if not t.by_hand]) <= done.count(activity)


@given(plans(), DAYS, SESSIONS, st.randoms())
def test_the_order_of_what_was_done_does_not_matter(
    plan: WeekPlan, day: int, done: list[Activity], random: object
) -> None:
    mixed = list(done)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert on(plan, day, done) == on(plan, day, mixed)


@given(plans(), DAYS, SESSIONS, st.sets(st.sampled_from(Activity)))
def test_nothing_is_offered_that_the_gate_holds(
    plan: WeekPlan, day: int, done: list[Activity], held: set[Activity]
) -> None:
    permits = {a: p for a, p in plan.clearance.permits.items() if a not in held}
    date = plan.days[day]
    found = today_list(plan.on(date), plan.frame(date).awake, permits, done=done)
    assert all(todo.item.kind.activity in permits for todo in found.shown)


@given(plans(), DAYS, SESSIONS)
def test_three_things_come_first_and_the_rest_once_they_are_done(
    plan: WeekPlan, day: int, done: list[Activity]
) -> None:
    found = on(plan, day, done)
    assert found.waiting == 0 or len(found.shown) == AT_FIRST
    assert (found.waiting == 0) or found.done < len(found.shown)
    all_of_it = [item for item in plan.on(plan.days[day]) if not item.is_repeated]
    assert len(found.shown) + found.waiting == len(all_of_it)


@given(plans(), DAYS, SESSIONS, MOMENTS)
def test_an_item_never_vanishes_because_its_minute_passed(
    plan: WeekPlan, day: int, done: list[Activity], now: datetime
) -> None:
    found = on(plan, day, done)
    left = [todo.item for todo in found.shown if not todo.is_done]
    assert (found.next(now) in left) if left else (found.next(now) is None)


@given(plans(), DAYS, SESSIONS, st.sampled_from(Activity))
def test_one_more_thing_done_takes_no_tick_away(
    plan: WeekPlan, day: int, done: list[Activity], more: Activity
) -> None:
    before = {t.item.id for t in on(plan, day, done).shown if t.is_done}
    after = {t.item.id for t in on(plan, day, [*done, more]).shown if t.is_done}
    assert before <= after


def test_a_desk_day_begins_with_one_thing_for_each_part_of_it() -> None:
    plan = draft(clearance(), profile(), start=MONDAY)
    monday, tuesday = ([todo.item for todo in on(plan, day, []).shown] for day in (0, 1))
    assert [item.kind.id for item in monday] == ["ankle_pumps", "walking_bout", "walking_bout"]
    assert [item.kind.id for item in tuesday][-1] == "strength"
    parts = [item.at.time() for item in monday]
    assert parts[0] < time(12, 20) <= parts[1] < time(17) <= parts[2]


def test_what_was_ticked_by_hand_leaves_a_session_for_the_next_of_its_kind() -> None:
    plan = draft(clearance(), profile(), start=MONDAY)
    walks = [i.id for i in plan.on(MONDAY) if i.kind.activity is Activity.WALKING]
    once = on(plan, 0, [Activity.WALKING], (walks[0],))
    assert once.done == len({t.item.id for t in once.shown} & set(walks[:2]))


def test_a_session_ticks_the_item_that_it_was_begun_from() -> None:
    plan = draft(clearance(), profile(), start=MONDAY)
    shown = [t.item for t in on(plan, 0, []).shown]
    [_, last] = [item for item in shown if item.kind.activity is Activity.WALKING]
    date, permits = plan.days[0], plan.clearance.permits
    items, awake = plan.on(date), plan.frame(date).awake
    begun = today_list(items, awake, permits, begun_from={last.id})
    assert [t.item for t in begun.shown if t.is_done] == [last]
    assert not any(t.by_hand for t in begun.shown)
    more = today_list(items, awake, permits, done=[Activity.WALKING], begun_from={last.id})
    assert more.done == 2


def test_after_the_last_hour_the_first_thing_missed_can_still_be_begun() -> None:
    plan = draft(clearance(), profile(), start=MONDAY)
    found = on(plan, 0, [])
    late = datetime.combine(MONDAY, time(23)) + timedelta(hours=1)
    assert found.next(late) == found.shown[0].item
