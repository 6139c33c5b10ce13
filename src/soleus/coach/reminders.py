"""Reminders of one person: the settings, what became of breaks, and what is next under the gate."""

from __future__ import annotations

import secrets
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from soleus.coach.exercise_times import ExerciseToday, exercise_turns, exercises_today
from soleus.coach.limbs import KnownLimbs
from soleus.coach.meetings import Kept, Meetings
from soleus.coach.notice import Line, coach_line
from soleus.coach.reminding import Reminder, open_activities, reminder
from soleus.journal import ActivityEntry, BreakEntry, BreakEvent, Entry, SessionEntry
from soleus.language import translate
from soleus.reminders import (
    Appointment,
    BreakLimitError,
    Event,
    Happened,
    InvalidRemindersError,
    ReminderSettings,
    Said,
    Situation,
    breaks_ahead,
    limits,
    line,
    pauses_of,
    pending,
    refuse_source,
    skips_left,
    snoozes_left,
    to_icalendar,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from soleus.coach.exercises import Exercises
    from soleus.coach.gate import Gate, Standing
    from soleus.journal import Journal, Recorded
    from soleus.vocabulary import Clock

_SETTINGS, _TOKEN = "reminders", "reminders_token"
_REMEMBERED = timedelta(days=9)
"""Longer than the longest pause."""


class Reminders:
    """Asks the engine, through the gate, and writes down what became of each break."""

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        gate: Gate,
        *,
        timezone: str,
        meetings: Meetings | None = None,
        exercises: Exercises | None = None,
    ) -> None:
        self.journal = journal
        self.clock = clock
        self.gate = gate
        self.timezone = timezone
        self.meetings = meetings or Meetings(clock)
        self.exercises = exercises

    def settings(self, person_id: str) -> ReminderSettings:
        """Return what the person asked for; off until somebody asks so that it can be read."""
        try:
            return ReminderSettings.from_dict(self.journal.settings(person_id).get(_SETTINGS, {}))
        except InvalidRemindersError:  # of another version, or out of a file that was imported
            return ReminderSettings()

    def save(self, person_id: str, asked: ReminderSettings) -> str | None:
        """Keep the settings; they hold at once. Return why the calendar cannot be read, or None.

        Raises
        ------
        CalendarError
            where the calendar is neither a file nor an encrypted address; nothing is kept then.
        """
        if asked.calendar:
            refuse_source(asked.calendar)
        was_on = self.settings(person_id).is_on
        self._keep(person_id, _SETTINGS, asked.as_dict())
        if asked.is_on and not was_on:
            self.resume(person_id)  # nothing is overdue at the moment of turning them on
        if not asked.calendar or not asked.is_on:
            return None
        return self.meetings.read(asked.calendar, self._zone(asked, None)).fault

    def now(self, person_id: str, *, here: str | None = None, wait: bool = True) -> Reminder:
        """Return how reminders stand.

        Parameters
        ----------
        here : IANA name of the zone where the person is, where the settings leave it open
        wait : whether to wait for the host of a calendar that was not read lately
        """
        situation, kept = self._situation(person_id, here, wait=wait)
        standing = self.gate.standing(person_id)
        return reminder(
            situation,
            standing,
            KnownLimbs(self.journal).of(person_id),
            paused_until=_paused_until(situation),
            calendar_fault=kept.fault if kept else None,
            exercises=self._exercises(person_id, situation, standing),
        )

    def exercises_today(self, person_id: str) -> tuple[ExerciseToday, ...]:
        """Return every prescribed exercise as a thing to do today, reminded of or not."""
        situation, _ = self._situation(person_id, None, wait=False)
        return self._exercises(person_id, situation, self.gate.standing(person_id))

    # What became of a break

    def moved(self, person_id: str, *, id: UUID | None = None) -> None:  # noqa: A002
        """Note a break of one's own; the interval begins anew."""
        self._note(person_id, BreakEntry(BreakEvent.MOVED), id)

    def snooze(self, person_id: str, minutes: int, *, here: str | None = None) -> None:
        """Put the break that is due, ``here`` as in :meth:`now`, off by some minutes.

        Raises
        ------
        BreakLimitError
            where none is due, it was put off often enough, or not by so many minutes.
        """
        situation = self._due(person_id, here)
        if minutes not in limits().snoozes:
            offered = ", ".join(str(each) for each in limits().snoozes)
            raise BreakLimitError(
                translate("A break can be put off by {offered} minutes.", offered=offered)
            )
        if not snoozes_left(situation):
            raise BreakLimitError(translate(line("snoozes_used_up").says))
        self._note(person_id, BreakEntry(BreakEvent.SNOOZED, minutes))

    def skip(self, person_id: str, *, here: str | None = None) -> Said | None:
        """Leave the break that is due out; return what is said once, with the last in a row.

        ``here`` is as in :meth:`now`: a break is due where the person is.

        Raises
        ------
        BreakLimitError
            where none is due, or as many were left out in a row as may be.
        """
        left = skips_left(self._due(person_id, here))
        if not left:
            raise BreakLimitError(translate(line("skips_used_up").says))
        self._note(person_id, BreakEntry(BreakEvent.SKIPPED))
        return line("no_more_skips") if left == 1 else None

    def away(self, person_id: str, minutes: float, *, asleep: bool = False) -> None:
        """Note that the person has just come back, or the machine has just woken.

        ``minutes`` is how long it was. A long enough one counts as a break and all begins anew.
        """
        what = BreakEvent.ASLEEP if asleep else BreakEvent.AWAY
        self._note(person_id, BreakEntry(what, minutes))

    def pause(self, person_id: str, minutes: float) -> None:
        """Let no reminder come for some minutes; afterwards all begins anew.

        Raises
        ------
        BreakLimitError
            where it is longer than a pause may be.
        """
        if not 0 < minutes <= limits().pause_most:
            days = limits().pause_most // (24 * 60)
            raise BreakLimitError(
                translate(
                    "A pause lasts up to {days} days. To stop for good, turn them off.", days=days
                )
            )
        self._note(person_id, BreakEntry(BreakEvent.PAUSED, minutes))

    def pause_until_tomorrow(self, person_id: str, *, here: str | None = None) -> None:
        """Let no reminder come for the rest of the day, ``here`` as in :meth:`now`."""
        zone = self._zone(self.settings(person_id), here)
        now = self.clock.now().astimezone(zone)
        midnight = datetime.combine(now.date() + timedelta(days=1), time(0), zone)
        self.pause(person_id, (midnight - self.clock.now()).total_seconds() / 60)

    def resume(self, person_id: str) -> None:
        """Let reminders run again from now; this ends a pause."""
        self._note(person_id, BreakEntry(BreakEvent.RESUMED))

    # The calendar feed

    def token(self, person_id: str) -> str:
        """Return the secret in the feed's address; made on first use."""
        kept = self.journal.settings(person_id).get(_TOKEN)
        return kept if isinstance(kept, str) else self.new_token(person_id)

    def new_token(self, person_id: str) -> str:
        """Make a new address; who has the old one sees nothing any more."""
        token = secrets.token_urlsafe(24)
        self._keep(person_id, _TOKEN, token)
        return token

    def feed(self, token: str, base: str) -> bytes | None:
        """Return the breaks of the coming days as a calendar; None where no feed has this token.

        Nothing is in it that the gate holds back, or that lies after the check has run out. What a
        prescribed exercise is called is not in it, since it may tell of an illness.
        """
        person_id = self._owner(token)
        if person_id is None:
            return None
        situation, _ = self._situation(person_id, None, wait=True)
        standing = self.gate.standing(person_id)
        base = base.rstrip("/")
        appointments = [
            *self._breaks_to_come(person_id, situation, standing, base),
            *self._exercises_to_come(person_id, situation, standing, base),
        ]
        appointments.sort(key=lambda each: each.at)
        return to_icalendar(appointments, now=situation.now, owner=person_id)

    def _breaks_to_come(
        self, person_id: str, situation: Situation, standing: Standing, base: str
    ) -> Iterator[Appointment]:
        open_to = open_activities(standing, KnownLimbs(self.journal).of(person_id))
        link = base + self.now(person_id, wait=False).link
        for each in breaks_ahead(situation, open_to):
            if standing.clearance and each.at < standing.clearance.ends_at(each.activity):
                yield Appointment(each.at, each.sentence, link)

    def _exercises_to_come(
        self, person_id: str, situation: Situation, standing: Standing, base: str
    ) -> Iterator[Appointment]:
        if not situation.asked.is_on or standing.clearance is None:
            return
        finished = self._finished(person_id)
        says = translate(coach_line(Line.EXERCISE_IN_CALENDAR).says)
        for each in self._exercises(person_id, situation, standing):
            lasts = timedelta(minutes=-(-each.entry.seconds // 60))
            for at in exercise_turns(each, finished, situation, standing.clearance):
                yield Appointment(at, says, base + each.link, lasts, str(each.entry.exercise))

    # What the methods above share

    def _situation(
        self, person_id: str, here: str | None, *, wait: bool
    ) -> tuple[Situation, Kept | None]:
        asked = self.settings(person_id)
        zone = self._zone(asked, here)
        reads = asked.is_on and asked.calendar
        kept = self.meetings.of(asked.calendar, zone, wait=wait) if reads else None
        meetings = kept.meetings if kept else ()
        now = self.clock.now()
        return Situation(asked, zone, now, self._history(person_id), meetings), kept

    def _exercises(
        self, person_id: str, situation: Situation, standing: Standing
    ) -> tuple[ExerciseToday, ...]:
        if self.exercises is None:
            return ()
        prescribed = self.exercises.prescribed(person_id)
        if not prescribed:
            return ()
        return exercises_today(prescribed, self._finished(person_id), situation, standing.clearance)

    def _finished(self, person_id: str) -> tuple[tuple[str, datetime], ...]:
        if self.exercises is None:
            return ()
        since = (self.clock.now() - timedelta(days=3)).date()
        return self.exercises.finished(person_id, since)

    def _due(self, person_id: str, here: str | None) -> Situation:
        situation, _ = self._situation(person_id, here, wait=False)
        if pending(situation) is None:
            raise BreakLimitError(translate(coach_line(Line.NO_BREAK_DUE).says))
        return situation

    def _zone(self, asked: ReminderSettings, here: str | None) -> ZoneInfo:
        return ZoneInfo(asked.zone or here or self.timezone)

    def _history(self, person_id: str) -> tuple[Event, ...]:
        since = (self.clock.now() - _REMEMBERED).date()
        kinds: tuple[type[Entry], ...] = (BreakEntry, SessionEntry, ActivityEntry)
        return tuple(_event(each) for each in self.journal.entries(person_id, kinds, since=since))

    def _note(self, person_id: str, entry: BreakEntry, id_: UUID | None = None) -> None:
        self.journal.append(person_id, entry, id=id_)

    def _keep(self, person_id: str, key: str, value: object) -> None:
        self.journal.save_setting(person_id, key, value)

    def _owner(self, token: str) -> str | None:
        for person in self.journal.people():
            kept = self.journal.settings(person.id).get(_TOKEN)
            if isinstance(kept, str) and secrets.compare_digest(kept.encode(), token.encode()):
                return person.id
        return None


def _event(recorded: Recorded[Entry]) -> Event:
    """Return an entry as the engine sees it; minutes of activity are a break of one's own."""
    match recorded.entry:
        case BreakEntry(what=what, minutes=minutes):
            return Event(Happened(what.value), recorded.at, minutes or 0)
        case SessionEntry(started_at=started_at, active_seconds=seconds):
            return Event(Happened.SESSION, started_at + timedelta(seconds=seconds), seconds / 60)
        case _:
            return Event(Happened.MOVED, recorded.at)


def _paused_until(situation: Situation) -> datetime | None:
    """Return the end of the pause that runs now, by the person's clock."""
    running = [each for each in pauses_of(situation.past()) if each.holds(situation.now)]
    return running[0].ends.astimezone(situation.zone) if running else None
