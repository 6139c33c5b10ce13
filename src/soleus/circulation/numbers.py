"""The model's numbers by the names of its equations, from the data files and the calibration."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from soleus.circulation.data import read_data
from soleus.circulation.network import elements

Numbers = dict[str, float]

PER_ELEMENT = {
    "artery": {"compliance": "C"},
    "elastic": {"compliance": "C"},
    "vein": {"unstressed": "V0", "capacity": "dV", "half": "Pk"},
    "chamber": {"unstressed": "V0", "contracted": "Emax", "slack": "Emin", "stiffens": "Vs"},
    "inertial": {"resistance": "R", "inertance": "L"},
    "open_artery": {"conductance": "G"},
    "open_vein": {"conductance": "G"},
    "open_trunk": {"conductance": "G"},
    "valve": {"conductance": "G"},
    "heart_valve": {"conductance": "G"},
    "bed": {"rest_flow": "q0"},
    "tissue": {
        "volume": "tissue", "filtration": "cfc", "capillary_share": "share", "stiffness": "K",
    },
}  # fmt: skip
"""The symbol of each quantity in the data files, by kind of element."""


def _of_network() -> Numbers:
    return {
        f"{symbol}_{e.base}": float(e.data[quantity])
        for e in elements()
        if e.leg != "right"
        for quantity, symbol in PER_ELEMENT[e.kind].items()
    }


def _leaves(table: Mapping[str, Any], before: str = "") -> Numbers:
    """Return every number of nested tables, named by the keys that lead to it."""
    numbers: Numbers = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            numbers |= _leaves(value, f"{before}{key}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            numbers[f"{before}{key}"] = float(value)
    return numbers


def times_name(grade: str, pattern: str) -> str:
    """Return the name of the number by which a grade of heart failure multiplies others."""
    return f"heart_failure.{grade}.times.{pattern.strip('*._')}"


def _of_persons() -> Numbers:
    """Return the numbers of blood, stockings, failing hearts, lesions and leaking valves."""
    tables = read_data("network/persons")
    failing = {k: t for k, t in tables["heart_failure"].items() if t["times"]}
    pressed = {k: v for k, v in tables["stockings"].items() if v}
    leaking = {k: t["valves"] | {"strait": t["strait"]} for k, t in tables["reflux"].items()}
    narrowed = {k: {"diameter_cm": t["diameter_cm"]} for k, t in tables["lesion"].items()}
    return {
        **_leaves(tables["stocking_parts"], "stocking_part."),
        **_leaves(tables["haematocrit"], "haematocrit."),
        **_leaves(pressed, "stockings."),
        **_leaves(narrowed, "lesion."),
        **_leaves(leaking, "reflux."),
        **_leaves({k: {**t, "times": {}} for k, t in failing.items()}, "heart_failure."),
        **{
            times_name(grade, pattern): float(factor)
            for grade, t in failing.items()
            for pattern, factor in t["times"].items()
        },
    }


@cache
def written_numbers() -> Mapping[str, float]:
    """Return every number as the data files state it, before any calibration."""
    parameters = read_data("network/parameters") | read_data("network/instruments")
    return {
        **_of_network(),
        **_leaves(read_data("network/activities")),
        **_leaves(read_data("network/postures")),
        **_of_persons(),
        **{n: float(t["value"]) for n, t in parameters.items()},
    }


@cache
def calibrated_numbers() -> Mapping[str, float]:
    """Return the numbers that the calibration replaces, by name."""
    values = read_data("network/calibration").get("values", {})
    return {n: float(v) for n, v in values.items()}


def numbers_with(changes: Mapping[str, float] | None = None) -> Numbers:
    """Return all numbers after calibration, with ``changes`` in place of some of them.

    Raises
    ------
    KeyError
        A change names a number that the model does not have.
    """
    numbers = {**written_numbers(), **calibrated_numbers(), **(changes or {})}
    if unknown := numbers.keys() - written_numbers().keys():
        raise KeyError(f"no such number in the model: {', '.join(sorted(unknown))}")
    return numbers
