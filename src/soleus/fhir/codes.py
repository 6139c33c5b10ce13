"""The codes of ``codes.toml``: which stand for which field, and how a value is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from soleus.journal import Intensity
from soleus.records import NonBlank, Record, load_file


@dataclass(frozen=True, slots=True)
class FieldCode(Record):
    """One field of a kind of entry.

    Parameters
    ----------
    code, display : its code in LOINC; empty where it has none
    ucum : its unit in UCUM
    factor : how much of the field's own unit is one of ``ucum``
    profile : the profile of the US Physical Activity guide that it follows; may be empty
    site : where on the body it was measured, in words; may be empty
    source : where the code was read
    """

    kind: NonBlank
    field: NonBlank
    ucum: NonBlank
    code: str = ""
    display: str = ""
    factor: int = 1
    profile: str = ""
    site: str = ""
    source: str = ""

    def _faults_between(self) -> tuple[str, ...]:
        if bool(self.code) == bool(self.display) == bool(self.source):
            return ()
        return (f"{self.kind}.{self.field}: code, display and source belong together",)


@dataclass(frozen=True, slots=True)
class IntensityCode(Record):
    """The code of minutes at one intensity."""

    intensity: Intensity
    code: NonBlank
    display: NonBlank
    source: NonBlank


@dataclass(frozen=True, slots=True)
class SumCode(Record):
    """The code of a sum or a mean."""

    name: NonBlank
    code: NonBlank
    display: NonBlank
    ucum: NonBlank
    words: NonBlank
    profile: NonBlank
    source: NonBlank


@dataclass(frozen=True, slots=True)
class KnownCode(Record):
    """A code that is known, and that no note has a place for."""

    code: NonBlank
    display: NonBlank
    source: NonBlank


@dataclass(frozen=True, slots=True)
class ForeignCode(Record):
    """A code of others' bundles, and the field that it becomes.

    Parameters
    ----------
    units : how much of the field's own unit one of theirs is, by its code in UCUM
    """

    code: NonBlank
    kind: NonBlank
    field: NonBlank
    units: Mapping[str, float]
    source: NonBlank


@dataclass(frozen=True, slots=True)
class Codes(Record):
    """All of ``codes.toml``."""

    systems: Mapping[str, str]
    measure: tuple[FieldCode, ...]
    intensity: tuple[IntensityCode, ...]
    sum: tuple[SumCode, ...]
    elsewhere: tuple[KnownCode, ...]
    foreign: tuple[ForeignCode, ...]

    def of_field(self, kind: str, field: str) -> FieldCode | None:
        """Return the row of a field; None where it has a code of our own alone."""
        rows = (each for each in self.measure if (each.kind, each.field) == (kind, field))
        return next(rows, None)

    def sum_called(self, name: str) -> SumCode:
        """Return the row of a sum."""
        return next(each for each in self.sum if each.name == name)


@cache
def codes() -> Codes:
    """Return the codes, read once."""
    return load_file(Codes, files("soleus.fhir") / "codes.toml")
