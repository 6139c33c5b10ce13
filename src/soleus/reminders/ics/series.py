"""Events of one UID together: a series, what replaces some of its times, and what is left of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from soleus.reminders.ics.moments import UnreadableError
from soleus.reminders.ics.recurrence import Budget, times_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from soleus.reminders.ics.events import Event
    from soleus.reminders.ics.moments import Moment
    from soleus.reminders.ics.rules import RecurrenceRule

_DAY = timedelta(days=1)
_LONGEST_MOVE = timedelta(days=400)
"""How far later times of a series may be moved together."""

_LONGEST_REACH = timedelta(days=35)
"""How far before the days that are asked for a meeting may have begun."""

Stretch = tuple[datetime, datetime]
"""From when to when, in UTC without ``tzinfo``."""


def busy_times(
    events: Iterable[Event], first: date, last: date, budget: Budget
) -> Iterator[Stretch]:
    """Yield when events are meetings, for the days from ``first`` to ``last`` and a little around.

    Different events of one UID all count, but of versions of one event the newest alone.
    """
    by_uid: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.uid:
            by_uid[event.uid].append(event)
        else:
            yield from _Series([event]).between(first, last, budget)
    for group in by_uid.values():
        yield from _Series(group).between(first, last, budget)


@dataclass(slots=True)
class _Times:
    """Moments to compare the times of a series with, each as exactly as it was written."""

    utc: set[datetime] = field(default_factory=set)
    local: set[datetime] = field(default_factory=set)
    days: set[date] = field(default_factory=set)

    def add(self, moment: Moment) -> None:
        if moment.is_date:
            self.days.add(moment.local.date())
        elif moment.floats:
            self.local.add(moment.local)
        else:
            self.utc.add(moment.utc())

    def hold(self, local: datetime, utc: datetime) -> bool:
        return utc in self.utc or local in self.local or local.date() in self.days


class _Series:
    """All events of one UID."""

    def __init__(self, events: list[Event]) -> None:
        self._events = _newest([event for event in events if event.replaces is None])
        replacing: dict[tuple[datetime, bool], Event] = {}
        for event in events:
            if event.replaces is None:
                continue
            key = event.replaces.local, event.replaces.is_date
            before = replacing.get(key)
            if before is None or (event.sequence or 0) >= (before.sequence or 0):
                replacing[key] = event
        self._replacing = list(replacing.values())
        self._replaced = _Times()
        for event in self._replacing:
            if event.replaces is not None:
                self._replaced.add(event.replaces)

    def between(self, first: date, last: date, budget: Budget) -> Iterator[Stretch]:
        for event in self._replacing:
            if event.is_meeting:
                begins = event.starts.utc()
                yield begins, begins + event.length
        for event in self._events:
            budget.spend(len(self._replacing))
            try:
                yield from list(self._times_of(event, first, last, budget))
            except (UnreadableError, ArithmeticError):
                event.origin.is_odd = True

    def _times_of(self, event: Event, first: date, last: date, budget: Budget) -> Iterator[Stretch]:
        later = self._later_versions(event)
        if not event.is_meeting and not later:
            return
        out = _Times()
        for moment in event.left_out:
            out.add(moment)
            if event.starts.floats and not moment.is_date:  # however it is marked
                out.local.add(moment.local)
        reach = min(max([event.length, *(each.length for _, each in later)]), _LONGEST_REACH)
        moved = max((abs(each.starts.utc() - at) for at, each in later), default=timedelta(0))
        if moved > _LONGEST_MOVE:
            raise UnreadableError
        since = [at for at, _ in later]
        around = first - reach - moved - 2 * _DAY, last + moved + 2 * _DAY
        for local, length in self._local_times(event, *around, budget):
            utc = event.starts.zone.to_utc(local)
            if out.hold(local, utc) or self._replaced.hold(local, utc):
                continue
            version, begins = event, utc
            if place := bisect_right(since, utc):
                at, version = later[place - 1]
                begins = utc + (version.starts.utc() - at)
            if version.is_meeting:
                lasts = version.length if version is not event or length is None else length
                yield begins, begins + lasts

    def _later_versions(self, event: Event) -> list[tuple[datetime, Event]]:
        """Return what stands for all later times of an event too, each with since when."""
        versions = [
            (event.starts.zone.to_utc(_by_clock_of(event, version.replaces)), version)
            for version in self._replacing
            if version.goes_on and version.replaces is not None
        ]
        return sorted(versions, key=lambda pair: pair[0])

    def _local_times(
        self, event: Event, first: date, last: date, budget: Budget
    ) -> Iterator[tuple[datetime, timedelta | None]]:
        """Yield the times of an event by its own clock, each once, with its length if another."""
        starts = event.starts.local
        times: dict[datetime, timedelta | None] = {}
        is_over = event.rules and all(_is_over(rule, event, starts) for rule in event.rules)
        if first <= starts.date() <= last and not is_over:
            times[starts] = None
        for rule in event.rules:
            for local in times_between(rule, starts, first, last, budget):
                if not _is_over(rule, event, local):
                    times[local] = None
        for moment, length in event.added:
            local = _by_clock_of(event, moment)
            if first <= local.date() <= last:
                times[local] = length
        for rule in event.rules_out:
            for local in times_between(rule, starts, first, last, budget):
                times.pop(local, None)
        budget.spend(len(times))
        yield from times.items()


def _by_clock_of(event: Event, moment: Moment) -> datetime:
    """Return a further time of an event by the clock of its first."""
    if moment.is_date:
        return datetime.combine(moment.local.date(), event.starts.local.time())
    if moment.floats or moment.zone == event.starts.zone:
        return moment.local
    return event.starts.zone.to_local(moment.utc())


def _is_over(rule: RecurrenceRule, event: Event, local: datetime) -> bool:
    """Whether a rule has ended before a time."""
    until = rule.until
    if until is None:
        return False
    if until.is_date:
        return local.date() > until.local.date()
    if until.floats:
        return local > until.local
    return event.starts.zone.to_utc(local) > until.utc()


def _newest(events: list[Event]) -> list[Event]:
    """Return the events less those of which another version says when it is, or that it is not."""
    off: dict[datetime, int] = {}
    for event in events:
        if event.is_called_off:
            at = event.starts.utc()
            off[at] = max(off.get(at, 0), event.sequence or 0)
    events = [
        event
        for event in events
        if event.is_called_off or (event.sequence or 0) > off.get(event.starts.utc(), -1)
    ]
    versions = [event.sequence for event in events if event.sequence is not None]
    if len(versions) < len(events):
        return events
    return [event for event in events if event.sequence == max(versions)]
