"""No way round the gate: by address, by form, by API, whatever the check found."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from web.conftest import EMERGENCY, INCOMPLETE, TODAY, WELL

SHUT = [None, EMERGENCY, TODAY, INCOMPLETE]
BEGIN = {"anything_new": "no", "per_minute": "60", "minutes": "3"}


@pytest.mark.parametrize("document", SHUT)
def test_no_session_and_no_plan_where_the_gate_is_shut(
    client: TestClient, coach: Coach, document: dict[str, Any] | None
) -> None:
    if document is not None:
        coach.checks.record("self", document)
    for routine in ("ankle-pumps", "calf-raises", "elevation", "walking", "pain-guided-walking"):
        assert client.get(f"/session/{routine}").status_code in (303, 403)
        assert client.post(f"/session/{routine}", data=BEGIN).status_code == 403
        asked = {"routine": routine, "anything_new": False}
        assert client.post("/api/sessions", json=asked).status_code == 403
    assert client.post("/plan", data={"setting": "desk"}).status_code == 403
    assert client.get("/plan/week.ics").status_code == 403
    assert client.get("/api/plan").status_code == 403
    assert coach.practice.current("self") is None


def test_something_new_leads_to_the_check_and_shuts_the_gate(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record("self", WELL)
    answer = client.post("/session/ankle-pumps", data={**BEGIN, "anything_new": "yes"})
    assert answer.headers["location"] == "/check"
    assert client.get("/session/ankle-pumps").status_code == 403


def test_the_first_question_must_be_answered(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", WELL)
    answer = client.post("/session/ankle-pumps", data={"per_minute": "60"})
    assert answer.status_code == 422
    assert "Please answer the first question" in answer.text


def test_a_red_flag_in_a_session_leads_to_the_emergency_page(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record("self", WELL)
    run = client.post("/session/ankle-pumps", data=BEGIN).headers["location"]
    over = client.post(f"{run}/stop", data={"rule": "chest_pain"}).headers["location"]
    assert client.get(over).headers["location"] == "/result"
    assert client.get(run).headers["location"] == "/result"
    assert "Call 999 now" in client.get("/result").text
    assert client.get("/").headers["location"] == "/result"
    assert client.get("/session/ankle-pumps").headers["location"] == "/result"
