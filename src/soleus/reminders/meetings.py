"""Meetings out of an iCalendar file: when somebody is busy, and nothing of what it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from soleus.reminders.errors import CalendarError
from soleus.reminders.span import Span, merged

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


MOST_A_DAY = 24
"""More often than this on one day comes no meeting."""

_SELDOM = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")


def meetings_in(content: bytes, around: Span, zone: ZoneInfo) -> tuple[Span, ...]:
    """Return when a calendar is busy within a span, repeated events included.

    What lasts all day, was called off or is marked as free time is no meeting; nor is what comes
    again within hours, which nobody attends and no machine can count to its end.

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
        calendar.subcomponents = [each for each in calendar.subcomponents if _is_sound(each)]
        found = recurring_ical_events.of(calendar, skip_bad_series=True).between(
            around.starts, around.ends
        )
        return merged(_span(event, zone) for event in found if _is_meeting(event))
    except (ArithmeticError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise CalendarError(
            "The calendar cannot be read. It has to be an iCalendar file (.ics)."
        ) from error


def _is_sound(component: Any) -> bool:  # noqa: ANN401  # the library's own component
    """Whether counting a component's repetitions comes to an end; no meeting comes each second."""
    rules = component.get("RRULE", [])
    return all(_ends(rule) for rule in (rules if isinstance(rules, list) else [rules]))


def _ends(rule: Any) -> bool:  # noqa: ANN401  # the library's own rule
    often = str(rule.get("FREQ", [""])[0]).upper() not in _SELDOM
    within_a_day = sum(len(rule.get(part, [])) for part in _WITHIN_A_DAY)
    return not often and within_a_day <= MOST_A_DAY and rule.get("INTERVAL", [1])[0] > 0


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
