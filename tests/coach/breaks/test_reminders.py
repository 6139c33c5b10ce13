"""Reminders as the daily loop keeps them: through the gate, written down, over a night asleep."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import Pool, event

from coach.samples import WELL, note_symptoms
from soleus.coach import Coach, Reminders
from soleus.journal import ActivityEntry, BreakEntry, BreakEvent, Intensity, SessionEntry
from soleus.journal import Outcome as SessionOutcome
from soleus.reminders import (
    BreakLimitError,
    CalendarCache,
    CalendarError,
    Mode,
    ReminderCard,
    ReminderSettings,
    sentence,
)
from soleus.reminders.flight import Flight
from soleus.vocabulary import Activity, Limbs
from soleus.vocabulary.clock import FixedClock

EMERGENCY = {"answers": {"short_of_breath": True}, "others": "no"}
TODAY = {"answers": {"leg_pain": "left"}, "others": "no"}
WITHIN_DAYS = {"answers": {"pain_walking_eases_with_rest": "right", "smoker": True}, "others": "no"}
DESK = ReminderSettings(is_on=True, interval_minutes=40, zone="UTC")


def at(clock: FixedClock, hour: int, minute: int = 0, day: int = 2) -> None:
    clock.moment = datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def now(coach: Coach) -> ReminderCard:
    return coach.reminders.now("self")


def next_at(coach: Coach) -> str:
    told = now(coach).next
    assert told is not None
    return f"{told.at:%a %H:%M}"


@pytest.fixture
def asked(well: Coach) -> Coach:
    well.reminders.save("self", DESK)
    return well


def test_nobody_is_reminded_who_did_not_ask(well: Coach, clock: FixedClock) -> None:
    at(clock, 11)
    told = now(well)
    assert (told.due, told.next, told.notice) == (None, None, None)
    assert told.says is not None
    assert told.says.says == "Reminders are off."


def test_it_says_when_the_next_break_is_and_why_then(asked: Coach, clock: FixedClock) -> None:
    at(clock, 10)
    asked.reminders.moved("self")
    at(clock, 10, 5)
    told = now(asked).next
    assert told is not None
    assert told.why == "10:40, because you moved at 10:00 and asked for every 40 minutes."
    assert told.sentence == "Stand up and walk for two minutes."


def test_another_day_is_named(asked: Coach, clock: FixedClock) -> None:
    at(clock, 16, 50)
    told = now(asked).next
    assert told is not None
    assert told.why.startswith("Tuesday 3 March, 09:40, because your day begins at 09:00")


def test_settings_act_at_once_and_come_back_as_they_were(asked: Coach, clock: FixedClock) -> None:
    at(clock, 9, 5)
    assert next_at(asked) == "Mon 09:40"
    flight = Flight(datetime(2026, 3, 7, 10), "Europe/Berlin", datetime(2026, 3, 7, 11), "UTC")
    changed = ReminderSettings(
        is_on=True, interval_minutes=30, zone="UTC", flights=(flight,), ends=time(18)
    )
    asked.reminders.save("self", changed)
    assert next_at(asked) == "Mon 09:30"
    assert asked.reminders.settings("self") == changed


def test_a_session_and_noted_minutes_count_as_breaks(asked: Coach, clock: FixedClock) -> None:
    at(clock, 10)
    session = SessionEntry(
        activity=Activity.ANKLE_PUMPS,
        routine="ankle_pumps",
        started_at=clock.now() - timedelta(minutes=3),
        active_seconds=180,
        planned_seconds=180,
        cycles=180,
        outcome=SessionOutcome.FINISHED,
    )
    asked.journal.append("self", session)
    assert next_at(asked) == "Mon 10:40"
    at(clock, 10, 30)
    asked.journal.append("self", ActivityEntry(10, Intensity.MODERATE))
    assert next_at(asked) == "Mon 11:10"


def test_the_break_that_is_due_is_noticed_once_and_opens_three_minutes(
    asked: Coach, clock: FixedClock
) -> None:
    at(clock, 9, 41)
    first = now(asked).notice
    at(clock, 9, 50)
    second = now(asked).notice
    assert first is not None
    assert first == second
    assert first.link == "/session/ankle-pumps"
    asked.reminders.moved("self")
    assert now(asked).notice is None


def test_a_break_is_put_off_twice_and_no_more(asked: Coach, clock: FixedClock) -> None:
    with pytest.raises(BreakLimitError, match="No break is due"):
        asked.reminders.snooze("self", 5)
    at(clock, 9, 40)
    with pytest.raises(BreakLimitError, match="5, 10, 15"):
        asked.reminders.snooze("self", 7)
    for minute in (40, 45):
        at(clock, 9, minute)
        assert now(asked).snoozes == (5, 10, 15)
        asked.reminders.snooze("self", 5)
        assert now(asked).due is None
    at(clock, 9, 50)
    assert now(asked).snoozes == ()
    with pytest.raises(BreakLimitError, match="twice"):
        asked.reminders.snooze("self", 5)


def test_the_third_one_left_out_is_spoken_of_once_and_there_is_no_fourth(
    asked: Coach, clock: FixedClock
) -> None:
    said = []
    for hour, minute in ((9, 40), (10, 20), (11, 0)):
        at(clock, hour, minute)
        said.append(asked.reminders.skip("self"))
    assert said == [None, None, sentence("no_more_skips")]
    at(clock, 11, 40)
    told = now(asked)
    assert told.due is not None
    assert not told.may_skip
    with pytest.raises(BreakLimitError, match="three in a row"):
        asked.reminders.skip("self")
    assert told.notice is not None
    assert told.notice.says == told.due.sentence, "nothing is rubbed in"


def test_a_laptop_asleep_for_a_night_has_one_fresh_schedule(
    asked: Coach, clock: FixedClock
) -> None:
    at(clock, 16, 45)
    assert now(asked).due is not None
    at(clock, 10, 10, day=3)  # the lid was shut until long after the day's first break
    asked.reminders.away("self", (17 * 60) + 25, asleep=True)
    told = now(asked)
    assert (told.due, told.notice) == (None, None)
    assert told.next is not None
    assert told.next.why.startswith("10:50, because this machine woke at 10:10")


def test_a_pause_holds_until_it_ends_or_is_ended(asked: Coach, clock: FixedClock) -> None:
    at(clock, 9, 30)
    asked.reminders.pause("self", 60)
    assert next_at(asked) == "Mon 11:10"
    paused_until = now(asked).paused_until
    assert paused_until is not None
    assert (paused_until.hour, paused_until.minute) == (10, 30)
    at(clock, 10)
    asked.reminders.resume("self")
    assert next_at(asked) == "Mon 10:40"
    asked.reminders.pause_until_tomorrow("self")
    assert next_at(asked) == "Tue 09:40"
    with pytest.raises(BreakLimitError, match="7 days"):
        asked.reminders.pause("self", 8 * 24 * 60)


@pytest.mark.parametrize("document", [EMERGENCY, TODAY])
def test_no_break_is_asked_for_while_the_gate_holds_it_and_the_result_is_told_once_a_day(
    coach: Coach, clock: FixedClock, document: dict[str, object]
) -> None:
    coach.checks.record("self", document)
    coach.reminders.save("self", DESK)
    seen = set()
    for hour in (10, 12, 14):
        at(clock, hour)
        told = now(coach)
        assert told.is_held
        assert (told.due, told.next, told.snoozes, told.may_skip) == (None, None, (), False)
        assert told.notice is not None
        assert told.notice.link == "/result"
        assert told.notice.says.startswith("See the result of your check.")
        seen.add(told.notice.id)
    assert len(seen) == 1
    assert coach.reminders.feed(coach.reminders.token("self"), "http://localhost/") is not None


def test_without_a_check_the_reminder_leads_to_it(coach: Coach, clock: FixedClock) -> None:
    coach.reminders.save("self", DESK)
    at(clock, 10)
    notice = now(coach).notice
    assert notice is not None
    assert (notice.link, notice.says.split(".")[0]) == ("/check", "Take the check first")


def test_a_new_symptom_ends_the_reminders_at_once(asked: Coach, clock: FixedClock) -> None:
    at(clock, 9, 41)
    assert now(asked).due is not None
    note_symptoms(asked, "self", findings={"leg_pain": "left"})
    assert now(asked).due is None
    assert now(asked).is_held


def test_the_reminder_carries_the_visit_still_to_be_made(coach: Coach, clock: FixedClock) -> None:
    coach.checks.record("self", WITHIN_DAYS)
    coach.reminders.save("self", DESK)
    at(clock, 9, 41)
    told = now(coach)
    open_now = coach.gate.clearance("self").permits
    assert told.due is not None
    assert told.due.activity in open_now
    assert told.notice is not None
    assert told.notice.says.endswith("You are still to see a doctor within days.")
    assert {"G14", "G16"} <= set(told.notice.claims)


def test_only_what_is_open_is_asked_for(coach: Coach, clock: FixedClock) -> None:
    pad = {"answers": {"known_pad": True, "age": 70}, "others": "no"}
    coach.checks.record("self", pad)
    coach.reminders.save(
        "self", ReminderSettings(is_on=True, mode=Mode.STANDING, zone="UTC", interval_minutes=40)
    )
    at(clock, 9, 41)
    standing = coach.gate.standing("self")
    told = now(coach)
    if standing.clearance is None or told.due is None:
        assert told.due is None
    else:
        assert told.due.activity in standing.clearance.permits
        assert told.due.activity is not Activity.ELEVATION


def test_who_has_no_foot_is_not_asked_to_pump_it(asked: Coach, clock: FixedClock) -> None:
    asked.limbs.keep("self", Limbs.NO_FOOT)
    asked.reminders.save(
        "self", ReminderSettings(is_on=True, mode=Mode.BED, zone="UTC", interval_minutes=40)
    )
    told = now(asked)
    assert told.next is None
    assert told.says is not None
    assert told.says.says.startswith("Nothing that you may do now fits")


def test_where_the_person_is_counts_unless_they_fixed_a_zone(
    well: Coach, clock: FixedClock
) -> None:
    well.reminders.save("self", ReminderSettings(is_on=True, interval_minutes=40))
    at(clock, 14)
    told = well.reminders.now("self", here="America/New_York").next
    assert told is not None
    assert f"{told.at:%H:%M %Z}" == "09:40 EST"
    well.reminders.save("self", DESK)
    fixed = well.reminders.now("self", here="America/New_York").next
    assert fixed is not None
    assert f"{fixed.at:%H:%M}" == "14:20"


def test_a_break_that_is_due_where_the_person_is_can_be_put_off_there(
    well: Coach, clock: FixedClock
) -> None:
    well.reminders.save("self", ReminderSettings(is_on=True, interval_minutes=40))
    at(clock, 19)
    with pytest.raises(BreakLimitError):
        well.reminders.skip("self")
    assert well.reminders.now("self", here="America/New_York").due is not None
    well.reminders.snooze("self", 5, here="America/New_York")
    assert well.reminders.now("self", here="America/New_York").due is None


def test_the_rest_of_the_day_ends_at_the_midnight_of_where_the_person_is(
    well: Coach, clock: FixedClock
) -> None:
    well.reminders.save("self", ReminderSettings(is_on=True))
    at(clock, 14)
    well.reminders.pause_until_tomorrow("self", here="America/New_York")
    told = well.reminders.now("self", here="America/New_York")
    assert told.paused_until is not None
    assert f"{told.paused_until:%d %H:%M %Z}" == "03 00:00 EST"


@pytest.mark.parametrize("kept", [{"of_another_version": 1}, {"zone": "Mars/Base"}, ["a list"]])
def test_settings_that_cannot_be_read_are_as_if_nobody_had_asked(well: Coach, kept: object) -> None:
    well.journal.save_setting("self", "reminders", kept)
    assert not well.reminders.now("self").settings.is_on


MEETING = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:1
DTSTART:20260202T093000Z
DTEND:20260202T103000Z
RRULE:FREQ=WEEKLY
SUMMARY:Secret plans
END:VEVENT
END:VCALENDAR
"""


def test_a_meeting_in_the_calendar_pauses_and_the_break_comes_right_after(
    well: Coach, clock: FixedClock, tmp_path: Path
) -> None:
    path = tmp_path / "work.ics"
    path.write_text(MEETING)
    asked = ReminderSettings(is_on=True, interval_minutes=40, zone="UTC", calendar=str(path))
    assert well.reminders.save("self", asked) is None
    at(clock, 9, 45)
    told = now(well)
    assert told.due is None
    assert told.next is not None
    assert told.next.why == "10:30, because your meeting ends then."
    assert "Secret" not in str(told)


def test_a_calendar_that_cannot_be_read_is_said_and_reminders_go_on(
    well: Coach, clock: FixedClock, tmp_path: Path
) -> None:
    gone = ReminderSettings(
        is_on=True, interval_minutes=40, zone="UTC", calendar=str(tmp_path / "gone.ics")
    )
    fault = well.reminders.save("self", gone)
    assert fault is not None
    assert "There is no calendar file" in fault
    assert now(well).calendar_fault == fault
    assert next_at(well) == "Mon 09:40"
    with pytest.raises(CalendarError, match="https"):
        well.reminders.save("self", ReminderSettings(calendar="http://example.org/a.ics"))


def test_a_host_is_asked_only_when_it_was_set_and_seldom(well: Coach, clock: FixedClock) -> None:
    asked_for: list[str] = []

    def read(source: str) -> bytes:
        asked_for.append(source)
        return MEETING.encode()

    reminders = Reminders(
        well.journal, clock, well.gate, timezone="UTC", calendars=CalendarCache(clock, read)
    )
    reminders.save("self", DESK)
    reminders.now("self")
    assert asked_for == []
    source = "webcal://example.org/a.ics"
    reminders.save("self", ReminderSettings(is_on=True, calendar=source, zone="UTC"))
    for _ in range(3):
        reminders.now("self")
    assert asked_for == [source]
    clock.advance(timedelta(minutes=16))
    reminders.now("self")
    assert asked_for == [source, source]


def test_nothing_of_the_journal_is_held_while_a_host_is_waited_for(
    well: Coach, clock: FixedClock
) -> None:
    held: set[object] = set()
    while_waiting: list[set[object]] = []

    def take(_connection: object, record: object, _proxy: object) -> None:
        held.add(record)

    def give_back(_connection: object, record: object) -> None:
        held.discard(record)

    def read(_source: str) -> bytes:
        while_waiting.append(set(held))
        return MEETING.encode()

    calendars = CalendarCache(clock, read)
    reminders = Reminders(well.journal, clock, well.gate, timezone="UTC", calendars=calendars)
    source = "https://example.org/a.ics"
    reminders.save("self", ReminderSettings(is_on=True, calendar=source, zone="UTC"))
    clock.advance(timedelta(minutes=16))
    with well.journal.as_one():
        well.gate.standing("self")  # afterwards only the connection that watches for writes stays
        well.journal.let_go()
        event.listen(Pool, "checkout", take)
        event.listen(Pool, "checkin", give_back)
        try:
            reminders.now("self")
        finally:
            event.remove(Pool, "checkout", take)
            event.remove(Pool, "checkin", give_back)
    assert while_waiting[1:] == [set()]


def test_a_host_that_fails_later_leaves_what_was_known(well: Coach, clock: FixedClock) -> None:
    answers = [MEETING.encode(), None]

    def read(source: str) -> bytes:
        answer = answers.pop(0)
        if answer is None:
            raise CalendarError("example.org did not give the calendar (timed out).")
        return answer

    reminders = Reminders(
        well.journal, clock, well.gate, timezone="UTC", calendars=CalendarCache(clock, read)
    )
    reminders.save(
        "self",
        ReminderSettings(
            is_on=True, interval_minutes=40, calendar="https://example.org/a.ics", zone="UTC"
        ),
    )
    clock.advance(timedelta(minutes=20))
    told = reminders.now("self")
    assert told.calendar_fault is not None
    assert told.next is not None
    assert f"{told.next.at:%H:%M}" == "10:30"


def test_the_feed_has_the_coming_breaks_and_nothing_of_health(
    asked: Coach, clock: FixedClock
) -> None:
    at(clock, 9, 5)
    token = asked.reminders.token("self")
    feed = asked.reminders.feed(token, "http://localhost:8765/")
    assert feed is not None
    events: list[Any] = Calendar.from_ical(feed).walk("VEVENT")
    assert events[0]["DTSTART"].dt == datetime(2026, 3, 2, 9, 40, tzinfo=UTC)
    assert str(events[0]["URL"]) == "http://localhost:8765/session/ankle-pumps"
    assert {str(each["CLASS"]) for each in events} == {"PRIVATE"}
    assert max(each["DTSTART"].dt for each in events) < asked.gate.clearance("self").expires_at
    assert len({str(each["UID"]) for each in events}) == len(events) > 20


def test_a_new_address_of_the_feed_ends_the_old_one(asked: Coach) -> None:
    old = asked.reminders.token("self")
    assert asked.reminders.token("self") == old
    new = asked.reminders.new_token("self")
    assert asked.reminders.feed(old, "http://localhost") is None
    assert asked.reminders.feed("", "http://localhost") is None
    assert asked.reminders.feed(new, "http://localhost") is not None


def test_what_became_of_a_break_is_in_the_journal(asked: Coach, clock: FixedClock) -> None:
    at(clock, 9, 41)
    asked.reminders.snooze("self", 5)
    asked.reminders.moved("self")
    asked.reminders.away("self", 12)
    kept = [each.entry for each in asked.journal.entries("self", (BreakEntry,))]
    assert kept[1:] == [
        BreakEntry(BreakEvent.SNOOZED, 5),
        BreakEntry(BreakEvent.MOVED),
        BreakEntry(BreakEvent.AWAY, 12),
    ]


def test_two_people_have_reminders_of_their_own(asked: Coach, clock: FixedClock) -> None:
    other = asked.journal.add_person("Ada")
    assert not asked.reminders.settings(other.id).is_on
    asked.checks.record(other.id, WELL)
    asked.reminders.save(other.id, ReminderSettings(is_on=True, interval_minutes=30, zone="UTC"))
    at(clock, 9, 5)
    asked.reminders.moved(other.id)
    assert next_at(asked) == "Mon 09:40"
