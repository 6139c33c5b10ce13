"""Steps minute by minute, each counted once however many devices counted it: days, and walks.

A phone in the pocket and a watch at the wrist count the same steps. In each quarter of an hour the
device counts that counted most; the others are passed over. A watch that tells of itself under a
new name each day is still one device (``device_names.py``).
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import groupby
from typing import TYPE_CHECKING

from soleus.devices.activity import DayOfSteps, WhenKnown
from soleus.devices.errors import DeviceFileError
from soleus.devices.limits import device_limits
from soleus.devices.minutes import MinuteByMinute, whole_minutes
from soleus.devices.sports import Sport
from soleus.language import msgid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from soleus.devices.activity import TrackedActivity
    from soleus.devices.collecting import Collected

_MINUTES = 24 * 60
_BLOCK = 15
"""Minutes in which one device counts."""

_LONGEST = 24 * 3600
"""Seconds of one count; a longer one tells nothing of when."""

_TOO_MANY_DAYS = msgid("It holds steps of too many days or devices. Take in a part of it.")
WALK_BY_STEPS = msgid("Walk, by steps counted")


@dataclass(slots=True)
class StepCounter:
    """The steps of a file.

    Parameters
    ----------
    zone : the zone by whose clock days are
    now : the moment of reading; what lies after it is passed over
    """

    zone: tzinfo
    now: datetime
    _days: dict[tuple[int, int], array[float]] = field(default_factory=dict)
    _sources: dict[str, int] = field(default_factory=dict)
    _offsets: dict[int, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted."""
        return not self._days

    def add(self, source: str, begins: float, ends: float, steps: float) -> bool:
        """Add what one device counted from one moment to another, in seconds since 1970.

        Returns whether it can be: not too many for its time, and not in the future.

        Raises
        ------
        DeviceFileError
            where there are too many days.
        """
        bounds, long = device_limits(), ends - begins
        if not (0 <= long <= _LONGEST and steps > 0):
            return False
        if steps > bounds.most_steps_a_minute * max(long / 60, 1) + bounds.most_steps_a_minute:
            return False
        if ends > self.now.timestamp() + 3600 or begins < _first_second():
            return False
        which = self._sources.setdefault(source, min(len(self._sources), bounds.most_sources))
        first, last = self._minute(begins), self._minute(max(begins, ends - 1))
        share = steps / max(last - first + 1, 1)
        for minute in range(first, last + 1):
            day, place = divmod(minute, _MINUTES)
            self._of_day(day, which)[place] += share
        return True

    def _of_day(self, day: int, which: int) -> array[float]:
        minutes = self._days.get((day, which))
        if minutes is None:
            if len(self._days) >= device_limits().most_days:
                raise DeviceFileError(_TOO_MANY_DAYS)
            minutes = self._days[day, which] = array("f", bytes(4 * _MINUTES))
        return minutes

    def _minute(self, at: float) -> int:
        """Return the minute by the person's clock, counted from the first day there is."""
        hour = int(at // 3600)
        offset = self._offsets.get(hour)
        if offset is None:
            moment = datetime.fromtimestamp(hour * 3600, UTC).astimezone(self.zone)
            offset = self._offsets[hour] = int((moment.utcoffset() or timedelta()).total_seconds())
        # ordinal day 719163 is the first of January 1970
        return 719_163 * _MINUTES + int(at + offset) // 60

    def put_into(self, collected: Collected) -> None:
        """Add the days, and the walks that lie in no other activity of the file."""
        busy = sorted(_busy(collected.activities, self.zone))
        days = sorted({day for day, _ in self._days})
        for day in days:
            minutes = self._merged(day)
            collected.days.append(_day_of(day, minutes))
            for first, last in _walks(minutes):
                begins = _clock(day, first)
                ends = _clock(day, last)
                if not any(begins < end and start < ends for start, end in busy):
                    self._add_walk(collected, begins, minutes[first:last])

    def _add_walk(self, collected: Collected, begins: datetime, minutes: list[float]) -> None:
        collected.add(
            Sport.WALKING,
            begins,
            60.0 * len(minutes),
            called=WALK_BY_STEPS,
            steps=round(sum(minutes)),
            by_minute=MinuteByMinute(steps=whole_minutes(minutes)),
        )

    def _merged(self, day: int) -> list[float]:
        """Return the minutes of a day, each block by the device that counted most in it."""
        sources = [minutes for (of, _), minutes in self._days.items() if of == day]
        if len(sources) == 1:
            return list(sources[0])
        merged: list[float] = []
        for start in range(0, _MINUTES, _BLOCK):
            blocks = [minutes[start : start + _BLOCK] for minutes in sources]
            # of two that counted the same, the one that tells more exactly when
            merged += max(blocks, key=lambda block: (round(sum(block)), max(block)))
        return merged


def _first_second() -> float:
    return datetime(device_limits().earliest_year, 1, 1, tzinfo=UTC).timestamp()


def _clock(day: int, minute: int) -> datetime:
    return datetime.fromordinal(day) + timedelta(minutes=minute)


def _busy(
    activities: Iterable[TrackedActivity], zone: tzinfo
) -> Iterator[tuple[datetime, datetime]]:
    for activity in activities:
        start = activity.begins(zone)
        start = (
            start.replace(tzinfo=None)
            if activity.known is WhenKnown.CLOCK
            else start.astimezone(zone).replace(tzinfo=None)
        )
        yield start, start + timedelta(seconds=activity.elapsed_seconds)


def _day_of(day: int, minutes: list[float]) -> DayOfSteps:
    total = min(round(sum(minutes)), device_limits().most_steps_a_day)
    spans = _runs(minutes, device_limits().moved_steps)
    moved = tuple(f"{_hour(first)}-{_hour(min(last, _MINUTES - 1))}" for first, last in spans)
    return DayOfSteps(date.fromordinal(day), total, moved)


def _hour(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _walks(minutes: list[float]) -> Iterator[tuple[int, int]]:
    bounds = device_limits()
    for first, last in _runs(minutes, bounds.walk_steps_a_minute):
        if last - first >= bounds.walk_minutes:
            yield first, last


def _runs(minutes: list[float], least: float) -> Iterator[tuple[int, int]]:
    """Yield the runs of minutes with so many steps, the minute after the last one as the end."""
    place = 0
    # steps that were shared out over minutes are no whole numbers any more
    for is_in, group in groupby(minutes, key=lambda steps: steps >= least - 0.01):
        length = len(list(group))
        if is_in:
            yield place, place + length
        place += length
