"""What a day looks like in each setting, read from ``settings/*.toml``: path = id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from soleus.plan.kinds import kinds
from soleus.plan.tables import Table, key_faults, read_folder, refuse
from soleus.plan.words import DayPart, Setting


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
    setting : its setting, which is the file's name
    breaks : kinds of break, the best first; the first that is open is taken
    breaks_during : when breaks are due
    bouts : whether the week's minutes are placed
    pain_guided : whether walking to pain is placed, where it is open
    ankle_pumps, calf_raises, elevation : parts of the day for each
    elevation_when_venous : parts of the day when the pattern of symptoms is venous or mixed
    strength : whether strength days are placed
    claims : what this shape rests on
    """

    setting: Setting
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


_PARTS = ("ankle_pumps", "calf_raises", "elevation", "elevation_when_venous")
_REQUIRED = {
    "breaks": list,
    "breaks_during": str,
    "bouts": bool,
    **dict.fromkeys(_PARTS, list),
    "strength": bool,
    "claims": list,
}


def _faults(name: str, table: Table) -> Iterator[str]:
    where = f"settings/{name}.toml"
    if name not in list(Setting):
        yield f"{where}: no setting is called '{name}'"
    yield from key_faults(where, table, _REQUIRED, {"pain_guided": bool})
    for kind in table.get("breaks", ()):
        if kind not in kinds():
            yield f"{where}: no kind of item is called '{kind}'"
    for key in _PARTS:
        for part in table.get(key, ()):
            if part not in list(DayPart):
                yield f"{where}: '{key}' names no part of the day: '{part}'"


def _shape(name: str, table: Table) -> DayShape:
    parts = {key: tuple(DayPart(part) for part in table[key]) for key in _PARTS}
    return DayShape(
        setting=Setting(name),
        breaks=tuple(table["breaks"]),
        breaks_during=During(table["breaks_during"]),
        bouts=table["bouts"],
        pain_guided=table.get("pain_guided", False),
        strength=table["strength"],
        claims=tuple(table["claims"]),
        **parts,
    )


@cache
def day_shapes() -> Mapping[Setting, DayShape]:
    """Return the shape of the day in every setting."""
    tables = read_folder("settings")
    faults = [f"settings/{name}.toml is missing" for name in Setting if name not in tables]
    refuse(faults + [fault for name, table in tables.items() for fault in _faults(name, table)])
    return {Setting(name): _shape(name, table) for name, table in tables.items()}
