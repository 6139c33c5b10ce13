"""The engine: from settings, what happened and the moment now to the next break, and why then.

The breaks of a window are one interval apart, counted from the last thing that happened in it:
the person moved, did a session or was away long enough, a break was skipped or snoozed, or
reminders were resumed; else from the opening of the window. A break that would fall into a meeting
waits for its end. So a change of settings counts at once, an absence restarts the interval, and
nothing has to be remembered.

On a day whose breaks were planned ahead the plan stands in for the interval (``planned``).

A meeting holds a break back for two hours at most, and so does one meeting after another.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from soleus.reminders.history import Event, Happened
from soleus.reminders.limits import limits
from soleus.reminders.planned import PlannedDay
from soleus.reminders.settings import Mode, ReminderSettings
from soleus.reminders.span import Span, merged
from soleus.reminders.windows import Window, windows


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
    LONG_MEETING = "long_meeting"
    RESUMED = "resumed"
    PLANNED = "planned"
    LONGEST = "longest"


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


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known at one moment; the schedule is worked out from it alone.

    Parameters
    ----------
    settings : what the person asked for
    zone : the zone that the hours are meant in
    now : the moment, with a time zone
    history : what happened; events after ``now`` (a clock was set back) do not count
    meetings : when no break may come
    planned : a day whose breaks the person took over from a plan
    """

    settings: ReminderSettings
    zone: ZoneInfo
    now: datetime
    history: tuple[Event, ...] = ()
    meetings: tuple[Span, ...] = ()
    planned: PlannedDay | None = None

    def past(self) -> tuple[Event, ...]:
        """Return the events up to now that count, in order."""
        happened = (each for each in self.history if each.at <= self.now and _counts(self, each))
        return tuple(sorted(happened, key=lambda each: each.at))


def slots_ahead(situation: Situation, until: datetime) -> Iterator[Slot]:
    """Yield the breaks from now on, in order; none while reminders are off."""
    if not situation.settings.is_on:
        return
    around = Span(situation.now.astimezone(UTC), until.astimezone(UTC))
    past = situation.past()
    for window in windows(situation.settings, past, situation.zone, around):
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
    """Return the one break that is due, or None; missed breaks do not pile up.

    Nothing is due outside the hours, in quiet hours or in a pause; nor in a meeting, unless it has
    held the break back for long enough.
    """
    if not situation.settings.is_on:
        return None
    past = situation.past()
    around = Span(situation.now, situation.now + timedelta(seconds=1))
    for window in windows(situation.settings, past, situation.zone, around):
        if not window.span.holds(situation.now):
            continue
        due = None
        for slot in _chain(situation, window, past):
            if slot.at > situation.now:
                break
            due = slot
        if due is not None and not _is_held_back(due, situation):
            return due
    return None


def _is_held_back(due: Slot, situation: Situation) -> bool:
    """Whether a break that was due before a meeting waits for its end now."""
    meeting = next((each for each in merged(situation.meetings) if each.holds(situation.now)), None)
    if meeting is None or due.at >= meeting.starts:
        return False
    return situation.now < due.at + _longest_hold()


def _longest_hold() -> timedelta:
    return timedelta(minutes=limits().meeting_most)


def snoozes_left(situation: Situation) -> int:
    """Return how often the break that is due may still be snoozed."""
    used = 0
    before: Event | None = None
    for event in situation.past():
        if event.what is Happened.SNOOZED:
            follows = before is not None and event.at - before.until < _interval(situation)
            used = used + 1 if follows else 1
            before = event
        elif event.what in RESTARTS:
            used, before = 0, None
    if before is not None and situation.now - before.until >= _interval(situation):
        used = 0
    return max(0, limits().most_snoozes - used)


def skips_left(situation: Situation) -> int:
    """Return how many breaks may still be skipped in a row; the count starts again each day."""
    used = 0
    today = situation.now.astimezone(situation.zone).date()
    for event in situation.past():
        if event.what is Happened.SKIPPED:
            used += event.at.astimezone(situation.zone).date() == today
        elif event.what in RESTARTS:
            used = 0
    return max(0, limits().most_skips - used)


RESTARTS = {
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
        return event.minutes >= situation.settings.away_minutes
    return event.what is not Happened.SESSION or event.minutes >= limits().session_least


def _interval(situation: Situation) -> timedelta:
    return timedelta(minutes=situation.settings.interval_minutes)


def _chain(situation: Situation, window: Window, past: tuple[Event, ...]) -> Iterator[Slot]:
    """Yield every break of a window since the interval was last restarted."""
    at, because, since = _first(situation, window, past)
    meetings = merged(situation.meetings)
    turn = sum(1 for each in past if each.what in RESTARTS and window.span.holds(each.at))
    while True:
        shifted = at if _was_snoozed_within(meetings, because, since, at) else _after(at, meetings)
        if shifted != at:
            is_over = shifted - at < _longest_hold()
            because = Because.MEETING if is_over else Because.LONG_MEETING
            at, since = shifted, shifted
        if at >= window.span.ends:
            return
        yield Slot(at, because, since, window, turn)
        since, turn = at, turn + 1
        at, because = _due_after(situation, since, Because.LAST)


def _first(
    situation: Situation, window: Window, past: tuple[Event, ...]
) -> tuple[datetime, Because, datetime]:
    """Return a window's first break, and what it is counted from."""
    since, because, snoozed = last_restart(window, past)
    due, because = _due_after(situation, since, because)
    if snoozed is not None and snoozed.until >= due:
        return snoozed.until.astimezone(UTC), Because.SNOOZED, snoozed.at.astimezone(UTC)
    return due, because, since


def last_restart(window: Window, past: Iterable[Event]) -> tuple[datetime, Because, Event | None]:
    """Return what the next break of a window is counted from, and the putting off since then."""
    since, because = window.span.starts, _opening(window)
    snoozed: Event | None = None
    for event in past:
        if not window.span.holds(event.at):
            continue
        if event.what in RESTARTS:
            since, because, snoozed = event.at.astimezone(UTC), RESTARTS[event.what], None
        elif event.what is Happened.SNOOZED:
            snoozed = event
    return since, because, snoozed


def _due_after(situation: Situation, since: datetime, because: Because) -> tuple[datetime, Because]:
    """Return the next break that is counted from a moment, by the interval or by a plan."""
    plan = situation.planned
    if plan is None or not plan.span.holds(since):
        return since + _interval(situation), because
    at, is_planned = plan.after(since)
    return at.astimezone(UTC), Because.PLANNED if is_planned else Because.LONGEST


def _opening(window: Window) -> Because:
    if window.opens_after_pause:
        return Because.RESUMED
    return Because.FLIGHT if window.mode is Mode.TRAVEL else Because.START


def _after(at: datetime, meetings: Iterable[Span]) -> datetime:
    """Return when a break comes that would be due then: after the meeting, or once it waited."""
    for meeting in meetings:
        if meeting.holds(at):
            return min(meeting.ends, at + _longest_hold()).astimezone(UTC)
    return at


def _was_snoozed_within(
    meetings: Iterable[Span], because: Because, since: datetime, at: datetime
) -> bool:
    """Whether a break that had come in a meeting was put off there: it does not wait once more."""
    if because is not Because.SNOOZED:
        return False
    return any(meeting.holds(since) and meeting.holds(at) for meeting in meetings)
