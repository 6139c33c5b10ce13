"""Time zones that a calendar file defines itself: they belong to that file and to nothing else."""

from __future__ import annotations

from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from soleus.reminders.ics.lines import value_of
from soleus.reminders.ics.moments import (
    DAY,
    FIRST_YEAR,
    LAST_YEAR,
    UTC_ZONE,
    UnreadableError,
    Zone,
    read_moment,
    read_moments,
    read_offset,
)
from soleus.reminders.ics.recurrence import Budget, times_between
from soleus.reminders.ics.rules import Period, RecurrenceRule, read_rule
from soleus.reminders.ics.zone_names import zone_named

if TYPE_CHECKING:
    from soleus.reminders.ics.components import Component

_TWO_YEARS = timedelta(days=800)
_MOST_OBSERVANCES = 1000
_MOST_CHANGES_NEAR = 8


@dataclass(frozen=True, slots=True)
class _Observance:
    """One of the clocks of a zone: from when on it counts, again and again by its rules."""

    starts: datetime
    before: timedelta
    offset: timedelta
    rules: tuple[RecurrenceRule, ...]
    dates: tuple[datetime, ...]


@dataclass(slots=True, eq=False)
class FileZone:
    """A zone by the rules that its file gives.

    Parameters
    ----------
    named : the zone of its name, for years about which the file says nothing; None where unknown
    """

    observances: tuple[_Observance, ...]
    budget: Budget
    named: Zone | None = None
    _by_year: dict[int, tuple[list[datetime], list[timedelta]]] = field(default_factory=dict)

    def to_utc(self, local: datetime) -> datetime:
        """Return the moment of a local time; one that the clock skips is read by the old clock."""
        if self.named is not None and not self._says_something_of(local.year):
            return self.named.to_utc(local)
        moments, offsets = self._changes(local.year)
        nearest = bisect_right(moments, local - DAY)
        for place in range(nearest, min(nearest + _MOST_CHANGES_NEAR, len(offsets))):
            utc = local - offsets[place]
            begins = moments[place - 1] if place else datetime.min
            ends = moments[place] if place < len(moments) else datetime.max
            if begins <= utc < ends:
                return utc
            if utc < begins and place:  # skipped between the clock before and this one
                return local - offsets[place - 1]
        return local - offsets[nearest]

    def to_local(self, utc: datetime) -> datetime:
        """Return the local time of a moment."""
        if self.named is not None and not self._says_something_of(utc.year):
            return self.named.to_local(utc)
        moments, offsets = self._changes(utc.year)
        return utc + offsets[bisect_right(moments, utc)]

    def _says_something_of(self, year: int) -> bool:
        """Whether the file says how the clock goes in a year: some list the changes of a few."""
        if len({each.offset for each in self.observances}) == 1:
            return True
        dates = [at for each in self.observances for at in (each.starts, *each.dates)]
        untils = [rule.until for each in self.observances for rule in each.rules]
        if None in untils:
            return year >= min(dates).year
        ends = [until.local for until in untils if until is not None]
        return min(dates).year <= year <= max([*dates, *ends]).year

    def _changes(self, year: int) -> tuple[list[datetime], list[timedelta]]:
        """Return the moments near a year at which the clock changes, and the offsets around them.

        There is one offset more than there are moments: the first counts before them all.
        """
        known = self._by_year.get(year)
        if known is None:
            changes = sorted(
                (onset - each.before, each.offset)
                for each in self.observances
                for onset in _onsets(each, year, self.budget)
            )
            earliest = min(self.observances, key=lambda each: each.starts)
            offsets = [earliest.before, *(offset for _, offset in changes)]
            known = self._by_year[year] = ([moment for moment, _ in changes], offsets)
        return known


def _onsets(observance: _Observance, year: int, budget: Budget) -> set[datetime]:
    """Return the local times near a year from which on an observance counts."""
    onsets = {observance.starts, *observance.dates}
    last = date(min(year + 1, LAST_YEAR), 12, 31)
    for rule in observance.rules:
        ends = last
        if rule.until is not None:
            ends = min(last, rule.until.local.date())
        first = max(ends.toordinal() - _TWO_YEARS.days - 366, 1)
        onsets |= set(times_between(rule, observance.starts, date.fromordinal(first), ends, budget))
    return onsets


def read_zone(component: Component, budget: Budget) -> Zone | None:
    """Return the zone that a component defines, or the one whose name it bears.

    Parameters
    ----------
    component : is marked as odd where not all of it could be read

    Returns
    -------
    None where neither its rules nor its name say what its clock is.
    """
    observances, are_all = [], True
    for part in component.parts[:_MOST_OBSERVANCES]:
        try:
            observances.append(_observance(part))
        except (UnreadableError, ArithmeticError):
            are_all = False
    named = _named(component)
    if observances and (are_all or named is None):
        component.is_odd |= not are_all
        return FileZone(tuple(observances), budget, named)
    component.is_odd |= named is None
    return named


def names_of(component: Component) -> list[str]:
    """Return the names by which events may mean a zone."""
    return [value_of(line) for line in component.lines.get("TZID", ()) if value_of(line)]


def _named(component: Component) -> Zone | None:
    names = [
        *names_of(component),
        component.first("TZID-ALIAS-OF"),
        component.first("X-LIC-LOCATION"),
    ]
    return next((zone for name in names if (zone := zone_named(name)) is not None), None)


def _observance(part: Component) -> _Observance:
    offset = read_offset(part.first("TZOFFSETTO"))
    before = offset
    with suppress(UnreadableError):
        before = read_offset(part.first("TZOFFSETFROM"))
    starts = datetime(FIRST_YEAR, 1, 1)
    text = part.first("DTSTART")
    if text and not "0000" <= text[:4] < str(FIRST_YEAR):
        starts = read_moment(text, UTC_ZONE).local
    dates = tuple(
        moment.local
        for line in part.lines.get("RDATE", ())
        for moment, _ in read_moments(line, lambda _: UTC_ZONE, UTC_ZONE)
    )
    rules = tuple(read_rule(value_of(line), UTC_ZONE) for line in part.lines.get("RRULE", ()))
    if any(rule.pace is not Period.YEARLY for rule in rules):
        raise UnreadableError
    return _Observance(starts, before, offset, rules, dates)
