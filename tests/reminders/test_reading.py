"""Reading a calendar in a process of its own: the same answer, and an end to everything."""

import sys
from datetime import timedelta

import pytest

from reminders.ics.odd import BERLIN, GOOD, WEEK, event, file
from soleus.reminders import CalendarError, reading
from soleus.reminders.meetings import CalendarReading, read_meetings
from soleus.reminders.reading import read_apart

LONGEST = timedelta(hours=2)
ODD = file(GOOD, event("DTSTART:20260325T080000Z", "DURATION:PT9H"), event("DTSTART:x")).encode()


def apart(content: bytes) -> CalendarReading:
    return read_apart(content, WEEK, BERLIN, longest=LONGEST)


def test_another_process_reads_as_this_one_does() -> None:
    assert apart(ODD) == read_meetings(ODD, WEEK, BERLIN, longest=LONGEST)
    assert apart(ODD).unreadable == 1


def test_what_is_no_calendar_is_refused_from_there_too() -> None:
    with pytest.raises(CalendarError, match="iCalendar file"):
        apart(b"<html>")


def test_a_reading_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_SECONDS", 0.01)
    with pytest.raises(CalendarError, match="cannot be read in"):
        apart(ODD)


@pytest.mark.skipif(sys.platform == "win32", reason="it sets no limits to a process")
def test_a_reading_that_works_for_too_long_ends_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_CPU_SECONDS", 1)
    daily = ("DTSTART:16010101T100000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=9;BYMONTH=2;")
    large = file(*(event(*daily[:2], f"{daily[2]}BYMONTHDAY=30", uid=str(n)) for n in range(2000)))
    with pytest.raises(CalendarError, match=r"cannot be read in 1 s|more in it"):
        apart(large.encode())


@pytest.mark.parametrize("program", ["/nowhere/python", "/bin/false", "/bin/true"])
def test_where_no_process_can_be_had_that_is_said(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    with pytest.raises(CalendarError, match="cannot be read now"):
        apart(ODD)
