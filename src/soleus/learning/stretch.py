"""Looking day by day, never ahead: what holds today, and since when without a break."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

StateT = TypeVar("StateT")


@dataclass(frozen=True, slots=True)
class Stretch(Generic[StateT]):
    """Something holds: ``since`` is the first day of the unbroken stretch up to now."""

    since: int
    state: StateT


@dataclass(frozen=True, slots=True)
class Walk(Generic[StateT]):
    """What held on each day of a walk through the days; None where nothing did."""

    days: tuple[int, ...]
    states: tuple[StateT | None, ...]

    @property
    def now(self) -> StateT | None:
        """What holds on the last day."""
        return self.states[-1] if self.states else None

    @property
    def since(self) -> int:
        """The first day of the unbroken stretch up to the last day; only where it holds."""
        return since_any([self], self.days)

    def holds_on(self, day: int) -> bool:
        """Whether it held on a day, or on the last one before that was looked at."""
        place = bisect_right(self.days, day)
        return place > 0 and self.states[place - 1] is not None


def walk(days: Iterable[int], step: Callable[[int, StateT | None], StateT | None]) -> Walk[StateT]:
    """Walk through the days and return what held on each.

    ``step`` is given a day and what held on the day before, and returns what holds then. It has to
    look at that day and earlier ones alone, so a diary cut off at a day tells what held then.
    """
    days = tuple(days)
    states: list[StateT | None] = []
    for day in days:
        states.append(step(day, states[-1] if states else None))
    return Walk(days, tuple(states))


def since_any(walks: Iterable[Walk[Any]], days: Sequence[int]) -> int:
    """Return the first of the last days on all of which any of the walks held."""
    walks = tuple(walks)
    since = days[-1]
    for day in reversed(days):
        if not any(each.holds_on(day) for each in walks):
            break
        since = day
    return since


def earliest(walks: Iterable[Walk[StateT]], days: Sequence[int]) -> Stretch[StateT] | None:
    """Return since when any of the walks has held, with what the longest one of them tells now."""
    walks = tuple(walks)
    holding = [(each.since, each.now) for each in walks if each.now is not None]
    if not holding:
        return None
    _, state = min(holding, key=lambda held: held[0])
    return Stretch(since_any(walks, days), state)
