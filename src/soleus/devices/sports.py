"""Which of our activities a file means by its word or number for one, from ``sports.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from soleus.records import Record, load_table, read_toml

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class Sport(StrEnum):
    """What was done, as far as legs are concerned."""

    WALKING = "walking"
    RUNNING = "running"
    CYCLING = "cycling"
    SWIMMING = "swimming"
    DANCING = "dancing"
    STRENGTH_TRAINING = "strength_training"
    ROWING = "rowing"
    SKIING = "skiing"
    GENTLE = "gentle"
    TRANSITION = "transition"
    OTHER = "other"


IN_ONE_PLACE = frozenset({Sport.STRENGTH_TRAINING, Sport.DANCING, Sport.GENTLE})
"""What is done without going anywhere."""


class Effort(StrEnum):
    """How hard it was; the words are those of the journal."""

    LIGHT = "light"
    MODERATE = "moderate"
    VIGOROUS = "vigorous"
    STRENGTH = "strength"


@dataclass(frozen=True, slots=True)
class SportData(Record):
    """One of our activities as files name it.

    Parameters
    ----------
    usual : how hard it is where nothing in the file tells (X50)
    words : names, in small letters and without spaces or signs
    parts : what a name has to hold to be meant, where it is none of the words
    health_connect : its numbers in Health Connect (``ExerciseSessionType``)
    """

    usual: Effort
    words: tuple[str, ...]
    parts: tuple[str, ...] = ()
    health_connect: tuple[int, ...] = ()


@cache
def sports() -> dict[Sport, SportData]:
    """Return every activity with its names, in the order in which parts of names are tried."""
    data = read_toml(files("soleus.devices") / "sports.toml")
    return {Sport(name): load_table(SportData, data[name], name) for name in data}


def sport_of(*names: str) -> Sport:
    """Return what the first name that is known means; OTHER where none is.

    Parameters
    ----------
    names : the file's words, the most exact one first, such as ``indoor_rowing``
    """
    plain = [_plain(name) for name in names if name]
    known = {word: sport for sport, data in sports().items() for word in data.words}
    for name in plain:
        if name in known:
            return known[name]
    for name in plain:
        for sport, data in sports().items():
            if any(part in name for part in data.parts):
                return sport
    return Sport.OTHER


def sport_of_number(number: int) -> Sport:
    """Return what Health Connect means by a number."""
    for sport, data in sports().items():
        if number in data.health_connect:
            return sport
    return Sport.OTHER


def _plain(name: str) -> str:
    name = name.removeprefix("HKWorkoutActivityType").lower()
    return re.sub(r"[\W_]+", "", name.translate(_UMLAUTS))
