"""``soleus remind`` as it is typed, and its clockwork over sleep, a set clock and another zone."""

import asyncio
import shlex
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from cli.said import Run
from coach.samples import WELL, exercise
from reminders.hosts import CERTIFICATE, host, says
from reminders.ics.odd import GOOD, event, file
from soleus.cli.remind import machine_zone
from soleus.cli.remind_show import Desktop, as_line
from soleus.cli.remind_watch import Watch
from soleus.coach import Coach
from soleus.compose import Settings, open_coach
from soleus.journal import BreakEntry, BreakEvent, Journal
from soleus.reminders import Notice, ReminderSettings
from soleus.vocabulary import Weekday
from soleus.vocabulary.clock import FixedClock


@pytest.fixture
def run(typed: Run) -> Run:
    """Return what types ``soleus remind WORDS``."""
    return partial(typed, "remind")


@pytest.fixture
def checked(run: Run) -> Run:
    """The commands after a check of a well person."""
    with open_coach(Settings.from_environment()) as coach:
        coach.checks.record("self", WELL)
    return run


def kept() -> list[BreakEntry]:
    with open_coach(Settings.from_environment()) as coach:
        return [each.entry for each in coach.journal.entries("self", (BreakEntry,))]


def set_all_day() -> None:
    """Reminders that run at whatever hour the test runs."""
    with open_coach(Settings.from_environment()) as coach:
        now = coach.clock.now()
        asked = ReminderSettings(
            is_on=True,
            days=tuple(Weekday),
            interval_minutes=30,
            zone="UTC",
            starts=(now - timedelta(hours=3)).time().replace(second=0, microsecond=0),
            ends=(now + timedelta(hours=3)).time().replace(second=0, microsecond=0),
            quiet_starts=None,
            quiet_ends=None,
        )
        coach.reminders.save("self", asked)
        resumed = coach.journal.entries("self", (BreakEntry,))[-1]
        earlier = now - timedelta(hours=1)  # as if they had been turned on an hour ago
        coach.journal.append("self", resumed.entry, at=earlier, supersedes=resumed.id)


def test_it_says_that_reminders_are_off_and_how_to_turn_them_on(checked: Run) -> None:
    said = checked("status")
    assert said.status == 0
    assert "Reminders are off." in said.out
    assert "soleus remind on" in said.out


def test_turned_on_it_says_when_the_next_break_is_and_why(checked: Run) -> None:
    said = checked("on", "--every", "40")
    assert said.status == 0
    assert said.out.startswith("Next: ")
    assert "every 40 minutes." in said.out
    assert "Reminders are off." in checked("off").out


def test_what_cannot_be_set_is_said_in_a_line(checked: Run) -> None:
    assert "from 30 to 60 minutes" in checked("on", "--every", "10").err
    assert "did you mean 'desk'?" in checked("on", "--mode", "desc").err
    said = checked("on", "--calendar", "http://example.org/a.ics")
    assert said.status == 2
    assert "https://" in said.err


def test_a_calendar_that_cannot_be_read_in_full_is_said(checked: Run, tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.write_text(file(GOOD, event("DTSTART:tomorrow"), event("DTSTART:today", uid="2")))
    said = checked("on", "--calendar", str(path))
    assert "2 entries of your calendar could not be read" in said.out
    assert "2 entries of your calendar could not be read" in checked("status").out
    path.unlink()
    said = checked("status")
    assert said.status == 0
    assert "There is no calendar file" in said.out
    assert "None of its meetings are known." in said.out


@pytest.mark.parametrize("source", ["https://[", "https://host.example/a b.ics", "https://h:x/"])
def test_an_address_that_cannot_work_is_refused_and_never_ends_the_reminders(
    checked: Run, source: str
) -> None:
    said = checked("on", "--calendar", source)
    assert said.status == 2
    assert said.err.count("\n") == 1
    checked("on")
    with open_coach(Settings.from_environment()) as coach:
        stored = {**coach.reminders.settings("self").as_dict(), "calendar": source}
        coach.journal.save_setting("self", "reminders", stored)
    assert checked("status").status == 0
    assert "This is no address of a calendar." in checked("status").out
    assert checked("--once", "--plain").status == 0
    assert checked("off").status == 0
    assert checked("on", "--calendar", "").status == 0


def test_a_host_that_hangs_up_never_ends_the_reminders(
    checked: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    cut = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\nBEGIN:VCAL"
    with host(says(cut)) as address:
        said = checked("on", "--calendar", address)
        assert said.status == 0
        assert "localhost could not be reached" in said.out
        assert "localhost could not be reached" in checked("status").out


def test_each_verb_is_kept(checked: Run) -> None:
    set_all_day()
    assert "Due: " in checked("status").out
    assert checked("snooze", "10").status == 0
    assert checked("moved").status == 0
    assert "No break is due now." in checked("skip").err
    assert "Paused until" in checked("pause", "30").out
    assert "Paused" not in checked("resume").out
    assert checked("pause").status == 0
    whats = [each.what for each in kept()]
    assert whats[1:] == [
        BreakEvent.SNOOZED,
        BreakEvent.MOVED,
        BreakEvent.PAUSED,
        BreakEvent.RESUMED,
        BreakEvent.PAUSED,
    ]


def test_once_shows_what_is_due_as_one_line(checked: Run) -> None:
    set_all_day()
    said = checked("--once", "--plain")
    assert said.out.count("\n") == 1
    assert "Stand up and walk for two minutes." in said.out
    assert "http://127.0.0.1:8765/session/ankle-pumps" in said.out
    checked("moved")
    assert checked("--once", "--plain").out == ""


def test_while_the_gate_holds_there_is_no_break_and_the_way_on_is_shown(run: Run) -> None:
    set_all_day()
    said = run("--once", "--plain")
    assert "Take the check first." in said.out
    assert "/check" in said.out
    assert "/session" not in said.out
    assert "Take the check first." in run("status").out


def test_the_unit_file_runs_this_very_command(run: Run) -> None:
    said = run("--unit", "--address", "http://localhost:9000")
    line = next(each for each in said.out.splitlines() if each.startswith("ExecStart="))
    words = shlex.split(line.removeprefix("ExecStart="))
    assert words[-3:] == ["remind", "--address", "http://localhost:9000"]
    assert Path(words[0]).parent == Path(sys.executable).parent
    assert Path(words[0]).is_file()
    assert "WantedBy=" in said.out


# The clockwork, by a clock that the test moves

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NINE)


@pytest.fixture
def coach(tmp_path: Path, clock: FixedClock) -> Coach:
    coach = Coach(Journal.open(tmp_path / "journal.sqlite3", clock), clock)
    coach.checks.record("self", WELL)
    coach.reminders.save("self", ReminderSettings(is_on=True, interval_minutes=40))
    return coach


def ticked(watch: Watch, clock: FixedClock, minutes: float) -> list[str]:
    """Let time pass minute by minute, and return what was shown."""
    shown = []
    for _ in range(round(minutes)):
        clock.advance(timedelta(minutes=1))
        if (notice := watch.tick()) is not None:
            shown.append(f"{clock.now():%H:%M} {notice.says}")
    return shown


def test_each_break_is_shown_once_when_it_comes(coach: Coach, clock: FixedClock) -> None:
    watch = Watch(coach, "self", lambda: "UTC")
    assert ticked(watch, clock, 100) == [
        "09:40 Stand up and walk for two minutes.",
        "10:20 Stand up and walk for two minutes.",
    ]


def test_after_a_night_asleep_nothing_is_made_up_for_and_the_day_begins_anew(
    coach: Coach, clock: FixedClock
) -> None:
    watch = Watch(coach, "self", lambda: "UTC")
    ticked(watch, clock, 450)  # 16:30
    clock.moment = datetime(2026, 3, 3, 9, 55, tzinfo=UTC)
    assert watch.tick() is None
    shown = ticked(watch, clock, 85)
    assert [each[:5] for each in shown] == ["10:35", "11:15"]
    entries = [each.entry for each in coach.journal.entries("self", (BreakEntry,))]
    assert [each.what for each in entries] == [BreakEvent.RESUMED, BreakEvent.ASLEEP]


def test_a_nap_shorter_than_an_absence_shows_an_overdue_break_once(
    coach: Coach, clock: FixedClock
) -> None:
    watch = Watch(coach, "self", lambda: "UTC")
    ticked(watch, clock, 38)
    clock.advance(timedelta(minutes=4))
    shown = watch.tick()
    assert shown is not None
    assert ticked(watch, clock, 10) == []


def test_a_clock_set_back_shows_no_break_a_second_time_at_once(
    coach: Coach, clock: FixedClock
) -> None:
    watch = Watch(coach, "self", lambda: "UTC")
    assert len(ticked(watch, clock, 41)) == 1
    clock.advance(timedelta(minutes=-30))
    assert ticked(watch, clock, 20) == []
    assert len(ticked(watch, clock, 60)) >= 1


def test_another_time_zone_of_the_machine_acts_at_once(coach: Coach, clock: FixedClock) -> None:
    zones = ["UTC"]
    watch = Watch(coach, "self", lambda: zones[0])
    assert len(ticked(watch, clock, 45)) == 1
    zones[0] = "America/New_York"  # there it is a quarter to five in the morning
    assert ticked(watch, clock, 60) == []


def test_the_zone_of_the_machine_is_read_anew_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Asia/Tokyo", "America/New_York"):
        monkeypatch.setenv("TZ", name)
        assert machine_zone() == name


def test_settings_changed_elsewhere_act_at_once(coach: Coach, clock: FixedClock) -> None:
    watch = Watch(coach, "self", lambda: "UTC")
    ticked(watch, clock, 10)
    coach.reminders.save("self", ReminderSettings(is_on=True, interval_minutes=30))
    assert [each[:5] for each in ticked(watch, clock, 25)] == ["09:30"]
    coach.reminders.save("self", ReminderSettings(interval_minutes=30))
    assert ticked(watch, clock, 60) == []


def locked_for(watch: Watch, clock: FixedClock, minutes: int) -> list[Notice]:
    """Leave the screen locked for some minutes, tick by tick; return what was shown."""
    shown = []
    for _ in range(minutes):
        clock.advance(timedelta(minutes=1))
        if (notice := watch.tick(locked=True)) is not None:
            shown.append(notice)
    return shown


def absences(coach: Coach) -> list[BreakEntry]:
    kept = (each.entry for each in coach.journal.entries("self", (BreakEntry,)))
    return [each for each in kept if each.what in (BreakEvent.AWAY, BreakEvent.ASLEEP)]


def test_a_locked_screen_counts_as_a_break_once_it_is_unlocked(
    coach: Coach, clock: FixedClock
) -> None:
    watch = Watch(coach, "self", lambda: "UTC")
    assert watch.tick(locked=True) is None
    locked_for(watch, clock, 6)
    assert absences(coach) == [], "who is still away has not come back"
    watch.tick(locked=False)
    assert absences(coach) == [BreakEntry(BreakEvent.AWAY, 6)]
    told = coach.reminders.now("self").next
    assert told is not None
    assert told.why == "09:46, because you came back at 09:06 and asked for every 40 minutes."


def test_an_hour_at_the_screen_without_a_touch_is_an_hour_of_sitting(
    coach: Coach, clock: FixedClock
) -> None:
    watch = Watch(coach, "self", lambda: "UTC")
    shown = []
    for _ in range(60):
        clock.advance(timedelta(minutes=1))
        if watch.tick(locked=False) is not None:
            shown.append(f"{clock.now():%H:%M}")
    assert shown == ["09:40"]
    assert absences(coach) == []


def test_a_screen_locked_for_a_moment_is_no_break(coach: Coach, clock: FixedClock) -> None:
    watch = Watch(coach, "self", lambda: "UTC")
    for _ in range(5):
        locked_for(watch, clock, 4)
        watch.tick(locked=False)
    assert absences(coach) == []


def test_on_a_locked_screen_no_break_is_shown_and_none_is_made_up_for(
    coach: Coach, clock: FixedClock
) -> None:
    watch = Watch(coach, "self", lambda: "UTC")
    ticked(watch, clock, 35)
    assert locked_for(watch, clock, 30) == []
    assert watch.tick(locked=False) is None
    assert absences(coach) == [BreakEntry(BreakEvent.AWAY, 29)]


def test_a_break_that_came_in_a_short_absence_is_shown_on_coming_back(
    coach: Coach, clock: FixedClock
) -> None:
    watch = Watch(coach, "self", lambda: "UTC")
    ticked(watch, clock, 37)
    assert locked_for(watch, clock, 4) == []
    shown = watch.tick(locked=False)
    assert shown is not None
    assert shown.says == "Stand up and walk for two minutes."


def test_locked_and_then_asleep_is_one_absence(coach: Coach, clock: FixedClock) -> None:
    watch = Watch(coach, "self", lambda: "UTC")
    locked_for(watch, clock, 20)
    clock.advance(timedelta(hours=2))
    watch.tick(locked=False)
    assert absences(coach) == [BreakEntry(BreakEvent.ASLEEP, 120)]


def test_a_machine_that_woke_by_itself_waits_for_who_is_away(
    coach: Coach, clock: FixedClock
) -> None:
    watch = Watch(coach, "self", lambda: "UTC")
    locked_for(watch, clock, 20)
    clock.advance(timedelta(hours=2))
    assert watch.tick(locked=True) is None
    locked_for(watch, clock, 10)
    watch.tick(locked=False)
    told = coach.reminders.now("self").next
    assert told is not None
    assert told.why.startswith("12:10, because you came back at 11:30")


def test_a_clock_set_back_while_away_makes_no_absence_up(coach: Coach, clock: FixedClock) -> None:
    watch = Watch(coach, "self", lambda: "UTC")
    locked_for(watch, clock, 20)
    clock.advance(timedelta(minutes=-30))
    watch.tick(locked=False)
    assert absences(coach) == []


def test_who_has_no_reminders_leaves_no_trace_of_being_away(
    coach: Coach, clock: FixedClock
) -> None:
    coach.reminders.save("self", ReminderSettings())
    watch = Watch(coach, "self", lambda: "UTC")
    locked_for(watch, clock, 20)
    watch.tick(locked=False)
    assert absences(coach) == []


def test_a_break_shown_by_a_clock_that_was_wrong_comes_again_by_the_right_one(
    coach: Coach, clock: FixedClock
) -> None:
    watch = Watch(coach, "self", lambda: "UTC")
    assert len(ticked(watch, clock, 41)) == 1
    clock.advance(timedelta(minutes=-30))
    watch.tick()
    assert [each[:5] for each in ticked(watch, clock, 30)] == ["09:40"]


def test_an_exercise_is_shown_when_its_time_comes_and_no_notice_comes_twice(
    coach: Coach, clock: FixedClock
) -> None:
    coach.exercises.keep("self", exercise())
    watch = Watch(coach, "self", lambda: "UTC")
    shown = ticked(watch, clock, 45)
    assert [each[:5] for each in shown] == ["09:30", "09:40"]
    assert "Towel pull" in shown[0]
    coach.reminders.moved("self")
    assert ticked(watch, clock, 20) == [], "the exercise is still due, and was shown"


def test_a_notice_is_one_line() -> None:
    notice = Notice("x", NINE, "Stand up.", ("E04",), "/session/ankle-pumps")
    assert as_line(notice, "http://localhost:1/") == (
        "09:00  Stand up.  http://localhost:1/session/ankle-pumps"
    )


def test_without_a_desktop_it_says_so_instead_of_losing_the_notice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    notice = Notice("x", NINE, "Stand up.", ("E04",), "/session/ankle-pumps")
    assert asyncio.run(Desktop("http://localhost:1", lambda: None).show(notice)) is False
