"""The loop of ``soleus remind``: looks at the wall clock and returns each notice once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus.coach import Coach
    from soleus.reminders import Notice

TICK_SECONDS = 15
SLACK = timedelta(minutes=1)
"""How late a tick may be; a later one means that the machine slept."""
_MINUTE = timedelta(minutes=1)
REMEMBERED = timedelta(days=2)
"""How long a notice that was shown is remembered, so that it is not shown again."""


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
        self._locked_at: datetime | None = None

    def tick(self, *, locked: bool | None = None) -> Notice | None:
        """Return the notice to show now, or None; each is given once.

        Parameters
        ----------
        locked : whether the screen is locked, where that is known; nothing is shown on one, and
            unlocking it counts as coming back from a break
        """
        now = self._coach.clock.now()
        self._note_sleep(now)
        self._note_lock(now, locked=bool(locked))
        if locked:
            return None
        notice = self._coach.reminders.now(self._person_id, here=self._zone()).notice
        if notice is None or notice.id in self._shown or notice.at <= self._began_at:
            return None
        lately = notice.at - REMEMBERED
        self._shown = {id_: at for id_, at in self._shown.items() if at > lately}
        self._shown[notice.id] = notice.at
        return notice

    def _note_lock(self, now: datetime, *, locked: bool) -> None:
        """Note an absence once its screen is unlocked."""
        if locked:
            self._locked_at = self._locked_at or now
            return
        locked_at, self._locked_at = self._locked_at, None
        if locked_at is not None:
            self._note_absence(now - locked_at)

    def _note_absence(self, length: timedelta, *, asleep: bool = False) -> bool:
        """Note an absence that is long enough to count, and return whether it is."""
        settings = self._coach.reminders.settings(self._person_id)
        if not settings.is_on or length < timedelta(minutes=settings.away_minutes):
            return False
        self._coach.reminders.away(self._person_id, length / _MINUTE, asleep=asleep)
        return True

    def _note_sleep(self, now: datetime) -> None:
        gap = now - self._last_tick
        self._last_tick = now
        if gap < timedelta(0):  # the clock was set back: notices now ahead may come again
            self._began_at = min(self._began_at, now)
            self._shown = {id_: at for id_, at in self._shown.items() if at <= now}
            self._locked_at = None
            return
        if gap <= timedelta(seconds=TICK_SECONDS) + SLACK:
            return
        if self._note_absence(gap, asleep=True):
            self._locked_at = None  # a lock just before it is part of it
