"""The blood of one leg over one cycle of a movement, by pace and by how long it has gone on."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from statistics import fmean
from typing import Annotated

from soleus.records import Record, limits

VERSION = 1
"""The version of the JSON shape; a page draws no other."""

_POSITIVE = limits.real(0.0)
_CURVES = limits.mapping_of(limits.text(20), limits.list_of(limits.real(-1e4, 1e4), least=2))


@dataclass(frozen=True, slots=True)
class Gain(Record):
    """How many times as fast as at rest blood leaves the leg: median, and 5 and 95 % of people."""

    median: Annotated[float, _POSITIVE]
    low: Annotated[float, _POSITIVE]
    high: Annotated[float, _POSITIVE]


@dataclass(frozen=True, slots=True)
class CycleStage(Record):
    """One cycle at one time after the movement began.

    Parameters
    ----------
    seconds : the middle of the cycle, since the movement began
    curves : by name, each evenly over the cycle: the median of people, flows in mL/s, volumes in mL
    """

    seconds: Annotated[float, _POSITIVE]
    curves: Annotated[Mapping[str, tuple[float, ...]], _CURVES]


@dataclass(frozen=True, slots=True)
class PacedCycle(Record):
    """The movement at one pace: as it begins, and as it goes on.

    Parameters
    ----------
    per_minute : cycles a minute, as a session counts
    gain : in the last half minute that was simulated
    stages : in order of time; the last is as it stays
    """

    per_minute: Annotated[float, _POSITIVE]
    gain: Gain
    stages: tuple[CycleStage, ...]

    def moved_ml(self, seconds: float) -> float:
        """Return the blood that left the leg in the first ``seconds`` [mL]."""
        moved, before, flow = 0.0, 0.0, fmean(self.stages[0].curves["out"])
        for stage in self.stages:
            until, later = min(stage.seconds, seconds), fmean(stage.curves["out"])
            whole = stage.seconds - before
            at_end = flow + (later - flow) * ((until - before) / whole if whole else 0.0)
            moved += max(until - before, 0.0) * (flow + at_end) / 2.0
            if seconds <= stage.seconds:
                return moved
            before, flow = stage.seconds, later
        return moved + (seconds - before) * flow


@dataclass(frozen=True, slots=True)
class CycleTable(Record):
    """One movement of one leg, simulated for people who fit what is known of a person.

    Parameters
    ----------
    version : of the shape
    activity, posture : as a session calls them
    leg : which leg
    leaks : whether its surface veins were said to leak
    people : how many were simulated
    rest : mean of each curve at rest, in the same posture
    paces : in order of pace
    """

    version: Annotated[int, limits.whole(VERSION, VERSION)]
    activity: str
    posture: str
    leg: str
    leaks: bool
    people: Annotated[int, limits.whole(1, 10_000)]
    rest: Mapping[str, float]
    paces: tuple[PacedCycle, ...]

    def more_ml(self, per_minute: float, seconds: float) -> float | None:
        """Return the blood that left the leg beyond what rest would have moved [mL].

        None at a pace beyond those simulated. Between stages the mean flow is interpolated over
        time; after the last it stays. ``web/static/js/cycle/table.js`` computes the same.
        """
        near = self._near(per_minute)
        if near is None:
            return None
        moved = sum(part * pace.moved_ml(seconds) for pace, part in near)
        return moved - self.rest["out"] * seconds

    def _near(self, per_minute: float) -> tuple[tuple[PacedCycle, float], ...] | None:
        """Return the simulated paces next to one, each with its part; None beyond them.

        The parts go by the logarithm of the pace.
        """
        known = [each.per_minute for each in self.paces]
        if not known[0] <= per_minute <= known[-1]:
            return None
        above = min(bisect_right(known, per_minute), len(known) - 1)
        below = max(above - 1, 0)
        if above == below:
            return ((self.paces[above], 1.0),)
        part = log(per_minute / known[below]) / log(known[above] / known[below])
        return ((self.paces[below], 1.0 - part), (self.paces[above], part))

    def gain_at(self, per_minute: float) -> Gain | None:
        """Return the gain at a pace, between two that were simulated; None beyond them.

        Between paces it is interpolated over the logarithm of the pace.
        """
        near = self._near(per_minute)
        if near is None:
            return None
        return Gain(
            median=sum(part * pace.gain.median for pace, part in near),
            low=sum(part * pace.gain.low for pace, part in near),
            high=sum(part * pace.gain.high for pace, part in near),
        )
