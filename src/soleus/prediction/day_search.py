"""The best days: for each number of breaks, where they keep the most that a foot swells lowest.

Dynamic programming over the stops of a day (Bellman 1957, Dynamic Programming). It is exact, since
short legs never overtake each other: of two ways to the same stop with as many breaks, the one
with less of both parts of the swelling, and no higher a peak so far, is at least as good for
whatever follows. All other ways to a stop are dropped (Martins 1984, Eur J Oper Res 16:236-245).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.prediction.day_bounds import StopKind, moment_of, stops
from soleus.prediction.day_legs import BREAK_MINUTES
from soleus.prediction.day_ways import posture_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from soleus.prediction.day_legs import ShortLegs
    from soleus.prediction.day_ways import DayToPlan

CLOSE = 1e-3
"""Ways whose swelling differs by less are taken for one [% of the foot's volume]."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to a stop: the swelling there, its peak so far, the breaks, and how it came."""

    stop: int
    fast: float
    slow: float
    peak: float
    breaks: int
    breaks_before_part: int
    before: _Way | None = None

    def is_as_good_as(self, other: _Way) -> bool:
        return (
            self.fast <= other.fast + CLOSE
            and self.slow <= other.slow + CLOSE
            and self.peak <= other.peak
        )

    def stops(self) -> Iterator[int]:
        """Yield the stops of the way, the last first."""
        way: _Way | None = self
        while way is not None:
            yield way.stop
            way = way.before


def best_days(day: DayToPlan, legs: ShortLegs) -> dict[int, tuple[datetime, ...]]:
    """Return the breaks of the best day for each number of breaks that the bounds allow.

    Parameters
    ----------
    legs : whose swelling is kept lowest, to within ``CLOSE`` a break
    """
    return _Search(day, legs).best()


class _Search:
    """One search: the stops, and the ways that were found to each, by their number of breaks."""

    def __init__(self, day: DayToPlan, legs: ShortLegs) -> None:
        self.day, self.legs = day, legs
        self.stops = stops(day.ahead)
        self.parts = day.ahead.parts
        self.postures = [posture_of(part) or "" for part in self.parts]

    def best(self) -> dict[int, tuple[datetime, ...]]:
        floor = self._least_at_the_end()
        ways = self._forward(floor)
        best: dict[int, _Way] = {}
        for way in ways:
            known = best.get(way.breaks)
            if known is None or way.peak < known.peak:
                best[way.breaks] = way
        return {n: self._moments(best[n]) for n in sorted(best)}

    def _least_at_the_end(self) -> float:
        """Return a peak that no day stays below: the least swelling at its end.

        Whatever stays below it before does not matter, which leaves far fewer ways to weigh.
        """
        ways = self._forward(float("-inf"), counts=False)
        return min(way.fast + way.slow for way in ways) - CLOSE * len(self.stops)

    def _forward(self, floor: float, *, counts: bool = True) -> list[_Way]:
        """Return the ways to the end that none is better than.

        Parameters
        ----------
        floor : lower peaks count as this
        counts : whether to keep ways of each number of breaks, and to look at peaks at all
        """
        found: list[dict[int, list[_Way]]] = [{} for _ in self.stops]
        fast, slow = self.day.state_at_first(self.legs)
        found[0][0] = [_Way(0, fast, slow, floor, 0, 0)]
        for here, stop in enumerate(self.stops):
            for ahead in stop.ahead:
                for way in (each for ways in found[here].values() for each in ways):
                    following = self._go_on(way, ahead, floor if counts else None)
                    known = found[ahead].setdefault(following.breaks if counts else 0, [])
                    _keep(known, following)
        return [each for ways in found[-1].values() for each in ways]

    def _go_on(self, way: _Way, ahead: int, floor: float | None) -> _Way:
        here, there = self.stops[way.stop], self.stops[ahead]
        posture = self.postures[here.part]
        begins = here.at
        if here.kind is StopKind.BREAK:
            begins += BREAK_MINUTES
        elif way.before is None:
            begins += self.day.rest_after_first()
        fast, slow = self.legs.fills[posture].after(
            (way.fast, way.slow), max(0.0, there.at - begins)
        )
        peak = max(way.peak, fast + slow) if floor is not None else 0.0
        breaks, before_part = way.breaks, way.breaks_before_part
        if there.kind is StopKind.BREAK:
            turn = self.parts[there.part].turn + breaks - before_part
            activity = self.day.activity(self.parts[there.part], turn)
            fast, slow = self.legs.empties[f"{posture}/{activity}"].after((fast, slow))
            breaks += 1
        elif there.part != here.part:
            before_part = breaks
        return _Way(ahead, fast, slow, peak, breaks, before_part, way)

    def _moments(self, way: _Way) -> tuple[datetime, ...]:
        passed = [self.stops[stop] for stop in way.stops()]
        minutes = [each.at for each in reversed(passed) if each.kind is StopKind.BREAK]
        return tuple(moment_of(self.day.ahead, each) for each in minutes)


def _keep(known: list[_Way], way: _Way) -> None:
    """Keep a way among those to one stop, and drop what it is as good as."""
    if any(each.is_as_good_as(way) for each in known):
        return
    known[:] = [each for each in known if not way.is_as_good_as(each)]
    known.append(way)
