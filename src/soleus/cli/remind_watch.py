"""The clockwork of ``soleus remind``: looks at the wall clock, shows each notice once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus.coach import Coach, Notice

TICK_SECONDS = 15
SLACK = timedelta(minutes=1)
"""A tick may be late by so much before the machine must have slept."""
_MINUTE = timedelta(minutes=1)
REMEMBERED = timedelta(days=2)
"""For so long no notice is shown a second time, whatever else was shown in between."""


class Watch:
    """Asks the coach what is due, tick by tick; a gap between two ticks is a machine that slept.

    Parameters
    ----------
    zone : gives the name of this machine's time zone now; a traveller's laptop changes it
    """

    def __init__(self, coach: Coach, person_id: str, zone: Callable[[], str | None]) -> None:
        self._coach = coach
        self._person_id = person_id
        self._zone = zone
        self._began_at = coach.clock.now()
        self._last_tick = self._began_at
        self._shown: dict[str, datetime] = {}
        self._idle = timedelta(0)

    def tick(self, idle: timedelta | None = None) -> Notice | None:
        """Return the notice to show now, or None; each is given once.

        Parameters
        ----------
        idle : for how long nobody has touched this computer, where something tells it; to who is
            away nothing is shown, and coming back counts as after a break
        """
        self._note_sleep(self._coach.clock.now())
        if idle is not None and self._is_away(idle):
            return None
        told = self._coach.reminders.now(self._person_id, here=self._zone())
        notice = told.notice
        if notice is None or notice.id in self._shown or notice.at <= self._began_at:
            return None
        lately = notice.at - REMEMBERED
        self._shown = {id_: at for id_, at in self._shown.items() if at > lately}
        self._shown[notice.id] = notice.at
        return notice

    def _is_away(self, idle: timedelta) -> bool:
        """Return whether the person is away; note an absence that has just ended."""
        before, self._idle = self._idle, idle
        asked = self._coach.reminders.settings(self._person_id)
        least = timedelta(minutes=asked.away_minutes)
        if asked.is_on and idle < before >= least:
            self._coach.reminders.away(self._person_id, before / _MINUTE)
        return idle >= least

    def _note_sleep(self, now: datetime) -> None:
        gap = now - self._last_tick
        self._last_tick = now
        if gap < timedelta(0):  # the clock was set back: what now lies ahead may come again
            self._began_at = min(self._began_at, now)
            self._shown = {id_: at for id_, at in self._shown.items() if at <= now}
            self._idle = timedelta(0)
            return
        if gap <= timedelta(seconds=TICK_SECONDS) + SLACK:
            return
        self._idle = timedelta(0)  # the sleep is noted; what was before it is not noted beside
        minutes = gap / _MINUTE
        asked = self._coach.reminders.settings(self._person_id)
        if asked.is_on and minutes >= asked.away_minutes:
            self._coach.reminders.away(self._person_id, minutes, asleep=True)
