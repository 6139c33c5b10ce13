"""The kinds of items a week can hold, read from ``kinds/*.toml``: one kind a file, path = id."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from soleus.language import meant, translate
from soleus.records import Limit, NonBlank, Record, limits, load_folder
from soleus.vocabulary import Activity

HowHard = Literal["rest", "light", "moderate"]
"""How hard an item is."""


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


def _range() -> Limit:
    """Allow a range; in data ``[least, usual, most]``."""
    numbers = limits.list_of(limits.whole(0), least=3, most=3)

    def load(value: object) -> Range:
        loaded = numbers.load(value)
        if numbers.fault(loaded) or list(loaded) != sorted(loaded):
            raise ValueError(translate("has to be [least, usual, most]"))
        return Range(*loaded)

    return Limit(lambda _: None, load, lambda value: [value.least, value.usual, value.most])


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Record):
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
    does : how to do it
    does_with_care : how to do it under caution; empty where that is the same
    why, claims : why it is in the plan, and what that rests on
    """

    id: NonBlank
    activity: Activity
    title: NonBlank
    group: Group
    intensity: HowHard
    minutes: Annotated[Range, _range()]
    repetitions: Annotated[Range, _range()] | None = None
    height: NonBlank | None = None
    counts: bool = False
    needs_permitted: bool = False
    can_be_swapped_to: bool = True
    does: NonBlank
    does_with_care: str = ""
    why: NonBlank
    claims: tuple[str, ...]


@cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind of item, by id."""
    return load_folder(Kind, files("soleus.plan") / "kinds")


def kind_id() -> Limit:
    """Allow the id of a kind of item."""

    def fault(value: object) -> str | None:
        return None if isinstance(value, str) and value in kinds() else unknown_kind(value)

    return Limit(fault)


def unknown_kind(kind: object) -> str:
    """Return the line that says that there is no such kind of item."""
    return translate("there is no kind '{kind}'", kind=kind) + meant(str(kind), kinds())
