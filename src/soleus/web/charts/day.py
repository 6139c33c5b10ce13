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
class BandPart:
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

    stretches: tuple[BandPart, ...]
    hours: tuple[tuple[int, float], ...]
    width: int = WIDTH

    @property
    def done(self) -> tuple[BandPart, ...]:
        """The parts that were done, in order of time."""
        return tuple(each for each in self.stretches if each.is_done)

    @property
    def moved_minutes(self) -> int:
        """How many minutes of movement were recorded in all."""
        return round(sum(each.minutes for each in self.done))


def day_band(
    day: date,
    recorded: Iterable[Recorded[Entry]],
    items: Iterable[Item],
    exercises: Iterable[tuple[datetime, float, str]] = (),
) -> DayBand:
    """Return the band of a day from its entries, its items of the plan and its exercises.

    Of an exercise that is still to be done: its local moment, its minutes and its name.
    """
    named = [
        _stretch(at, minutes, name, is_done=False, is_own=True) for at, minutes, name in exercises
    ]
    planned = _apart(sorted([*_planned(items), *named], key=_place))
    hours = tuple((hour, _x(hour * 60)) for hour in (6, 12, 18))
    return DayBand(tuple(sorted([*planned, *_done(day, recorded)], key=_place)), hours)


def _place(stretch: BandPart) -> float:
    return stretch.x


def _apart(planned: list[BandPart]) -> Iterator[BandPart]:
    """Yield the planned parts, each with a gap before the next; the table has their minutes."""
    for each, following in zip_longest(planned, planned[1:]):
        room = following.x - each.x - _GAP if following else each.width
        yield replace(each, width=round(min(each.width, max(_NARROWEST, room)), 1))


def _planned(items: Iterable[Item]) -> Iterator[BandPart]:
    for item in items:
        for moment in item.occurrences:
            yield _stretch(moment, item.minutes, item.title, is_done=False)


def _done(day: date, recorded: Iterable[Recorded[Entry]]) -> Iterator[BandPart]:
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
) -> BandPart:
    x = _x(moment.hour * 60 + moment.minute)
    width = max(_LEAST_WIDTH, WIDTH * minutes / ((LAST_HOUR - FIRST_HOUR) * 60))
    words = text[:1].upper() + text[1:]
    wide = round(min(width, WIDTH - x), 1)
    return BandPart(x, wide, f"{moment:%H:%M}", words, is_done, minutes, is_own)


def _x(minute: int) -> float:
    """Return where a minute of the day lies; the night before five is folded into the edge."""
    share = (minute - FIRST_HOUR * 60) / ((LAST_HOUR - FIRST_HOUR) * 60)
    return round(WIDTH * min(0.985, max(0.0, share)), 1)
