"""Moments from forms: a day that somebody chose, as a moment of that day."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from soleus.journal import InvalidEntryError
from soleus.language import translate

if TYPE_CHECKING:
    from soleus.coach import Coach


def moment_of(coach: Coach, day: str) -> datetime:
    """Return noon of a day before, or this moment for today.

    Raises
    ------
    InvalidEntryError
        where it is no day.
    """
    now = coach.clock.now()
    if not day or day == coach.today().isoformat():
        return now
    try:
        chosen = date.fromisoformat(day)
    except ValueError:
        raise InvalidEntryError([translate("the day has to be a date")]) from None
    return datetime.combine(chosen, time(12), ZoneInfo(coach.timezone))
