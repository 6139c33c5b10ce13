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
from soleus.fhir import InvalidBundleError, ReadBundle, faults_of, read_bundle
from soleus.journal import SELF, ActivityEntry, Intensity

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
    assert [(each.entry, each.at) for each in read.entries] in (
        [
            (ActivityEntry(10, Intensity.MODERATE), noon),
            (ActivityEntry(35, Intensity.VIGOROUS), noon),
        ],
        [
            (ActivityEntry(35, Intensity.VIGOROUS), noon),
            (ActivityEntry(10, Intensity.MODERATE), noon),
        ],
    )
    named = {each.what: each.why for each in read.left_out}
    assert (
        "a sum or a mean"
        in named["Observation (Frequency of moderate to vigorous aerobic physical activity)"]
    )
    assert "no place" in named["Observation (Number of steps in 24 hour Measured)"]
    assert sum(each.times for each in read.left_out) == 14


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
    assert {each.entry.kind for each in read.entries} == {"symptom", "tape", "activity", "session"}
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
        assert each.entry.kind in {"symptom", "tape", "activity", "session"}
    for left in read.left_out:
        assert left.why
        assert "\n" not in left.why


def test_what_is_read_can_be_taken_once(coach: Coach) -> None:
    preview = coach.fhir.look(SELF, guide("examples"), BERLIN)
    assert preview.kinds == {"activity": 2}
    assert coach.journal.entries(SELF) == ()
    report = coach.fhir.take(coach.journal.person(), preview.token)
    assert report.added == 2
    again = coach.fhir.look(SELF, guide("examples"), BERLIN)
    assert (again.fresh, again.already_here) == ((), 2)
