"""The day whose breaks can be planned: its windows, and what of it has already happened."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from soleus.reminders.history import Event, Happened
from soleus.reminders.limits import limits
from soleus.reminders.schedule import RESTARTS, Situation, last_restart
from soleus.reminders.span import Span, merged
from soleus.reminders.windows import Window, windows

_DAY = timedelta(days=1)
_NO_MOVEMENT = (Happened.SKIPPED, Happened.RESUMED)


@dataclass(frozen=True, slots=True)
class WindowOfDay:
    """One window of the day.

    Parameters
    ----------
    window : from when to when, and how the time is spent
    since : what the next break is counted from
    turn : how many breaks the window has had, for those that take turns
    moved : when the person has moved in it
    """

    window: Window
    since: datetime
    turn: int
    moved: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A day with breaks, from its first window to its last; the parts are in order.

    Parameters
    ----------
    now : the moment that it is seen from; nothing is planned before it
    meetings : when no break may come, in order
    """

    now: datetime
    parts: tuple[WindowOfDay, ...]
    meetings: tuple[Span, ...]

    @property
    def starts(self) -> datetime:
        """When its first window opens."""
        return self.parts[0].window.span.starts

    @property
    def ends(self) -> datetime:
        """When its last window closes."""
        return self.parts[-1].window.span.ends


def day_ahead(situation: Situation) -> DayAhead | None:
    """Return the day that is under way, or the next with breaks; None where none is near.

    A day that has less time left than the shortest interval is over.
    """
    now, past = situation.now.astimezone(UTC), situation.past()
    horizon = Span(now, now + timedelta(days=limits().horizon_days))
    least = timedelta(minutes=limits().interval_least)
    coming = windows(situation.settings, past, situation.zone, horizon)
    first = next((each for each in coming if each.span.ends > now + least), None)
    if first is None:
        return None
    around = Span(first.span.starts - _DAY, first.span.starts + _DAY)
    on_the_day = [
        each
        for each in windows(situation.settings, past, situation.zone, around)
        if _day_of(each) == _day_of(first)
    ]
    parts = tuple(_part(each, past) for each in on_the_day)
    return DayAhead(now, parts, merged(situation.meetings))


def _day_of(window: Window) -> object:
    return window.span.starts.astimezone(window.zone).date()


def _part(window: Window, past: tuple[Event, ...]) -> WindowOfDay:
    since, _, _ = last_restart(window, past)
    counted = [each for each in past if each.what in RESTARTS and window.span.holds(each.at)]
    moved = tuple(each.at.astimezone(UTC) for each in counted if each.what not in _NO_MOVEMENT)
    return WindowOfDay(window, since, len(counted), moved)
