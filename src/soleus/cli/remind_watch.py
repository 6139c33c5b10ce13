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

    def tick(self) -> Notice | None:
        """Return the notice to show now, or None; each is given once."""
        self._note_sleep(self._coach.clock.now())
        told = self._coach.reminders.now(self._person_id, here=self._zone())
        notice = told.notice
        if notice is None or notice.id in self._shown or notice.at <= self._began_at:
            return None
        lately = notice.at - REMEMBERED
        self._shown = {id_: at for id_, at in self._shown.items() if at > lately}
        self._shown[notice.id] = notice.at
        return notice

    def _note_sleep(self, now: datetime) -> None:
        gap = now - self._last_tick
        self._last_tick = now
        if gap < timedelta(0):  # the clock was set back: what now lies ahead may come again
            self._began_at = min(self._began_at, now)
            self._shown = {id_: at for id_, at in self._shown.items() if at <= now}
            return
        if gap <= timedelta(seconds=TICK_SECONDS) + SLACK:
            return
        minutes = gap / timedelta(minutes=1)
        asked = self._coach.reminders.settings(self._person_id)
        if asked.is_on and minutes >= asked.away_minutes:
            self._coach.reminders.away(self._person_id, minutes, asleep=True)
