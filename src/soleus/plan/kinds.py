"""The kinds of items a week can hold, read from ``kinds/*.toml``: one kind a file, path = id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from soleus.plan.tables import Table, key_faults, read_folder, refuse
from soleus.vocabulary import Activity


class Intensity(StrEnum):
    """How hard an item is."""

    REST = "rest"
    LIGHT = "light"
    MODERATE = "moderate"


class Group(StrEnum):
    """Kinds of one group can stand in for one another."""

    BOUT = "bout"
    BREAK = "break"
    PUMP = "pump"
    STRENGTH = "strength"


@dataclass(frozen=True, slots=True)
class Range:
    """Least, usual and most of a dose."""

    least: int
    usual: int
    most: int

    def holds(self, value: int) -> bool:
        """Whether ``value`` lies within."""
        return self.least <= value <= self.most


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of item: which activity of the gate it is, its dose, how to do it and why.

    Parameters
    ----------
    id : the file's name
    activity : the activity whose permit an item of this kind needs
    title : what a calendar may show; it names no illness
    group : kinds that can be swapped with one another
    intensity : how hard it is when done freely
    minutes, repetitions : the bounds of the dose
    height : for elevation, how high
    counts : whether its minutes count towards the week's minutes
    needs_permitted : whether the gate must say ``permitted``: caution is not enough
    can_be_swapped_to : whether a person may choose it in place of another of its group
    does, does_with_care : how to do it, freely and under caution
    why, claims : why it is in the plan, and what that rests on
    """

    id: str
    activity: Activity
    title: str
    group: Group
    intensity: Intensity
    minutes: Range
    repetitions: Range | None
    height: str | None
    counts: bool
    needs_permitted: bool
    can_be_swapped_to: bool
    does: str
    does_with_care: str
    why: str
    claims: tuple[str, ...]


_REQUIRED = {
    "activity": str,
    "title": str,
    "group": str,
    "intensity": str,
    "minutes": list,
    "does": str,
    "why": str,
    "claims": list,
}
_OPTIONAL = {
    "repetitions": list,
    "height": str,
    "counts": bool,
    "needs_permitted": bool,
    "can_be_swapped_to": bool,
    "does_with_care": str,
}
_WORDS: Mapping[str, type[StrEnum]] = {
    "activity": Activity,
    "group": Group,
    "intensity": Intensity,
}


def _faults(where: str, table: Table) -> Iterator[str]:
    yield from key_faults(where, table, _REQUIRED, _OPTIONAL)
    for key, words in _WORDS.items():
        if key in table and table[key] not in list(words):
            yield f"{where}: '{key}' is '{table[key]}', not one of {', '.join(words)}"
    for key in ("minutes", "repetitions"):
        bounds = table.get(key, [0, 0, 0])
        if len(bounds) != 3 or sorted(bounds) != bounds:
            yield f"{where}: '{key}' must be [least, usual, most]"


def _kind(kind_id: str, table: Table) -> Kind:
    repetitions = table.get("repetitions")
    return Kind(
        id=kind_id,
        activity=Activity(table["activity"]),
        title=table["title"],
        group=Group(table["group"]),
        intensity=Intensity(table["intensity"]),
        minutes=Range(*table["minutes"]),
        repetitions=Range(*repetitions) if repetitions else None,
        height=table.get("height"),
        counts=table.get("counts", False),
        needs_permitted=table.get("needs_permitted", False),
        can_be_swapped_to=table.get("can_be_swapped_to", True),
        does=table["does"],
        does_with_care=table.get("does_with_care", table["does"]),
        why=table["why"],
        claims=tuple(table["claims"]),
    )


@cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind of item, by id."""
    tables = read_folder("kinds")
    refuse([fault for k, table in tables.items() for fault in _faults(f"kinds/{k}.toml", table)])
    return {kind_id: _kind(kind_id, table) for kind_id, table in tables.items()}
