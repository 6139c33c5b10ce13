"""Notes from a bundle: looked at first, then all of them or none, and never more than notes."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from fhir_samples import BERLIN
from soleus.coach import Coach
from soleus.journal import (
    SELF,
    ActivityEntry,
    Intensity,
    InvalidEntryError,
    SymptomEntry,
    WeightEntry,
)
from soleus.vocabulary.clock import FixedClock

EMERGENCY: dict[str, Any] = {"answers": {"short_of_breath": True}, "others": "no"}
WELL: dict[str, Any] = {"answers": {"age": 40}, "others": "no"}


def minutes(day: str, value: float = 25) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "77592-4"}]},
        "effectiveDateTime": day,
        "valueQuantity": {"value": value, "system": "http://unitsofmeasure.org", "code": "min"},
    }


def bundled(*resources: dict[str, Any]) -> dict[str, Any]:
    return {"resourceType": "Bundle", "entry": [{"resource": each} for each in resources]}


def made_by(coach: Coach) -> dict[str, Any]:
    made = coach.fhir.bundle(coach.journal.person(), BERLIN)
    read: dict[str, Any] = json.loads(json.dumps(made))
    return read


def test_looking_records_nothing_and_taking_records_all(coach: Coach, clock: FixedClock) -> None:
    bundle = bundled(minutes("2026-02-01"), minutes("2026-02-02", 30))
    seq = coach.journal.newest_seq()
    preview = coach.fhir.look(SELF, bundle, BERLIN)
    assert coach.journal.newest_seq() == seq
    assert preview.days is not None
    assert [day.isoformat() for day in preview.days] == ["2026-02-01", "2026-02-02"]
    coach.fhir.take(coach.journal.person(), preview.token)
    found = coach.journal.entries(SELF, [ActivityEntry])
    assert [each.entry.minutes for each in found] == [25, 30]


def test_one_note_that_the_journal_refuses_leaves_all_of_them_out(coach: Coach) -> None:
    ahead = minutes((coach.today() + timedelta(days=400)).isoformat())
    preview = coach.fhir.look(SELF, bundled(minutes("2026-02-01"), ahead), BERLIN)
    with pytest.raises(InvalidEntryError):
        coach.fhir.take(coach.journal.person(), preview.token)
    assert coach.journal.entries(SELF) == ()


def test_only_what_was_looked_at_last_can_be_taken(coach: Coach) -> None:
    first = coach.fhir.look(SELF, bundled(minutes("2026-02-01")), BERLIN)
    second = coach.fhir.look(SELF, bundled(minutes("2026-02-02")), BERLIN)
    for token in (first.token, uuid4(), UUID(int=0)):
        with pytest.raises(InvalidEntryError, match="waits no more"):
            coach.fhir.take(coach.journal.person(), token)
    coach.fhir.take(coach.journal.person(), second.token)
    with pytest.raises(InvalidEntryError, match="waits no more"):
        coach.fhir.take(coach.journal.person(), second.token)
    assert len(coach.journal.entries(SELF)) == 1


def test_a_bundle_of_somebody_well_opens_nothing_and_lowers_no_emergency(coach: Coach) -> None:
    anna = coach.journal.add_person("Anna")
    coach.checks.record(anna.id, WELL)
    coach.notes.take(anna.id, ActivityEntry(20, Intensity.MODERATE))
    coach.checks.record(SELF, EMERGENCY)
    bundle = json.loads(json.dumps(coach.fhir.bundle(anna, BERLIN)))
    text = json.dumps(bundle)  # as if it had been made elsewhere, about oneself
    for recorded in coach.journal.entries(anna.id):
        text = text.replace(str(recorded.id), str(uuid4()))
    bundle = json.loads(text)
    preview = coach.fhir.look(SELF, bundle, BERLIN)
    assert set(preview.kinds) == {"activity"}
    coach.fhir.take(coach.journal.person(), preview.token)
    standing = coach.gate.standing(SELF)
    assert standing.is_emergency
    assert standing.clearance is None


def test_something_new_in_a_bundle_ends_the_check(coach: Coach, clock: FixedClock) -> None:
    """What comes late can only hold back."""
    other = coach.journal.add_person("Me, elsewhere")
    coach.notes.take(other.id, SymptomEntry(findings={"leg_pain": "left"}, is_new=True))
    bundle = json.loads(json.dumps(coach.fhir.bundle(other, BERLIN)))
    for entry in bundle["entry"]:
        for each in entry["resource"].get("identifier", []):
            each["value"] = f"urn:uuid:{UUID(int=77)}"
    clock.advance(timedelta(minutes=1))
    coach.checks.record(SELF, WELL)
    assert coach.gate.standing(SELF).clearance is not None
    preview = coach.fhir.look(SELF, bundle, BERLIN)
    coach.fhir.take(coach.journal.person(), preview.token)
    assert coach.gate.standing(SELF).clearance is None


def test_an_id_of_ours_with_other_content_takes_nothing(coach: Coach) -> None:
    coach.notes.take(SELF, ActivityEntry(20, Intensity.MODERATE))
    preview = coach.fhir.look(SELF, made_by(coach), BERLIN)
    assert (preview.fresh, preview.already_here) == ((), 1)


def test_what_came_in_is_taken_back_whole_and_can_come_in_again(coach: Coach) -> None:
    coach.notes.take(SELF, ActivityEntry(50, Intensity.MODERATE))
    bundle = bundled(minutes("2026-02-01"), minutes("2026-02-02", 30))
    for _ in range(3):
        preview = coach.fhir.look(SELF, bundle, BERLIN)
        assert len(preview.fresh) == 2
        coach.fhir.take(coach.journal.person(), preview.token)
        assert len(coach.journal.entries(SELF, [ActivityEntry])) == 3
        assert coach.fhir.look(SELF, bundle, BERLIN).already_here == 2
        (taking,) = coach.fhir.takings(SELF)
        assert coach.fhir.undo(SELF, taking.id) == 2
        assert len(coach.journal.entries(SELF, [ActivityEntry])) == 1
    assert coach.fhir.takings(SELF) == ()


def test_one_of_several_is_taken_back_by_name_and_the_others_stay(coach: Coach) -> None:
    for day in ("2026-02-01", "2026-02-02", "2026-02-03"):
        preview = coach.fhir.look(SELF, bundled(minutes(day)), BERLIN)
        coach.fhir.take(coach.journal.person(), preview.token)
    third, second, first = coach.fhir.takings(SELF)
    assert len({third.id, second.id, first.id}) == 3
    assert coach.fhir.undo(SELF, second.id) == 1
    assert coach.fhir.takings(SELF) == (third, first)
    assert coach.fhir.undo(SELF, second.id) == 0
    days = [each.local_date.isoformat() for each in coach.journal.entries(SELF, [ActivityEntry])]
    assert days == ["2026-02-01", "2026-02-03"]


def test_what_somebody_took_back_by_hand_does_not_come_again(coach: Coach) -> None:
    bundle = bundled(minutes("2026-02-01"))
    coach.fhir.take(coach.journal.person(), coach.fhir.look(SELF, bundle, BERLIN).token)
    [recorded] = coach.journal.entries(SELF, [ActivityEntry])
    coach.journal.withdraw(recorded.id)
    assert coach.fhir.look(SELF, bundle, BERLIN).fresh == ()


def test_what_was_noted_by_hand_and_comes_back_from_a_clinic_is_one_note(coach: Coach) -> None:
    weighed = coach.notes.take(SELF, WeightEntry(81.4))
    coach.notes.take(SELF, ActivityEntry(25, Intensity.MODERATE, "walk"))
    weight = {
        **minutes(weighed.recorded.at.isoformat()),
        "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]},
        "valueQuantity": {"value": 81.4, "system": "http://unitsofmeasure.org", "code": "kg"},
    }
    of_the_day = minutes(coach.today().isoformat())
    bundle = bundled(weight, of_the_day, minutes(coach.today().isoformat(), 26))
    preview = coach.fhir.look(SELF, bundle, BERLIN)
    assert preview.already_here == 2
    assert [each.entry for each in preview.fresh] == [ActivityEntry(26, Intensity.MODERATE)]
