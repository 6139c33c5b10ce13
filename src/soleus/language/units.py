"""Units as a person prefers them; inside, and in the journal, there is one unit for each thing.

Which are preferred now is a context variable, like the language.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from soleus.language.formats import number_words
from soleus.language.texts import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Iterator

_CM_PER_INCH = 2.54
_SODIUM_G_PER_MOL = 22.98977
_CHLORIDE_G_PER_MOL = 35.45
"""Standard atomic weights (abridged), IUPAC Commission on Isotopic Abundances, 2021."""

_MG_PER_MMOL = _SODIUM_G_PER_MOL
_MG_PER_G_OF_SALT = 1000 * _SODIUM_G_PER_MOL / (_SODIUM_G_PER_MOL + _CHLORIDE_G_PER_MOL)

_US_LENGTHS = ("US", "LR", "MM")
"""Where lengths and warmth are told in US units: Unicode CLDR, measurementData."""

_SALT_LABELS = (
    *("AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR"),
    *("HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE"),
    *("SI", "SK"),
)
"""Where food labels tell salt in grams: Regulation (EU) 1169/2011, art. 30; also CH and GB law."""

_THOUSANDS = re.compile(r"(?<=\d)[.,\s](?=\d{3}\b)")


class Units(StrEnum):
    """How lengths are written and read on the page."""

    METRIC = "metric"
    IMPERIAL = "imperial"

    @property
    def length_unit(self) -> str:
        """The short sign of the unit of length."""
        return "in" if self is Units.IMPERIAL else "cm"


class Sodium(StrEnum):
    """How sodium is written and read: its mass, the salt that holds it, or its amount."""

    MG = "mg"
    SALT = "salt"
    MMOL = "mmol"

    @property
    def unit(self) -> str:
        """What stands behind the number, in English."""
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
        """Return what is usual in a country; without one, German labels tell salt."""
        by_label = country in _SALT_LABELS or (country is None and language == "de")
        return cls(
            Units.IMPERIAL if country in _US_LENGTHS else Units.METRIC,
            Sodium.SALT if by_label else Sodium.MG,
        )


_MEASURES: ContextVar[Measures] = ContextVar("soleus_measures", default=Measures())  # noqa: B039


def measures() -> Measures:
    """Return the units in use now: centimetres and milligrams unless others were put in use."""
    return _MEASURES.get()


@contextmanager
def measuring(preferred: Measures) -> Iterator[None]:
    """Use a person's own units inside."""
    token = _MEASURES.set(preferred)
    try:
        yield
    finally:
        _MEASURES.reset(token)


def length(centimetres_: float, units: Units) -> float:
    """Return centimetres in the units preferred, to a tenth."""
    return round(centimetres_ / _CM_PER_INCH if units is Units.IMPERIAL else centimetres_, 1)


def centimetres(length_: float, units: Units) -> float:
    """Return a length given in the units preferred as centimetres, to a tenth."""
    return round(length_ * _CM_PER_INCH, 1) if units is Units.IMPERIAL else length_


def sodium(milligrams_: float, unit: Sodium) -> float:
    """Return milligrams of sodium in another unit: salt to a tenth of a gram, else whole."""
    return round(milligrams_ / _MG_IN_ONE[unit], 1 if unit is Sodium.SALT else 0)


def milligrams(amount: float, unit: Sodium) -> int:
    """Return an amount in another unit as whole milligrams of sodium."""
    return round(amount * _MG_IN_ONE[unit])


def sodium_words(milligrams_: float, unit: Sodium) -> str:
    """Return an amount with its unit: "2,300 mg of sodium", "5.8 g of salt"."""
    return f"{_figure(sodium(milligrams_, unit))} {translate(unit.unit)}"


def amount(text: str, unit: Sodium) -> float | None:
    """Return the number that a person wrote, with a comma or a point; None where it is none.

    Only salt has parts of a unit: in ``2.300`` mg the point stands between thousands.
    """
    plain = text.strip() if unit is Sodium.SALT else _THOUSANDS.sub("", text.strip())
    found = re.fullmatch(r"\d{1,6}(?:[.,]\d{1,3})?", plain)
    return float(plain.replace(",", ".")) if found else None


def in_own_units(text: str) -> str:
    """Return a text with each amount followed by the same in the units preferred, in brackets.

    The figure of the source stays as it is: "2,300 mg of sodium (5.8 g of salt) a day".
    """
    own = measures()
    if own.sodium is not Sodium.MG and " mg " in text:
        text = _with_sodium(text, own.sodium)
    if own.length is Units.IMPERIAL and (" cm" in text or "°C" in text):
        text = _BESIDE.sub(_in_us_units, text)
    return text


_BESIDE = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?) (cm|°C)(?![\w)]| \()")


def _with_sodium(text: str, unit: Sodium) -> str:
    if translate("grams of salt") in text and unit is Sodium.SALT:
        return text
    pattern = rf"(\d[\d.,]*) {re.escape(translate(Sodium.MG.unit))}\b(?! \()"

    def beside(found: re.Match[str]) -> str:
        mg = amount(found[1], Sodium.MG)
        return found[0] if mg is None else f"{found[0]} ({sodium_words(mg, unit)})"

    return re.sub(pattern, beside, text)


def _in_us_units(found: re.Match[str]) -> str:
    value = float(found[1].replace(",", "."))
    if found[2] == "cm":
        return f"{found[0]} ({_figure(length(value, Units.IMPERIAL))} in)"
    return f"{found[0]} ({_figure(round(value * 9 / 5 + 32, 1))} °F)"


def _figure(value: float) -> str:
    return number_words(int(value) if value == int(value) else value)
