"""A person's preferred units; the journal and the rooms use one fixed unit for each quantity.

The units in use are a context variable, like the language.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from soleus.language.formats import number_words
from soleus.language.lookup import look_up, msgid

if TYPE_CHECKING:
    from collections.abc import Iterator

_CM_PER_INCH = 2.54
_KG_PER_POUND = 0.45359237
"""Both exact: international yard and pound, 1959."""

_SODIUM_G_PER_MOL = 22.98977
_CHLORIDE_G_PER_MOL = 35.45
"""Standard atomic weights (abridged), IUPAC Commission on Isotopic Abundances, 2021."""

_MG_PER_MMOL = _SODIUM_G_PER_MOL
_MG_PER_G_OF_SALT = 1000 * _SODIUM_G_PER_MOL / (_SODIUM_G_PER_MOL + _CHLORIDE_G_PER_MOL)

_US_LENGTHS = ("US", "LR", "MM")
"""Countries that use US units for length and temperature: Unicode CLDR, measurementData."""

_SALT_LABELS = (
    *("AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR"),
    *("HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE"),
    *("SI", "SK"),
)
"""Countries whose food labels state salt in grams: Regulation (EU) 1169/2011, art. 30; CH, GB."""

_THOUSANDS = re.compile(r"(?<=\d)[.,\s](?=\d{3}\b)")


class Units(StrEnum):
    """The units of lengths and of weight on pages and in forms."""

    METRIC = "metric"
    IMPERIAL = "imperial"

    @property
    def length_unit(self) -> str:
        """The symbol of the unit of length."""
        return "in" if self is Units.IMPERIAL else "cm"

    @property
    def mass_unit(self) -> str:
        """The symbol of the unit of a body's weight."""
        return "lb" if self is Units.IMPERIAL else "kg"

    def unit_of(self, unit: str) -> str:
        """Return the unit in which a value is shown that is kept in ``unit``."""
        return {"cm": self.length_unit, "kg": self.mass_unit}.get(unit, unit)


class Sodium(StrEnum):
    """The unit of sodium on pages and in forms: mass of sodium, mass of salt, or moles."""

    MG = "mg"
    SALT = "salt"
    MMOL = "mmol"

    @property
    def unit(self) -> str:
        """The words after the number, in English."""
        return _SODIUM_UNITS[self]


_SODIUM_UNITS = {
    Sodium.MG: msgid("mg of sodium"),
    Sodium.SALT: msgid("g of salt"),
    Sodium.MMOL: msgid("mmol of sodium"),
}
_MG_IN_ONE = {Sodium.MG: 1.0, Sodium.SALT: _MG_PER_G_OF_SALT, Sodium.MMOL: _MG_PER_MMOL}


@dataclass(frozen=True, slots=True)
class Measures:
    """The units that one person prefers."""

    length: Units = Units.METRIC
    sodium: Sodium = Sodium.MG

    @classmethod
    def usual(cls, language: str, country: str | None) -> Measures:
        """Return the usual units of a country; without a country, German labels state salt."""
        by_label = country in _SALT_LABELS or (country is None and language == "de")
        return cls(
            Units.IMPERIAL if country in _US_LENGTHS else Units.METRIC,
            Sodium.SALT if by_label else Sodium.MG,
        )


_MEASURES: ContextVar[Measures] = ContextVar("soleus_measures", default=Measures())  # noqa: B039


def measures() -> Measures:
    """Return the units in use: centimetres and milligrams unless :func:`measuring` set others."""
    return _MEASURES.get()


@contextmanager
def measuring(preferred: Measures) -> Iterator[None]:
    """Use a person's preferred units inside the ``with`` block."""
    token = _MEASURES.set(preferred)
    try:
        yield
    finally:
        _MEASURES.reset(token)


def length(centimetres_: float, units: Units) -> float:
    """Convert centimetres to a length in these units, to a tenth."""
    return round(centimetres_ / _CM_PER_INCH if units is Units.IMPERIAL else centimetres_, 1)


def centimetres(length_: float, units: Units) -> float:
    """Convert a length in these units to centimetres, to a tenth."""
    return round(length_ * _CM_PER_INCH, 1) if units is Units.IMPERIAL else length_


def shown_in(value: float, unit: str, units: Units) -> float:
    """Convert a value from the unit that it is kept in, such as cm or kg, to a tenth."""
    if unit == "kg" and units is Units.IMPERIAL:
        return round(value / _KG_PER_POUND, 1)
    return length(value, units) if unit == "cm" else value


def per_unit(unit: str, units: Units) -> float:
    """Return how much of ``unit``, such as cm or kg, one of the unit that is shown stands for."""
    factors = {"cm": _CM_PER_INCH, "kg": _KG_PER_POUND}
    return factors.get(unit, 1.0) if units is Units.IMPERIAL else 1.0


def value_words(value: float, unit: str) -> str:
    """Return a value with its unit as the person prefers it: "82.5 kg", "181.9 lb"."""
    preferred = measures().length
    number = _figure(shown_in(value, unit, preferred))
    return f"{number} {look_up(preferred.unit_of(unit))}".strip() if unit else number


def sodium(milligrams_: float, unit: Sodium) -> float:
    """Convert milligrams of sodium to another unit: salt to a tenth of a gram, else whole."""
    return round(milligrams_ / _MG_IN_ONE[unit], 1 if unit is Sodium.SALT else 0)


def milligrams(amount: float, unit: Sodium) -> int:
    """Convert an amount in another unit to whole milligrams of sodium."""
    return round(amount * _MG_IN_ONE[unit])


def sodium_words(milligrams_: float, unit: Sodium) -> str:
    """Return an amount with its unit: "2,300 mg of sodium", "5.8 g of salt"."""
    return f"{_figure(sodium(milligrams_, unit))} {look_up(unit.unit)}"


def amount(text: str, unit: Sodium) -> float | None:
    """Return the number that a person wrote, with a comma or a point; None if it is not a number.

    Only salt has a decimal point: in ``2.300`` mg the point separates thousands.
    """
    plain = text.strip() if unit is Sodium.SALT else _THOUSANDS.sub("", text.strip())
    is_number = re.fullmatch(r"\d{1,6}(?:[.,]\d{1,3})?", plain)
    return float(plain.replace(",", ".")) if is_number else None


def length_words(centimetres_: float, *, decimals: int | None = None) -> str:
    """Return a length in centimetres, and in inches where those are preferred: "10 cm (3.9 in)"."""
    words = f"{number_words(centimetres_, decimals=decimals)} cm"
    if measures().length is Units.METRIC:
        return words
    return f"{words} ({_figure(length(centimetres_, Units.IMPERIAL))} in)"


def with_amounts(text: str) -> str:
    """Return a text with words in the place of each amount, such as ``{sodium:2300}``.

    The source's figure stays in front: "2,300 mg of sodium (5.8 g of salt) a day". The places are
    ``{sodium:mg}``, ``{cm:length}`` and ``{celsius:temperature}``; ``{sodium:mg, salt follows}``
    where the text goes on to give the salt itself.
    """
    return _AMOUNT.sub(_amount_words, text) if "{" in text else text


_AMOUNT = re.compile(r"\{(sodium|cm|celsius):(\d+)(, salt follows)?\}")


def _amount_words(place: re.Match[str]) -> str:
    value = int(place[2])
    if place[1] == "cm":
        return length_words(value)
    if place[1] == "celsius":
        return _temperature_words(value)
    return _sodium_and_own_unit(value, is_salt_told=bool(place[3]))


def _temperature_words(celsius: int) -> str:
    words = f"{celsius} °C"
    if measures().length is Units.METRIC:
        return words
    return f"{words} ({_figure(round(celsius * 9 / 5 + 32, 1))} °F)"


def _sodium_and_own_unit(milligrams_: int, *, is_salt_told: bool) -> str:
    own = measures().sodium
    words = sodium_words(milligrams_, Sodium.MG)
    if own is Sodium.MG or (own is Sodium.SALT and is_salt_told):
        return words
    return f"{words} ({sodium_words(milligrams_, own)})"


def _figure(value: float) -> str:
    return number_words(int(value) if value == int(value) else value)
