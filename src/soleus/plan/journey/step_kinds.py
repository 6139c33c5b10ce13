"""The things to do on a journey, read from ``steps/*.toml``, and what takes turns in the seat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from soleus.evidence import Text, load_texts
from soleus.journal import JourneyLeg, Means, Seat
from soleus.records import NonBlank, Record, limits, load_folder, load_table, read_toml
from soleus.vocabulary import Activity

_FOLDER = files("soleus.plan") / "journey"

HELD_INSTEAD = (Activity.WALKING, Activity.ANKLE_PUMPS, Activity.COMPRESSION)
"""The activities of a journey; of each, something can be done where it is held back."""

_CASES = (
    "long",
    "drink",
    "later",
    *(f"seat.{seat}" for seat in Seat),
    *(f"risk.{case}" for case in ("yes", "unsure", "ask", "check")),
    *(f"instead.{activity}" for activity in HELD_INSTEAD),
    *(f"signs.{sign}" for sign in ("lung", "leg", "days", "long")),
)


class When(StrEnum):
    """To what of a journey the time of a step belongs."""

    DAY_BEFORE = "day_before"
    BEFORE_LEAVING = "before_leaving"
    ON_BOARD = "on_board"
    BETWEEN = "between"
    AFTER_LANDING = "after_landing"
    EVENING_OF_LANDING = "evening_of_landing"
    DAY_AFTER = "day_after"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepKind(Text):
    """One kind of thing to do.

    Parameters
    ----------
    id : the file's name
    when : to what its time belongs
    at : the time of that day, where it has one
    minutes : how long before leaving or after landing, where that is its time
    rank : what comes first where two would come together; the smaller wins
    activity : the activity whose permit it needs; None for what is no activity
    title : its name
    """

    id: NonBlank
    when: When
    at: time | None = None
    minutes: Annotated[int, limits.whole(0, 24 * 60, "minutes")] = 0
    rank: int
    activity: Activity | None = None
    title: NonBlank


@dataclass(frozen=True, slots=True)
class SeatTurns(Record):
    """What takes turns by some means of travel, in some seats."""

    means: tuple[Means, ...]
    seats: tuple[Seat | Literal["unknown"], ...]
    steps: tuple[NonBlank, ...]

    def fits(self, leg: JourneyLeg) -> bool:
        """Whether they are those of a leg."""
        return leg.means in self.means and (leg.seat or "unknown") in self.seats


@cache
def step_kinds() -> Mapping[str, StepKind]:
    """Return every kind of thing to do on a journey, by id."""
    return load_folder(StepKind, _FOLDER / "steps")


@cache
def _turns() -> tuple[SeatTurns, ...]:
    tables = read_toml(_FOLDER / "on_board.toml")["turns"]
    return tuple(load_table(SeatTurns, table, "on_board.toml") for table in tables)


def turns_on(leg: JourneyLeg) -> Sequence[StepKind]:
    """Return what takes turns on a leg, in order."""
    turns = next(each for each in _turns() if each.fits(leg))
    return [step_kinds()[id_] for id_ in turns.steps]


@cache
def journey_texts() -> Mapping[str, Text]:
    """Return what is said of a journey besides its steps, by its case."""
    return load_texts(_FOLDER / "words.toml", _CASES)
