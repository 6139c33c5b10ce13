"""Observations of others as notes of ours: which code becomes which field, in which unit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_OID, UUID, uuid5

from soleus.fhir.codes import codes
from soleus.fhir.parts import Json, system
from soleus.journal import ActivityEntry, InvalidEntryError, StepsEntry, entry_from_dict
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus.fhir.codes import ForeignCode
    from soleus.journal import Entry

STEPS_FROM_OTHERS = uuid5(NAMESPACE_OID, "soleus steps out of bundles of others")
"""The import that steps out of any bundle belong to, by which they can be taken back together."""

_IN_MINUTES = {"min": 1.0, "s": 1 / 60, "h": 60.0}
_DECIMALS = 2
"""Of a value in another unit than ours; finer than any scale for people shows."""

_CODE = msgid("what it measures has no place among the notes yet")
_SUM = msgid("a sum or a mean, and no single note")
_VALUE = msgid("its value or its unit cannot be read")
_HALF = msgid("a blood pressure needs both of its numbers in one Observation")


def note_of(resource: Json) -> Entry | str:
    """Return the note that an Observation of others is, or one line on why it is none.

    Parameters
    ----------
    resource : held to the model of its type before
    """
    told = list(_told(resource))
    standard = {code for code, _ in told}
    if standard & {each.code for each in codes().sum}:
        return translate(_SUM)
    try:
        for row in codes().intensity:
            if row.code in standard:
                minutes = _amount(dict(told)[row.code], _IN_MINUTES)
                return (
                    translate(_VALUE) if minutes is None else ActivityEntry(minutes, row.intensity)
                )
        return _by_fields(told)
    except InvalidEntryError as error:
        return error.faults[0]


def id_of(resource: Json) -> UUID:
    """Return an id made of what a resource says: it is taken once, however often it comes."""
    said = {name: value for name, value in resource.items() if name not in ("meta", "text")}
    return uuid5(NAMESPACE_OID, json.dumps(said, sort_keys=True, default=str))


def _by_fields(told: list[tuple[str, object]]) -> Entry | str:
    known: dict[str, ForeignCode] = {each.code: each for each in codes().foreign}
    payload: dict[str, Any] = {}
    kind = ""
    for code, amount in told:
        row = known.get(code)
        if row is None or (kind and row.kind != kind):
            continue
        value = _amount(amount, row.units)
        if value is None:
            return translate(_VALUE)
        kind, payload[row.field] = row.kind, value
    if not kind:
        return translate(_CODE)
    if kind == "blood_pressure" and len(payload) < 2:
        return translate(_HALF)
    if kind == StepsEntry.kind:
        payload |= {"import_id": str(STEPS_FROM_OTHERS), "file": "FHIR"}
    return entry_from_dict(kind, payload)


def _told(resource: Json) -> Iterator[tuple[str, object]]:
    """Yield each code of LOINC with its amount: of the Observation, then of its components."""
    for part in (resource, *resource.get("component", ())):
        for each in part.get("code", {}).get("coding", ()):
            if each.get("system") == system("loinc") and each.get("code"):
                yield each["code"], part.get("valueQuantity")


def _amount(amount: object, units: Any) -> int | float | None:  # noqa: ANN401  a table of units
    """Return an amount in our own unit; None where its unit is none of these."""
    if not isinstance(amount, dict) or amount.get("comparator"):
        return None
    unit = amount.get("code") if amount.get("system") == system("ucum") else None
    value = amount.get("value")
    if unit not in units or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    ours = float(value) * units[unit]
    if units[unit] not in (1.0, *_IN_MINUTES.values()):
        ours = round(ours, _DECIMALS)
    return int(ours) if ours.is_integer() else ours
