"""The week as it was: from every source, nothing guessed, nothing asked of who is to be seen."""

from datetime import timedelta

import pytest

from coach.samples import WELL
from soleus.coach import Coach
from soleus.journal import ActivityEntry, BreakEntry, BreakEvent, Intensity, SessionEntry
from soleus.session import Act, Event
from soleus.vocabulary.clock import FixedClock


def walk(coach: Coach, minutes: float = 10) -> None:
    coach.journal.append("self", ActivityEntry(minutes, Intensity.MODERATE))


def test_the_longest_stretch_lies_between_two_movements_of_one_day(
    coach: Coach, clock: FixedClock
) -> None:
    walk(coach)
    clock.advance(timedelta(hours=2))
    coach.journal.append("self", BreakEntry(BreakEvent.MOVED))
    clock.advance(timedelta(hours=3, minutes=10))
    walk(coach)
    still = coach.looking_back.week("self", coach.today()).still
    assert still is not None
    assert still.minutes == 180
    assert still.begins.hour == 10


def test_of_a_day_with_one_movement_nothing_is_known(coach: Coach, clock: FixedClock) -> None:
    assert coach.looking_back.week("self", coach.today()).still is None
    walk(coach)
    clock.advance(timedelta(days=1))
    walk(coach)
    assert coach.looking_back.week("self", coach.today()).still is None


def test_minutes_noted_afterwards_say_nothing_of_the_time(coach: Coach, clock: FixedClock) -> None:
    walk(coach)
    clock.advance(timedelta(hours=8))
    earlier = clock.now() - timedelta(hours=4)
    coach.journal.append("self", ActivityEntry(10, Intensity.MODERATE), at=earlier)
    assert coach.looking_back.week("self", coach.today()).still is None


def test_movements_that_overlap_leave_no_gap(coach: Coach, clock: FixedClock) -> None:
    clock.advance(timedelta(hours=2))
    walk(coach, 60)
    clock.advance(timedelta(minutes=20))
    walk(coach, 30)
    assert coach.looking_back.week("self", coach.today()).still is None


def test_it_counts_minutes_by_source_and_how_sessions_ended(well: Coach, clock: FixedClock) -> None:
    walk(well, 25)
    practised = well.practice.begin("self", "walking", anything_new=False)
    well.practice.on("self", practised.id, (Event(Act.BEGIN),))
    for _ in range(30):
        clock.advance(timedelta(seconds=20))
        well.practice.get("self", practised.id)
    well.practice.on("self", practised.id, (Event(Act.FINISH),))
    seen = well.looking_back.week("self", well.today())
    (session,) = (e.entry for e in seen.recorded if isinstance(e.entry, SessionEntry))
    assert seen.ended[session.outcome] == 1
    assert seen.minutes.by_source["activity"] == 25
    assert seen.minutes.by_source["session"] == session.active_seconds / 60 > 0


def test_the_next_step_comes_from_the_plan(well: Coach) -> None:
    assert well.looking_back.next_step("self") is None
    well.weeks.make("self", well.weeks.profile("self"))
    step = well.looking_back.next_step("self")
    assert step is not None
    assert step.next_week is not None
    assert step.next_week <= 150


def test_nobody_is_shown_a_next_step_who_is_to_be_seen(well: Coach, clock: FixedClock) -> None:
    well.weeks.make("self", well.weeks.profile("self"))
    clock.advance(timedelta(hours=1))
    well.checks.record("self", {"answers": {"leg_pain": "left"}, "others": "no"})
    assert well.looking_back.next_step("self") is None
    assert not well.gate.standing("self").builds_up
    well.checks.record(
        "self",
        {"answers": {"heaviness_worsening": True, "heaviness_or_aching": "both"}, "others": "no"},
    )
    step = well.looking_back.next_step("self")
    assert step is None or step.next_week is None
    well.checks.record("self", WELL)
    assert well.gate.standing("self").builds_up


# Days with movement in a row


def moved(coach: Coach, clock: FixedClock, pattern: str) -> int:
    """Live a day for each sign, ``x`` with and ``-`` without movement, and count on the last."""
    for place, sign in enumerate(pattern):
        if place:
            clock.advance(timedelta(days=1))
        if sign == "x":
            coach.journal.append("self", ActivityEntry(5, Intensity.LIGHT))
    return len(coach.looking_back.days_in_a_row("self"))


@pytest.mark.parametrize(
    ("pattern", "days"),
    [
        ("-", 0),
        ("x", 1),
        ("xxx-", 3),
        ("xx-xx-x", 5),
        ("xxx--xxx", 6),
        ("xxx---xxx", 3),
        ("xx-x-x-xx", 4),
        ("xx-xxxxxx-xxxxxx-xx", 16),
    ],
)
def test_two_days_off_in_any_seven_are_part_of_it(
    coach: Coach, clock: FixedClock, pattern: str, days: int
) -> None:
    assert moved(coach, clock, pattern) == days


def test_days_on_which_a_doctor_comes_first_are_left_out(coach: Coach, clock: FixedClock) -> None:
    assert moved(coach, clock, "xxx") == 3
    clock.advance(timedelta(days=1))
    coach.checks.record("self", {"answers": {"leg_pain": "left"}, "others": "no"})
    clock.advance(timedelta(days=9))
    coach.checks.record("self", WELL)
    assert len(coach.looking_back.days_in_a_row("self")) == 3
    clock.advance(timedelta(days=1))
    assert moved(coach, clock, "x") == 4
