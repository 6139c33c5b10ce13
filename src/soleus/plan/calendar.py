"""The week as an iCalendar file, fit for a shared calendar: no illness, no advice, no reasons."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from soleus.plan.item import Item
from soleus.plan.week import WeekPlan
from soleus.vocabulary import Clock

if TYPE_CHECKING:
    from icalendar import Event

_NAMESPACE = UUID("6f0c3a5e-6c52-5d0a-9d4e-0d0b1a7f5c11")


def to_icalendar(
    plan: WeekPlan, *, clock: Clock, timezone: str | None = None, owner: str = ""
) -> bytes:
    """Return the week as an iCalendar file (RFC 5545), one event for each time an item is due.

    What lies at or after the clearance's end is left out: it needs a new check first. The same plan
    always has the same event ids, so that a second import moves events and doubles none.

    Parameters
    ----------
    clock : gives the moment of writing (DTSTAMP)
    timezone : IANA name of the zone that local times are meant in; the profile's by default
    owner : what tells this person's weeks from another's, so that two people's events keep apart in
        one calendar; only a digest of it is written
    """
    from icalendar import Calendar

    zone = ZoneInfo(timezone or plan.profile.timezone)
    calendar = Calendar()
    calendar.add("prodid", "-//Soleus//Week plan//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for item in plan.items:
        for number, moment in _due(item, zone):
            uid = _uid(plan, item, number, owner)
            calendar.add_component(_event(item, moment, uid, len(plan.changes), clock.now()))
    return bytes(calendar.to_ical())


def _due(item: Item, zone: ZoneInfo) -> Iterator[tuple[int, datetime]]:
    for number, local in enumerate(item.occurrences):
        moment = local.replace(tzinfo=zone).astimezone(UTC)
        if moment < item.permit.expires_at:
            yield number, moment


def _uid(plan: WeekPlan, item: Item, number: int, owner: str) -> str:
    return f"{uuid5(_NAMESPACE, f'{owner}/{plan.start}/{item.id}/{number}')}@soleus"


def _event(item: Item, begins: datetime, uid: str, sequence: int, now: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=item.minutes))
    event.add("summary", item.title)
    event.add("sequence", sequence)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
