"""The emergency number of each country, 112 where it is not known, and its medical line."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from soleus.language import territory_name
from soleus.vocabulary import Calls

if TYPE_CHECKING:
    from collections.abc import Mapping

FALLBACK = "112"


@dataclass(frozen=True, slots=True)
class MedicalLine:
    """Whom to call with what cannot wait and is no emergency.

    Parameters
    ----------
    number : as people write it: "116 117"
    service : what it is called there
    page : where the number was read
    """

    number: str
    service: str
    page: str


@dataclass(frozen=True, slots=True)
class EmergencyNumbers:
    """Whom to call: ``ambulance`` first; ``country`` is its name, or None where it is unknown.

    ``medical`` is None where no one line serves the country, or none is known here.
    """

    country: str | None
    code: str | None
    ambulance: str
    medical: MedicalLine | None = None

    def calls(self, *, is_guessed: bool = False) -> Calls:
        """Return them as a result names them; ``is_guessed``: nobody chose the country."""
        country = territory_name(self.code or "", self.country) if self.country else ""
        number, service = ("", "")
        if self.medical:
            number, service = self.medical.number, self.medical.service
        return Calls(self.ambulance, country, is_guessed, number, service)

    @property
    def is_known(self) -> bool:
        """Whether the country is one that we have a number for."""
        return self.code is not None


@cache
def emergency_numbers() -> Mapping[str, EmergencyNumbers]:
    """Return the numbers by two-letter country code, in the order of the countries' names."""
    text = files("soleus.handbook").joinpath("emergency_numbers.toml").read_text("utf-8")
    data = tomllib.loads(text)
    lines = {code: MedicalLine(**row) for code, row in data["medical"].items()}
    found = {
        code: EmergencyNumbers(row["name"], code, row["ambulance"], lines.get(code))
        for code, row in data["country"].items()
    }
    return dict(sorted(found.items(), key=lambda item: str(item[1].country)))


def emergency_numbers_of(code: str | None) -> EmergencyNumbers:
    """Return the numbers of a country; 112 where there is none of that code."""
    known = emergency_numbers().get((code or "").upper())
    return known or EmergencyNumbers(None, None, FALLBACK)
