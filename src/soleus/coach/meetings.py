"""Meetings kept at hand: read from the calendar that the person named, again after a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock, Thread
from typing import TYPE_CHECKING

from soleus.reminders import CalendarError, Span, host_asked, meetings_in, read_calendar

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from soleus.vocabulary import Clock

FRESH = timedelta(minutes=15)
"""How long what was read counts as fresh: often enough for a day, seldom enough for the host."""

_BACK, _AHEAD = timedelta(days=1), timedelta(days=16)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a calendar.

    Parameters
    ----------
    meetings : when it is busy, as last read
    read_at : when reading was last tried
    fault : why that failed; the meetings are then those of the time before
    """

    meetings: tuple[Span, ...]
    read_at: datetime
    fault: str | None = None


class Meetings:
    """Reads calendars; a file when asked, a host at most every quarter of an hour.

    What is about a meeting is never kept, only when it is.
    """

    def __init__(self, clock: Clock, read: Callable[[str], bytes] = read_calendar) -> None:
        self._clock = clock
        self._read = read
        self._kept: dict[tuple[str, str], Kept] = {}
        self._lock = Lock()
        self._being_read: set[tuple[str, str]] = set()

    def of(self, source: str, zone: ZoneInfo, *, wait: bool = True) -> Kept:
        """Return what is known of a calendar.

        Parameters
        ----------
        wait : whether to wait for a host; if not, what was read before is given at once
        """
        key = (source, zone.key)
        kept = self._kept.get(key)
        if kept is not None and self._is_fresh(kept):
            return kept
        if wait or host_asked(source) is None:
            return self.read(source, zone)
        self._read_meanwhile(source, zone)
        return kept or Kept((), self._clock.now())

    def forget(self) -> None:
        """Let go of all that was read."""
        self._kept.clear()

    def read(self, source: str, zone: ZoneInfo) -> Kept:
        """Read a calendar now."""
        now = self._clock.now()
        around = Span(now - _BACK, now + _AHEAD)
        before = self._kept.get((source, zone.key))
        try:
            kept = Kept(meetings_in(self._read(source), around, zone), now)
        except CalendarError as error:
            kept = Kept(before.meetings if before else (), now, str(error))
        self._kept[source, zone.key] = kept
        return kept

    def _is_fresh(self, kept: Kept) -> bool:
        return kept.read_at <= self._clock.now() < kept.read_at + FRESH

    def _read_meanwhile(self, source: str, zone: ZoneInfo) -> None:
        key = (source, zone.key)
        with self._lock:
            if key in self._being_read:
                return
            self._being_read.add(key)

        def read() -> None:
            try:
                self.read(source, zone)
            finally:
                with self._lock:
                    self._being_read.discard(key)

        Thread(target=read, daemon=True).start()
