"""What a day looks like in each setting, read from ``settings/*.toml``: path = id."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from soleus.plan.kinds import kind_id
from soleus.plan.words import DayPart, Setting
from soleus.records import Record, limits, load_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class DayShape(Record):
    """What a day of one setting holds, as far as the clearance opens it.

    Parameters
    ----------
    id : the setting, the file's name
    breaks : kinds of break, the best first; the first that is open is taken
    breaks_during : when breaks are due
    bouts : whether the week's minutes are placed
    pain_guided : whether walking to pain is placed, where it is open
    ankle_pumps, calf_raises, elevation : parts of the day for each
    elevation_when_venous : parts of the day when the pattern of symptoms is venous or mixed
    strength : whether strength days are placed
    claims : what this shape rests on
    """

    id: Setting
    breaks: Annotated[tuple[str, ...], limits.list_of(kind_id(), least=1, is_unique=True)]
    breaks_during: Literal["work", "journey", "waking"]
    bouts: bool
    pain_guided: bool = False
    ankle_pumps: tuple[DayPart, ...] = ()
    calf_raises: tuple[DayPart, ...] = ()
    elevation: tuple[DayPart, ...] = ()
    elevation_when_venous: tuple[DayPart, ...] = ()
    strength: bool
    claims: tuple[str, ...]


@cache
def day_shapes() -> Mapping[Setting, DayShape]:
    """Return the shape of the day in every setting."""
    shapes = load_folder(DayShape, files("soleus.plan") / "settings")
    return {setting: shapes[setting] for setting in Setting}
