"""The meetings of each calendar, kept in memory and read again after a while, behind the pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from soleus.language import msgid
from soleus.reminders.addresses import NOT_HERE
from soleus.reminders.errors import CalendarError
from soleus.reminders.fetching import read_calendar
from soleus.reminders.limits import limits
from soleus.reminders.reading import read_apart
from soleus.reminders.span import Span
from soleus.vocabulary import capabilities

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from soleus.vocabulary import Clock

FRESH = timedelta(minutes=15)
"""How long what was read counts as fresh: often enough for a day, seldom enough for the host."""

MOST_WAIT_SECONDS = 15
"""How long somebody waits who asked for it; the calendar goes on being read behind."""

MOST_KEPT = 200
"""Of so many calendars and clocks the meetings are kept; the oldest are dropped."""

_BACK, _AHEAD = timedelta(days=1), timedelta(days=16)
_NOT_YET = msgid("The calendar has not come yet. Soleus goes on asking for it.")
_FAILED = msgid("The calendar cannot be read now. Soleus tries again later.")

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class KnownMeetings:
    """What is known of a calendar.

    Parameters
    ----------
    meetings : when it is busy, as last read
    tried_at : when reading was last tried; None while that has not ended once
    read_at : when it was last read; None where it never was
    unreadable : how many entries could not be read then, or only in part
    fault : why the last try failed; the meetings are then those read before
    """

    meetings: tuple[Span, ...] = ()
    tried_at: datetime | None = None
    read_at: datetime | None = None
    unreadable: int = 0
    fault: CalendarError | None = None

    @property
    def is_being_read_first(self) -> bool:
        """Whether nothing is known yet, not even that it cannot be read."""
        return self.tried_at is None and self.fault is None


class CalendarCache:
    """Reads calendars, each at most every quarter of an hour, and never while a page waits.

    Only when a meeting is, is kept; never what it is about.

    Parameters
    ----------
    read : returns the content of a calendar; may take long, and raise :class:`CalendarError`
    """

    def __init__(self, clock: Clock, read: Callable[[str], bytes] = read_calendar) -> None:
        self._clock = clock
        self._read = read
        self._known: dict[_Key, KnownMeetings] = {}
        self._lock = Lock()
        self._being_read: dict[_Key, Event] = {}
        self._forgotten = 0

    def meetings(self, source: str, zone: ZoneInfo, *, wait: bool = True) -> KnownMeetings:
        """Return what is known of a calendar, and have it read again where that is old.

        Parameters
        ----------
        wait : whether to wait for that, though not for long; if not, what was read before is
            returned at once
        """
        if not capabilities().threads:
            return KnownMeetings(tried_at=self._clock.now(), fault=CalendarError(NOT_HERE))
        known = self._known.get((source, zone.key))
        if known is not None and self._is_fresh(known):
            return known
        if wait:
            return self.read(source, zone)
        self._read_behind(source, zone)
        return known or KnownMeetings()

    def forget(self) -> None:
        """Drop all that was read."""
        with self._lock:
            self._forgotten += 1  # what is being read now is dropped too
            self._known.clear()

    def read(self, source: str, zone: ZoneInfo) -> KnownMeetings:
        """Have a calendar read now, and return what is known then."""
        if not capabilities().threads:
            return self.meetings(source, zone)
        done = self._read_behind(source, zone)
        if done.wait(MOST_WAIT_SECONDS):
            return self._known.get((source, zone.key)) or KnownMeetings()
        before = self._known.get((source, zone.key)) or KnownMeetings()
        return replace(before, fault=CalendarError(_NOT_YET))

    def _is_fresh(self, known: KnownMeetings) -> bool:
        return (
            known.tried_at is not None
            and known.tried_at <= self._clock.now() < known.tried_at + FRESH
        )

    def _read_behind(self, source: str, zone: ZoneInfo) -> Event:
        """Have a calendar read in the background, once at a time; return what tells the end."""
        key, now = (source, zone.key), self._clock.now()
        with self._lock:
            if (running := self._being_read.get(key)) is not None:
                return running
            done = self._being_read[key] = Event()
            forgotten = self._forgotten

        def run() -> None:
            try:
                known = self._read_at(now, source, zone)
                with self._lock:
                    if forgotten == self._forgotten:
                        self._keep(key, known)
            finally:
                with self._lock:
                    del self._being_read[key]
                done.set()

        Thread(target=run, name="calendar", daemon=True).start()
        return done

    def _keep(self, key: _Key, known: KnownMeetings) -> None:
        self._known.pop(key, None)
        self._known[key] = known
        while len(self._known) > MOST_KEPT:
            del self._known[next(iter(self._known))]

    def _read_at(self, now: datetime, source: str, zone: ZoneInfo) -> KnownMeetings:
        longest = timedelta(minutes=limits().meeting_most)
        try:
            reading = read_apart(
                self._read(source),
                Span(now - _BACK, now + _AHEAD),
                zone,
                longest=longest,
                source=source,
            )
        except CalendarError as error:
            fault = error
        except Exception:  # whatever it is, the reminders go on
            fault = CalendarError(_FAILED)
        else:
            return KnownMeetings(reading.meetings, now, now, reading.unreadable)
        before = self._known.get((source, zone.key)) or KnownMeetings()
        return replace(before, tried_at=now, fault=fault)
