"""Sums of a day and of a week of entries. Pure; only current entries count.

A value that nobody recorded is missing here, and never zero.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

from soleus.journal.dose import share_done, strength_dose
from soleus.journal.entries import (
    ActivityEntry,
    Entry,
    Intensity,
    Score,
    SessionEntry,
    SymptomEntry,
    TapeEntry,
)
from soleus.journal.records import Recorded
from soleus.vocabulary import Activity, Leg

MODERATE_MINUTES_PER_VIGOROUS_MINUTE = 2
"""75 vigorous minutes do for 150 moderate ones (E05)."""

INTENSITY_OF: Mapping[Activity, Intensity | None] = {
    Activity.ANKLE_PUMPS: Intensity.LIGHT,
    Activity.CALF_RAISES: Intensity.STRENGTH,
    Activity.ELEVATION: None,
    Activity.WALKING: Intensity.MODERATE,
    Activity.COMPRESSION: None,
    Activity.PAIN_GUIDED_WALKING: Intensity.MODERATE,
}
"""What a guided session counts as (E06, E07); raising the legs and stockings are no exercise."""


@dataclass(frozen=True, slots=True)
class Bout:
    """Some minutes of one day at one intensity.

    Parameters
    ----------
    source : the kind of entry they came from
    share : how much of what was planned was done, 0 to 1
    """

    day: date
    source: str
    intensity: Intensity
    minutes: float
    share: float = 1


@dataclass(frozen=True, slots=True)
class WeekMinutes:
    """The active minutes of seven days from ``week_start``."""

    week_start: date
    bouts: tuple[Bout, ...]

    @property
    def moderate_equivalent(self) -> float:
        """Moderate minutes, each vigorous one counted twice; light and strength do not count."""
        return sum(_moderate_equivalent(bout) for bout in self.bouts)

    @property
    def by_source(self) -> Mapping[str, float]:
        """Moderate-equivalent minutes, by the kind of entry they came from."""
        sources = dict.fromkeys(bout.source for bout in self.bouts)
        return {
            source: sum(_moderate_equivalent(bout) for bout in self.bouts if bout.source == source)
            for source in sources
        }

    @property
    def strength_days(self) -> int:
        """On how many of the seven days muscles were trained, with a real dose (``dose.toml``).

        The parts of a day add up: two halves of a round are one round.
        """
        shares: dict[date, list[float]] = {}
        for bout in self.bouts:
            if bout.intensity is Intensity.STRENGTH:
                shares.setdefault(bout.day, []).append(bout.share)
        return sum(fsum(day) >= strength_dose().share for day in shares.values())


@dataclass(frozen=True, slots=True)
class DayScores:
    """The scores of one day: of each, the one that was recorded for the latest hour."""

    day: date
    scores: Mapping[Score, int]


@dataclass(frozen=True, slots=True)
class Circumference:
    """One leg's measures of one day in cm; None where it was not measured."""

    day: date
    calf_cm: float | None
    ankle_cm: float | None


def week_minutes(entries: Iterable[Recorded[Entry]], week_start: date) -> WeekMinutes:
    """Return the active minutes of the seven days from ``week_start``, from every source."""
    days = set(_week(week_start))
    bouts = (_bout(recorded) for recorded in _current(entries) if recorded.local_date in days)
    return WeekMinutes(week_start, tuple(bout for bout in bouts if bout is not None))


def daily_scores(entries: Iterable[Recorded[Entry]]) -> tuple[DayScores, ...]:
    """Return the scores of each day that has any, in the order of the days."""
    days: dict[date, dict[Score, int]] = {}
    for recorded in _current(entries):
        if isinstance(recorded.entry, SymptomEntry) and recorded.entry.scores:
            days.setdefault(recorded.local_date, {}).update(recorded.entry.scores)
    return tuple(DayScores(day, days[day]) for day in sorted(days))


def mornings(entries: Iterable[Recorded[Entry]]) -> Mapping[date, bool]:
    """Return whether the evening's swelling was gone on waking, for each day on which that is told.

    A later note of the day counts.
    """
    return {
        recorded.local_date: recorded.entry.gone_by_morning
        for recorded in _current(entries)
        if isinstance(recorded.entry, SymptomEntry) and recorded.entry.gone_by_morning is not None
    }


def circumferences(entries: Iterable[Recorded[Entry]], leg: Leg) -> tuple[Circumference, ...]:
    """Return one leg's measures of each day that has any; a later one of the day counts."""
    days: dict[date, dict[str, float]] = {}
    for recorded in _current(entries):
        if isinstance(recorded.entry, TapeEntry):
            measured = {
                place: getattr(recorded.entry, f"{place}_{leg}_cm") for place in ("calf", "ankle")
            }
            found = {place: value for place, value in measured.items() if value is not None}
            if found:
                days.setdefault(recorded.local_date, {}).update(found)
    return tuple(
        Circumference(day, days[day].get("calf"), days[day].get("ankle")) for day in sorted(days)
    )


def _bout(recorded: Recorded[Entry]) -> Bout | None:
    entry = recorded.entry
    if isinstance(entry, ActivityEntry):
        return Bout(recorded.local_date, entry.kind, entry.intensity, entry.minutes)
    if isinstance(entry, SessionEntry):
        intensity = INTENSITY_OF[entry.activity]
        if intensity is not None:
            minutes, share = entry.active_seconds / 60, share_done(entry)
            return Bout(recorded.local_date, entry.kind, intensity, minutes, share)
    return None


def _moderate_equivalent(bout: Bout) -> float:
    if bout.intensity is Intensity.VIGOROUS:
        return MODERATE_MINUTES_PER_VIGOROUS_MINUTE * bout.minutes
    return bout.minutes if bout.intensity is Intensity.MODERATE else 0


def _current(entries: Iterable[Recorded[Entry]]) -> Iterator[Recorded[Entry]]:
    """Return an iterator over the current entries in the order in which they happened."""
    current = (recorded for recorded in entries if recorded.is_current)
    return iter(sorted(current, key=lambda recorded: (recorded.at, recorded.recorded_at)))


def _week(start: date) -> tuple[date, ...]:
    return tuple(start + timedelta(days=days) for days in range(7))
