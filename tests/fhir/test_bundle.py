"""The bundle: right by the published models, whole in itself, and read back the same."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from fhir_samples import BERLIN, CHECKED
from soleus.coach import Coach
from soleus.fhir import NOTED, codes, document_of, faults_of, read_bundle
from soleus.journal import SELF, CheckEntry, StepsEntry, week_minutes
from soleus.language import use
from soleus.records import limits_of

PROFILES = "http://hl7.org/fhir/us/physical-activity/StructureDefinition/"


def bundle(coach: Coach, **more: Any) -> dict[str, Any]:
    made = coach.fhir.bundle(coach.journal.person(), BERLIN, **more)
    read: dict[str, Any] = json.loads(json.dumps(made))
    return read


def resources(made: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [e["resource"] for e in made["entry"] if e["resource"]["resourceType"] == kind]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_resource_and_the_whole_are_right_by_the_models(month: Coach, language: str) -> None:
    with use(language):
        made = bundle(month, is_consented=True)
    assert faults_of(made) == ()
    wrong = {e["fullUrl"]: faults_of(e["resource"]) for e in made["entry"]}
    assert {url: faults for url, faults in wrong.items() if faults} == {}
    kinds = {e["resource"]["resourceType"] for e in made["entry"]}
    assert kinds == {
        "Patient",
        "Questionnaire",
        "QuestionnaireResponse",
        "Observation",
        "CarePlan",
        "Consent",
    }


def test_what_it_refers_to_is_in_it_and_no_id_comes_twice(month: Coach) -> None:
    made = bundle(month, is_consented=True)
    urls = [each["fullUrl"] for each in made["entry"]]
    assert len(set(urls)) == len(urls)
    assert all(UUID(each["resource"]["id"]) for each in made["entry"])

    def references(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value["reference"]] if isinstance(value.get("reference"), str) else []
            return own + [each for inner in value.values() for each in references(inner)]
        return (
            [each for inner in value for each in references(inner)]
            if isinstance(value, list)
            else []
        )

    assert set(references(made)) <= set(urls)


def test_notes_come_back_as_they_were_under_their_own_ids(month: Coach) -> None:
    read = read_bundle(bundle(month), BERLIN)
    kept = {each.id: each for each in month.journal.entries(SELF, NOTED)}
    assert {each.id for each in read.entries} == set(kept)
    for each in read.entries:
        assert each.entry == kept[each.id].entry
        assert each.at == kept[each.id].at


def test_the_answers_of_a_check_come_back_as_they_were(month: Coach) -> None:
    [response] = resources(bundle(month), "QuestionnaireResponse")
    [check] = month.journal.entries(SELF, [CheckEntry])
    assert document_of(response) == check.entry.document == CHECKED


def test_what_is_not_known_is_no_answer(month: Coach) -> None:
    [response] = resources(bundle(month), "QuestionnaireResponse")
    items = {each["linkId"]: each for each in response["item"]}
    assert "answer" not in items["numbness_or_tingling"]
    assert items["numbness_or_tingling"]["extension"][0]["valueCode"] == "unknown"


def test_every_answer_is_one_that_the_questionnaire_offers(month: Coach) -> None:
    made = bundle(month)
    [asked], [answered] = resources(made, "Questionnaire"), resources(made, "QuestionnaireResponse")
    questions = {each["linkId"]: each for each in asked["item"]}
    assert answered["questionnaire"] == f"{asked['url']}|{asked['version']}"
    for item in answered["item"]:
        offered = questions[item["linkId"]].get("answerOption")
        for answer in item.get("answer", []):
            if offered is not None:
                tokens = [each["valueCoding"]["code"] for each in offered]
                assert answer["valueCoding"]["code"] in tokens


def test_the_vital_signs_of_exercise_are_the_sums_of_the_journal(month: Coach) -> None:
    observed = resources(bundle(month), "Observation")
    entries = month.journal.entries(SELF)
    weeks = {
        each["effectiveDateTime"]: each["valueQuantity"]
        for each in observed
        if each["code"]["coding"][0]["code"] == "82290-8"
    }
    assert len(weeks) == 4
    for on, amount in weeks.items():
        from datetime import date, timedelta

        monday = date.fromisoformat(on) - timedelta(days=6)
        assert amount["value"] == round(week_minutes(entries, monday).moderate_equivalent, 1)
        assert (amount["code"], amount["system"]) == ("min/wk", "http://unitsofmeasure.org")


def test_each_follows_the_profile_that_it_names(month: Coach) -> None:
    """What the guide asks of all of its observations, held as far as JSON can tell it."""
    for each in resources(bundle(month), "Observation"):
        if not any(p.startswith(PROFILES) for p in each.get("meta", {}).get("profile", [])):
            continue
        categories = [coding["code"] for c in each["category"] for coding in c["coding"]]
        assert {"activity", "PhysicalActivity"} <= set(categories)
        assert each["subject"]["reference"]
        assert len(each["effectiveDateTime"]) >= 10
        if each["meta"]["profile"] == [f"{PROFILES}pa-observation-activity-group"]:
            assert each["hasMember"]
            assert not [name for name in each if name.startswith("value")]
        else:
            assert {"value", "system", "code"} <= set(each["valueQuantity"])


def test_the_plan_says_what_is_done_and_what_waits(month: Coach) -> None:
    [plan] = resources(bundle(month), "CarePlan")
    details = [each["detail"] for each in plan["activity"]]
    waiting = {each["code"]["coding"][0]["code"] for each in details if each["status"] == "on-hold"}
    decision = month.gate.standing(SELF).decision
    assert decision is not None
    assert waiting == {a for a, r in decision.activities.items() if r.status == "hold"}
    assert any(each["status"] == "scheduled" for each in details)
    assert plan["intent"] == "plan"


def test_a_consent_is_there_only_where_it_was_given(month: Coach) -> None:
    assert resources(bundle(month), "Consent") == []
    [consent] = resources(bundle(month, is_consented=True), "Consent")
    assert consent["status"] == "active"
    assert consent["provision"]["purpose"][0]["code"] == "TREAT"


def test_it_tells_no_name_that_is_not_there(month: Coach) -> None:
    [patient] = resources(bundle(month), "Patient")
    assert "text" not in patient["name"][0]
    assert patient["gender"] == "unknown"
    anna = month.journal.add_person("Anna")
    made = month.fhir.bundle(anna, BERLIN)
    assert made["entry"][0]["resource"]["name"] == [{"text": "Anna"}]
    assert faults_of(made) == ()


def test_every_code_has_its_source_and_its_field() -> None:
    kinds = {each.kind: each for each in NOTED}
    for row in codes().measure:
        name = row.field.partition(".")[0]
        assert name in limits_of(kinds[row.kind]), row.field
        assert bool(row.code) == bool(row.source)
    known = codes()
    standard = [each.code for each in known.measure] + [each.code for each in known.intensity]
    standard += [each.code for each in known.sum] + [each.code for each in known.elsewhere]
    assert {"41950-7", "82290-8", "89555-7", "68516-4"} <= set(standard)


def test_what_was_measured_of_a_leg_says_which_and_the_ankle_index_by_its_standard_code(
    month: Coach,
) -> None:
    sites = {
        each["code"]["coding"][-1]["code"]: each["bodySite"]["text"]
        for each in resources(bundle(month), "Observation")
        if "bodySite" in each
    }
    assert sites == {
        "tape.calf_left_cm": "Left calf",
        "tape.calf_right_cm": "Right calf",
        "tape.ankle_right_cm": "Right ankle",
        "ankle_index.ankle_index_left": "Left leg",
    }
    [index] = [
        each
        for each in resources(bundle(month), "Observation")
        if each["code"]["coding"][0]["code"] == "77194-9"
    ]
    assert index["code"]["coding"][0] == {
        "system": "http://loinc.org",
        "code": "77194-9",
        "display": "Ankle-brachial index",
    }
    assert (index["valueQuantity"]["value"], index["valueQuantity"]["code"]) == (1.05, "1")


def test_the_steps_of_a_day_are_given_once_as_the_guide_has_them(month: Coach) -> None:
    noted = {each["effectiveDateTime"]: each["valueQuantity"] for each in _steps(bundle(month))}
    assert noted == {
        "2026-03-20": {
            "value": 7400,
            "unit": "/d",
            "system": "http://unitsofmeasure.org",
            "code": "/d",
        }
    }
    [of_the_day] = _steps(bundle(month))
    assert of_the_day["meta"]["profile"] == [f"{PROFILES}pa-observation-time-measure"]
    # a count of the morning gives way to that of the whole day
    morning = StepsEntry(900, UUID(int=5), ("07:30-07:40",))
    month.journal.append(SELF, morning, at=datetime(2026, 3, 20, 9, tzinfo=BERLIN))
    assert len(_steps(bundle(month))) == 1


def _steps(made: dict[str, Any]) -> list[dict[str, Any]]:
    observed = resources(made, "Observation")
    return [each for each in observed if each["code"]["coding"][0]["code"] == "41950-7"]
