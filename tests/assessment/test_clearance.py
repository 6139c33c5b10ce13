"""The clearance: given by a decision that opens something, and by nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from assessment.strategies import Document, documents
from soleus.assessment import Clearance, Decision, Permit, Refusal, RefusalCause, decide
from soleus.assessment.clearance import LIFETIME, grant
from soleus.assessment.decision import Ruling
from soleus.vocabulary import Activity, NotPermittedError, Status, Until, Urgency

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def decision(**answers: object) -> Decision:
    return decide({"answers": answers, "others": "no"})


def granted(found: Decision | None, **moments: datetime) -> Clearance | Refusal:
    at = {"decided_at": NOW, "now": NOW} | moments
    symptom = at.pop("symptom_at", None)
    return grant(found, decided_at=at["decided_at"], now=at["now"], symptom_at=symptom)


def cause(refusal: Clearance | Refusal) -> RefusalCause:
    assert isinstance(refusal, Refusal)
    return refusal.cause


@given(documents())
def test_a_permit_exists_exactly_for_what_is_open(document: Document) -> None:
    found = decide(document)
    clearance = granted(found)
    permits = clearance.permits if isinstance(clearance, Clearance) else {}
    opened = {activity for activity, ruling in found.activities.items() if ruling.is_open}
    assert set(permits) == opened


@given(documents())
def test_no_permit_can_be_made_from_a_ruling_that_is_not_open(document: Document) -> None:
    found = decide(document)
    for activity, ruling in found.activities.items():
        if not ruling.is_open:
            with pytest.raises(NotPermittedError):
                Permit(activity, ruling, found.urgency, NOW)


@pytest.mark.parametrize("urgency", [Urgency.EMERGENCY, Urgency.TODAY, Urgency.INCOMPLETE])
def test_no_permit_exists_under_an_urgency_that_stops_everything(urgency: Urgency) -> None:
    ruling = Ruling(Status.PERMITTED, None, ())
    with pytest.raises(NotPermittedError):
        Permit(Activity.WALKING, ruling, urgency, NOW)
    forged = replace(decision(), urgency=urgency)
    with pytest.raises(NotPermittedError):
        Clearance(forged, NOW)
    assert cause(granted(forged)) is RefusalCause.DECISION


def test_a_clearance_gives_no_permit_for_what_is_held() -> None:
    clearance = granted(decision(known_pad=True))
    assert isinstance(clearance, Clearance)
    assert clearance.permit(Activity.WALKING).needs_caution
    with pytest.raises(NotPermittedError):
        clearance.permit(Activity.ELEVATION)


def test_within_days_opens_walking_alone() -> None:
    clearance = granted(decision(cold_feet_or_legs="left"))
    assert isinstance(clearance, Clearance)
    assert set(clearance.permits) == {Activity.WALKING}


def test_a_decision_that_holds_everything_gives_no_clearance() -> None:
    found = decision(injury_or_cannot_bear_weight=True, evaluated_by_clinician=True)
    assert found.urgency is Urgency.SELF_CARE
    assert {ruling.until for ruling in found.activities.values()} <= {Until.CLEARANCE, None}
    assert cause(granted(found)) is RefusalCause.DECISION
    with pytest.raises(NotPermittedError):
        Clearance(found, NOW)


def test_without_a_check_there_is_no_clearance() -> None:
    assert cause(grant(None, decided_at=None, now=NOW, symptom_at=None)) is RefusalCause.NO_CHECK


def test_a_decision_lasts_seven_days_and_not_a_moment_longer() -> None:
    last_moment = NOW + LIFETIME - timedelta(microseconds=1)
    assert isinstance(granted(decision(), now=last_moment), Clearance)
    assert cause(granted(decision(), now=NOW + LIFETIME)) is RefusalCause.EXPIRED


def test_a_clock_set_back_gives_no_clearance() -> None:
    earlier = NOW - timedelta(seconds=1)
    assert cause(granted(decision(), now=earlier)) is RefusalCause.CLOCK


def test_a_new_symptom_ends_the_decision_at_once() -> None:
    assert cause(granted(decision(), symptom_at=NOW)) is RefusalCause.NEW_SYMPTOM
    before = NOW - timedelta(seconds=1)
    assert isinstance(granted(decision(), symptom_at=before), Clearance)


def test_a_permit_runs_out_with_its_clearance() -> None:
    clearance = granted(decision())
    assert isinstance(clearance, Clearance)
    assert clearance.permit(Activity.WALKING).expires_at == NOW + LIFETIME
