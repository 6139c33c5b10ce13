"""The emergency number of each country, with 112 where the country is not known."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FALLBACK = "112"


@dataclass(frozen=True, slots=True)
class EmergencyNumbers:
    """Whom to call: ``ambulance`` first; ``country`` is its name, or None where it is unknown."""

    country: str | None
    code: str | None
    ambulance: str

    @property
    def is_known(self) -> bool:
        """Whether the country is one that we have a number for."""
        return self.code is not None


@cache
def emergency_numbers() -> Mapping[str, EmergencyNumbers]:
    """Return the numbers by two-letter country code, in the order of the countries' names."""
    text = files("soleus.handbook").joinpath("emergency_numbers.toml").read_text("utf-8")
    rows = tomllib.loads(text)["country"]
    found = {
        code: EmergencyNumbers(row["name"], code, row["ambulance"]) for code, row in rows.items()
    }
    return dict(sorted(found.items(), key=lambda item: str(item[1].country)))


def emergency_numbers_of(code: str | None) -> EmergencyNumbers:
    """Return the numbers of a country; 112 where there is none of that code."""
    known = emergency_numbers().get((code or "").upper())
    return known or EmergencyNumbers(None, None, FALLBACK)
