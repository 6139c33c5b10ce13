"""The numbers that reminders keep to, read from ``limits.toml``."""

from dataclasses import dataclass
from functools import cache

from soleus.reminders.loading import open_data, refuse


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers, minutes where nothing else is said.

    Parameters
    ----------
    interval_least, interval_most, interval_usual : from one break to the next (E04)
    away_least, away_most, away_usual : how long an absence counts as a break
    session_least : how long a session counts as a break
    snoozes, most_snoozes : lengths to put a break off by, and how often
    most_skips : breaks left out in a row
    pauses, pause_most : lengths of a pause that are offered, and the longest
    horizon_days, feed_days : how far ahead a break is looked for, and how far the feed goes
    night_least : quiet hours of so many hours count as the night
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
    night_least: int
    claims: tuple[str, ...]


@cache
def limits() -> Limits:
    """Return the numbers."""
    faults: list[str] = []
    table = open_data("limits.toml", faults)
    names = ("interval", "away", "session", "snooze", "skip", "pause", "horizon", "night")
    interval, away, session, snooze, skip, pause, horizon, night = (
        table.table(name) for name in names
    )
    read = Limits(
        interval_least=interval.number("least"),
        interval_most=interval.number("most"),
        interval_usual=interval.number("usual"),
        away_least=away.number("least"),
        away_most=away.number("most"),
        away_usual=away.number("usual"),
        session_least=session.number("least"),
        snoozes=snooze.numbers("minutes"),
        most_snoozes=snooze.number("most"),
        most_skips=skip.number("most"),
        pauses=pause.numbers("minutes"),
        pause_most=pause.number("most"),
        horizon_days=horizon.number("days"),
        feed_days=horizon.number("feed_days"),
        night_least=night.number("least_hours"),
        claims=interval.texts("claims"),
    )
    for each in (interval, away, session, snooze, skip, pause, horizon, night, table):
        each.close()
    refuse(faults)
    return read
