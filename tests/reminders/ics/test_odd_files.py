"""Odd calendars: what cannot be read loses itself and nothing else, and is counted."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders.ics.odd import AT, BERLIN, GOOD, WEEK, event, file, read, times
from soleus.reminders import CalendarError
from soleus.reminders.meetings import read_meetings

LATER = event("DTSTART:20260325T090000Z", "DTEND:20260325T100000Z")


@pytest.mark.parametrize(
    ("content", "unreadable"),
    [
        (file(GOOD).replace("\n", "\r\n"), 0),
        (file(GOOD).replace("\n", "\r"), 0),
        (file(GOOD).replace("\n", "\r\r\n"), 0),
        (file(GOOD) + "\0\0\0", 0),
        (file(GOOD).replace("\n", "\n\0"), 0),
        ("\ufeff" + file(GOOD), 0),
        (file(GOOD).lower(), 0),
        (file(GOOD).replace("DTSTART:", "DT\n START\n :"), 0),
        (file(GOOD).replace("\n", "\n\n"), 0),
        (file() + file(GOOD), 0),
        (file(GOOD) + "\ufeff" + file(), 0),
        (file(GOOD).encode("utf-16"), 0),
        (file(GOOD).encode("utf-16-le"), 0),
        (file(GOOD).encode("utf-16-be"), 0),
        (file("SUMMARY:\udce4", GOOD).encode("utf-8", "surrogateescape"), 0),
        (file(GOOD, head="REFRESH-INTERVAL:VALUE=DURATION:PT1H\n"), 0),
        (file(GOOD, head="REFRESH-INTERVAL;VALUE=DURATION:soon\nX-PUBLISHED-TTL:\n"), 0),
        (file(GOOD).replace("\n", "\n  "), 0),
        (file(GOOD).replace("\nBEGIN:V", "\n\tBEGIN:V").replace("\nDT", "\n\t\tDT"), 0),
        (file(GOOD).replace("START:", "START :").replace("BEGIN:", "BEGIN: "), 0),
        (file(GOOD, head="X-WR-TIMEZONE:Mars/Olympus\n"), 1),
        (file(GOOD, head="X-WR-TIMEZONE:\n"), 0),
        (file(GOOD, head="no property here\n"), 1),
        (file(GOOD, "\nnor here either\nnor here"), 1),
        (file(GOOD) + "<!-- kept by a proxy -->\n", 1),
        ("HTTP/1.1 200 OK\nserved well\n" + file(GOOD), 1),
        (GOOD, 1),
        (file(GOOD).replace("END:VCALENDAR\n", ""), 1),
        (file(GOOD, "END:VEVENT\nEND:VEVENT"), 1),
        (file(GOOD, "END:VTIMEZONE"), 1),
        (file(GOOD, "BEGIN:VTODO\nUID:t\nDUE:tomorrow\nRRULE:FREQ=NEVER\nEND:VTODO"), 0),
        (file(GOOD, "BEGIN:VJOURNAL\nDTSTART:when\nEND:VJOURNAL"), 0),
        (file(GOOD, "BEGIN:X-THING\nDTSTART:when\nEND:X-THING"), 0),
        (file("BEGIN:VTODO\nUID:t\n" + GOOD), 1),
        (file("BEGIN:VEVENT\nUID:open\nDTSTART:20260301T090000Z\n" + GOOD), 1),
        (file(GOOD, event("DTSTART:20260325T090000Z", "no property")), 1),
        (file(GOOD, event()), 1),
        (file(GOOD, event("DTSTART:")), 1),
        (file(GOOD, event("DTSTART:tomorrow")), 1),
        (file(GOOD, event("DTSTART;VALUE=DATE-TIME")), 1),
        (file(GOOD, event("DTSTART:20260231T090000Z")), 1),
        (file(GOOD, event("DTSTART:20260325T250000Z")), 1),
        (file(GOOD, event("DTSTART:20260325T090000Z", "DTSTART:20260326T090000Z")), 1),
        (file(GOOD, event("DTSTART:20260325T090000Z", "DTEND:20260324T090000Z")), 1),
        (file(GOOD, event("DTSTART:20260325T090000Z", "DURATION:-PT1H")), 1),
        (file(GOOD, event("DTSTART:20260325T090000Z", "DURATION:an hour")), 1),
        (file(GOOD, event("DTSTART:00000000T000000Z")), 1),
        (file(GOOD, event("DTSTART;TZID=Mars/Olympus:20260325T090000", "DURATION:PT1H")), 1),
        (file(GOOD, "BEGIN:VTIMEZONE\nEND:VTIMEZONE"), 1),
        (file(GOOD, "BEGIN:VTIMEZONE\nTZID:\nEND:VTIMEZONE"), 1),
        (file(GOOD, "BEGIN:VTIMEZONE\nTZID:Mine\nBEGIN:STANDARD\nEND:STANDARD\nEND:VTIMEZONE"), 1),
        (file(GOOD, "BEGIN:VTIMEZONE\nTZID:Mine\nno property\nEND:VTIMEZONE"), 1),
        (file(GOOD, "BEGIN:VTIMEZONE\nTZID:Mine\nTZID-ALIAS-OF:Asia/Tokyo\nEND:VTIMEZONE"), 0),
    ],
)
def test_a_good_meeting_is_found_beside_what_is_odd(content: str | bytes, unreadable: int) -> None:
    reading = read(content)
    assert AT in reading.meetings
    assert reading.unreadable == unreadable


@pytest.mark.parametrize(
    ("odd", "unreadable"),
    [
        ("BEGIN:VALARM\nTRIGGER:soon\nEND:VALARM", 0),
        ("BEGIN:VALARM\nTRIGGER:\nDTSTART:20260326T090000Z\nEND:VALARM", 0),
        ("BEGIN:VALARM\nno property\nEND:VALARM", 1),
        ("END:VALARM", 1),
        ("SEQUENCE:x", 1),
        ("GEO:nowhere\nPRIORITY:high\nURL:::\nCREATED:yesterday", 0),
        ("RRULE:FREQ=SOMETIMES", 1),
        ("RRULE:", 1),
        ("RRULE:FREQ=DAILY;INTERVAL=0", 1),
        ("RRULE:FREQ=DAILY;INTERVAL=2;INTERVAL=3", 1),
        ("RRULE:FREQ=MONTHLY;BYDAY=XX", 1),
        ("RRULE:FREQ=YEARLY;BYMONTH=13", 1),
        ("RRULE:FREQ=DAILY;UNTIL=never", 1),
        ("RRULE:FREQ=SECONDLY", 1),
        ("RRULE:FREQ=MONTHLY;RSCALE=HEBREW", 1),
        ("EXDATE:tomorrow", 1),
        ("RDATE;VALUE=TIME:090000", 1),
        ("RDATE;TZID=Mars/Olympus:20260327T090000", 1),
        ("EXRULE:FREQ=NEVER", 1),
        ("UID:another", 0),
        ("DTSTART:20260325T090000Z", 0),
        ("ATTENDEE", 1),
    ],
)
def test_an_odd_line_in_an_event_leaves_the_event(odd: str, unreadable: int) -> None:
    lines = ("DTSTART:20260325T090000Z", "DTEND:20260325T100000Z")
    for content in (file(GOOD, event(*lines, odd)), file(event(odd, *lines), GOOD)):
        assert times(content) == ["25 09:00"]
        reading = read(content)
        assert AT in reading.meetings
        assert reading.unreadable == unreadable


def test_an_alarm_without_an_end_ends_with_its_event() -> None:
    alarm = "BEGIN:VALARM\nTRIGGER:-PT5M"
    reading = read(file(event("DTSTART:20260325T090000Z", "DURATION:PT1H", alarm), GOOD))
    assert [f"{each.starts:%d %H:%M}" for each in reading.meetings] == ["24 09:00", "25 09:00"]
    assert reading.unreadable == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>Sign in</html>",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR",
        b"BEGIN:VCARD\nFN:Me\nEND:VCARD",
        b"<pre>BEGIN:VCALENDAR\nEND:VCALENDAR</pre>"[5:20],
        bytes(range(256)) * 20,
    ],
)
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(CalendarError, match="iCalendar file"):
        read(content)


def test_a_calendar_with_nothing_in_it_is_one() -> None:
    assert not read("BEGIN:VCALENDAR\nEND:VCALENDAR").meetings


@pytest.mark.parametrize(
    "starts",
    [
        "DTSTART:2026-03-25T09:00:00Z",
        "DTSTART:20260325T0900Z",
        "DTSTART:20260325T090000z",
        "DTSTART:20260325T09:00:00.000Z",
        "DTSTART:2026-03-25 09:00:00Z",
        "DTSTART:20260325T100000+0100",
        "DTSTART:2026-03-25T04:00:00-05:00",
        "DTSTART:20260325T090000 Z",
        "DTSTART:20260325T090000UTC",
        "DTSTART;TZID=Europe/Berlin:20260325T100000",
        "DTSTART;TZID=Europe/Berlin:20260325T1000",
        'DTSTART;VALUE=DATE-TIME;TZID="Europe/Berlin":20260325T100000',
        "DTSTART;TZID=Nowhere/Known:20260325T090000Z",
        "DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin, Bern:20260325T100000",
        "DTSTART;TZID=tzone://Microsoft/Utc:20260325T090000",
        "DTSTART:20260325T090000Z;",
        'DTSTART:"20260325T090000Z"',
        "DTSTART:20260325T090000Z\u00a0",
        "DTSTART;X-ODD=a:b:c;TZID=Europe/Berlin:20260325T100000",
        "DTSTART:20260325T100000",
    ],
)
def test_a_time_in_an_odd_shape_whose_meaning_is_clear_is_read(starts: str) -> None:
    reading = read(file(GOOD, event(starts, "DURATION:P1H")))
    assert [f"{each.starts:%d %H:%M}" for each in reading.meetings] == ["24 09:00", "25 09:00"]
    assert reading.unreadable == 0


def test_midnight_may_be_written_as_the_end_of_the_day_before() -> None:
    assert times(file(event("DTSTART:20260324T240000Z", "DURATION:PT1H"))) == ["25 00:00"]


@pytest.mark.parametrize(
    "starts",
    ["03/25/2026", "25.03.2026 10:00", "1774429200", "20260325T9:00", "20260325T256000Z", "2026"],
)
def test_a_time_in_a_shape_that_is_not_clear_is_counted_and_not_guessed(starts: str) -> None:
    reading = read(file(GOOD, event(f"DTSTART:{starts}", "DURATION:PT1H")))
    assert reading.meetings == (AT,)
    assert reading.unreadable == 1


LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        "BEGIN:VEVENT|END:VEVENT|BEGIN:VALARM|END:VALARM|BEGIN:VTIMEZONE|END:VTIMEZONE|"
        "BEGIN:STANDARD|END:STANDARD|BEGIN:VTODO|BEGIN:VCALENDAR|END:VCALENDAR|BEGIN:X|END:X|BEGIN:|"
        "DTSTART:20260325T090000Z|DTSTART:x|DTEND;TZID=:|DTEND:20260325T100000|DURATION:P|"
        "RRULE:FREQ=DAILY|RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30|RRULE:FREQ=DAILY;COUNT=99999|"
        "EXDATE:20260325|RDATE:20260326T000000Z/PT1H|RECURRENCE-ID;RANGE=THISANDFUTURE:20260325|"
        "TZID:Odd|TZOFFSETTO:+9999|TZOFFSETTO:+0100|FREEBUSY:x/y|UID:same|SEQUENCE:1|"
        "X-WR-TIMEZONE:Odd|METHOD:PUBLISH|DTSTART:00010101T000000Z|DTSTART:99991231T235959Z|"
        'ATTENDEE;CN=":;PARTSTAT=DECLINED:x|DTSTART;TZID="a:b|:|;|"'.split("|")
    ),
)


@given(st.lists(LINES, max_size=12), st.lists(LINES, max_size=12))
def test_a_good_meeting_is_found_beside_any_damage(before: list[str], after: list[str]) -> None:
    whole = "END:VALARM\n" * 3
    damaged = "\n".join([*before, "", GOOD, *after])
    reading = read(file(damaged.replace("METHOD:CANCEL", ""), whole).encode("utf-8", "replace"))
    assert any(each.starts <= AT.starts and AT.ends <= each.ends for each in reading.meetings)
    assert reading.unreadable >= 0


@given(st.binary(max_size=300), st.integers(0, 200), st.sampled_from(["\n", "\r\n", "\r"]))
def test_bytes_at_random_end_in_a_reading_or_one_line(damage: bytes, at: int, ends: str) -> None:
    whole = file(GOOD, LATER).replace("\n", ends).encode()
    with suppress(CalendarError):
        assert read(whole[:at] + damage + whole[at:]).unreadable >= 0


@given(st.integers(0, 400))
def test_a_calendar_cut_off_anywhere_keeps_what_came_before(length: int) -> None:
    whole = file(GOOD, LATER)
    kept = whole[:length]
    if GOOD in kept:
        assert AT in read(kept).meetings


def test_what_a_calendar_says_is_read_for_the_days_that_were_asked_for() -> None:
    daily = event("DTSTART:20200101T120000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY")
    found = read_meetings(file(daily).encode(), WEEK, BERLIN).meetings
    assert len(found) == 14
    assert all(each.ends > WEEK.starts and each.starts < WEEK.ends for each in found)
    assert found[1].starts - found[0].starts == timedelta(days=1)
