"""A table becomes a frozen value, or every one of its faults is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pytest

from soleus.vocabulary import Table, read_record


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Inner:
    size: float


@dataclass(frozen=True)
class Outer:
    name: str
    colour: Colour
    inner: Inner
    many: tuple[Inner, ...]
    named: Mapping[str, int]
    either: int | str
    perhaps: bool | None = None


GOOD: dict[str, Any] = {
    "name": "a",
    "colour": "red",
    "inner": {"size": 1},
    "many": [{"size": 2.5}],
    "named": {"x": 3},
    "either": "four",
}


def faults_of(**changes: Any) -> list[str]:
    faults: list[str] = []
    found = read_record(Outer, Table({**GOOD, **changes}, "file", faults))
    assert (found is None) == bool(faults)
    return faults


def test_a_good_table_becomes_a_value() -> None:
    found = read_record(Outer, Table(GOOD, "file", []))
    assert found == Outer("a", Colour.RED, Inner(1.0), (Inner(2.5),), {"x": 3}, "four")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": 5}, "file: 'name' has to be a text, not 5"),
        ({"colour": "green"}, "file: 'colour' has to be one of red, blue, not 'green'"),
        ({"colour": ["red"]}, "file: 'colour' has to be one of red, blue, not ['red']"),
        ({"inner": 5}, "file: 'inner' has to be a table"),
        ({"inner": {"size": True}}, "file, inner: 'size' has to be a number, not True"),
        ({"many": {}}, "file: 'many' has to be a list"),
        ({"many": [{}]}, "file, many 1: 'size' is missing"),
        ({"named": []}, "file: 'named' has to be a table"),
        ({"named": {"x": 1.5}}, "file, named: 'x' has to be a whole number, not 1.5"),
        ({"either": 1.5}, "file: 'either' has to be a text, not 1.5"),
        ({"perhaps": 0}, "file: 'perhaps' has to be true or false, not 0"),
    ],
)
def test_each_fault_is_told_where_it_is(changes: dict[str, Any], told: str) -> None:
    assert faults_of(**changes) == [told]


def test_an_unknown_key_is_told_with_the_nearest_known_one() -> None:
    (fault,) = faults_of(colur="red")
    assert "colur" in fault
    assert "colour" in fault


def test_all_faults_are_told_at_once() -> None:
    assert len(faults_of(name=None, inner={}, many=[1, {"size": "x"}], extra=1)) == 5
