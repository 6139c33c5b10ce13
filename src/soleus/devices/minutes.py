"""An activity minute by minute, as far as its file tells: the pulse, the steps, the metres.

A minute is one of the timer, pauses left out. Only sums are kept, so that a file of a point each
second takes no more memory than one of a point each minute.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from soleus.records import Record, limits

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_MINUTES = 24 * 60
_MOST_METRES = 10_000
"""In one minute; 600 km/h, so that a leap of a position is no whole number too large."""

_Minutes = Annotated[
    tuple[int, ...], limits.list_of(limits.whole(0, _MOST_METRES), most=_MOST_MINUTES)
]


@dataclass(frozen=True, slots=True)
class MinuteByMinute(Record):
    """What each minute of an activity tells; empty where the file tells nothing of the kind.

    Parameters
    ----------
    pulse : beats a minute; 0 in a minute without a reading
    steps : steps in that minute
    metres : metres in that minute
    """

    pulse: _Minutes = ()
    steps: _Minutes = ()
    metres: _Minutes = ()


NO_MINUTES = MinuteByMinute()


@dataclass(slots=True)
class MinuteSums:
    """Adds up what points tell, minute by minute."""

    _beats: array[float] = field(default_factory=lambda: array("f"))
    _readings: array[int] = field(default_factory=lambda: array("H"))
    _steps: array[float] = field(default_factory=lambda: array("f"))
    _metres: array[float] = field(default_factory=lambda: array("f"))

    def add_pulse(self, at: float, beats: float) -> None:
        """Add a reading of the pulse, ``at`` seconds after the beginning."""
        minute = int(at // 60)
        if 0 <= minute < _MOST_MINUTES:
            _reach(self._beats, minute)
            _reach(self._readings, minute)
            if self._readings[minute] < 60_000:  # a file of a reading each millisecond
                self._beats[minute] += beats
                self._readings[minute] += 1

    def add_steps(self, begins: float, ends: float, steps: float) -> None:
        """Add steps made between two moments, spread evenly over the time between."""
        _spread(self._steps, begins, ends, steps)

    def add_metres(self, begins: float, ends: float, metres: float) -> None:
        """Add a way made between two moments, spread evenly over the time between."""
        _spread(self._metres, begins, ends, metres)

    def told(self) -> MinuteByMinute:
        """Return the minutes as whole numbers."""
        pairs = zip(self._beats, self._readings, strict=True)
        pulse = (total / n if n else 0.0 for total, n in pairs)
        return MinuteByMinute(
            whole_minutes(pulse), whole_minutes(self._steps), whole_minutes(self._metres)
        )


def _reach(values: array[float] | array[int], minute: int) -> None:
    """Make room up to a minute, with nothing in what lies between."""
    while len(values) <= minute:
        values.append(0)


def _spread(values: array[float], begins: float, ends: float, amount: float) -> None:
    if not (0 <= begins <= ends < _MOST_MINUTES * 60) or not 0 < amount < 1e7:
        return
    last = int(ends // 60)
    _reach(values, last)
    if ends - begins < 1e-6:
        values[last] += amount
        return
    for minute in range(int(begins // 60), last + 1):
        common = min(ends, 60.0 * minute + 60) - max(begins, 60.0 * minute)
        values[minute] += amount * common / (ends - begins)


def whole_minutes(values: Iterable[float]) -> tuple[int, ...]:
    """Return values of minutes as they are kept: whole, a day of them at most, or none at all."""
    whole = tuple(min(max(round(each), 0), _MOST_METRES) for each in values)[:_MOST_MINUTES]
    return whole if any(whole) else ()
