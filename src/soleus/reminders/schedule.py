"""The engine: settings, what happened and the moment that it is, to the next break and why then.

A window's breaks form a chain. It hangs on the last thing that happened in the window: a break of
one's own, a session, a long enough absence, a break left out or put off, reminders that run again;
else on its opening. The links are one interval apart; one that would fall into a meeting waits for
its end. So a change of settings acts at once, an absence restarts everything by itself, and nothing
has to be remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from soleus.reminders.history import Event, Happened
from soleus.reminders.limits import limits
from soleus.reminders.settings import Mode, ReminderSettings
from soleus.reminders.span import Span, merged
from soleus.reminders.windows import Window, windows

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class Because(StrEnum):
    """What a break is counted from."""

    START = "start"
    FLIGHT = "flight"
    MOVED = "moved"
    SESSION = "session"
    AWAY = "away"
    ASLEEP = "asleep"
    SKIPPED = "skipped"
    LAST = "last"
    SNOOZED = "snoozed"
    MEETING = "meeting"
    RESUMED = "resumed"


@dataclass(frozen=True, slots=True)
class Slot:
    """When a break is due, and what that is counted from.

    Parameters
    ----------
    at : when, in UTC
    because, since : what it is counted from, and when that was
    window : the window that it lies in
    turn : its number in the window, for breaks that take turns
    """

    at: datetime
    because: Because
    since: datetime
    window: Window
    turn: int

    @property
    def mode(self) -> Mode:
        """Which breaks fit."""
        return self.window.mode


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known at one moment; everything here is derived from it alone.

    Parameters
    ----------
    asked : the settings
    zone : the zone that the hours are meant in
    now : the moment, with a time zone
    history : what happened; what lies ahead of ``now`` (a clock was set back) does not count
    meetings : spans to keep free
    """

    asked: ReminderSettings
    zone: ZoneInfo
    now: datetime
    history: tuple[Event, ...] = ()
    meetings: tuple[Span, ...] = ()

    def past(self) -> tuple[Event, ...]:
        """Return what happened until now and counts, in order."""
        happened = (each for each in self.history if each.at <= self.now and _counts(self, each))
        return tuple(sorted(happened, key=lambda each: each.at))


def slots_ahead(situation: Situation, until: datetime) -> Iterator[Slot]:
    """Yield the breaks from now on, in order; none while reminders are off."""
    if not situation.asked.is_on:
        return
    around = Span(situation.now.astimezone(UTC), until.astimezone(UTC))
    past = situation.past()
    for window in windows(situation.asked, past, situation.zone, around):
        for slot in _chain(situation, window, past):
            if slot.at >= until:
                return
            if slot.at >= situation.now:
                yield slot


def next_slot(situation: Situation) -> Slot | None:
    """Return the next break, now or later; None where none is near."""
    until = situation.now + timedelta(days=limits().horizon_days)
    return next(slots_ahead(situation, until), None)


def pending(situation: Situation) -> Slot | None:
    """Return the break that is due and not answered, however many were let pass; else None.

    Nothing is due outside the hours, in a meeting, in quiet hours or in a pause.
    """
    if not situation.asked.is_on or any(m.holds(situation.now) for m in situation.meetings):
        return None
    past = situation.past()
    around = Span(situation.now, situation.now + timedelta(seconds=1))
    for window in windows(situation.asked, past, situation.zone, around):
        if not window.span.holds(situation.now):
            continue
        due = None
        for slot in _chain(situation, window, past):
            if slot.at > situation.now:
                break
            due = slot
        if due is not None:
            return due
    return None


def snoozes_left(situation: Situation) -> int:
    """Return how often the break that is due may still be put off."""
    used = 0
    before: Event | None = None
    for event in situation.past():
        if event.what is Happened.SNOOZED:
            follows = before is not None and event.at - before.until < _interval(situation)
            used = used + 1 if follows else 1
            before = event
        elif event.what in _RESTARTS:
            used, before = 0, None
    if before is not None and situation.now - before.until >= _interval(situation):
        used = 0
    return max(0, limits().most_snoozes - used)


def skips_left(situation: Situation) -> int:
    """Return how many breaks may still be left out in a row; each day begins anew."""
    used = 0
    today = situation.now.astimezone(situation.zone).date()
    for event in situation.past():
        if event.what is Happened.SKIPPED:
            used += event.at.astimezone(situation.zone).date() == today
        elif event.what in _RESTARTS:
            used = 0
    return max(0, limits().most_skips - used)


_RESTARTS = {
    Happened.MOVED: Because.MOVED,
    Happened.SESSION: Because.SESSION,
    Happened.AWAY: Because.AWAY,
    Happened.ASLEEP: Because.ASLEEP,
    Happened.SKIPPED: Because.SKIPPED,
    Happened.RESUMED: Because.RESUMED,
}


def _counts(situation: Situation, event: Event) -> bool:
    """Whether an event is long enough to count."""
    if event.what in (Happened.AWAY, Happened.ASLEEP):
        return event.minutes >= situation.asked.away_minutes
    return event.what is not Happened.SESSION or event.minutes >= limits().session_least


def _interval(situation: Situation) -> timedelta:
    return timedelta(minutes=situation.asked.interval_minutes)


def _chain(situation: Situation, window: Window, past: tuple[Event, ...]) -> Iterator[Slot]:
    """Yield every break of a window from its last restart on."""
    at, because, since = _first(situation, window, past)
    meetings = merged(situation.meetings)
    turn = sum(1 for each in past if each.what in _RESTARTS and window.span.holds(each.at))
    while True:
        shifted = _after_meetings(at, meetings)
        if shifted != at:
            at, because, since = shifted, Because.MEETING, shifted
        if at >= window.span.ends:
            return
        yield Slot(at, because, since, window, turn)
        at, because, since, turn = at + _interval(situation), Because.LAST, at, turn + 1


def _first(
    situation: Situation, window: Window, past: tuple[Event, ...]
) -> tuple[datetime, Because, datetime]:
    """Return a window's first break, and what it is counted from."""
    since, because = window.span.starts, _opening(window)
    snoozed: Event | None = None
    for event in past:
        if not window.span.holds(event.at):
            continue
        if event.what in _RESTARTS:
            since, because, snoozed = event.at.astimezone(UTC), _RESTARTS[event.what], None
        elif event.what is Happened.SNOOZED:
            snoozed = event
    due = since + _interval(situation)
    if snoozed is not None and snoozed.until >= due:
        return snoozed.until.astimezone(UTC), Because.SNOOZED, snoozed.at.astimezone(UTC)
    return due, because, since


def _opening(window: Window) -> Because:
    if window.opens_after_pause:
        return Because.RESUMED
    return Because.FLIGHT if window.mode is Mode.TRAVEL else Because.START


def _after_meetings(at: datetime, meetings: Iterable[Span]) -> datetime:
    for meeting in meetings:
        if meeting.holds(at):
            at = meeting.ends.astimezone(UTC)
    return at
