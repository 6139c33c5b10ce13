"""Observations of ours put together again: the entry that they were made from, under its own id."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from soleus.fhir.codes import codes
from soleus.fhir.observations import LISTS, NOTED
from soleus.fhir.parts import Json, system
from soleus.journal import Entry, entry_from_dict
from soleus.vocabulary import FaultsError

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from datetime import datetime

_PREFIX = "urn:uuid:"
_DECIMALS = 6


def own_entry_id(resource: Json) -> UUID | None:
    """Return the entry that an Observation was made from; None where it is not of ours."""
    if not any(each.get("system") == system("local") for each in _codings(resource)):
        return None if not _is_part(resource) else _identified(resource)
    return _identified(resource)


def _is_part(resource: Json) -> bool:
    """Whether it repeats another one of ours, by the id of the entry that both share."""
    standard = {each.get("code") for each in _codings(resource)}
    by_intensity = standard & {each.code for each in codes().intensity}
    return bool(by_intensity) and _identified(resource) is not None


def _identified(resource: Json) -> UUID | None:
    for each in resource.get("identifier", ()):
        value = str(each.get("value", ""))
        if each.get("system") == system("uri") and value.startswith(_PREFIX):
            try:
                return UUID(value.removeprefix(_PREFIX))
            except ValueError:
                return None
    return None


def _codings(resource: Json) -> list[Json]:
    codings: list[Json] = resource.get("code", {}).get("coding", [])
    return codings


@dataclass(slots=True)
class OwnNotes:
    """Fields gathered by the entry that they belong to."""

    _fields: dict[UUID, dict[str, dict[str, Any]]] = field(default_factory=dict)
    _at: dict[UUID, datetime] = field(default_factory=dict)

    def take(self, resource: Json, at: datetime) -> None:
        """Remember the field that an Observation of ours tells, if it tells one."""
        id_ = own_entry_id(resource)
        assert id_ is not None
        self._at.setdefault(id_, at)
        for each in _codings(resource):
            if each.get("system") == system("local"):
                kind, _, path = str(each.get("code", "")).partition(".")
                fields = self._fields.setdefault(id_, {}).setdefault(kind, {})
                if path:
                    _put(fields, path, _value(resource, kind, path))
                else:
                    self._at[id_] = at  # of the whole; a part of it may tell the day alone

    def entries(self, left: Counter[tuple[str, str]]) -> Iterator[tuple[UUID, datetime, Entry]]:
        """Yield each entry with its id and moment; what makes none is counted in ``left``."""
        known = {each.kind for each in NOTED}
        for id_, kinds in self._fields.items():
            for kind, payload in kinds.items():
                if kind not in known:
                    left[f"Observation ({kind[:60]})", f"kind {kind[:60]!r}"] += 1
                    continue
                try:
                    yield id_, self._at[id_], entry_from_dict(kind, payload)
                except FaultsError as error:
                    left[f"Observation ({kind})", error.faults[0]] += 1


def _put(fields: dict[str, Any], path: str, value: object) -> None:
    name, _, inner = path.partition(".")
    if not inner:
        fields[name] = value
    elif isinstance(fields.setdefault(name, {}), dict):
        fields[name][inner] = value


def _value(resource: Json, kind: str, path: str) -> object:
    if "valueBoolean" in resource:
        return resource["valueBoolean"]
    if "valueString" in resource:
        words = resource["valueString"]
        return words.split() if (kind, path) in LISTS else words
    amount = resource.get("valueQuantity") or {}
    value, row = amount.get("value"), codes().of_field(kind, path)
    if not isinstance(value, int | float) or row is None:
        return value
    if amount.get("code") != row.ucum:
        return None  # another unit than ours: the record says that something is missing
    return value if row.factor == 1 else round(value * row.factor, _DECIMALS)
