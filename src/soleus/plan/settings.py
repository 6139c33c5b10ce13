"""What a day looks like in each setting, read from ``settings/*.toml``: path = id."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from soleus.plan.kinds import kinds
from soleus.plan.loading import member, members, open_folder, refuse
from soleus.plan.words import DayPart, Setting
from soleus.vocabulary import Table, nearest


class During(StrEnum):
    """When breaks are due."""

    WORK = "work"
    JOURNEY = "journey"
    WAKING = "waking"


@dataclass(frozen=True, slots=True)
class DayShape:
    """What a day of one setting holds, as far as the clearance opens it.

    Parameters
    ----------
    breaks : kinds of break, the best first; the first that is open is taken
    breaks_during : when breaks are due
    bouts : whether the week's minutes are placed
    pain_guided : whether walking to pain is placed, where it is open
    ankle_pumps, calf_raises, elevation : parts of the day for each
    elevation_when_venous : parts of the day when the pattern of symptoms is venous or mixed
    strength : whether strength days are placed
    claims : what this shape rests on
    """

    breaks: tuple[str, ...]
    breaks_during: During
    bouts: bool
    pain_guided: bool
    ankle_pumps: tuple[DayPart, ...]
    calf_raises: tuple[DayPart, ...]
    elevation: tuple[DayPart, ...]
    elevation_when_venous: tuple[DayPart, ...]
    strength: bool
    claims: tuple[str, ...]


@cache
def day_shapes() -> Mapping[Setting, DayShape]:
    """Return the shape of the day in every setting."""
    faults: list[str] = []
    tables = open_folder("settings", faults)
    faults += [f"settings/{name}.toml is missing" for name in Setting if name not in tables]
    for name in tables:
        if name not in list(Setting):
            faults.append(f"settings/{name}.toml: this is no setting{nearest(name, Setting)}")
    read = {name: _shape(table) for name, table in tables.items()}
    refuse(faults)
    return {Setting(name): shape for name, shape in read.items()}


def _shape(table: Table) -> DayShape:
    shape = DayShape(
        breaks=members(table, "breaks", kinds()),
        breaks_during=member(table, "breaks_during", During),
        bouts=table.flag("bouts"),
        pain_guided=table.flag("pain_guided", False),
        ankle_pumps=_parts(table, "ankle_pumps"),
        calf_raises=_parts(table, "calf_raises"),
        elevation=_parts(table, "elevation"),
        elevation_when_venous=_parts(table, "elevation_when_venous"),
        strength=table.flag("strength"),
        claims=table.texts("claims"),
    )
    table.close()
    return shape


def _parts(table: Table, key: str) -> tuple[DayPart, ...]:
    return tuple(DayPart(part) for part in members(table, key, DayPart, ()))
