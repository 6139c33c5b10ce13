"""What comes in the next days as a calendar to subscribe to; no illness and no reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

_NAMESPACE = UUID("0d9a9a5e-54f1-5c6e-9f0b-7d1c3d2a4b60")
_BREAK = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Appointment:
    """One thing in the feed.

    Parameters
    ----------
    at : when, with a time zone
    says : what a calendar shows of it
    link : the address that it opens
    lasts : how long it takes
    of : what it is one of, so that two at one moment keep apart; empty for breaks
    """

    at: datetime
    says: str
    link: str
    lasts: timedelta = _BREAK
    of: str = ""


def to_icalendar(appointments: Iterable[Appointment], *, now: datetime, owner: str) -> bytes:
    """Return what comes as an iCalendar feed (RFC 5545), each with an alarm at its moment.

    Parameters
    ----------
    owner : keeps two people's apart in one calendar; only a digest of it is written
    """
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Soleus//Breaks//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Soleus breaks")
    calendar.add("refresh-interval", timedelta(minutes=15), parameters={"VALUE": "DURATION"})
    for each in appointments:
        at = each.at.astimezone(UTC)
        event, alarm = Event(), Alarm()
        event.add("uid", f"{uuid5(_NAMESPACE, f'{owner}/{at.isoformat()}{each.of}')}@soleus")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", at)
        event.add("dtend", at + each.lasts)
        event.add("summary", each.says)
        event.add("url", each.link)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        alarm.add("action", "DISPLAY")
        alarm.add("description", each.says)
        alarm.add("trigger", timedelta(0))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
