"""Calendars without measure: read in some seconds of work, or refused, and never without an end."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from reminders.ics.odd import AT, BERLIN, GOOD, WEEK, event, file
from soleus.reminders import CalendarError
from soleus.reminders.meetings import read_meetings

MOST_CPU_SECONDS = 20
"""Far more than it takes, since the machine may be slow; without bounds it would be minutes."""


def many(count: int, lines: Callable[[int], tuple[str, ...]]) -> str:
    return "".join(event(*lines(n), uid=str(n)) for n in range(count))


def daily(rule: str, starts: str = "20150101T100000Z") -> str:
    return many(2000, lambda _: (f"DTSTART:{starts}", "DURATION:PT1H", f"RRULE:{rule}"))


LARGE = {
    "events of many years": many(
        28_000, lambda n: (f"DTSTART:20{n % 28:02}032{n % 10}T100000Z", "DURATION:PT1H")
    ),
    "series of every day": daily("FREQ=DAILY"),
    "series that end after many times": daily("FREQ=DAILY;COUNT=99999"),
    "series by weekdays": daily("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=99999"),
    "series that can never repeat": daily("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
    "years that have no such day": daily("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
    "rules of every second": daily("FREQ=SECONDLY"),
    "rules of every minute of a day": daily(
        f"FREQ=DAILY;BYHOUR=9;BYMINUTE={','.join(map(str, range(60)))}"
    ),
    "one series with many left out": event(
        "DTSTART:20260301T100000Z",
        "DURATION:PT1H",
        "RRULE:FREQ=DAILY",
        *("EXDATE:20260324T100000Z" for _ in range(20_000)),
    ),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_calendar_is_read(name: str) -> None:
    began = time.process_time()
    assert any(
        each.starts <= AT.starts and AT.ends <= each.ends
        for each in read_meetings(file(LARGE[name], GOOD).encode(), WEEK, BERLIN).meetings
    )
    assert time.process_time() - began < MOST_CPU_SECONDS


ZONE = "BEGIN:DAYLIGHT\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU\n"
HOSTILE = {
    "counted from long ago": daily(
        "FREQ=DAILY;COUNT=9;BYMONTH=2;BYMONTHDAY=30;BYSETPOS=1", "16010101T100000Z"
    ),
    "what is only begun": "BEGIN:VEVENT\n" * 300_000,
    "depths": "BEGIN:X\n" * 200_000 + "END:Y\n" * 200_000,
    "one line of colons": f"BEGIN:VEVENT\nDTSTART:{'202603:' * 600_000}é\nEND:VEVENT\n",
    "one line of quotes": event("DTSTART:20260325T100000Z", 'ATTENDEE;CN="' + '":' * 1_000_000),
    "one line of spaces": " " * 4_000_000 + "\n",
    "times": event("DTSTART:20260325T100000Z", "RDATE:" + "20260325T1000," * 250_000),
    "zones": "".join(
        f"BEGIN:VTIMEZONE\nTZID:Z{n}\n{(ZONE + 'END:DAYLIGHT' + chr(10)) * 5}END:VTIMEZONE\n"
        + event(f"DTSTART;TZID=Z{n}:20260325T100000", "DURATION:PT1H")
        for n in range(400)
    ),
    "versions": "".join(
        event(
            f"RECURRENCE-ID;RANGE=THISANDFUTURE:20200101T{n % 24:02}{n % 60:02}00Z",
            "DTSTART:20200101T100000Z",
        )
        + event("DTSTART:20200101T100000Z", "RRULE:FREQ=DAILY")
        for n in range(3000)
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_calendar_ends(name: str) -> None:
    began = time.process_time()
    with suppress(CalendarError):
        read_meetings(file(GOOD, HOSTILE[name]).encode(), WEEK, BERLIN)
    assert time.process_time() - began < MOST_CPU_SECONDS
