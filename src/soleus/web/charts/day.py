"""The day as a band: when the legs were moved, and what is still planned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING

from soleus.assessment import activity_title
from soleus.journal import ActivityEntry, Intensity, SessionEntry
from soleus.language import msgid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from soleus.journal import Entry, Recorded
    from soleus.plan import Item

WIDTH = 320
FIRST_HOUR = 5
LAST_HOUR = 24
_LEAST_WIDTH = 4
_NARROWEST = 1.2
_GAP = 1.4
_INTENSITIES = {
    Intensity.LIGHT: msgid("Easy movement"),
    Intensity.MODERATE: msgid("Brisk movement"),
    Intensity.VIGOROUS: msgid("Hard movement"),
    Intensity.STRENGTH: msgid("Strength"),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of the band, ``x`` to ``x + width``; in words: ``at``, ``text``, ``minutes``.

    ``is_own`` marks a text that is the person's own.
    """

    x: float
    width: float
    at: str
    text: str
    is_done: bool
    minutes: float
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class DayBand:
    """The band of one day."""

    stretches: tuple[Stretch, ...]
    hours: tuple[tuple[int, float], ...]
    width: int = WIDTH

    @property
    def done(self) -> tuple[Stretch, ...]:
        """What was done, in order of time."""
        return tuple(each for each in self.stretches if each.is_done)

    @property
    def moved_minutes(self) -> int:
        """How many minutes were moved, all told."""
        return round(sum(each.minutes for each in self.done))


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something to be done at a local moment that has a name of the person's own."""

    at: datetime
    minutes: float
    name: str


def day_band(
    day: date,
    recorded: Iterable[Recorded[Entry]],
    items: Iterable[Item],
    to_do: Iterable[ToDo] = (),
) -> DayBand:
    """Return the band of a day from what the journal, the plan and the exercises say of it."""
    named = [
        _stretch(each.at, each.minutes, each.name, is_done=False, is_own=True) for each in to_do
    ]
    planned = _apart(sorted([*_planned(items), *named], key=_place))
    hours = tuple((hour, _x(hour * 60)) for hour in (6, 12, 18))
    return DayBand(tuple(sorted([*planned, *_done(day, recorded)], key=_place)), hours)


def _place(stretch: Stretch) -> float:
    return stretch.x


def _apart(planned: list[Stretch]) -> Iterator[Stretch]:
    """Give the planned stretches, each with a gap before the next; the table has their minutes."""
    for each, following in zip_longest(planned, planned[1:]):
        room = following.x - each.x - _GAP if following else each.width
        yield replace(each, width=round(min(each.width, max(_NARROWEST, room)), 1))


def _planned(items: Iterable[Item]) -> Iterator[Stretch]:
    for item in items:
        for moment in item.occurrences:
            yield _stretch(moment, item.minutes, item.title, is_done=False)


def _done(day: date, recorded: Iterable[Recorded[Entry]]) -> Iterator[Stretch]:
    for each in recorded:
        if each.local_date != day or not each.is_current:
            continue
        if isinstance(each.entry, SessionEntry):
            minutes = each.entry.active_seconds / 60
            title = activity_title(each.entry.activity)
            yield _stretch(each.local_time, minutes, title, is_done=True)
        elif isinstance(each.entry, ActivityEntry):
            began = each.local_time - timedelta(minutes=each.entry.minutes)
            what = each.entry.what or _INTENSITIES[each.entry.intensity]
            own = bool(each.entry.what)
            yield _stretch(began, each.entry.minutes, what, is_done=True, is_own=own)


def _stretch(
    moment: datetime, minutes: float, text: str, *, is_done: bool, is_own: bool = False
) -> Stretch:
    x = _x(moment.hour * 60 + moment.minute)
    width = max(_LEAST_WIDTH, WIDTH * minutes / ((LAST_HOUR - FIRST_HOUR) * 60))
    words = text[:1].upper() + text[1:]
    wide = round(min(width, WIDTH - x), 1)
    return Stretch(x, wide, f"{moment:%H:%M}", words, is_done, minutes, is_own)


def _x(minute: int) -> float:
    """Return where a minute of the day lies; the night before five is folded into the edge."""
    share = (minute - FIRST_HOUR * 60) / ((LAST_HOUR - FIRST_HOUR) * 60)
    return round(WIDTH * min(0.985, max(0.0, share)), 1)
