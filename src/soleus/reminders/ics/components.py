"""The components of a calendar file, however it is nested: a new one ends what is still open."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from soleus.reminders.ics.lines import ODD, lines_of, value_of

if TYPE_CHECKING:
    from collections.abc import Callable

_WHOLE = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"})
"""Components that never lie in one another."""
_OBSERVANCES = frozenset({"STANDARD", "DAYLIGHT"})
_DEEPEST = 4


@dataclass(slots=True)
class Component:
    """One component: its lines by name, and for a zone its observances.

    Parameters
    ----------
    is_odd : whether something in it is not as it has to be
    """

    name: str
    lines: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    parts: list[Component] = field(default_factory=list)
    is_odd: bool = False

    def first(self, name: str) -> str:
        """Return the value of the first line of a name; empty where there is none."""
        lines = self.lines.get(name)
        return value_of(lines[0]) if lines else ""


@dataclass(slots=True)
class CalendarObject:
    """What lies between BEGIN:VCALENDAR and its end, in the order of the file."""

    head: Component
    zones: list[Component] = field(default_factory=list)
    events: list[Component] = field(default_factory=list)
    busy_times: list[Component] = field(default_factory=list)
    others: list[Component] = field(default_factory=list)


def calendars_in(content: bytes, look: Callable[[], None]) -> list[CalendarObject]:
    """Return every calendar object of a file; none where it is no calendar.

    Parameters
    ----------
    look : called for each line; it may raise to end the reading
    """
    builder = _Builder()
    for name, rest in lines_of(content):
        look()
        builder.take(name, rest)
    return builder.end()


class _Builder:
    """Puts lines together to components; a component counts from its beginning."""

    def __init__(self) -> None:
        self._calendars: list[CalendarObject] = []
        self._is_open = False
        self._component: Component | None = None
        self._inside: list[Component] = []
        self._before = Component("VCALENDAR")

    def take(self, name: str, rest: str) -> None:
        """Take the next line."""
        if name == "BEGIN":
            self._begin(value_of(rest).upper())
        elif name == "END":
            self._finish(value_of(rest).upper())
        elif name == ODD:
            (self._component or self._head).is_odd = True
        else:
            self._here.lines[name].append(rest)

    def end(self) -> list[CalendarObject]:
        """Return what there is at the end of the file."""
        if self._is_open:  # cut off
            (self._component or self._head).is_odd = True
        return self._calendars

    @property
    def _head(self) -> Component:
        return self._calendars[-1].head if self._calendars else self._before

    @property
    def _here(self) -> Component:
        return self._inside[-1] if self._inside else self._component or self._head

    def _begin(self, name: str) -> None:
        if name == "VCALENDAR":
            self._close(is_odd=self._component is not None)
            self._open()
            return
        if name in _WHOLE or self._component is None:
            self._close(is_odd=self._component is not None)
            if not self._is_open:
                if name not in _WHOLE:
                    return
                self._open()
                self._head.is_odd = True
            self._component = Component(name)
            self._keep(self._component)
        elif len(self._inside) < _DEEPEST:
            part = Component(name)
            if name in _OBSERVANCES:
                self._component.parts.append(part)
            self._inside.append(part)

    def _finish(self, name: str) -> None:
        names = [part.name for part in self._inside]
        if name in names:
            while self._inside.pop().name != name:
                self._mark()
        elif self._component is not None and name == self._component.name:
            self._close(is_odd=bool(self._inside))
        elif name == "VCALENDAR" and self._is_open:
            self._close(is_odd=self._component is not None)
            self._is_open = False
        elif len(self._inside) < _DEEPEST:
            self._mark()

    def _mark(self) -> None:
        (self._component or self._head).is_odd = True

    def _open(self) -> None:
        head = Component("VCALENDAR", is_odd=self._before.is_odd)
        self._before = Component("VCALENDAR")
        self._calendars.append(CalendarObject(head))
        self._is_open = True

    def _close(self, *, is_odd: bool) -> None:
        if self._component is not None:
            self._component.is_odd |= is_odd
        self._component = None
        self._inside.clear()

    def _keep(self, component: Component) -> None:
        calendar = self._calendars[-1]
        kinds = {
            "VTIMEZONE": calendar.zones,
            "VEVENT": calendar.events,
            "VFREEBUSY": calendar.busy_times,
        }
        kinds.get(component.name, calendar.others).append(component)
