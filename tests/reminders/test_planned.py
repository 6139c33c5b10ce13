"""A day that was planned ahead stands in for the interval, and never leaves its bounds."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reminders.situations import situations
from soleus.reminders import Event, Happened, PlannedDay, ReminderSettings, Situation, Span
from soleus.reminders.schedule import Because, next_slot, pending, slots_ahead
from soleus.vocabulary import FaultsError

BERLIN = ZoneInfo("Europe/Berlin")
SHORTEST, LONGEST = timedelta(minutes=30), timedelta(minutes=60)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 2, hour, minute, tzinfo=BERLIN)


PLAN = PlannedDay(at(9), at(17), (at(10), at(11), at(11, 35), at(12, 5)))


def day(now: datetime, *history: Event, **changes: object) -> Situation:
    settings = ReminderSettings(is_on=True, interval_minutes=45)
    return replace(
        Situation(settings, BERLIN, now, history, planned=PLAN),
        **changes,  # type: ignore[arg-type]
    )


def times(situation: Situation) -> list[str]:
    ahead = slots_ahead(situation, at(17))
    return [f"{slot.at.astimezone(BERLIN):%H:%M}" for slot in ahead]


def test_breaks_come_when_the_plan_has_them_and_then_by_its_longest_interval() -> None:
    assert times(day(at(8)))[:6] == ["10:00", "11:00", "11:35", "12:05", "13:05", "14:05"]
    slots = list(slots_ahead(day(at(8)), at(14)))
    assert [slot.because for slot in slots[:4]] == [Because.PLANNED] * 4
    assert slots[4].because is Because.LONGEST


def test_another_day_goes_by_the_interval() -> None:
    tomorrow = replace(day(at(8)), now=at(8) + timedelta(days=1))
    slot = next_slot(tomorrow)
    assert slot is not None
    assert f"{slot.at.astimezone(BERLIN):%H:%M}" == "09:45"


def test_a_planned_break_so_soon_after_moving_is_left_out() -> None:
    assert times(day(at(10, 41), Event(Happened.MOVED, at(10, 40))))[:2] == ["11:35", "12:05"]


def test_who_answers_a_break_late_does_not_sit_longer_than_the_longest_interval() -> None:
    moved = day(at(10, 9), Event(Happened.MOVED, at(10, 8)))
    assert times(moved)[:2] == ["11:00", "11:35"]


def test_a_planned_break_waits_for_a_meeting_that_came_later() -> None:
    meeting = (Span(at(10, 50), at(11, 20)),)
    slot = next(iter(slots_ahead(day(at(10, 1), meetings=meeting), at(12))))
    assert (slot.at, slot.because) == (at(11, 20), Because.MEETING)


def test_a_planned_break_is_due_until_it_is_answered() -> None:
    due = pending(day(at(10, 5)))
    assert due is not None
    assert (due.at, due.because) == (at(10), Because.PLANNED)
    assert pending(day(at(10, 5), Event(Happened.MOVED, at(10, 4)))) is None


@given(situations(), st.lists(st.integers(0, 24 * 60), max_size=12))
def test_whatever_was_planned_no_break_is_too_near_or_too_far(
    situation: Situation, minutes: list[int]
) -> None:
    starts = situation.now
    breaks = tuple(starts + timedelta(minutes=each) for each in sorted(minutes))
    plan = PlannedDay(starts, starts + timedelta(hours=24), breaks)
    planned = replace(situation, planned=plan, meetings=())
    found = list(slots_ahead(planned, plan.ends))
    assume(found)
    for a, b in pairwise(found):
        if a.window == b.window and plan.span.holds(a.at):
            assert SHORTEST <= b.at - a.at <= LONGEST


def test_breaks_outside_of_their_day_are_refused() -> None:
    with pytest.raises(FaultsError):
        PlannedDay(at(9), at(17), (at(18),))
    with pytest.raises(FaultsError):
        PlannedDay(at(9), at(17), (at(11), at(10)))


def test_a_planned_day_is_read_again_as_it_was_kept() -> None:
    assert PlannedDay.from_dict(PLAN.as_dict()) == PLAN
