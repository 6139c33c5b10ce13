"""Meetings in an iCalendar file: when somebody is busy, and nothing of what it is about.

An entry that cannot be read loses itself and nothing else, and is counted. The work is bounded by
the days that are asked for, whatever the file says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from soleus.language import msgid
from soleus.reminders.errors import CalendarError
from soleus.reminders.ics.components import CalendarObject, calendars_in
from soleus.reminders.ics.events import LONGEST, Event, EventReader, starts_far_from
from soleus.reminders.ics.file_zones import names_of, read_zone
from soleus.reminders.ics.lines import parameters_of, value_of
from soleus.reminders.ics.moments import DAY, UTC_ZONE, UnreadableError, Zone, read_moments
from soleus.reminders.ics.recurrence import Budget, TooMuchError
from soleus.reminders.ics.series import Stretch, busy_times
from soleus.reminders.ics.zone_names import NamedZone, zone_named
from soleus.reminders.span import Span, merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

    from soleus.reminders.ics.components import Component

MOST_STEPS = 1_000_000
"""Lines, days and times that the reading of one calendar may look at: some seconds of work."""

_REACH = timedelta(days=35)
_ADDRESS = re.compile(r"[\w.+\-]{1,64}@[\w.\-]{1,255}")
_NO_CALENDAR = msgid("The calendar cannot be read. It has to be an iCalendar file (.ics).")
_TOO_MUCH = msgid("The calendar has more in it than Soleus reads. Give it a smaller one.")


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """What a calendar says.

    Parameters
    ----------
    meetings : when it is busy, in order
    unreadable : how many of its entries could not be read, or only in part
    """

    meetings: tuple[Span, ...]
    unreadable: int = 0


def meetings_in(content: bytes, around: Span, zone: ZoneInfo) -> tuple[Span, ...]:
    """Return when a calendar is busy within a span, as :func:`read_meetings` says."""
    return read_meetings(content, around, zone).meetings


def read_meetings(
    content: bytes,
    around: Span,
    zone: ZoneInfo,
    *,
    longest: timedelta | None = None,
    source: str = "",
) -> CalendarReading:
    """Read when a calendar is busy within a span, repeated events included.

    An event is no meeting where it lasts all day, was called off, was declined or is marked as
    free time or work elsewhere; nor where it is repeated many times a day, since nobody attends
    that. Times that are only published as busy count too.

    Parameters
    ----------
    zone : the clock by which times without a zone are meant
    longest : how much of a meeting counts, from its beginning; all of it where left out
    source : where the calendar is from; an e-mail address in it names its owner

    Raises
    ------
    CalendarError
        where the content is no calendar, or has more in it than any that a person keeps.
    """
    budget = Budget(MOST_STEPS)
    try:
        calendars = calendars_in(content, budget.spend)
        if not any(_has_something(each) for each in calendars):
            raise CalendarError(_NO_CALENDAR)
        file = _File(calendars, NamedZone(zone), budget, _owners(calendars, source))
        spans = list(_spans(file.stretches(around), around, longest))
    except TooMuchError as error:
        raise CalendarError(_TOO_MUCH) from error
    return CalendarReading(merged(spans), file.unreadable())


def _has_something(calendar: CalendarObject) -> bool:
    """Whether more was there than a beginning."""
    return bool(
        calendar.events
        or calendar.busy_times
        or calendar.others
        or calendar.zones
        or not calendar.head.is_odd
    )


class _File:
    """The calendar objects of one file, and what of them cannot be read."""

    def __init__(
        self,
        calendars: list[CalendarObject],
        person: NamedZone,
        budget: Budget,
        owners: frozenset[str],
    ) -> None:
        self._calendars = calendars
        self._person = person
        self._budget = budget
        self._owners = owners
        self._own_zones = [self._zones_of(calendar) for calendar in calendars]
        self._zones = {name: zone for zones in self._own_zones for name, zone in zones.items()}

    def stretches(self, around: Span) -> Iterator[Stretch]:
        """Yield when the file says that somebody is busy."""
        first, last = around.starts.date() - DAY, around.ends.date() + DAY
        far = f"{first - _REACH:%Y%m%d}", f"{last + DAY:%Y%m%d}"
        events: list[Event] = []
        for calendar, own_zones in zip(self._calendars, self._own_zones, strict=True):
            reader = self._reader(calendar, own_zones)
            for component in calendar.events:
                if not starts_far_from(component, *far):
                    events += _read_event(reader, component)
            for component in calendar.busy_times:
                yield from self._published(reader, component)
        yield from busy_times(events, first, last, self._budget)

    def unreadable(self) -> int:
        """Return how many entries could not be read, or only in part, once all was read."""
        return sum(
            component.is_odd
            for each in self._calendars
            for component in (each.head, *each.zones, *each.events, *each.busy_times, *each.others)
        )

    def _zones_of(self, calendar: CalendarObject) -> dict[str, Zone]:
        zones: dict[str, Zone] = {}
        for component in calendar.zones:
            names = names_of(component)
            component.is_odd |= not names
            zone = read_zone(component, self._budget)
            if zone is not None:
                zones |= {_key(name): zone for name in names}
        return zones

    def _reader(self, calendar: CalendarObject, own_zones: dict[str, Zone]) -> EventReader:
        def zone_of(name: str) -> Zone:
            key = _key(name)
            zone = own_zones.get(key) or self._zones.get(key) or zone_named(name)
            if zone is None:
                raise UnreadableError
            return zone

        own: Zone | None = None
        if name := calendar.head.first("X-WR-TIMEZONE"):
            try:
                own = zone_of(name)
            except UnreadableError:
                calendar.head.is_odd = True
        return EventReader(
            zones=zone_of,
            own=own or self._person,
            person=self._person,
            series=own,
            owners=self._owners,
            is_called_off=calendar.head.first("METHOD").upper() == "CANCEL",
        )

    def _published(self, reader: EventReader, component: Component) -> Iterator[Stretch]:
        for line in component.lines.get("FREEBUSY", ()):
            if parameters_of(line).get("FBTYPE", "BUSY").upper() == "FREE":
                continue
            try:
                periods = read_moments(line, reader.zones, UTC_ZONE)
                for starts, length in periods:
                    if length is None or length > LONGEST:
                        raise UnreadableError
                    self._budget.spend()
                    if not reader.lasts_whole_days(starts, length):
                        yield starts.utc(), starts.utc() + length
            except (UnreadableError, ArithmeticError):
                component.is_odd = True


def _read_event(reader: EventReader, component: Component) -> Iterable[Event]:
    try:
        return [reader.read(component)]
    except (UnreadableError, ArithmeticError):
        component.is_odd = True
        return []


def _spans(stretches: Iterable[Stretch], around: Span, longest: timedelta | None) -> Iterator[Span]:
    first, last = (
        each.astimezone(UTC).replace(tzinfo=None) for each in (around.starts, around.ends)
    )
    for begins, ends in set(stretches):
        ends = ends if longest is None else min(ends, begins + longest)  # noqa: PLW2901
        if begins < last and first < ends:
            yield Span(begins.replace(tzinfo=UTC), ends.replace(tzinfo=UTC))


def _owners(calendars: list[CalendarObject], source: str) -> frozenset[str]:
    """Return the addresses of the person whose calendar it is, as far as they are known."""
    from urllib.parse import unquote

    texts = [unquote(source.partition("://")[2].partition("/")[2])]
    for calendar in calendars:
        for name in ("X-WR-CALNAME", "X-OWNER"):
            texts += [value_of(line) for line in calendar.head.lines.get(name, ())]
    return frozenset(address.lower() for text in texts for address in _ADDRESS.findall(text[:1000]))


def _key(name: str) -> str:
    return name.strip().strip('"').casefold()
