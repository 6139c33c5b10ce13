"""Odd calendars at hand: each has one good meeting, and what a reader may trip over beside it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from soleus.reminders.meetings import CalendarReading, read_meetings
from soleus.reminders.span import Span

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = Span(datetime(2026, 3, 23, tzinfo=UTC), datetime(2026, 4, 6, tzinfo=UTC))
"""The clocks of Berlin are put forward on the 29th."""

GOOD = "BEGIN:VEVENT\nUID:good\nDTSTART:20260324T090000Z\nDTEND:20260324T100000Z\nEND:VEVENT\n"
AT = Span(datetime(2026, 3, 24, 9, tzinfo=UTC), datetime(2026, 3, 24, 10, tzinfo=UTC))
"""When the good meeting is."""


def file(*parts: str, head: str = "") -> str:
    """Return a calendar of some components."""
    body = "".join(part if part.endswith("\n") else f"{part}\n" for part in parts)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//t//EN\n{head}{body}END:VCALENDAR\n"


def event(*lines: str, uid: str = "odd") -> str:
    """Return an event of some lines."""
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT\n"])


def read(content: str | bytes, zone: ZoneInfo = BERLIN) -> CalendarReading:
    """Read a calendar for the two weeks."""
    raw = content.encode() if isinstance(content, str) else content
    return read_meetings(raw, WEEK, zone)


def times(content: str | bytes, zone: ZoneInfo = BERLIN) -> list[str]:
    """Return when each meeting but the good one begins, in UTC."""
    return [f"{each.starts:%d %H:%M}" for each in read(content, zone).meetings if each != AT]
