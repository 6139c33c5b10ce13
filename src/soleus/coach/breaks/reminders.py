"""Reminders of one person: reads the journal and the gate, asks for the card, notes breaks."""

import secrets
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import Unpack
from zoneinfo import ZoneInfo

from soleus.assessment import Clearance, RefusalCause
from soleus.coach.breaks.planned_days import PlannedDays
from soleus.coach.care.exercises import Exercises, Prescribed, activities_of
from soleus.coach.gate.gate import Gate
from soleus.coach.gate.refusals import refusal_texts
from soleus.coach.journey.journeys import Journeys, is_movement
from soleus.coach.person.known_person import KnownLimbs
from soleus.evidence import Text
from soleus.journal import (
    ActivityEntry,
    BreakEntry,
    BreakEvent,
    Entry,
    HowRecorded,
    Journal,
    JourneyStepEntry,
    Recorded,
    SessionEntry,
    StepsEntry,
)
from soleus.language import msgid
from soleus.reminders import (
    CalendarCache,
    CalendarError,
    Event,
    Exercise,
    ExerciseToday,
    Happened,
    KnownMeetings,
    Opening,
    PlannedDay,
    ReminderCard,
    ReminderSettings,
    Situation,
    contacted_host,
    exercises_today,
    refuse_beyond_limits,
    refuse_source,
    reminder_card,
    sentence,
    skips_left,
    to_icalendar,
)
from soleus.vocabulary import Activity, Clock, FaultsError, Urgency, present_zone

SETTINGS, TOKEN = "reminders", "reminders_token"
_CALENDAR = "calendar"
"""The draft that holds which calendar was written down here; no copy of a journal brings one."""
_LOOKS_BACK = timedelta(days=9)
"""Longer than the longest pause."""
_EXERCISES_LOOK_BACK = timedelta(days=3)
_FROM_A_COPY = msgid(
    "Its address came with a copy of a journal, so it is not asked yet. If it is yours, save it "
    "once under Reminders."
)
_TELL_OF_MOVING: tuple[type[Entry], ...] = (
    BreakEntry,
    SessionEntry,
    ActivityEntry,
    JourneyStepEntry,
    StepsEntry,
)
_ON_THE_FEET = frozenset({Activity.ANKLE_PUMPS, Activity.CALF_RAISES})


class Reminders:
    """Works out what to remind of, through the gate, and notes what became of each break."""

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        gate: Gate,
        *,
        timezone: str,
        calendars: CalendarCache | None = None,
        exercises: Exercises | None = None,
    ) -> None:
        self.journal = journal
        self.clock = clock
        self.gate = gate
        self.timezone = timezone
        self.calendars = calendars or CalendarCache(clock)
        self.exercises = exercises
        self.journeys = Journeys(journal, clock)
        self.planned_days = PlannedDays(journal, clock)

    def settings(self, person_id: str) -> ReminderSettings:
        """Return the person's settings; off where there are none that can be read."""
        try:
            return ReminderSettings.from_dict(self.journal.settings(person_id).get(SETTINGS, {}))
        except FaultsError:  # of another version, or out of a file that was imported
            return ReminderSettings()

    def save(self, person_id: str, settings: ReminderSettings) -> str | None:
        """Save the settings; return why the calendar cannot be read, or None.

        Where the calendar is a new one, or reminders are turned on, it is read now, which may take
        some seconds.

        Raises
        ------
        CalendarError
            where the calendar is neither a file nor an encrypted address; nothing is saved then.
        """
        source, before = settings.calendar, self.settings(person_id)
        is_same = source == before.calendar
        if source and (settings.is_on or not is_same):
            refuse_source(source)
        is_known = is_same and self._may_ask(person_id, source)
        if source and not is_known:
            self.journal.save_draft(person_id, _CALENDAR, {"is": _fingerprint(source)})
        self.journal.save_setting(person_id, SETTINGS, settings.as_dict())
        if replace(settings, is_on=before.is_on, calendar=before.calendar) != before:
            self.planned_days.drop(person_id)  # it was planned for other hours
        if settings.is_on and not before.is_on:
            self.resume(person_id)  # nothing is overdue at the moment of turning them on
        if not source or not settings.is_on:
            return None
        zone = self._zone(settings, None)
        if is_known and before.is_on:
            known = self.calendars.meetings(source, zone, wait=False)
        else:
            known = self.calendars.read(source, zone)
        return str(known.fault) if known.fault else None

    def now(self, person_id: str, *, here: str | None = None, wait: bool = True) -> ReminderCard:
        """Return how reminders stand.

        Parameters
        ----------
        here : IANA name of the zone where the person is, where the settings leave it open
        wait : whether to wait for the host of a calendar that was not read lately
        """
        return self._card(person_id, here, wait=wait)[0]

    def exercises_today(self, person_id: str) -> tuple[ExerciseToday, ...]:
        """Return how every prescribed exercise stands today, whether reminders are on or not."""
        situation, _ = self._situation(person_id, None, wait=False)
        return exercises_today(self._exercises(person_id), situation)

    def take_over(self, person_id: str, day: PlannedDay) -> None:
        """Let the breaks of one day come when a plan has them; reminders are turned on."""
        self.save(person_id, replace(self.settings(person_id), is_on=True))
        self.planned_days.keep(person_id, day)

    def outlook(self, person_id: str, here: str | None = None) -> tuple[Situation, Opening]:
        """Return what is known and what the gate opens, for a plan, as if reminders were on."""
        situation, _ = self._situation(person_id, here, wait=False, is_on=True)
        return situation, self._opening(person_id)

    # What became of a break

    def take(
        self, person_id: str, entry: BreakEntry, here: str | None = None, **how: Unpack[HowRecorded]
    ) -> Recorded[BreakEntry]:
        """Record what became of a break; without ``at``, of the one that is due now.

        ``here`` is as in :meth:`now`: a break is due where the person is.

        Raises
        ------
        BreakLimitError
            where none is due, or it cannot be snoozed or skipped once more, or not for so long.
        """
        at = how.get("at")
        if self.journal.find(how.get("id")) is None:
            refuse_beyond_limits(
                Happened(entry.what.value),
                entry.minutes,
                lambda: self._as_of(person_id, at, here),
                has_to_be_due=at is None,
            )
        return self.journal.append(person_id, entry, **how)

    def moved(self, person_id: str) -> None:
        """Note that the person moved by themselves; the interval begins again."""
        self.take(person_id, BreakEntry(BreakEvent.MOVED))

    def snooze(self, person_id: str, minutes: int, *, here: str | None = None) -> None:
        """Put the break that is due off by some minutes; refused as :meth:`take` says."""
        self.take(person_id, BreakEntry(BreakEvent.SNOOZED, minutes), here=here)

    def skip(self, person_id: str, *, here: str | None = None) -> Text | None:
        """Skip the break that is due; return what is said with the last one allowed in a row."""
        self.take(person_id, BreakEntry(BreakEvent.SKIPPED), here=here)
        situation, _ = self._situation(person_id, here, wait=False)
        return None if skips_left(situation) else sentence("no_more_skips")

    def away(self, person_id: str, minutes: float, *, asleep: bool = False) -> None:
        """Note that the person has just come back after some minutes, or the machine has woken.

        A long enough absence counts as a break; the interval begins again.
        """
        what = BreakEvent.ASLEEP if asleep else BreakEvent.AWAY
        self.take(person_id, BreakEntry(what, minutes))

    def pause(self, person_id: str, minutes: float) -> None:
        """Let no reminder come for some minutes; afterwards the interval begins again."""
        self.take(person_id, BreakEntry(BreakEvent.PAUSED, minutes))

    def pause_until_tomorrow(self, person_id: str, *, here: str | None = None) -> None:
        """Let no reminder come for the rest of the day, ``here`` as in :meth:`now`."""
        zone = self._zone(self.settings(person_id), here)
        now = self.clock.now().astimezone(zone)
        midnight = datetime.combine(now.date() + timedelta(days=1), time(0), zone)
        self.pause(person_id, (midnight - self.clock.now()).total_seconds() / 60)

    def resume(self, person_id: str) -> None:
        """Let reminders run again from now; this ends a pause."""
        self.take(person_id, BreakEntry(BreakEvent.RESUMED))

    # The calendar feed

    def token(self, person_id: str) -> str:
        """Return the secret in the feed's address; created on first use."""
        token = self.journal.settings(person_id).get(TOKEN)
        return token if isinstance(token, str) else self.new_token(person_id)

    def new_token(self, person_id: str) -> str:
        """Create a new feed token and revoke the old one."""
        token = secrets.token_urlsafe(24)
        self.journal.save_setting(person_id, TOKEN, token)
        return token

    def feed(self, token: str, base: str) -> bytes | None:
        """Return the coming breaks and exercises as a calendar; None where no feed has this token.

        ``base`` is the address of Soleus that the links begin with.
        """
        person_id = self._owner(token)
        if person_id is None:
            return None
        card, situation, opening = self._card(person_id, None, wait=True)
        return to_icalendar(card, situation, opening, base=base.rstrip("/"), owner=person_id)

    # What the methods above share

    def _card(
        self, person_id: str, here: str | None, *, wait: bool
    ) -> tuple[ReminderCard, Situation, Opening]:
        situation, calendar = self._situation(person_id, here, wait=wait)
        opening = self._opening(person_id)
        exercises = self._exercises(person_id)
        card = reminder_card(situation, opening, exercises, calendar=calendar)
        return card, situation, opening

    def _situation(
        self, person_id: str, here: str | None, *, wait: bool, is_on: bool = False
    ) -> tuple[Situation, KnownMeetings | None]:
        """Return what is known now, and what of it is from the calendar, where there is one."""
        settings = self.settings(person_id)
        settings = replace(settings, is_on=settings.is_on or is_on)
        flights = (*settings.flights, *self.journeys.flights(person_id))
        settings = replace(settings, flights=tuple(sorted(flights, key=lambda each: each.starts)))
        zone, now = self._zone(settings, here), self.clock.now()
        since = (now - _LOOKS_BACK).date()
        recorded = self.journal.entries(person_id, _TELL_OF_MOVING, since=since)
        history = tuple(event for each in recorded for event in _events(each))
        situation = Situation(settings, zone, now, history, planned=self.planned_days.of(person_id))
        if not settings.is_on or not settings.calendar:
            return situation, None
        if self._may_ask(person_id, settings.calendar):
            self.journal.let_go()
            known = self.calendars.meetings(settings.calendar, zone, wait=wait)
        else:
            known = KnownMeetings(fault=CalendarError(_FROM_A_COPY))
        return replace(situation, meetings=known.meetings), known

    def _may_ask(self, person_id: str, source: str) -> bool:
        """Whether the person wrote this calendar down here; a file is asked of nobody."""
        if contacted_host(source) is None:
            return True
        written = self.journal.draft(person_id, _CALENDAR)
        return written is not None and written.document.get("is") == _fingerprint(source)

    def asks_a_host(self, person_id: str) -> bool:
        """Whether :meth:`now` asks another machine for the calendar."""
        settings = self.settings(person_id)
        has_host = bool(settings.calendar) and contacted_host(settings.calendar) is not None
        return settings.is_on and has_host and self._may_ask(person_id, settings.calendar)

    def has_unasked_calendar(self, person_id: str) -> bool:
        """Whether there is an address of a calendar that waits until it is saved here."""
        source = self.settings(person_id).calendar
        return bool(source) and not self._may_ask(person_id, source)

    def _as_of(self, person_id: str, at: datetime | None, here: str | None) -> Situation:
        """Return the situation at a moment that is past, or now."""
        situation, _ = self._situation(person_id, here, wait=False)
        if at is None:
            return situation
        self.journal.day_of(at)  # refuses a moment without its time zone
        return replace(situation, now=at)

    def _opening(self, person_id: str) -> Opening:
        """Return what the gate opens now, less what the person has no feet for."""
        standing = self.gate.standing(person_id)
        if standing.refusal is not None:
            cause = standing.refusal.cause
            return Opening(
                refusal=refusal_texts()[cause].said(),
                refusal_id=cause,
                refusal_link="/result" if cause is RefusalCause.DECISION else "/check",
            )
        permits = standing.clearance.permits if standing.clearance else {}
        has_feet = KnownLimbs(self.journal).of(person_id).feet
        urgency = standing.decision.urgency if standing.decision else None
        return Opening(
            until={
                activity: permit.expires_at
                for activity, permit in permits.items()
                if has_feet or activity not in _ON_THE_FEET
            },
            must_see_doctor=urgency is Urgency.WITHIN_DAYS,
        )

    def _exercises(self, person_id: str) -> tuple[Exercise, ...]:
        prescribed = self.exercises.prescribed(person_id) if self.exercises else ()
        if self.exercises is None or not prescribed:
            return ()
        since = (self.clock.now() - _EXERCISES_LOOK_BACK).date()
        finished: dict[str, list[datetime]] = defaultdict(list)
        for routine, at in self.exercises.finished(person_id, since):
            finished[routine].append(at)
        clearance = self.gate.standing(person_id).clearance
        return tuple(_exercise(each, finished[each.routine], clearance) for each in prescribed)

    def _zone(self, settings: ReminderSettings, here: str | None) -> ZoneInfo:
        return ZoneInfo(settings.zone or here or present_zone() or self.timezone)

    def _owner(self, token: str) -> str | None:
        for person in self.journal.people():
            theirs = self.journal.settings(person.id).get(TOKEN)
            if isinstance(theirs, str) and secrets.compare_digest(theirs.encode(), token.encode()):
                return person.id
        return None


def _fingerprint(source: str) -> str:
    return sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def _counts(entry: Entry) -> bool:
    return not isinstance(entry, JourneyStepEntry) or is_movement(entry)


def _events(recorded: Recorded[Entry]) -> Iterator[Event]:
    """Yield what an entry tells of moving; of a day of steps, the end of each time with some."""
    if isinstance(recorded.entry, StepsEntry):
        offset = recorded.local_time.tzinfo
        for _, ends in recorded.entry.spans(recorded.local_date):
            yield Event(Happened.MOVED, ends.replace(tzinfo=offset))
    elif _counts(recorded.entry):
        yield _event(recorded)


def _event(recorded: Recorded[Entry]) -> Event:
    """Return an entry as the engine sees it; minutes of activity count as having moved."""
    match recorded.entry:
        case BreakEntry(what=what, minutes=minutes):
            return Event(Happened(what.value), recorded.at, minutes or 0)
        case SessionEntry(started_at=started_at, active_seconds=seconds):
            return Event(Happened.SESSION, started_at + timedelta(seconds=seconds), seconds / 60)
        case _:
            return Event(Happened.MOVED, recorded.at)


def _exercise(
    prescribed: Prescribed, finished: list[datetime], clearance: Clearance | None
) -> Exercise:
    """Return a prescribed exercise as reminders see it; it is open as long as all it counts as."""
    entry, open_until = prescribed.entry, None
    if prescribed.is_open and clearance is not None:
        open_until = min(clearance.ends_at(each) for each in activities_of(entry))
    return Exercise(
        id=str(entry.exercise),
        name=entry.name,
        seconds=entry.seconds,
        times_a_day=entry.times_a_day,
        review_date=entry.review_date,
        finished=tuple(finished),
        open_until=open_until,
        why_not=prescribed.why_not,
        claims=prescribed.claims,
    )
