"""A planned day never leaves the bounds, whatever the day is like."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings

from prediction.days import OPEN, at, desk_day, lives, to_plan
from soleus.prediction import DayToPlan
from soleus.prediction.day_people import people_in_general
from soleus.prediction.day_search import best_days
from soleus.reminders import Situation, limits
from soleus.reminders.span import merged

LEGS = people_in_general().legs[0]
SHORTEST = timedelta(minutes=limits().interval_least)
LONGEST = timedelta(minutes=limits().interval_most)
HOLD = timedelta(minutes=limits().meeting_most)
BREAK = timedelta(minutes=2)
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def planned(situation: Situation) -> DayToPlan:
    from soleus.reminders import day_ahead

    ahead = day_ahead(situation)
    assume(ahead is not None)
    assert ahead is not None
    day = DayToPlan(ahead, OPEN)
    assume(day.can_be_planned)
    return day


@MANY
@given(lives())
def test_every_break_lies_in_a_window_ahead_of_now(situation: Situation) -> None:
    day = planned(situation)
    for breaks in best_days(day, LEGS).values():
        assert list(breaks) == sorted(breaks)
        for each in breaks:
            assert each >= situation.now
            assert any(part.window.span.holds(each) for part in day.ahead.parts)


@MANY
@given(lives())
def test_no_break_lies_in_a_meeting_that_has_not_held_it_back_for_long(at: Situation) -> None:
    day = planned(at)
    for breaks in best_days(day, LEGS).values():
        for each in breaks:
            for meeting in merged(at.meetings):
                if meeting.starts < each + BREAK and each < meeting.ends:
                    held = each - meeting.starts
                    assert held >= HOLD
                    assert held % HOLD == timedelta(0)


@MANY
@given(lives())
def test_breaks_are_never_nearer_than_the_shortest_interval(situation: Situation) -> None:
    day = planned(situation)
    for breaks in best_days(day, LEGS).values():
        for part in day.ahead.parts:
            here = [each for each in breaks if part.window.span.holds(each)]
            assert all(b - a >= SHORTEST for a, b in pairwise([part.since, *here]))


@MANY
@given(lives())
def test_nobody_sits_longer_than_the_longest_interval_but_for_meetings(at: Situation) -> None:
    day = planned(at)
    for breaks in best_days(day, LEGS).values():
        for part in day.ahead.parts:
            if part.window.span.ends <= at.now:
                continue
            here = [each for each in breaks if part.window.span.holds(each)]
            for begins, ends in pairwise([part.since, *here, part.window.span.ends]):
                if ends - begins <= LONGEST:
                    continue
                meets = any(m.starts < ends and begins < m.ends for m in merged(at.meetings))
                soonest = max(begins + SHORTEST, at.now)
                is_late = soonest + timedelta(minutes=5) > begins + LONGEST
                assert meets or (is_late and ends < soonest + timedelta(minutes=5))


@MANY
@given(lives())
def test_a_break_asks_only_for_what_is_open(situation: Situation) -> None:
    day = planned(situation)
    for activity in OPEN:
        only = DayToPlan(day.ahead, frozenset({activity}))
        if not only.can_be_planned:
            continue
        for breaks in best_days(only, LEGS).values():
            minutes = [(each - day.ahead.starts).total_seconds() / 60 for each in breaks]
            done = {each.activity for each in only.stretches(minutes)} - {None}
            assert done <= {activity.value}


def test_nothing_is_planned_where_nothing_is_open() -> None:
    assert not to_plan(desk_day(), frozenset()).can_be_planned


def test_a_break_comes_right_before_and_right_after_a_long_meeting() -> None:
    day = to_plan(desk_day((at(10), at(11, 50))))
    for breaks in best_days(day, LEGS).values():
        assert at(9, 55) in breaks
        assert at(11, 50) in breaks


def test_meetings_one_after_another_hold_a_break_back_for_two_hours() -> None:
    day = to_plan(desk_day((at(10), at(12)), (at(12), at(13, 30))))
    for breaks in best_days(day, LEGS).values():
        assert [b for b in breaks if at(10) <= b < at(13, 30)] == [at(12)]
