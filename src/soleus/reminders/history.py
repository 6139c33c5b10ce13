"""What happened with breaks, as the engine sees it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Happened(StrEnum):
    """What happened: moved, did a session, snoozed, skipped, away, asleep, paused, resumed."""

    MOVED = "moved"
    SESSION = "session"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    AWAY = "away"
    ASLEEP = "asleep"
    PAUSED = "paused"
    RESUMED = "resumed"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    Parameters
    ----------
    what : what it was
    at : when, with a time zone; for a session its end, for an absence the return
    minutes : how long a session or an absence was, or how long a snooze or pause is to last
    """

    what: Happened
    at: datetime
    minutes: float = 0

    @property
    def until(self) -> datetime:
        """The end of a snooze or a pause."""
        return self.at + timedelta(minutes=self.minutes)
