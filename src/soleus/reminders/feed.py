"""What comes in the next days as a calendar to subscribe to; no illness and no reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from soleus.reminders.breaks import breaks_ahead
from soleus.reminders.card import Opening, ReminderCard
from soleus.reminders.daily import open_turns
from soleus.reminders.limits import limits
from soleus.reminders.schedule import Situation
from soleus.reminders.words import sentence

if TYPE_CHECKING:
    from icalendar import Event

_NAMESPACE = UUID("0d9a9a5e-54f1-5c6e-9f0b-7d1c3d2a4b60")
_BREAK = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Appointment:
    """One thing in the feed; ``exercise`` keeps two exercises at one moment apart."""

    at: datetime
    says: str
    link: str
    lasts: timedelta = _BREAK
    exercise: str = ""


def to_icalendar(
    card: ReminderCard, situation: Situation, opening: Opening, *, base: str, owner: str
) -> bytes:
    """Return the coming breaks and exercises as an iCalendar feed (RFC 5545).

    Nothing is in it that the gate holds back, or that comes after the check has run out. An
    exercise is not named, since its name may tell of an illness.

    Parameters
    ----------
    base : the address of Soleus, without a slash at its end
    owner : keeps two people apart in one calendar; only a digest of it is written
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Soleus//Breaks//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Soleus breaks")
    calendar.add("refresh-interval", timedelta(minutes=15), parameters={"VALUE": "DURATION"})
    appointments = [*_breaks(card, situation, opening), *_exercises(card, situation)]
    for each in sorted(appointments, key=lambda each: each.at):
        event = _event(each, owner)
        event.add("dtstamp", situation.now.astimezone(UTC))
        event.add("url", base + each.link)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _breaks(card: ReminderCard, situation: Situation, opening: Opening) -> Iterator[Appointment]:
    for each in breaks_ahead(situation, opening.until):
        if each.at < opening.until[each.activity]:
            yield Appointment(each.at, each.sentence, card.link)


def _exercises(card: ReminderCard, situation: Situation) -> Iterator[Appointment]:
    if not card.settings.is_on:
        return
    says = sentence("exercise_in_calendar").says
    for exercise in (each.exercise for each in card.exercises):
        lasts = timedelta(minutes=-(-exercise.seconds // 60))
        for at in open_turns(exercise, situation, days=limits().feed_days):
            yield Appointment(at, says, exercise.link, lasts, exercise.id)


def _event(appointment: Appointment, owner: str) -> Event:
    """Return an appointment with an alarm at its moment."""
    from icalendar import Alarm, Event

    at = appointment.at.astimezone(UTC)
    id_ = uuid5(_NAMESPACE, f"{owner}/{at.isoformat()}{appointment.exercise}")
    event, alarm = Event(), Alarm()
    event.add("uid", f"{id_}@soleus")
    event.add("dtstart", at)
    event.add("dtend", at + appointment.lasts)
    event.add("summary", appointment.says)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    alarm.add("action", "DISPLAY")
    alarm.add("description", appointment.says)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    return event
