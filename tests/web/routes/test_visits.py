"""The page of visits: what is noted there counts at once, and it says what each visit does."""

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.journal import VisitEntry
from soleus.vocabulary.clock import FixedClock
from web.conftest import EMERGENCY

HEAVIER: dict[str, Any] = {
    "answers": {"heaviness_or_aching": "both", "heaviness_worsening": True},
    "others": "no",
}
SEEN: dict[str, Any] = {
    "who_kind": "gp",
    "found": "Veins, no clot",
    "saw_everything": "yes",
    "since": "same",
    "cleared": ["elevation", "ankle_pumps"],
    "review_date": "2026-03-20",
}


@pytest.fixture(autouse=True)
def heavier(coach: Coach, clock: FixedClock) -> None:
    coach.checks.record("self", HEAVIER)
    clock.advance(timedelta(hours=1))


def is_open(coach: Coach, activity: str) -> bool:
    clearance = coach.gate.standing("self").clearance
    return clearance is not None and activity in clearance.permits


def test_a_visit_opens_what_was_allowed_and_says_until_when(
    client: TestClient, coach: Coach
) -> None:
    assert client.get("/session/elevation").status_code == 403
    assert client.post("/visits", data=SEEN).headers["location"] == "/visits?saved=counts"
    assert client.get("/session/elevation").status_code == 200
    shown = client.get("/visits?saved=counts").text
    assert "This visit counts now" in shown
    assert "20 March" in shown
    assert "Veins, no clot" in shown
    assert "This visit counts now" in client.get("/").text


def test_a_visit_on_the_day_of_the_check_counts_when_it_is_noted_the_day_after(
    client: TestClient, coach: Coach, clock: FixedClock
) -> None:
    """The form asks for the day alone, and the check may have been taken after its noon."""
    clock.advance(timedelta(hours=8))
    coach.checks.record("self", HEAVIER)
    day = coach.today().isoformat()
    clock.advance(timedelta(days=1))
    sent = client.post("/visits", data={**SEEN, "day": day})
    assert sent.headers["location"] == "/visits?saved=counts"
    assert is_open(coach, "elevation")


def test_a_visit_on_the_day_before_the_check_does_not_count(
    client: TestClient, coach: Coach
) -> None:
    day = (coach.today() - timedelta(days=1)).isoformat()
    sent = client.post("/visits", data={**SEEN, "day": day})
    assert sent.headers["location"] == "/visits?saved=before_check"
    assert not is_open(coach, "elevation")


def test_of_a_danger_sign_that_has_gone_the_visit_is_asked_by_name(
    client: TestClient, coach: Coach
) -> None:
    asked = "and at the danger sign that has gone?"
    assert asked not in client.get("/visits").text
    coach.checks.record("self", {"answers": {"danger_gone_unseen": True}, "others": "no"})
    assert asked in client.get("/visits").text
    client.post("/visits", data=SEEN)
    assert is_open(coach, "elevation")


def test_worse_since_the_visit_leads_to_the_check(client: TestClient, coach: Coach) -> None:
    answer = client.post("/visits", data={**SEEN, "since": "worse"})
    assert answer.headers["location"] == "/check"
    assert coach.gate.standing("self").clearance is None


@pytest.mark.parametrize("left_out", ["saw_everything", "since"])
def test_what_was_not_answered_is_asked_for_and_nothing_is_lost(
    client: TestClient, coach: Coach, left_out: str
) -> None:
    answer = client.post("/visits", data={k: v for k, v in SEEN.items() if k != left_out})
    assert answer.status_code == 422
    assert "Please say whether" in answer.text
    assert "Veins, no clot" in answer.text
    assert coach.journal.latest("self", VisitEntry) is None


def test_a_review_that_is_over_already_is_refused(client: TestClient) -> None:
    answer = client.post("/visits", data={**SEEN, "review_date": "2026-03-01"})
    assert answer.status_code == 422
    assert "after the visit" in answer.text


def test_a_visit_taken_back_shuts_what_it_opened(client: TestClient, coach: Coach) -> None:
    client.post("/visits", data=SEEN)
    noted = coach.journal.latest("self", VisitEntry)
    assert noted is not None
    client.post(f"/visits/withdraw/{noted.id}")
    assert not is_open(coach, "elevation")


def test_no_visit_opens_the_way_out_of_an_emergency(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", EMERGENCY)
    assert client.post("/visits", data=SEEN).headers["location"] == "/visits?saved=emergency"
    assert "emergency" in client.get("/visits?saved=emergency").text
    assert client.get("/").headers["location"] == "/result"


def test_the_programs_way_in_asks_the_same_gate(client: TestClient, coach: Coach) -> None:
    payload = {
        **{k: SEEN[k] for k in ("who_kind", "found", "cleared", "review_date")},
        "saw_everything": True,
        "worse_since": True,
    }
    answer = client.post("/api/journal", json={"kind": "visit", "payload": payload})
    assert answer.status_code == 201
    assert coach.gate.standing("self").clearance is None


def test_the_result_leads_to_the_visit(client: TestClient) -> None:
    assert 'href="/visits"' in client.get("/result").text
