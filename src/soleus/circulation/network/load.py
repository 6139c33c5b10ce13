"""Reads leg.toml and trunk.toml and makes two legs of one."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LEGS = ("left", "right")

COMPARTMENTS = ("artery", "vein", "elastic", "chamber")
LINKS = ("inertial", "open_artery", "open_vein", "open_trunk", "valve", "gate")


@dataclass(frozen=True, slots=True)
class Element:
    """One compartment, link, bed or tissue of the network.

    Parameters
    ----------
    kind : which law it follows: ``vein``, ``valve``, ``bed`` …
    base : its name within a leg or the trunk; numbers are kept under this name
    leg : ``left``, ``right``, or nothing for the trunk
    data : what its file says of it
    """

    kind: str
    base: str
    leg: str
    data: dict[str, Any]

    @property
    def id(self) -> str:
        """The name that no other element has, as in ``left_foot_vein``."""
        return f"{self.leg}_{self.base}" if self.leg else self.base

    def local(self, name: str) -> str:
        """Return the name of something in the same leg (or the trunk)."""
        return f"{self.leg}_{name}" if self.leg else name


@dataclass(frozen=True, slots=True)
class Network:
    """Everything that blood can be in or pass through."""

    elements: tuple[Element, ...]

    def of(self, *kinds: str) -> tuple[Element, ...]:
        """Return the elements of these kinds, in the order of the files."""
        return tuple(e for e in self.elements if e.kind in kinds)

    def find(self, name: str, leg: str) -> Element:
        """Return the element called ``name`` in this leg, or else in the trunk."""
        wanted = {f"{leg}_{name}", name}
        return next(e for e in self.elements if e.id in wanted)


@cache
def read_data(name: str) -> dict[str, Any]:
    """Return the content of one of this package's TOML files, by its name without ending."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


def _elements(name: str, leg: str) -> list[Element]:
    tables = read_data(name)
    return [
        Element(kind, base, leg, data) for kind in tables for base, data in tables[kind].items()
    ]


@cache
def load_network() -> Network:
    """Return the trunk with both legs."""
    found = _elements("trunk", "")
    for leg in LEGS:
        found += _elements("leg", leg)
    return Network(tuple(found))
