"""The engine over many lives: what must hold whatever happened, and the cases by name."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reminders.situations import MOMENTS, changes_its_clock, is_quiet, is_working, situations
from soleus.reminders import (
    Event,
    Happened,
    Mode,
    ReminderSettings,
    Situation,
    skips_left,
)
from soleus.reminders.flight import Flight
from soleus.reminders.schedule import Because, Slot, next_slot, pending, slots_ahead, snoozes_left
from soleus.reminders.span import Span, merged
from soleus.vocabulary import Weekday

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = timedelta(days=7)
LONGEST_HOLD = timedelta(hours=2)


def ahead(situation: Situation) -> list[Slot]:
    return list(slots_ahead(situation, situation.now + timedelta(days=3)))


def meeting_at(situation: Situation, moment: datetime) -> Span | None:
    """Return the meeting at a moment; meetings that touch are one."""
    return next((each for each in merged(situation.meetings) if each.holds(moment)), None)


def was_put_off_in(meeting: Span, slot: Slot) -> bool:
    return slot.because is Because.SNOOZED and meeting.holds(slot.since)


@given(situations())
def test_no_break_falls_into_quiet_hours_a_meeting_a_pause_or_an_off_day(at: Situation) -> None:
    for slot in ahead(at):
        if (meeting := meeting_at(at, slot.at)) and not was_put_off_in(meeting, slot):
            assert slot.at >= meeting.starts + LONGEST_HOLD
        local = slot.at.astimezone(at.zone)
        if changes_its_clock(slot.at, at.zone):
            continue
        assert not is_quiet(at.settings, local.time())
        assert is_working(at.settings, local)


@given(situations())
def test_two_breaks_are_never_nearer_than_the_interval(at: Situation) -> None:
    interval = timedelta(minutes=at.settings.interval_minutes)
    for earlier, later in pairwise(ahead(at)):
        assert later.at - earlier.at >= interval


@given(situations())
def test_the_next_break_is_never_over(at: Situation) -> None:
    slot = next_slot(at)
    assert slot is None or slot.at >= at.now


@given(situations())
def test_the_same_life_gives_the_same_break_in_whatever_order_it_is_told(at: Situation) -> None:
    turned = Situation(
        at.settings, at.zone, at.now, tuple(reversed(at.history)), tuple(reversed(at.meetings))
    )
    distinct = len({event.at for event in at.history}) == len(at.history)
    assume(distinct)
    assert next_slot(at) == next_slot(at) == next_slot(turned)


@given(situations())
def test_nothing_comes_sooner_than_an_interval_after_moving(at: Situation) -> None:
    moved = Event(Happened.MOVED, at.now)
    after = Situation(at.settings, at.zone, at.now, (*at.history, moved), at.meetings)
    slot = next_slot(after)
    assert slot is None or slot.at - at.now >= timedelta(minutes=at.settings.interval_minutes)
    assert pending(after) is None


@given(situations(), st.timedeltas(timedelta(0), timedelta(hours=20)))
def test_what_is_due_was_announced(at: Situation, passed: timedelta) -> None:
    later = Situation(at.settings, at.zone, at.now + passed, at.history, at.meetings)
    due = pending(later)
    if due is None or due.at <= at.now:
        return
    assert due.at <= later.now
    assert due.at in {slot.at for slot in ahead(at)}
    if meeting := meeting_at(at, later.now):
        assert due.at >= meeting.starts or later.now >= due.at + LONGEST_HOLD


@given(situations())
def test_no_meeting_holds_a_break_back_for_longer_than_two_hours(at: Situation) -> None:
    most = timedelta(minutes=at.settings.interval_minutes) + LONGEST_HOLD
    for earlier, later in pairwise(ahead(at)):
        if earlier.window == later.window:
            assert later.at - earlier.at <= most


@given(situations())
def test_what_waits_since_before_a_meeting_waits_two_hours_at_most(at: Situation) -> None:
    due = pending(replace(at, meetings=()))
    whole_day = replace(at, meetings=(Span(at.now - WEEK, at.now + WEEK),))
    if due is not None and at.now - due.at >= LONGEST_HOLD + timedelta(hours=1):
        assert pending(whole_day) is not None


@given(situations(), st.integers(4 * 60, 14 * 60))
def test_a_night_asleep_leaves_one_fresh_schedule(at: Situation, minutes: int) -> None:
    woken = at.now + timedelta(minutes=minutes)
    slept = Event(Happened.ASLEEP, woken, minutes)
    after = Situation(at.settings, at.zone, woken, (*at.history, slept), at.meetings)
    assert pending(after) is None, "nothing of the night is made up for"
    slot = next_slot(after)
    if slot is not None:
        assert slot.at - woken >= timedelta(minutes=at.settings.interval_minutes)
    fresh = [s for s in ahead(after) if s.because in (Because.ASLEEP,)]
    assert len(fresh) <= 1


@given(situations(), st.integers(30, 60))
def test_another_interval_acts_at_once(at: Situation, minutes: int) -> None:
    moved = (Event(Happened.MOVED, at.now),)
    changed = Situation(replace(at.settings, interval_minutes=minutes), at.zone, at.now, moved)
    slot = next_slot(changed)
    if slot is not None and slot.because is Because.MOVED:
        assert slot.at == at.now + timedelta(minutes=minutes)


# Cases by name: Monday 2 March 2026, Berlin (an hour ahead of UTC)


def berlin(hour: int, minute: int = 0, day: date = date(2026, 3, 2)) -> datetime:
    return datetime.combine(day, time(hour, minute), BERLIN)


def situation(now: datetime, *events: Event, **more: object) -> Situation:
    meetings = more.pop("meetings", ())
    assert isinstance(meetings, tuple)
    data: dict[str, object] = {"is_on": True, "interval_minutes": 40, **more}
    return Situation(ReminderSettings(**data), BERLIN, now, events, meetings)  # type: ignore[arg-type]


def told(at: Situation) -> tuple[str, Because]:
    slot = next_slot(at)
    assert slot is not None
    return f"{slot.at.astimezone(slot.window.zone):%a %H:%M}", slot.because


def test_the_day_begins_with_the_hours() -> None:
    assert told(situation(berlin(8))) == ("Mon 09:40", Because.START)
    assert told(situation(berlin(9, 50))) == ("Mon 10:20", Because.LAST)


def test_a_break_of_ones_own_counts() -> None:
    assert told(situation(berlin(10, 5), Event(Happened.MOVED, berlin(10)))) == (
        "Mon 10:40",
        Because.MOVED,
    )


def test_a_session_counts_and_a_moment_of_one_does_not() -> None:
    long, short = (Event(Happened.SESSION, berlin(10), minutes) for minutes in (3, 0.5))
    assert told(situation(berlin(10, 5), long)) == ("Mon 10:40", Because.SESSION)
    assert told(situation(berlin(10, 5), short)) == ("Mon 10:20", Because.LAST)


def test_being_away_counts_from_the_length_that_was_set() -> None:
    away = Event(Happened.AWAY, berlin(10), 6)
    assert told(situation(berlin(10, 5), away)) == ("Mon 10:40", Because.AWAY)
    assert told(situation(berlin(10, 5), away, away_minutes=7)) == ("Mon 10:20", Because.LAST)


def test_a_meeting_puts_a_break_off_until_right_after_it() -> None:
    meetings = (Span(berlin(9, 30), berlin(10)), Span(berlin(10), berlin(11)))
    at = situation(berlin(9), meetings=meetings)
    assert told(at) == ("Mon 11:00", Because.MEETING)
    assert [f"{s.at.astimezone(BERLIN):%H:%M}" for s in ahead(at)][:2] == ["11:00", "11:40"]
    assert pending(situation(berlin(10, 30), meetings=meetings)) is None
    assert pending(situation(berlin(11), meetings=meetings)) is not None


def test_a_day_of_meetings_lets_a_break_through_after_two_hours() -> None:
    at = situation(berlin(9), meetings=(Span(berlin(9), berlin(13)), Span(berlin(13), berlin(17))))
    assert told(at) == ("Mon 11:40", Because.LONG_MEETING)
    times = [f"{s.at.astimezone(BERLIN):%a %H:%M}" for s in ahead(at)]
    assert times[:3] == ["Mon 11:40", "Mon 14:20", "Tue 09:40"]
    assert pending(situation(berlin(11, 30), meetings=at.meetings)) is None
    assert pending(situation(berlin(11, 41), meetings=at.meetings)) is not None


def test_a_break_put_off_in_a_long_meeting_comes_when_it_was_asked_for() -> None:
    put_off = Event(Happened.SNOOZED, berlin(11, 41), 10)
    at = situation(berlin(11, 45), put_off, meetings=(Span(berlin(9), berlin(16)),))
    assert told(at) == ("Mon 11:51", Because.SNOOZED)


def test_a_meeting_to_the_end_of_the_day_leaves_no_break_there() -> None:
    at = situation(
        berlin(16), Event(Happened.MOVED, berlin(16)), meetings=(Span(berlin(16, 30), berlin(18)),)
    )
    assert told(at) == ("Tue 09:40", Because.START)


def test_a_break_put_off_comes_when_it_was_asked_for() -> None:
    snoozed = Event(Happened.SNOOZED, berlin(9, 42), 10)
    assert told(situation(berlin(9, 43), snoozed)) == ("Mon 09:52", Because.SNOOZED)
    assert told(situation(berlin(9, 53), snoozed)) == ("Mon 10:32", Because.LAST)


def test_putting_off_too_early_brings_nothing_forward() -> None:
    snoozed = Event(Happened.SNOOZED, berlin(9, 5), 5)
    assert told(situation(berlin(9, 6), snoozed)) == ("Mon 09:40", Because.START)


def test_a_break_can_be_put_off_twice() -> None:
    first, second = (Event(Happened.SNOOZED, berlin(9, n), 5) for n in (40, 45))
    assert snoozes_left(situation(berlin(9, 41), first)) == 1
    assert snoozes_left(situation(berlin(9, 46), first, second)) == 0
    assert snoozes_left(situation(berlin(10, 31), first, second)) == 2
    moved = Event(Happened.MOVED, berlin(9, 50))
    assert snoozes_left(situation(berlin(9, 51), first, second, moved)) == 2


def test_three_in_a_row_can_be_left_out_and_moving_or_a_night_frees_them_again() -> None:
    skipped = [Event(Happened.SKIPPED, berlin(9 + n)) for n in range(3)]
    assert skips_left(situation(berlin(12), *skipped)) == 0
    assert told(situation(berlin(11, 5), *skipped)) == ("Mon 11:40", Because.SKIPPED)
    assert skips_left(situation(berlin(12), *skipped, Event(Happened.MOVED, berlin(12)))) == 3
    assert skips_left(situation(berlin(9, 0, date(2026, 3, 3)), *skipped)) == 3


def test_a_pause_is_kept_and_ends_early_when_it_is_ended() -> None:
    paused = Event(Happened.PAUSED, berlin(10), 120)
    assert told(situation(berlin(10, 5), paused)) == ("Mon 12:40", Because.RESUMED)
    resumed = Event(Happened.RESUMED, berlin(11))
    assert told(situation(berlin(11), paused, resumed)) == ("Mon 11:40", Because.RESUMED)
    assert pending(situation(berlin(10, 30), paused)) is None


def test_of_the_breaks_that_passed_the_last_one_is_due() -> None:
    due = pending(situation(berlin(13)))
    assert due is not None
    assert due.at == berlin(13)


def test_an_off_day_has_none_and_off_means_off() -> None:
    saturday = berlin(10, 0, date(2026, 3, 7))
    assert told(situation(saturday)) == ("Mon 09:40", Because.START)
    assert next_slot(situation(berlin(9), is_on=False)) is None
    assert pending(situation(berlin(12), is_on=False)) is None


def test_a_night_shift_goes_on_after_midnight() -> None:
    more = {"starts": time(22), "ends": time(6), "quiet_starts": None, "quiet_ends": None}
    after_midnight = berlin(0, 30, date(2026, 3, 3))
    assert told(situation(after_midnight, **more)) == ("Tue 00:40", Because.LAST)
    saturday = berlin(5, 0, date(2026, 3, 7))
    assert told(situation(saturday, **more))[0] == "Sat 05:20"


def test_the_hour_that_is_missing_in_spring_shortens_the_wait_by_the_clock_only() -> None:
    more = {"starts": time(1), "ends": time(6), "quiet_starts": None, "quiet_ends": None}
    spring = berlin(1, 0, date(2026, 3, 29))
    at = situation(spring, days=tuple(Weekday), **more)
    local = [f"{s.at.astimezone(BERLIN):%H:%M}" for s in ahead(at)][:3]
    assert local == ["01:40", "03:20", "04:00"]


def test_the_hour_that_comes_twice_in_autumn_doubles_no_break() -> None:
    more = {"starts": time(1), "ends": time(4), "quiet_starts": None, "quiet_ends": None}
    autumn = berlin(1, 0, date(2026, 10, 25))
    at = situation(autumn, days=tuple(Weekday), **more)
    first_day = [s for s in ahead(at) if s.at.astimezone(BERLIN).date() == date(2026, 10, 25)]
    assert [f"{s.at.astimezone(BERLIN):%H:%M}" for s in first_day] == [
        "01:40", "02:20", "02:00", "02:40", "03:20",
    ]  # fmt: skip


def test_another_time_zone_acts_at_once() -> None:
    now = berlin(15)
    asked = ReminderSettings(is_on=True, interval_minutes=40)
    new_york = ZoneInfo("America/New_York")
    slot = next_slot(Situation(asked, new_york, now))
    assert slot is not None
    assert slot.at.astimezone(new_york) == datetime(2026, 3, 2, 9, 40, tzinfo=new_york)


def test_a_clock_set_back_neither_fails_nor_waits_for_what_lies_ahead() -> None:
    ahead_of_now = Event(Happened.MOVED, berlin(15))
    assert told(situation(berlin(10), ahead_of_now)) == ("Mon 10:20", Because.LAST)


def test_on_a_flight_breaks_run_from_take_off_to_landing() -> None:
    flight = Flight(
        datetime(2026, 3, 7, 10), "Europe/Berlin", datetime(2026, 3, 7, 13), "America/New_York"
    )
    at = situation(berlin(8, 0, date(2026, 3, 7)), flights=(flight,), mode=Mode.TRAVEL)
    slots = ahead(at)
    assert told(at) == ("Sat 10:40", Because.FLIGHT)
    assert slots[-1].at < flight.ends
    assert len(slots) == 13  # nine hours, one every forty minutes
    assert {slot.window.mode for slot in slots} == {Mode.TRAVEL}


def test_a_flight_takes_the_place_of_the_desk() -> None:
    flight = Flight(
        datetime(2026, 3, 2, 12), "Europe/Berlin", datetime(2026, 3, 2, 13), "Europe/London"
    )
    modes = {
        f"{s.at.astimezone(BERLIN):%H:%M}": s.window.mode
        for s in ahead(situation(berlin(8), flights=(flight,)))
        if s.at < berlin(17)
    }
    assert modes["11:40"] is Mode.DESK
    assert modes["12:40"] is modes["13:20"] is Mode.TRAVEL
    assert modes["14:40"] is Mode.DESK


@settings(max_examples=30)
@given(MOMENTS, st.integers(30, 60))
def test_in_bed_the_days_are_alike(now: datetime, minutes: int) -> None:
    asked = ReminderSettings(is_on=True, mode=Mode.BED, interval_minutes=minutes)
    slots = list(slots_ahead(Situation(asked, ZoneInfo("UTC"), now), now + WEEK))
    later = list(
        slots_ahead(Situation(asked, ZoneInfo("UTC"), now + timedelta(days=2)), now + WEEK)
    )
    assert later == [slot for slot in slots if slot.at >= now + timedelta(days=2)]
