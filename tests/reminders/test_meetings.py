"""Meetings out of calendars: repeated, moved, called off, by other clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from soleus.reminders import CalendarError
from soleus.reminders.meetings import meetings_in, read_meetings
from soleus.reminders.span import Span

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = Span(datetime(2026, 3, 23, tzinfo=UTC), datetime(2026, 4, 6, tzinfo=UTC))


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//t//EN\n{body}END:VCALENDAR\n".encode()


def told(*events: str) -> list[str]:
    found = meetings_in(calendar(*events), WEEK, BERLIN)
    return [
        f"{each.starts.astimezone(BERLIN):%d %H:%M}-{each.ends.astimezone(BERLIN):%H:%M}"
        for each in found
    ]


def test_a_weekly_meeting_keeps_its_local_time_over_the_change_of_clocks() -> None:
    weekly = """
UID:a
DTSTART;TZID=Europe/Berlin:20260302T100000
DTEND;TZID=Europe/Berlin:20260302T110000
RRULE:FREQ=WEEKLY"""
    assert told(weekly) == ["23 10:00-11:00", "30 10:00-11:00"]


def test_one_of_a_series_that_was_moved_or_taken_out_is_not_where_it_was() -> None:
    series = """
UID:a
DTSTART:20260323T090000Z
DTEND:20260323T093000Z
RRULE:FREQ=DAILY;COUNT=3
EXDATE:20260324T090000Z"""
    moved = """
UID:a
RECURRENCE-ID:20260325T090000Z
DTSTART:20260325T140000Z
DTEND:20260325T143000Z"""
    assert told(series, moved) == ["23 10:00-10:30", "25 15:00-15:30"]


def test_free_time_whole_days_and_what_was_called_off_are_no_meetings() -> None:
    times = "DTSTART:20260324T090000Z\nDTEND:20260324T100000Z"
    assert told(f"UID:a\n{times}\nTRANSP:TRANSPARENT", f"UID:b\n{times}\nSTATUS:CANCELLED") == []
    assert told("UID:c\nDTSTART;VALUE=DATE:20260324\nDTEND;VALUE=DATE:20260325") == []


def test_a_time_without_a_zone_is_meant_by_the_persons_clock_and_a_length_will_do() -> None:
    assert told("UID:a\nDTSTART:20260324T090000\nDURATION:PT45M") == ["24 09:00-09:45"]


def test_meetings_that_touch_are_one() -> None:
    first = "UID:a\nDTSTART:20260324T090000Z\nDTEND:20260324T100000Z"
    second = "UID:b\nDTSTART:20260324T100000Z\nDTEND:20260324T101500Z"
    assert told(first, second) == ["24 10:00-11:15"]


@pytest.mark.parametrize(
    "content", [b"", b"<html>Sign in</html>", b"\xff\xfe\x00", b"BEGIN:VCALENDAR"]
)
def test_what_is_no_calendar_is_refused_in_one_line(content: bytes) -> None:
    with pytest.raises(CalendarError, match="iCalendar file"):
        meetings_in(content, WEEK, BERLIN)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=HOURLY",
        "FREQ=DAILY;INTERVAL=0",
        f"FREQ=DAILY;BYHOUR=9;BYMINUTE={','.join(map(str, range(60)))}",
    ],
)
def test_what_repeats_without_end_is_no_meeting_and_hides_none(rule: str) -> None:
    endless = f"UID:a\nDTSTART:19700101T080000Z\nDTEND:19700101T080001Z\nRRULE:{rule}"
    once = "UID:b\nDTSTART:20260324T090000Z\nDTEND:20260324T093000Z"
    assert told(endless, once) == ["24 10:00-10:30"]


@pytest.mark.parametrize(
    "event",
    [
        "UID:a\nDTSTART:00010101T000000Z\nDTEND:99991231T235959Z",
        "UID:a\nDTSTART:20260324T090000Z\nDURATION:P99999999D",
    ],
)
def test_a_meeting_at_an_impossible_time_loses_itself_alone_and_is_counted(event: str) -> None:
    once = "UID:b\nDTSTART:20260324T090000Z\nDTEND:20260324T093000Z"
    reading = read_meetings(calendar(event, once), WEEK, BERLIN)
    assert [each.starts.hour for each in reading.meetings] == [9]
    assert reading.unreadable == 1


def test_of_a_long_entry_no_more_counts_than_was_asked_for() -> None:
    on_call = "UID:a\nDTSTART:20260323T090000Z\nDTEND:20260327T090000Z"
    meeting = "UID:b\nDTSTART:20260325T090000Z\nDTEND:20260325T100000Z"
    reading = read_meetings(calendar(on_call, meeting), WEEK, BERLIN, longest=timedelta(hours=2))
    assert [(each.ends - each.starts).seconds // 3600 for each in reading.meetings] == [2, 1]


@pytest.mark.parametrize(
    "free",
    [
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE",
        "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        "STATUS:CANCELLED",
        "TRANSP:Transparent",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.org",
        "ORGANIZER:mailto:her@example.org\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:her@example.org\n"
        'ATTENDEE;PARTSTAT=DECLINED;CN="Me: myself":mailto:me@example.org',
    ],
)
def test_what_is_free_declined_or_called_off_is_no_meeting(free: str) -> None:
    times = "DTSTART:20260324T090000Z\nDTEND:20260324T100000Z"
    assert told(f"UID:a\n{times}\n{free}") == []
    assert told(
        f"UID:a\n{times}\nRRULE:FREQ=DAILY;COUNT=2",
        f"UID:a\n{times}\n{free}\nRECURRENCE-ID:20260324T090000Z",
    ) == ["25 10:00-11:00"]


@pytest.mark.parametrize(
    "busy",
    [
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
        "X-MICROSOFT-CDO-BUSYSTATUS:OOF",
        "STATUS:TENTATIVE",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:her@example.org\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:me@example.org",
    ],
)
def test_what_may_be_or_others_declined_is_a_meeting(busy: str) -> None:
    times = "DTSTART:20260324T090000Z\nDTEND:20260324T100000Z"
    assert told(f"UID:a\n{times}\n{busy}") == ["24 10:00-11:00"]


def test_who_declined_among_others_is_known_by_the_name_of_the_calendar_or_its_address() -> None:
    answers = (
        "ATTENDEE;PARTSTAT=DECLINED:mailto:Me@example.org\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:her@example.org"
    )
    event = f"UID:a\nDTSTART:20260324T090000Z\nDTEND:20260324T100000Z\n{answers}"
    plain = calendar(event)
    hers = "https://calendar.example.org/ical/her%40example.org/private/basic.ics"
    mine = hers.replace("her", "me")
    assert len(read_meetings(plain, WEEK, BERLIN, source=hers).meetings) == 1
    assert not read_meetings(plain, WEEK, BERLIN, source=mine).meetings
    named = plain.replace(b"VERSION", b"X-WR-CALNAME:me@example.org\nVERSION")
    assert not meetings_in(named, WEEK, BERLIN)


def test_a_day_from_midnight_to_midnight_is_no_meeting_by_whatever_clock() -> None:
    assert told("UID:a\nDTSTART:20260324T000000\nDTEND:20260325T000000") == []
    assert told("UID:a\nDTSTART:20260323T230000Z\nDTEND:20260325T230000Z") == []
    new_york = "UID:a\nDTSTART;TZID=America/New_York:20260324T000000\nDURATION:P1D"
    assert told(new_york) == []
    assert told("UID:a\nDTSTART:20260324T000000\nDTEND:20260324T010000") == ["24 00:00-01:00"]


def test_a_calendar_that_calls_off_has_no_meetings() -> None:
    event = "UID:a\nDTSTART:20260324T090000Z\nDTEND:20260324T100000Z"
    assert not meetings_in(
        calendar(event).replace(b"VERSION", b"METHOD:CANCEL\nVERSION"), WEEK, BERLIN
    )


def test_published_busy_times_count() -> None:
    published = b"""BEGIN:VCALENDAR
METHOD:PUBLISH
BEGIN:VFREEBUSY
DTSTART:20260323T000000Z
DTEND:20260406T000000Z
FREEBUSY:20260324T090000Z/PT1H,20260324T120000Z/20260324T123000Z
FREEBUSY;FBTYPE=FREE:20260325T090000Z/PT1H
FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260326T090000Z/PT30M
FREEBUSY;FBTYPE=BUSY:soon
END:VFREEBUSY
END:VCALENDAR
"""
    reading = read_meetings(published, WEEK, BERLIN)
    assert [f"{each.starts:%d %H:%M}" for each in reading.meetings] == [
        "24 09:00",
        "24 12:00",
        "26 09:00",
    ]
    assert reading.unreadable == 1
