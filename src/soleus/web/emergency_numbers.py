"""The emergency number of each country, with 112 where the country is not known."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FALLBACK = "112"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Whom to call: ``ambulance`` first; ``country`` is its name, or None where it is unknown."""

    country: str | None
    code: str | None
    ambulance: str

    @property
    def is_known(self) -> bool:
        """Whether the country is one that we have a number for."""
        return self.code is not None


@cache
def countries() -> Mapping[str, Numbers]:
    """Return the numbers by two-letter country code, in the order of the countries' names."""
    text = files("soleus.web").joinpath("data/emergency_numbers.toml").read_text("utf-8")
    rows = tomllib.loads(text)["country"]
    found = {code: Numbers(row["name"], code, row["ambulance"]) for code, row in rows.items()}
    return dict(sorted(found.items(), key=lambda item: str(item[1].country)))


def numbers_of(code: str | None) -> Numbers:
    """Return the numbers of a country; 112 where there is none of that code."""
    known = countries().get((code or "").upper())
    return known or Numbers(None, None, FALLBACK)


def region_of(accept_language: str) -> str | None:
    """Return the country of the first language that names one: ``de-AT,de`` gives ``AT``."""
    for code in re.findall(r"\b[a-zA-Z]{2,3}(?:-[a-zA-Z]{4})?-([a-zA-Z]{2})\b", accept_language):
        if numbers_of(code).is_known:
            return str(code).upper()
    return None
