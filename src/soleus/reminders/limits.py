"""The numbers that reminders keep to, read from ``limits.toml``."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from soleus.records import Record, load_file


@dataclass(frozen=True, slots=True)
class Limits(Record):
    """The numbers, minutes where nothing else is said.

    Parameters
    ----------
    interval_least, interval_most, interval_usual : from one break to the next (E04)
    away_least, away_most, away_usual : how long an absence has to be to count as a break
    session_least : how long a session has to be to count as a break
    snoozes, most_snoozes : by how long a break can be put off, and how often
    most_skips : how many breaks can be skipped in a row
    pauses, pause_most : lengths of a pause that are offered, and the longest
    horizon_days, feed_days : how far ahead a break is looked for, and how far the feed goes
    meeting_most : how long a meeting holds a break back at most
    night_least_hours : quiet hours of so many hours count as the night
    claims : what the interval rests on
    """

    interval_least: int
    interval_most: int
    interval_usual: int
    away_least: int
    away_most: int
    away_usual: int
    session_least: int
    snoozes: tuple[int, ...]
    most_snoozes: int
    most_skips: int
    pauses: tuple[int, ...]
    pause_most: int
    horizon_days: int
    feed_days: int
    meeting_most: int
    night_least_hours: int
    claims: tuple[str, ...]


@cache
def limits() -> Limits:
    """Return the numbers."""
    return load_file(Limits, files("soleus.reminders") / "limits.toml")
