"""Simulated legs in short: how a foot swells as somebody sits, and what a break takes off.

The whole simulation of one person's day takes seconds; a plan weighs thousands of days. So each
simulated person is boiled down to a fast part of the swelling, which fills within half an hour and
which a break empties, and a slow one, which grows over the day (``day_fit``). What that loses
against the whole simulation is measured and kept with the legs (``day_people``).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import exp
from typing import Annotated

from soleus.records import NonBlank, Record, limits

BREAK_MINUTES = 2
"""How long a break lasts; the sentences of the reminders ask for as much."""

State = tuple[float, float]
"""The fast and the slow part of the swelling [% of the foot's volume]."""

DRY: State = (0.0, 0.0)
"""A foot in the morning, from which swelling is counted."""

_Positive = Annotated[float, limits.real(1e-6)]


@dataclass(frozen=True, slots=True)
class Filling(Record):
    """How a foot fills in one posture, towards a level for each part.

    Parameters
    ----------
    fast, slow : where the parts would end [% of the foot's volume]
    fast_minutes, slow_minutes : how long each takes for 63 % of the way
    """

    fast: float
    fast_minutes: _Positive
    slow: float
    slow_minutes: _Positive

    def after(self, state: State, minutes: float) -> State:
        """Return the state after some minutes of keeping still."""
        fast, slow = state
        return (
            self.fast + (fast - self.fast) * exp(-minutes / self.fast_minutes),
            self.slow + (slow - self.slow) * exp(-minutes / self.slow_minutes),
        )


@dataclass(frozen=True, slots=True)
class Emptying(Record):
    """What a break of two minutes does.

    Parameters
    ----------
    kept : the part of the fast swelling that stays [-]
    shed, drained : what goes beyond that, of the fast and the slow part [% of the foot's volume]
    """

    kept: Annotated[float, limits.real(0.0, 1.0)]
    shed: float
    drained: float

    def after(self, state: State) -> State:
        """Return the state after the break."""
        fast, slow = state
        return self.kept * fast - self.shed, slow - self.drained


@dataclass(frozen=True, slots=True)
class ShortLegs(Record):
    """One simulated person's foot in short.

    Parameters
    ----------
    fills : by posture of the day, such as ``seated``
    empties : by posture and activity of the break, such as ``seated/walking``
    """

    fills: Mapping[NonBlank, Filling]
    empties: Mapping[NonBlank, Emptying]


@dataclass(frozen=True, slots=True)
class Sitting:
    """A stretch of keeping still in one posture, and the break that ends it, if one does."""

    posture: str
    minutes: float
    activity: str | None = None


def swellings(legs: ShortLegs, day: Iterable[Sitting], state: State = DRY) -> Iterator[float]:
    """Yield how swollen the foot is at the end of each stretch, before its break.

    In per cent of the foot's volume, against the morning.
    """
    for stretch in day:
        state = legs.fills[stretch.posture].after(state, stretch.minutes)
        yield sum(state)
        state = emptied(legs, stretch, state)


def state_after(legs: ShortLegs, day: Iterable[Sitting], state: State = DRY) -> State:
    """Return the state at the end of some stretches and their breaks."""
    for stretch in day:
        state = legs.fills[stretch.posture].after(state, stretch.minutes)
        state = emptied(legs, stretch, state)
    return state


def emptied(legs: ShortLegs, stretch: Sitting, state: State) -> State:
    """Return the state after the break at the end of a stretch."""
    if stretch.activity is None:
        return state
    return legs.empties[f"{stretch.posture}/{stretch.activity}"].after(state)
