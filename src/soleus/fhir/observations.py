"""Notes as Observations: one for each field that was told, together under one for the entry."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from soleus.fhir.codes import codes
from soleus.fhir.parts import (
    ACTIVITY_CATEGORY,
    FhirSubject,
    Json,
    coding,
    concept,
    day,
    identifier,
    moment,
    quantity,
    reference,
    system,
)
from soleus.journal import (
    INTENSITY_OF,
    ActivityEntry,
    AnkleIndexEntry,
    BloodPressureEntry,
    Entry,
    HeelRaisesEntry,
    Recorded,
    SessionEntry,
    StepsEntry,
    SymptomEntry,
    TapeEntry,
    WeightEntry,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus.fhir.codes import FieldCode

NOTED: tuple[type[Entry], ...] = (
    SymptomEntry,
    TapeEntry,
    ActivityEntry,
    SessionEntry,
    BloodPressureEntry,
    WeightEntry,
    AnkleIndexEntry,
    HeelRaisesEntry,
    StepsEntry,
)
"""The kinds that are given as Observations and read again from them."""

_ACTIVE = (ActivityEntry.kind, SessionEntry.kind)
_MOVEMENT = (*_ACTIVE, StepsEntry.kind)

LISTS = frozenset({(StepsEntry.kind, "moved")})
"""Fields that hold several short words, written one after another with a blank between."""
_DECIMALS = 9
"""Of a value that was divided by a factor: three more than it is rounded to on its way back."""


def observations(recorded: Recorded[Entry], subject: FhirSubject) -> list[Json]:
    """Return an entry as Observations, the one that holds the others together first."""
    members = [
        _member(recorded, path, value, subject) for path, value in told_fields(recorded.entry)
    ]
    members += _by_intensity(recorded, subject)
    whole = _shared(recorded.id, recorded, subject)
    whole["code"] = concept(*_codes_of_whole(recorded.kind))
    if recorded.kind in _ACTIVE:
        whole["meta"] = {"profile": [f"{system('activity_profiles')}pa-observation-activity-group"]}
    whole["hasMember"] = [reference(UUID(each["id"])) for each in members]
    return [whole, *members]


def told_fields(entry: Entry) -> Iterator[tuple[str, Any]]:
    """Yield the path and value of each field that says more than its default does."""
    usual = {each.name: _usual(each) for each in fields(entry)}  # type: ignore[arg-type]  # every kind is a dataclass
    for name, value in entry.as_dict().items():
        if isinstance(value, dict):
            told = ((key, inner) for key, inner in value.items() if inner not in (None, ""))
            yield from ((f"{name}.{key}", inner) for key, inner in told)
        elif value != usual[name] and value is not None and value != []:
            yield name, value


def _usual(item: Any) -> Any:  # noqa: ANN401  a field of any entry
    return None if item.default is MISSING else item.default


def _member(recorded: Recorded[Entry], path: str, value: object, subject: FhirSubject) -> Json:
    row = codes().of_field(recorded.kind, path)
    local = coding("local", f"{recorded.kind}.{path}")
    made = _shared(uuid5(recorded.id, path), recorded, subject)
    standard = [coding("loinc", row.code, row.display)] if row and row.code else []
    made["code"] = concept(*standard, local)
    if recorded.kind == StepsEntry.kind and standard:
        made["effectiveDateTime"] = day(recorded.local_date)  # a count of the whole day
    if row and row.profile:
        made["meta"] = {"profile": [f"{system('activity_profiles')}{row.profile}"]}
    if row and row.site:
        made["bodySite"] = concept(text=row.site)
    return {**made, **_value(value, row)}


def _value(value: object, row: FieldCode | None) -> Json:
    if isinstance(value, bool):
        return {"valueBoolean": value}
    if isinstance(value, int | float):
        if row is None:
            return {"valueQuantity": quantity(value, "1")}
        told = value if row.factor == 1 else round(value / row.factor, _DECIMALS)
        return {"valueQuantity": quantity(told, row.ucum)}
    words = " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return {"valueString": words}


def _by_intensity(recorded: Recorded[Entry], subject: FhirSubject) -> Iterator[Json]:
    """Yield the minutes at the entry's intensity, as the guide for physical activity has them."""
    told = _minutes_at(recorded.entry)
    for row in codes().intensity:
        if told and told[0] is row.intensity:
            made = _shared(uuid5(recorded.id, row.code), recorded, subject)
            profile = f"{system('activity_profiles')}pa-observation-activity-measure"
            yield {
                **made,
                "meta": {"profile": [profile]},
                "code": concept(coding("loinc", row.code, row.display)),
                "valueQuantity": quantity(round(told[1], _DECIMALS), "min", "minutes"),
            }


def _minutes_at(entry: Entry) -> tuple[object, float] | None:
    if isinstance(entry, ActivityEntry):
        return entry.intensity, entry.minutes
    if isinstance(entry, SessionEntry) and INTENSITY_OF[entry.activity]:
        return INTENSITY_OF[entry.activity], entry.active_seconds / 60
    return None


def _shared(id_: UUID, recorded: Recorded[Entry], subject: FhirSubject) -> Json:
    category = [concept(coding("categories", *_category(recorded.kind)))]
    if recorded.kind in _MOVEMENT:
        category.append(concept(coding("activity", *ACTIVITY_CATEGORY)))
    return {
        "resourceType": "Observation",
        "id": str(id_),
        "identifier": [identifier(recorded.id)],
        "status": "final",
        "category": category,
        "subject": subject.reference,
        "effectiveDateTime": moment(recorded.local_time),
        "performer": [subject.reference],
    }


def _category(kind: str) -> tuple[str, str]:
    return ("activity", "Activity") if kind in _MOVEMENT else ("survey", "Survey")


def _codes_of_whole(kind: str) -> list[Json]:
    panel = [coding("activity", "PAPanel", "Physical Activity Panel")] if kind in _ACTIVE else []
    return [*panel, coding("local", kind)]
