"""A clock that is believed only where it can be right; else it tells no time at all.

A machine whose battery is empty wakes up in 1970, 1980 or 2000, and one digit typed wrongly makes
it the year 9999. What is noted then would be dated so for good, and no day could be reckoned from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.journal.errors import JournalUnavailableError
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from datetime import datetime

    from soleus.vocabulary import Clock

FIRST_YEAR, LAST_YEAR = 2001, 2199
"""Soleus is younger than the one, and nobody who notes something today lives in the other."""

_WRONG = msgid(
    "The clock of this machine says {said}, which cannot be right, so nothing is recorded or "
    "opened. Set its date and time, then try again."
)
_NO_TIME = msgid("a time that no calendar has")


class WrongClockError(JournalUnavailableError):
    """The machine's clock cannot be right, so nothing can be dated; its owner can mend it."""


class SureClock:
    """The clock that it is given, as long as that can be right."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        """Return the present moment in UTC.

        Raises
        ------
        WrongClockError
            where the clock says a moment at which nobody can be asking.
        """
        try:
            moment = self._clock.now()
        except (OverflowError, ValueError, OSError):  # what the machine counts is no date
            raise WrongClockError(translate(_WRONG, said=translate(_NO_TIME))) from None
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            said = moment.isoformat(sep=" ", timespec="minutes")
            raise WrongClockError(translate(_WRONG, said=said))
        return moment
