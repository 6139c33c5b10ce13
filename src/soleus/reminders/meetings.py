"""Meetings out of an iCalendar file: when somebody is busy, and nothing of what it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from soleus.reminders.errors import CalendarError
from soleus.reminders.span import Span, merged

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def meetings_in(content: bytes, around: Span, zone: ZoneInfo) -> tuple[Span, ...]:
    """Return when a calendar is busy within a span, repeated events included.

    What lasts all day, was called off or is marked as free time is no meeting.

    Parameters
    ----------
    zone : the clock by which times without a zone are meant

    Raises
    ------
    CalendarError
        where the content is no calendar.
    """
    import recurring_ical_events
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(content)
        found = recurring_ical_events.of(calendar, skip_bad_series=True).between(
            around.starts, around.ends
        )
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise CalendarError(
            "The calendar cannot be read. It has to be an iCalendar file (.ics)."
        ) from error
    return merged(_span(event, zone) for event in found if _is_meeting(event))


def _is_meeting(event: Any) -> bool:  # noqa: ANN401  # the library's own component
    if not isinstance(event["DTSTART"].dt, datetime):
        return False
    is_free = str(event.get("TRANSP", "OPAQUE")).upper() == "TRANSPARENT"
    return not is_free and str(event.get("STATUS", "")).upper() != "CANCELLED"


def _span(event: Any, zone: ZoneInfo) -> Span:  # noqa: ANN401
    starts = _moment(event["DTSTART"].dt, zone)
    end = event.get("DTEND")
    return Span(starts, _moment(end.dt, zone) if end is not None else starts)


def _moment(at: date | datetime, zone: ZoneInfo) -> datetime:
    if not isinstance(at, datetime):
        at = datetime.combine(at, time(0))
    return (at if at.tzinfo is not None else at.replace(tzinfo=zone)).astimezone(UTC)
