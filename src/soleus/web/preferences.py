"""The preferences of a browser: theme, text, units, country. No health data; one cookie each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.handbook import EmergencyNumbers, emergency_numbers_of
from soleus.language import Measures, Sodium, Units, current

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from soleus.vocabulary import Calls

A_YEAR_SECONDS = 365 * 24 * 3600

CHOICES = {
    "theme": ("auto", "light", "dark"),
    "text": ("normal", "large", "largest"),
    "units": tuple(Units),
    "sodium": tuple(Sodium),
}


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a browser asked for.

    Parameters
    ----------
    theme : ``auto`` follows the device
    text : ``normal``, ``large`` or ``largest``
    units : how lengths are written and read; unless chosen, as is usual in the country
    sodium : how sodium is written and read; unless chosen, as food labels there tell it
    country : two letters, chosen by the person or taken from the browser's language; may be None
    is_country_chosen : whether the person chose it
    """

    theme: str = "auto"
    text: str = "normal"
    units: Units = Units.METRIC
    sodium: Sodium = Sodium.MG
    country: str | None = None
    is_country_chosen: bool = False

    @classmethod
    def of(cls, request: Request) -> Preferences:
        """Read the cookies; what is not among the choices counts as not chosen."""
        chosen = request.cookies.get("country", "")
        known = chosen if emergency_numbers_of(chosen).is_known else None
        country = known or region_of(request.headers.get("accept-language", ""))
        usual = Measures.usual(current(), country)
        return cls(
            theme=_choice(request.cookies, "theme"),
            text=_choice(request.cookies, "text"),
            units=Units(_choice(request.cookies, "units", usual.length)),
            sodium=Sodium(_choice(request.cookies, "sodium", usual.sodium)),
            country=country,
            is_country_chosen=known is not None,
        )

    @property
    def measures(self) -> Measures:
        """The units preferred."""
        return Measures(self.units, self.sodium)

    @property
    def numbers(self) -> EmergencyNumbers:
        """The emergency numbers of the country, or 112."""
        return emergency_numbers_of(self.country)

    @property
    def calls(self) -> Calls:
        """The same numbers as a result names them."""
        return self.numbers.calls(is_guessed=not self.is_country_chosen)


def keep(response: Response, name: str, value: str) -> None:
    """Keep one preference in this browser, out of reach of scripts and of other sites."""
    response.set_cookie(name, value, max_age=A_YEAR_SECONDS, httponly=True, samesite="strict")


def forget(response: Response, *names: str) -> None:
    """Take these preferences out of this browser; without names, all of them."""
    for name in names or (*CHOICES, "language", "country", "person", "zone"):
        response.delete_cookie(name, httponly=True, samesite="strict")


def _choice(cookies: Mapping[str, str], name: str, usual: str = "") -> str:
    given = cookies.get(name, "")
    return given if given in CHOICES[name] else usual or CHOICES[name][0]


def region_of(accept_language: str) -> str | None:
    """Return the country of the first language that names one: ``de-AT,de`` gives ``AT``."""
    for code in re.findall(r"\b[a-zA-Z]{2,3}(?:-[a-zA-Z]{4})?-([a-zA-Z]{2})\b", accept_language):
        if emergency_numbers_of(code).is_known:
            return str(code).upper()
    return None
