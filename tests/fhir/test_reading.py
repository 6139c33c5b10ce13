"""Bundles of others: what is understood, what is named, and what is refused in one clear line."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fhir_samples import BERLIN
from soleus.coach import Coach
from soleus.fhir import (
    NOTED,
    STEPS_FROM_OTHERS,
    InvalidBundleError,
    ReadBundle,
    faults_of,
    read_bundle,
)
from soleus.journal import (
    SELF,
    ActivityEntry,
    BloodPressureEntry,
    Entry,
    Intensity,
    StepsEntry,
    WeightEntry,
)

GUIDE = Path(__file__).parent / "guide"
MINUTES = "http://unitsofmeasure.org"


def guide(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((GUIDE / f"{name}.json").read_text("utf-8"))
    return read


def observed(**changes: Any) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "77592-4"}]},
        "subject": {"reference": "Patient/1"},
        "effectiveDateTime": "2026-02-03",
        "valueQuantity": {"value": 25, "system": MINUTES, "code": "min"},
        **changes,
    }


def bundled(*resources: Any) -> dict[str, Any]:
    entries = [{"resource": each} for each in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


@pytest.mark.parametrize("name", ["examples", "scenario5"])
def test_the_guides_own_examples_are_right_by_the_models(name: str) -> None:
    for entry in guide(name)["entry"]:
        assert faults_of(entry["resource"]) == (), entry["fullUrl"]


def test_of_the_guides_examples_the_minutes_come_in_and_the_rest_is_named() -> None:
    read = read_bundle(guide("examples"), BERLIN)
    noon = datetime(2022, 6, 8, 12, tzinfo=BERLIN)
    assert {each.at for each in read.entries} == {noon}
    noted = sorted((each.entry for each in read.entries), key=lambda entry: entry.kind + str(entry))
    assert noted == [
        ActivityEntry(10, Intensity.MODERATE),
        ActivityEntry(35, Intensity.VIGOROUS),
        StepsEntry(7267, STEPS_FROM_OTHERS, file="FHIR"),
    ]
    named = {each.what: each.why for each in read.left_out}
    assert (
        "a sum or a mean"
        in named["Observation (Frequency of moderate to vigorous aerobic physical activity)"]
    )
    assert "no place" in named["Observation (Heart rate 24 hour maximum)"]
    assert sum(each.times for each in read.left_out) == 13


def test_of_scenario_five_nothing_can_be_told_and_each_is_named() -> None:
    read = read_bundle(guide("scenario5"), BERLIN)
    assert read.entries == ()
    assert sum(each.times for each in read.left_out) == 7
    assert any("Glucose" in each.what for each in read.left_out)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"status": "entered-in-error"}, "not final"),
        ({"status": "preliminary"}, "not final"),
        ({"status": "odd"}, ""),
        ({"effectiveDateTime": "2026-02"}, "no day"),
        ({"effectiveDateTime": "2026-02-30"}, ""),
        ({"effectiveDateTime": None}, ""),
        ({"valueQuantity": {"value": 25, "system": MINUTES, "code": "kg"}}, "unit"),
        ({"valueQuantity": {"value": 25, "unit": "min"}}, "unit"),
        (
            {"valueQuantity": {"value": 25, "comparator": "<", "system": MINUTES, "code": "min"}},
            "unit",
        ),
        ({"valueQuantity": {"value": 1e9, "system": MINUTES, "code": "min"}}, "minutes"),
        ({"valueQuantity": {"value": -4, "system": MINUTES, "code": "min"}}, "minutes"),
        ({"valueQuantity": {"value": "many"}}, ""),
        ({"valueQuantity": None, "valueString": "25 min"}, ""),
        ({"code": {"coding": [{"system": "http://loinc.org", "code": "8867-4"}]}}, "no place"),
        ({"code": {}}, "no place"),
        ({"code": "77592-4"}, ""),
    ],
)
def test_what_cannot_be_taken_is_named_and_the_rest_comes_in(
    changes: dict[str, Any], why: str
) -> None:
    odd = {name: value for name, value in observed(**changes).items() if value is not None}
    read = read_bundle(bundled(odd, observed()), BERLIN)
    assert [each.entry for each in read.entries] == [ActivityEntry(25, Intensity.MODERATE)]
    [left] = read.left_out
    assert why in left.why
    assert "\n" not in left.why
    assert len(left.why) < 400


def amount(value: float, code: str) -> dict[str, Any]:
    return {"value": value, "system": MINUTES, "code": code}


def coded(code: str) -> dict[str, Any]:
    return {"coding": [{"system": "http://loinc.org", "code": code}]}


def pressure(*parts: tuple[str, float], unit: str = "mm[Hg]") -> dict[str, Any]:
    told = observed(
        code=coded("85354-9"),
        component=[
            {"code": coded(code), "valueQuantity": amount(value, unit)} for code, value in parts
        ],
    )
    del told["valueQuantity"]
    return told


@pytest.mark.parametrize(
    ("resource", "entry"),
    [
        (observed(code=coded("29463-7"), valueQuantity=amount(81.4, "kg")), WeightEntry(81.4)),
        (
            observed(code=coded("29463-7"), valueQuantity=amount(180, "[lb_av]")),
            WeightEntry(81.65),
        ),
        (
            pressure(("8480-6", 128.0), ("8462-4", 79)),
            BloodPressureEntry(128, 79),
        ),
        (
            observed(code=coded("41950-7"), valueQuantity=amount(7267, "{steps}")),
            StepsEntry(7267, STEPS_FROM_OTHERS, file="FHIR"),
        ),
    ],
)
def test_weight_pressure_and_steps_of_others_come_in(
    resource: dict[str, Any], entry: Entry
) -> None:
    read = read_bundle(bundled(resource), BERLIN)
    assert ([each.entry for each in read.entries], read.left_out) == ([entry], ())


@pytest.mark.parametrize(
    ("resource", "why"),
    [
        (observed(code=coded("8480-6"), valueQuantity=amount(128, "mm[Hg]")), "both"),
        (pressure(("8480-6", 128)), "both"),
        (pressure(("8480-6", 79), ("8462-4", 128)), "below the upper"),
        (pressure(("8480-6", 128), ("8462-4", 79), unit="kPa"), "unit"),
        (pressure(("8480-6", 128.4), ("8462-4", 79)), "whole number"),
        (observed(code=coded("29463-7"), valueQuantity=amount(2, "kg")), "20"),
        (observed(code=coded("41950-7"), valueQuantity=amount(-1, "/d")), "steps"),
        (observed(code=coded("8302-2"), valueQuantity=amount(180, "cm")), "no place"),
    ],
)
def test_what_is_no_whole_measurement_is_named(resource: dict[str, Any], why: str) -> None:
    read = read_bundle(bundled(resource), BERLIN)
    assert read.entries == ()
    [left] = read.left_out
    assert why in left.why
    assert "\n" not in left.why


PATIENT = "urn:uuid:0f8ea0f6-3bd1-4d3e-9d6f-2d1b7c0f9a10"


def addressed(*resources: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    entries = [{"fullUrl": url, "resource": each} for url, each in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def of(reference: str, value: float, **more: Any) -> tuple[str, dict[str, Any]]:
    told = observed(subject={"reference": reference}, valueQuantity=amount(value, "min"), **more)
    return f"urn:uuid:{value:012.0f}", told


def test_one_person_referred_to_in_every_way_is_one_person() -> None:
    here = (PATIENT, {"resourceType": "Patient", "id": "7"})
    ways = (PATIENT, "Patient/7", "Patient/7/_history/2", f"{PATIENT}/_history/1")
    bundle = addressed(here, *(of(way, 20 + n) for n, way in enumerate(ways)))
    assert len(read_bundle(bundle, BERLIN).entries) == len(ways)
    address = "https://clinic.example/fhir/Patient/7"
    there = (address, {"resourceType": "Patient", "id": "7"})
    bundle = addressed(there, of(address, 20), of("Patient/7", 21))
    assert len(read_bundle(bundle, BERLIN).entries) == 2


@pytest.mark.parametrize("other", ["Patient/8", "https://b.example/fhir/Patient/7", "urn:uuid:9"])
def test_another_person_by_any_reference_is_another_person(other: str) -> None:
    here = (PATIENT, {"resourceType": "Patient", "id": "7"})
    with pytest.raises(InvalidBundleError, match="about 2 people"):
        read_bundle(addressed(here, of(PATIENT, 20), of(other, 21)), BERLIN)


def test_a_person_inside_each_resource_is_one_unless_they_differ() -> None:
    def inside(name: str, id_: str, value: float) -> tuple[str, dict[str, Any]]:
        person = {"resourceType": "Patient", "id": id_, "name": [{"text": name}]}
        return of(f"#{id_}", value, contained=[person])

    same = addressed(inside("Ada", "p", 20), inside("Ada", "q", 21))
    assert len(read_bundle(same, BERLIN).entries) == 2
    with pytest.raises(InvalidBundleError, match="about 2 people"):
        read_bundle(addressed(inside("Ada", "p", 20), inside("Eve", "p", 21)), BERLIN)


def test_hours_and_seconds_are_minutes() -> None:
    hours = observed(valueQuantity={"value": 0.5, "system": MINUTES, "code": "h"})
    seconds = observed(valueQuantity={"value": 90, "system": MINUTES, "code": "s"})
    read = read_bundle(bundled(hours, seconds), BERLIN)
    assert sorted(each.entry.minutes for each in read.entries) == [1.5, 30]  # type: ignore[attr-defined]


def test_a_moment_keeps_its_offset_and_a_period_begins_it() -> None:
    told = observed(effectiveDateTime="2026-02-03T22:30:00-05:00")
    period = observed(effectiveDateTime=None, effectivePeriod={"start": "2026-02-01T08:00:00Z"})
    del period["effectiveDateTime"]
    first, second = read_bundle(bundled(told, period), BERLIN).entries
    assert first.at == datetime(2026, 2, 1, 8, tzinfo=UTC)
    assert second.at.isoformat() == "2026-02-03T22:30:00-05:00"


def test_the_same_thing_twice_is_one_note() -> None:
    again = {**observed(), "meta": {"lastUpdated": "2026-03-01T00:00:00Z"}}
    assert len(read_bundle(bundled(observed(), again), BERLIN).entries) == 1


def test_no_check_comes_in_whatever_it_says(month: Coach) -> None:
    made = month.fhir.bundle(month.journal.person(), BERLIN)
    read = read_bundle(json.loads(json.dumps(made)), BERLIN)
    assert {each.entry.kind for each in read.entries} == {each.kind for each in NOTED}
    assert any(each.what == "QuestionnaireResponse" for each in read.left_out)


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        "Bundle",
        {},
        {"resourceType": "Patient"},
        {"resourceType": "Bundle"},
        {"resourceType": "Bundle", "entry": {}},
        {"resourceType": "Bundle", "entry": "x"},
    ],
)
def test_what_is_no_bundle_is_one_clear_line(document: Any) -> None:
    with pytest.raises(InvalidBundleError, match="no FHIR bundle") as caught:
        read_bundle(document, BERLIN)
    assert len(caught.value.faults) == 1


def test_a_bundle_about_two_people_is_refused_whole() -> None:
    other = observed(subject={"reference": "Patient/2"})
    with pytest.raises(InvalidBundleError, match="about 2 people"):
        read_bundle(bundled(observed(), other), BERLIN)
    with pytest.raises(InvalidBundleError, match="about 2 people"):
        read_bundle(bundled({"resourceType": "Patient"}, {"resourceType": "Patient"}), BERLIN)


def test_too_many_resources_are_refused_before_any_is_read() -> None:
    with pytest.raises(InvalidBundleError, match="at most"):
        read_bundle({"resourceType": "Bundle", "entry": [0] * 60_000}, BERLIN)


def test_a_note_of_ours_with_a_field_that_was_changed_is_held_to_its_limits(month: Coach) -> None:
    made = json.loads(json.dumps(month.fhir.bundle(month.journal.person(), BERLIN)))
    changed = 0
    for entry in made["entry"]:
        codings = entry["resource"].get("code", {}).get("coding", [])
        if any(each["code"] == "symptom.scores.leg_pain" for each in codings):
            entry["resource"]["valueQuantity"]["value"] = 99
            changed += 1
    read = read_bundle(made, BERLIN)
    assert sum(each.times for each in read.left_out if "symptom" in each.what) == changed
    assert "symptom" in {each.entry.kind for each in read.entries}  # the one without a score


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10**12)
    | st.floats(allow_nan=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    return [
        place
        for key, inner in items
        for place in [
            (*path, key),
            *(places(inner, (*path, key)) if isinstance(inner, dict | list) else []),
        ]
    ]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_put_into_a_bundle_it_is_read_or_named(data: st.DataObject) -> None:
    made = copy.deepcopy(guide("examples"))
    made["entry"] = made["entry"][4:10]
    for _ in range(data.draw(st.integers(1, 4))):
        *way, last = data.draw(st.sampled_from(places(made)))
        target = made
        try:
            for key in way:
                target = target[key]
            target[last] = data.draw(JSON)
        except (KeyError, IndexError, TypeError):  # an earlier change took this place away
            continue
    try:
        read = read_bundle(made, BERLIN)
    except InvalidBundleError as error:
        told = error.faults
    else:
        told = ("",)
        assert_is_in_order(read)
    assert len(told) == 1


def assert_is_in_order(read: ReadBundle) -> None:
    for each in read.entries:
        assert each.at.tzinfo
        assert each.entry.kind in {each.kind for each in NOTED}
    for left in read.left_out:
        assert left.why
        assert "\n" not in left.why


def test_what_is_read_can_be_taken_once(coach: Coach) -> None:
    preview = coach.fhir.look(SELF, guide("examples"), BERLIN)
    assert preview.kinds == {"activity": 2, "steps": 1}
    assert coach.journal.entries(SELF) == ()
    report = coach.fhir.take(coach.journal.person(), preview.token)
    assert report.added == 3
    again = coach.fhir.look(SELF, guide("examples"), BERLIN)
    assert (again.fresh, again.already_here) == ((), 3)
