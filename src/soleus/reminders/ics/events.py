"""Events of a calendar: when they are, how they repeat, and whether each is a meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from soleus.reminders.ics.lines import parameters_of, value_of
from soleus.reminders.ics.moments import (
    DAY,
    FIRST_YEAR,
    UTC_ZONE,
    Moment,
    UnreadableError,
    Zone,
    read_length,
    read_moments,
)
from soleus.reminders.ics.rules import RecurrenceRule, read_rule

if TYPE_CHECKING:
    from soleus.reminders.ics.components import Component

Zones = Callable[[str], Zone]
"""Returns the zone of a TZID; raises :class:`UnreadableError` where it is not known."""

_ZERO = timedelta(0)
_A_DAY_OF_23_HOURS = timedelta(hours=23)
LONGEST = timedelta(days=366)
"""Nothing that lasts longer is one meeting."""

_BUSY_STATUS = ("X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-MSNCALENDAR-BUSYSTATUS")
_ALL_DAY = (
    "X-MICROSOFT-CDO-ALLDAYEVENT",
    "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT",
    "X-FUNAMBOL-ALLDAY",
)
_FREE = frozenset({"FREE", "WORKINGELSEWHERE"})


@dataclass(slots=True)
class Event:
    """One event of a calendar.

    Parameters
    ----------
    origin : the component that it was read from
    uid : empty where it has none
    sequence : its version, where it says one
    length : how long it lasts
    added : further times, each with its length where it is another one
    left_out : times that are taken out of its repetitions
    replaces : the time of a series that this event stands for; None for the series itself
    goes_on : whether it stands for all later times too
    is_meeting : whether somebody who keeps it is busy
    is_called_off : whether it says that it does not take place
    """

    origin: Component
    uid: str
    sequence: int | None
    starts: Moment
    length: timedelta
    is_meeting: bool
    is_called_off: bool = False
    rules: list[RecurrenceRule] = field(default_factory=list)
    rules_out: list[RecurrenceRule] = field(default_factory=list)
    added: list[tuple[Moment, timedelta | None]] = field(default_factory=list)
    left_out: list[Moment] = field(default_factory=list)
    replaces: Moment | None = None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class EventReader:
    """What is needed to read an event.

    Parameters
    ----------
    zones : the zones of its file
    own : the clock by which times without a zone are meant
    series : the clock by which times in UTC repeat, where the calendar says one
    person : the clock of the person, by which a day may begin too
    owners : addresses of the person whose calendar it is, as far as they are known
    is_called_off : whether the whole calendar calls its events off
    """

    zones: Zones
    own: Zone
    person: Zone
    series: Zone | None = None
    owners: frozenset[str] = frozenset()
    is_called_off: bool = False

    def read(self, component: Component) -> Event:
        """Read an event; lines that cannot be read mark the component as odd.

        Raises
        ------
        UnreadableError
            where it cannot be said when the event is.
        """
        starts = self._only(component, "DTSTART")
        if starts is None:
            raise UnreadableError
        length = self._length(component, starts)
        event = Event(
            origin=component,
            uid=component.first("UID"),
            sequence=_whole(component, "SEQUENCE"),
            starts=starts,
            length=length,
            is_meeting=self._is_meeting(component, starts, length),
            is_called_off=self._is_called_off(component),
        )
        replaces = component.lines.get("RECURRENCE-ID")
        if replaces:
            event.replaces = self._only(component, "RECURRENCE-ID", own=starts.zone)
            event.goes_on = parameters_of(replaces[0]).get("RANGE", "").upper() == "THISANDFUTURE"
        else:
            self._read_repetition(component, event)
        return event

    def _only(self, component: Component, name: str, own: Zone | None = None) -> Moment | None:
        """Return the one moment of a name; None where there is none.

        Raises
        ------
        UnreadableError
            where there are two different ones, or it cannot be read.
        """
        moments = {
            moment
            for line in set(component.lines.get(name, ()))
            for moment, _ in read_moments(line, self.zones, own or self.own) or _nothing()
        }
        if len(moments) > 1:
            raise UnreadableError
        return moments.pop() if moments else None

    def _length(self, component: Component, starts: Moment) -> timedelta:
        ends = self._only(component, "DTEND", own=starts.zone)
        if ends is None:
            text = component.first("DURATION")
            length = read_length(text) if text else DAY if starts.is_date else _ZERO
        elif ends.zone == starts.zone:
            length = ends.local - starts.local
        else:
            length = ends.utc() - starts.utc()
        if not _ZERO <= length <= LONGEST:
            raise UnreadableError
        return length

    def _read_repetition(self, component: Component, event: Event) -> None:
        """Read how an event repeats; a line that cannot be read leaves out itself alone."""
        if self.series is not None and "RRULE" in component.lines and event.starts.zone == UTC_ZONE:
            event.starts = Moment(self.series.to_local(event.starts.local), self.series)
        own = event.starts.zone
        for name, rules in (("RRULE", event.rules), ("EXRULE", event.rules_out)):
            for line in component.lines.get(name, ()):
                try:
                    rules.append(read_rule(value_of(line), own))
                except UnreadableError:
                    component.is_odd = True
        for name in ("RDATE", "EXDATE"):
            for line in component.lines.get(name, ()):
                try:
                    moments = read_moments(line, self.zones, own)
                except (UnreadableError, ArithmeticError):
                    component.is_odd = True
                    continue
                if name == "RDATE":
                    event.added += moments
                else:
                    event.left_out += [moment for moment, _ in moments]

    def _is_meeting(self, component: Component, starts: Moment, length: timedelta) -> bool:
        if starts.is_date or self.lasts_whole_days(starts, length):
            return False
        if any(component.first(name).upper() in ("TRUE", "1") for name in _ALL_DAY):
            return False
        if self._is_called_off(component):
            return False
        if component.first("TRANSP").upper() == "TRANSPARENT":
            return False
        if any(component.first(name).upper() in _FREE for name in _BUSY_STATUS):
            return False
        return not self._is_declined(component)

    def _is_called_off(self, component: Component) -> bool:
        return self.is_called_off or component.first("STATUS").upper() in ("CANCELLED", "CANCELED")

    def lasts_whole_days(self, starts: Moment, length: timedelta) -> bool:
        """Whether something lasts from midnight to midnight, by its own clock or the person's."""
        if length < _A_DAY_OF_23_HOURS:
            return False
        if _is_midnight(starts.local) and _is_midnight(starts.local + length):
            return True
        begins = starts.utc()
        return all(
            _is_midnight(self.person.to_local(moment)) for moment in (begins, begins + length)
        )

    def _is_declined(self, component: Component) -> bool:
        """Whether the person declined, or everybody who was asked.

        A copy that does not say whose it is names its owner as its only attendee, as a rule; and
        nobody comes to a meeting that all have declined.
        """
        answers = {
            _address(line): parameters_of(line).get("PARTSTAT", "").upper()
            for line in component.lines.get("ATTENDEE", ())
        }
        theirs = {answers[address] for address in self.owners & answers.keys()}
        if theirs:
            return theirs == {"DECLINED"}
        host = {_address(line) for line in component.lines.get("ORGANIZER", ())}
        asked = {answer for address, answer in answers.items() if address not in host}
        return asked == {"DECLINED"}


def starts_far_from(component: Component, first: str, last: str) -> bool:
    """Whether a single event plainly lies outside of some days, as its line says at a glance.

    Parameters
    ----------
    first, last : the days, as ``20261124``
    """
    lines = component.lines
    starts = lines.get("DTSTART", ())
    if len(starts) != 1 or any(name in lines for name in ("RRULE", "RDATE", "RECURRENCE-ID")):
        return False
    value = starts[0].rpartition(":")[2].strip()
    is_plain = len(value) in (8, 15, 16) and value[:8].isdecimal() and value[4:6] <= "12"
    if not is_plain or value[:4] < str(FIRST_YEAR):
        return False
    return not first <= value[:8] <= last and component.first("SEQUENCE") in ("", "0")


def _nothing() -> list[tuple[Moment, None]]:
    """Refuse a line that says no moment."""
    raise UnreadableError


def _whole(component: Component, name: str) -> int | None:
    text = component.first(name)
    if text.isdecimal() and len(text) < 10:
        return int(text)
    component.is_odd |= name in component.lines
    return None


def _address(line: str) -> str:
    value = value_of(line).lower()
    return value.rpartition("mailto:")[2].strip().strip("<>\"' ")


def _is_midnight(local: datetime) -> bool:
    return (local.hour, local.minute) == (0, 0)
