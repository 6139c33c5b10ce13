"""Looking day by day, never ahead: what holds today, and since when without a break."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

StateT = TypeVar("StateT")


@dataclass(frozen=True, slots=True)
class Stretch(Generic[StateT]):
    """Something holds: ``since`` is the first day of the unbroken stretch up to now."""

    since: int
    state: StateT


def stretch(
    days: Iterable[int], step: Callable[[int, StateT | None], StateT | None]
) -> Stretch[StateT] | None:
    """Walk through the days and return what holds on the last one, or None.

    ``step`` is given a day and what held on the day before, and returns what holds then. It has to
    look at that day and earlier ones alone, so a diary cut off at a day tells what held then.
    """
    held: Stretch[StateT] | None = None
    for day in days:
        state = step(day, held.state if held else None)
        held = None if state is None else Stretch(held.since if held else day, state)
    return held
