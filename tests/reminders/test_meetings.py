"""Meetings out of calendars: repeated, moved, called off, by other clocks."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from soleus.reminders import CalendarError, Span, meetings_in

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
def test_a_meeting_at_an_impossible_time_is_refused(event: str) -> None:
    with pytest.raises(CalendarError, match="cannot be read"):
        told(event)
