"""To be done so many times a day: spread over the waking day, never in what is kept free."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from reminders.situations import changes_its_clock, is_quiet, situations
from soleus.reminders import Event, Exercise, Happened, Mode, ReminderSettings, Situation
from soleus.reminders.daily import day_of, done_on, turn_due, turns_ahead
from soleus.reminders.flight import Flight
from soleus.reminders.span import Span

BERLIN = ZoneInfo("Europe/Berlin")
LATER = date(2027, 1, 1)
WEEK = timedelta(days=7)


def berlin(hour: int, minute: int = 0, day: date = date(2026, 3, 2)) -> datetime:
    return datetime.combine(day, time(hour, minute), BERLIN)


def exercise(times: int, before: date = LATER, finished: tuple[datetime, ...] = ()) -> Exercise:
    return Exercise("7", "Towel pull", 30, times, before, finished)


def situation(
    now: datetime,
    *events: Event,
    meetings: tuple[Span, ...] = (),
    quiet: tuple[time | None, time | None] = (time(22), time(7)),
    mode: Mode = Mode.DESK,
    flights: tuple[Flight, ...] = (),
) -> Situation:
    settings = ReminderSettings(
        is_on=True, mode=mode, flights=flights, quiet_starts=quiet[0], quiet_ends=quiet[1]
    )
    return Situation(settings, BERLIN, now, events, meetings)


def ahead(daily: Exercise, at: Situation, days: int = 1) -> list[str]:
    until = at.now.astimezone(BERLIN).replace(hour=0, minute=0) + timedelta(days=days)
    turns = turns_ahead(daily, at, until)
    return [f"{turn.astimezone(BERLIN):%H:%M}" for turn in turns]


def due(daily: Exercise, at: Situation) -> str | None:
    turn = turn_due(daily, at)
    return None if turn is None else f"{turn.astimezone(BERLIN):%H:%M}"


def test_its_times_are_spread_between_the_quiet_hours() -> None:
    morning = situation(berlin(6))
    assert ahead(exercise(1), morning) == ["14:30"]
    assert ahead(exercise(3), morning) == ["09:30", "14:30", "19:30"]
    assert ahead(exercise(4), morning) == ["08:50", "12:35", "16:20", "20:05"]


def test_without_a_night_it_keeps_to_the_hours_that_were_set() -> None:
    assert ahead(exercise(2), situation(berlin(6), quiet=(None, None))) == ["11:00", "15:00"]
    siesta = (time(13), time(15, 30))
    assert ahead(exercise(2), situation(berlin(6), quiet=siesta)) == ["11:00", "15:30"]


def test_a_day_off_work_is_no_day_off_from_it() -> None:
    sunday = berlin(6, day=date(2026, 3, 8))
    assert ahead(exercise(1), situation(sunday)) == ["14:30"]


def test_who_works_at_night_has_a_day_that_goes_past_midnight() -> None:
    by_day = (time(8), time(16))
    at = situation(berlin(15), quiet=by_day)
    turns = list(turns_ahead(exercise(2), at, at.now + timedelta(hours=20)))
    assert [f"{turn.astimezone(BERLIN):%a %H:%M}" for turn in turns] == [
        "Mon 20:00",
        "Tue 04:00",
    ]
    after_midnight = situation(berlin(5, day=date(2026, 3, 3)), quiet=by_day)
    done = exercise(2, LATER, (berlin(21),))
    assert day_of(after_midnight) == date(2026, 3, 2)
    assert due(done, after_midnight) == "04:00"
    assert due(replace(done, finished=(berlin(21), berlin(22))), after_midnight) is None


def test_it_is_due_once_however_many_times_passed() -> None:
    daily = exercise(3)
    assert due(daily, situation(berlin(9))) is None
    assert due(daily, situation(berlin(9, 31))) == "09:30"
    assert due(daily, situation(berlin(15))) == "14:30"
    assert due(daily, situation(berlin(21, 59))) == "19:30"
    assert due(daily, situation(berlin(22))) is None


def test_what_was_done_before_its_time_counts() -> None:
    twice = exercise(3, LATER, (berlin(7, 30), berlin(8)))
    at = situation(berlin(8, 30))
    assert done_on(twice, at, day_of(at)) == 2
    assert ahead(twice, at) == ["19:30"]
    assert due(twice, situation(berlin(15))) is None
    assert due(twice, situation(berlin(19, 40))) == "19:30"


def test_what_was_done_yesterday_does_not_count_today() -> None:
    yesterday = exercise(1, LATER, (berlin(20, day=date(2026, 3, 1)),))
    assert due(yesterday, situation(berlin(15))) == "14:30"


def test_done_before_the_quiet_hours_end_counts_for_the_day_that_begins() -> None:
    early = exercise(1, LATER, (berlin(5),))
    assert due(early, situation(berlin(15))) is None


def test_in_a_meeting_it_waits_for_its_end_and_comes_once() -> None:
    meeting = (Span(berlin(9), berlin(15)),)
    daily = exercise(3)
    assert ahead(daily, situation(berlin(8), meetings=meeting)) == ["15:00", "19:30"]
    assert due(daily, situation(berlin(10), meetings=meeting)) is None
    assert due(daily, situation(berlin(15, 1), meetings=meeting)) == "15:00"


def test_in_a_pause_and_on_a_flight_it_waits_too() -> None:
    daily = exercise(3)
    paused = Event(Happened.PAUSED, berlin(9), 120)
    assert due(daily, situation(berlin(10), paused)) is None
    assert ahead(daily, situation(berlin(10), paused)) == ["11:00", "14:30", "19:30"]
    leg = Flight(datetime(2026, 3, 2, 9), BERLIN.key, datetime(2026, 3, 2, 10), "Europe/London")
    assert due(daily, situation(berlin(10), flights=(leg,))) is None
    assert ahead(daily, situation(berlin(10), flights=(leg,))) == ["11:00", "14:30", "19:30"]


def test_from_the_day_of_its_review_it_comes_no_more() -> None:
    daily = exercise(1, date(2026, 3, 4))
    assert ahead(daily, situation(berlin(6)), days=5) == ["14:30", "14:30"]
    assert due(daily, situation(berlin(15, day=date(2026, 3, 4)))) is None


def test_on_the_days_when_the_clocks_change_it_comes_as_often() -> None:
    for day in (date(2026, 3, 29), date(2026, 10, 25)):
        assert ahead(exercise(3), situation(berlin(6, day=day))) == ["09:30", "14:30", "19:30"]


def test_a_clock_set_back_counts_nothing_that_lies_ahead() -> None:
    assert due(exercise(1, LATER, (berlin(20),)), situation(berlin(15))) == "14:30"


@given(situations(), st.integers(1, 12), st.integers(0, 3))
def test_it_never_comes_in_what_is_kept_free_nor_too_often(
    at: Situation, times: int, done: int
) -> None:
    daily = exercise(times, LATER, tuple(at.now - timedelta(minutes=n) for n in range(done)))
    turns = list(turns_ahead(daily, at, at.now + timedelta(days=3)))
    for turn in turns:
        assert turn > at.now
        assert not any(each.holds(turn) for each in at.meetings)
        local = turn.astimezone(at.zone)
        if not changes_its_clock(turn, at.zone):
            assert not is_quiet(at.settings, local.time())
    assert all(earlier < later for earlier, later in pairwise(turns))
    left = [turn for turn in turns if day_of(replace(at, now=turn)) == day_of(at)]
    assert len(left) <= max(0, times - done_on(daily, at, day_of(at)))


@given(situations(), st.integers(1, 12), st.timedeltas(timedelta(0), timedelta(hours=20)))
def test_what_is_due_was_announced_or_had_come_already(
    at: Situation, times: int, passed: timedelta
) -> None:
    daily = exercise(times)
    later = replace(at, now=at.now + passed)
    turn = turn_due(daily, later)
    if turn is None or turn <= at.now:
        return
    announced = turns_ahead(daily, at, later.now + timedelta(days=1))
    assert turn in set(announced)
    assert not any(each.holds(later.now) for each in at.meetings)


def test_in_bed_and_on_a_journey_the_night_is_kept() -> None:
    for mode in (Mode.BED, Mode.TRAVEL):
        assert ahead(exercise(1), situation(berlin(6), mode=mode)) == ["14:30"]


def test_times_are_moments() -> None:
    (turn,) = turns_ahead(exercise(1), situation(berlin(6)), berlin(20))
    assert turn == datetime(2026, 3, 2, 13, 30, tzinfo=UTC)
