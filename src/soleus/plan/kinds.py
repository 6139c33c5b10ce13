"""The kinds of items a week can hold, read from ``kinds/*.toml``: one kind a file, path = id."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from soleus.plan.loading import member, open_folder, refuse
from soleus.vocabulary import Activity, Table


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


@cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind of item, by id."""
    faults: list[str] = []
    tables = open_folder("kinds", faults)
    read = {kind_id: _kind(kind_id, table) for kind_id, table in tables.items()}
    refuse(faults)
    return read


def _kind(kind_id: str, table: Table) -> Kind:
    does = table.text("does")
    kind = Kind(
        id=kind_id,
        activity=member(table, "activity", Activity),
        title=table.text("title"),
        group=member(table, "group", Group),
        intensity=member(table, "intensity", Intensity),
        minutes=_range(table, "minutes") or Range(0, 0, 0),
        repetitions=_range(table, "repetitions", ()),
        height=table.text("height", "") or None,
        counts=table.flag("counts", False),
        needs_permitted=table.flag("needs_permitted", False),
        can_be_swapped_to=table.flag("can_be_swapped_to", True),
        does=does,
        does_with_care=table.text("does_with_care", "") or does,
        why=table.text("why"),
        claims=table.texts("claims"),
    )
    table.close()
    return kind


def _range(table: Table, key: str, default: tuple[int, ...] | None = None) -> Range | None:
    numbers = table.numbers(key, default)
    if len(numbers) == 3 and list(numbers) == sorted(numbers):
        return Range(*numbers)
    if numbers:
        table.fault(f"'{key}' has to be [least, usual, most]")
    return None
