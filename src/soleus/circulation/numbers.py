"""The model's numbers by the names of its equations, from the data and the calibration."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from soleus.circulation.network import Element, Network, load_network, read_data

Numbers = dict[str, float]

_PER_ELEMENT = {
    "artery": {"compliance": "C"},
    "elastic": {"compliance": "C"},
    "vein": {"unstressed": "V0", "capacity": "dV", "half": "Pk"},
    "chamber": {"unstressed": "V0", "contracted": "Emax", "slack": "Emin", "stiffens": "Vs"},
    "inertial": {"resistance": "R", "inertance": "L"},
    "open_artery": {"conductance": "G"},
    "open_vein": {"conductance": "G"},
    "open_trunk": {"conductance": "G"},
    "valve": {"conductance": "G"},
    "gate": {"conductance": "G"},
    "bed": {"rest_flow": "q0"},
    "tissue": {
        "volume": "tissue", "filtration": "cfc", "capillary_share": "share", "stiffness": "K",
    },
}  # fmt: skip


def _of_element(e: Element) -> Numbers:
    return {
        f"{short}_{e.base}": float(e.data[long]) for long, short in _PER_ELEMENT[e.kind].items()
    }


def _of_network(net: Network) -> Numbers:
    numbers: Numbers = {}
    for e in net.elements:
        if e.leg != "right":
            numbers.update(_of_element(e))
    return numbers


def _of_activities(tables: Mapping[str, Any]) -> Numbers:
    numbers: Numbers = {}
    for activity, table in tables.items():
        for group in ("push", "pull", "work", "h_max"):
            for part, value in table.get(group, {}).items():
                numbers[f"{activity}.{group}.{part}"] = float(value)
    return numbers


def _of_persons(tables: Mapping[str, Any]) -> Numbers:
    return {f"stocking_part.{k}": float(v) for k, v in tables["stocking_parts"].items()}


@cache
def written_numbers() -> Mapping[str, float]:
    """Return every number as the data files give it, before any calibration."""
    numbers = {n: float(t["value"]) for n, t in read_data("parameters").items()}
    numbers.update(_of_network(load_network()))
    numbers.update(_of_activities(read_data("activities")))
    numbers.update(_of_persons(read_data("persons")))
    numbers.update({n: float(t["value"]) for n, t in read_data("instruments").items()})
    return numbers


@cache
def calibrated_numbers() -> Mapping[str, float]:
    """Return the numbers that the calibration replaces, by name."""
    text = files("soleus.circulation.network").joinpath("calibration.toml").read_text("utf-8")
    return {n: float(v) for n, v in tomllib.loads(text).get("values", {}).items()}


def numbers_with(changes: Mapping[str, float] | None = None) -> Numbers:
    """Return all numbers after calibration, with ``changes`` on top (for trying things out)."""
    numbers = {**written_numbers(), **calibrated_numbers(), **(changes or {})}
    if unknown := numbers.keys() - written_numbers().keys():
        raise KeyError(f"no such number in the model: {', '.join(sorted(unknown))}")
    return numbers
