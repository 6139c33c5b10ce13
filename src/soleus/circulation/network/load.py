"""Builds the network from leg.toml, read once for each leg, and trunk.toml."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from soleus.circulation.data import read_data

LEGS = ("left", "right")
HEIGHTS = tuple(read_data("network/postures")["standing"])
"""Places whose depth below the heart depends on the posture."""
MUSCLES = tuple(read_data("network/activities")["rest"]["push"])
"""Muscle groups of a leg."""
SKINS = tuple(read_data("network/persons")["stocking_parts"])
"""Parts of a leg that a stocking presses on."""
CUFFS = ("foot", "calf", "thigh")
"""Parts of a leg that a pneumatic cuff can go round."""

COMPARTMENTS = ("artery", "vein", "elastic", "chamber")
"""Kinds of elements that hold blood."""
LINKS = ("inertial", "open_artery", "open_vein", "open_trunk", "valve", "heart_valve")
"""Kinds of elements that join two compartments without holding blood."""


@dataclass(frozen=True, slots=True)
class Element:
    """One compartment, link, bed or tissue of the network.

    Parameters
    ----------
    kind : which law it follows: ``vein``, ``valve``, ``bed`` …
    base : its name within a leg or the trunk; both legs share the parameters of this name
    leg : ``left``, ``right``, or empty for the trunk
    data : its table in the file
    """

    kind: str
    base: str
    leg: str
    data: dict[str, Any]

    @property
    def id(self) -> str:
        """The element's unique name, such as ``left_foot_vein``."""
        return self.local(self.base)

    @property
    def ends(self) -> tuple[str, str]:
        """Ids of the compartments upstream and downstream of a link or bed."""
        return find(self.data["from"], self.leg).id, find(self.data["to"], self.leg).id

    def local(self, name: str) -> str:
        """Return the id of an element called ``name`` in the same leg, or in the trunk."""
        return f"{self.leg}_{name}" if self.leg else name


@cache
def elements(*kinds: str) -> tuple[Element, ...]:
    """Return the elements of these kinds, or of every kind if none is named, in file order."""
    return tuple(e for e in _network() if not kinds or e.kind in kinds)


@cache
def find(name: str, leg: str) -> Element:
    """Return the element called ``name`` in this leg, or else in the trunk."""
    return next(e for e in _network() if e.id in (f"{leg}_{name}", name))


@cache
def _network() -> tuple[Element, ...]:
    return (*_read("trunk", ""), *(e for leg in LEGS for e in _read("leg", leg)))


def _read(name: str, leg: str) -> list[Element]:
    return [
        Element(kind, base, leg, data)
        for kind, tables in read_data(f"network/{name}").items()
        for base, data in tables.items()
    ]
