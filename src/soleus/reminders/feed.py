"""The breaks of the coming days as a calendar to subscribe to; no illness and no reasons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from soleus.reminders.next_break import NextBreak

_NAMESPACE = UUID("0d9a9a5e-54f1-5c6e-9f0b-7d1c3d2a4b60")
_BREAK = timedelta(minutes=2)


def to_icalendar(breaks: Iterable[NextBreak], *, now: datetime, owner: str, link: str) -> bytes:
    """Return the breaks as an iCalendar feed (RFC 5545), each with an alarm at its moment.

    Parameters
    ----------
    owner : keeps two people's breaks apart in one calendar; only a digest of it is written
    link : the address that a break opens
    """
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Soleus//Breaks//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Soleus breaks")
    calendar.add("refresh-interval", timedelta(minutes=15), parameters={"VALUE": "DURATION"})
    for each in breaks:
        at = each.at.astimezone(UTC)
        event, alarm = Event(), Alarm()
        event.add("uid", f"{uuid5(_NAMESPACE, f'{owner}/{at.isoformat()}')}@soleus")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", at)
        event.add("dtend", at + _BREAK)
        event.add("summary", each.sentence)
        event.add("url", link)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        alarm.add("action", "DISPLAY")
        alarm.add("description", each.sentence)
        alarm.add("trigger", timedelta(0))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
