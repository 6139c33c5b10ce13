"""To be done so many times a day: spread over the waking day, never in what is kept free."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from reminders.situations import changes_its_clock, is_quiet, situations
from soleus.reminders import (
    Daily,
    Event,
    Flight,
    Happened,
    Mode,
    ReminderSettings,
    Situation,
    Span,
    day_of,
    done_on,
    turn_due,
    turns_ahead,
)

BERLIN = ZoneInfo("Europe/Berlin")
LATER = date(2027, 1, 1)
WEEK = timedelta(days=7)


def berlin(hour: int, minute: int = 0, day: date = date(2026, 3, 2)) -> datetime:
    return datetime.combine(day, time(hour, minute), BERLIN)


def situation(
    now: datetime,
    *events: Event,
    meetings: tuple[Span, ...] = (),
    quiet: tuple[time | None, time | None] = (time(22), time(7)),
    mode: Mode = Mode.DESK,
    flights: tuple[Flight, ...] = (),
) -> Situation:
    asked = ReminderSettings(
        is_on=True, mode=mode, flights=flights, quiet_starts=quiet[0], quiet_ends=quiet[1]
    )
    return Situation(asked, BERLIN, now, events, meetings)


def ahead(daily: Daily, at: Situation, days: int = 1) -> list[str]:
    until = at.now.astimezone(BERLIN).replace(hour=0, minute=0) + timedelta(days=days)
    turns = turns_ahead(daily, at, until)
    return [f"{turn.at.astimezone(BERLIN):%H:%M}" for turn in turns]


def due(daily: Daily, at: Situation) -> str | None:
    turn = turn_due(daily, at)
    return None if turn is None else f"{turn.at.astimezone(BERLIN):%H:%M}"


def test_its_times_are_spread_between_the_quiet_hours() -> None:
    morning = situation(berlin(6))
    assert ahead(Daily(1, LATER), morning) == ["14:30"]
    assert ahead(Daily(3, LATER), morning) == ["09:30", "14:30", "19:30"]
    assert ahead(Daily(4, LATER), morning) == ["08:50", "12:35", "16:20", "20:05"]


def test_without_a_night_it_keeps_to_the_hours_that_were_set() -> None:
    assert ahead(Daily(2, LATER), situation(berlin(6), quiet=(None, None))) == ["11:00", "15:00"]
    siesta = (time(13), time(15, 30))
    assert ahead(Daily(2, LATER), situation(berlin(6), quiet=siesta)) == ["11:00", "15:30"]


def test_a_day_off_work_is_no_day_off_from_it() -> None:
    sunday = berlin(6, day=date(2026, 3, 8))
    assert ahead(Daily(1, LATER), situation(sunday)) == ["14:30"]


def test_who_works_at_night_has_a_day_that_goes_past_midnight() -> None:
    by_day = (time(8), time(16))
    at = situation(berlin(15), quiet=by_day)
    turns = list(turns_ahead(Daily(2, LATER), at, at.now + timedelta(hours=20)))
    assert [f"{turn.at.astimezone(BERLIN):%a %H:%M}" for turn in turns] == [
        "Mon 20:00",
        "Tue 04:00",
    ]
    after_midnight = situation(berlin(5, day=date(2026, 3, 3)), quiet=by_day)
    done = Daily(2, LATER, (berlin(21),))
    assert day_of(after_midnight) == date(2026, 3, 2)
    assert due(done, after_midnight) == "04:00"
    assert due(replace(done, done=(berlin(21), berlin(22))), after_midnight) is None


def test_it_is_due_once_however_many_times_passed() -> None:
    daily = Daily(3, LATER)
    assert due(daily, situation(berlin(9))) is None
    assert due(daily, situation(berlin(9, 31))) == "09:30"
    assert due(daily, situation(berlin(15))) == "14:30"
    assert due(daily, situation(berlin(21, 59))) == "19:30"
    assert due(daily, situation(berlin(22))) is None


def test_what_was_done_before_its_time_counts() -> None:
    twice = Daily(3, LATER, (berlin(7, 30), berlin(8)))
    at = situation(berlin(8, 30))
    assert done_on(twice, at, day_of(at)) == 2
    assert ahead(twice, at) == ["19:30"]
    assert due(twice, situation(berlin(15))) is None
    assert due(twice, situation(berlin(19, 40))) == "19:30"


def test_what_was_done_yesterday_does_not_count_today() -> None:
    yesterday = Daily(1, LATER, (berlin(20, day=date(2026, 3, 1)),))
    assert due(yesterday, situation(berlin(15))) == "14:30"


def test_done_before_the_quiet_hours_end_counts_for_the_day_that_begins() -> None:
    early = Daily(1, LATER, (berlin(5),))
    assert due(early, situation(berlin(15))) is None


def test_in_a_meeting_it_waits_for_its_end_and_comes_once() -> None:
    meeting = (Span(berlin(9), berlin(15)),)
    daily = Daily(3, LATER)
    assert ahead(daily, situation(berlin(8), meetings=meeting)) == ["15:00", "19:30"]
    assert due(daily, situation(berlin(10), meetings=meeting)) is None
    assert due(daily, situation(berlin(15, 1), meetings=meeting)) == "15:00"


def test_in_a_pause_and_on_a_flight_it_waits_too() -> None:
    daily = Daily(3, LATER)
    paused = Event(Happened.PAUSED, berlin(9), 120)
    assert due(daily, situation(berlin(10), paused)) is None
    assert ahead(daily, situation(berlin(10), paused)) == ["11:00", "14:30", "19:30"]
    leg = Flight(datetime(2026, 3, 2, 9), BERLIN.key, datetime(2026, 3, 2, 10), "Europe/London")
    assert due(daily, situation(berlin(10), flights=(leg,))) is None
    assert ahead(daily, situation(berlin(10), flights=(leg,))) == ["11:00", "14:30", "19:30"]


def test_from_the_day_of_its_review_it_comes_no_more() -> None:
    daily = Daily(1, date(2026, 3, 4))
    assert ahead(daily, situation(berlin(6)), days=5) == ["14:30", "14:30"]
    assert due(daily, situation(berlin(15, day=date(2026, 3, 4)))) is None


def test_on_the_days_when_the_clocks_change_it_comes_as_often() -> None:
    for day in (date(2026, 3, 29), date(2026, 10, 25)):
        assert ahead(Daily(3, LATER), situation(berlin(6, day=day))) == ["09:30", "14:30", "19:30"]


def test_a_clock_set_back_counts_nothing_that_lies_ahead() -> None:
    assert due(Daily(1, LATER, (berlin(20),)), situation(berlin(15))) == "14:30"


@given(situations(), st.integers(1, 12), st.integers(0, 3))
def test_it_never_comes_in_what_is_kept_free_nor_too_often(
    at: Situation, times: int, done: int
) -> None:
    daily = Daily(times, LATER, tuple(at.now - timedelta(minutes=n) for n in range(done)))
    turns = list(turns_ahead(daily, at, at.now + timedelta(days=3)))
    for turn in turns:
        assert turn.at > at.now
        assert not any(each.holds(turn.at) for each in at.meetings)
        local = turn.at.astimezone(at.zone)
        if not changes_its_clock(turn.at, at.zone):
            assert not is_quiet(at.asked, local.time())
    assert all(earlier.at < later.at for earlier, later in pairwise(turns))
    left = [turn for turn in turns if day_of(replace(at, now=turn.at)) == day_of(at)]
    assert len(left) <= max(0, times - done_on(daily, at, day_of(at)))


@given(situations(), st.integers(1, 12), st.timedeltas(timedelta(0), timedelta(hours=20)))
def test_what_is_due_was_announced_or_had_come_already(
    at: Situation, times: int, passed: timedelta
) -> None:
    daily = Daily(times, LATER)
    later = replace(at, now=at.now + passed)
    turn = turn_due(daily, later)
    if turn is None or turn.at <= at.now:
        return
    announced = turns_ahead(daily, at, later.now + timedelta(days=1))
    assert turn.at in {each.at for each in announced}
    assert not any(each.holds(later.now) for each in at.meetings)


def test_in_bed_and_on_a_journey_the_night_is_kept() -> None:
    for mode in (Mode.BED, Mode.TRAVEL):
        assert ahead(Daily(1, LATER), situation(berlin(6), mode=mode)) == ["14:30"]


def test_times_are_moments() -> None:
    (turn,) = turns_ahead(Daily(1, LATER), situation(berlin(6)), berlin(20))
    assert turn.at == datetime(2026, 3, 2, 13, 30, tzinfo=UTC)
    assert turn.number == 1
