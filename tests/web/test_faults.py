"""One JSON shape for a program's errors and one voice for a person's.

The shape: ``{"error": {"status": int, "message": str, "faults": [str]}}``.
"""

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from web.conftest import TODAY

JSON_ERRORS: list[tuple[str, str, object, int]] = [
    ("GET", "/api/nowhere", None, 404),
    ("GET", "/api/plan", None, 403),
    ("DELETE", "/api/decide", None, 405),
    ("POST", "/api/decide", {"answers": {"swollen": "left"}}, 422),
    ("POST", "/api/decide", [], 422),
    ("POST", "/api/plan", {"profile": {}}, 403),
    ("POST", "/api/sessions", {"routine": "ankle_pumps", "anything_new": False}, 403),
    ("POST", "/api/journal", {"kind": "check", "payload": {}}, 422),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), JSON_ERRORS)
def test_a_program_gets_one_shape(
    client: TestClient, method: str, path: str, body: object, status: int
) -> None:
    answer = client.request(method, path, json=body)
    assert answer.status_code == status
    error = answer.json()["error"]
    assert set(answer.json()) == {"error"}
    assert set(error) == {"status", "message", "faults"}
    assert error["status"] == status
    assert error["message"]


def test_every_fault_of_an_answer_file_is_told(client: TestClient) -> None:
    answer = client.post("/api/decide", json={"answers": {"swollen": "left", "age": True}})
    faults = answer.json()["error"]["faults"]
    assert any("swelling" in fault for fault in faults)
    assert any("age" in fault for fault in faults)


def test_a_refusal_leads_to_what_to_do_and_shows_its_source(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record("self", TODAY)
    refused = client.get("/session/ankle-pumps")
    assert refused.status_code == 403
    assert '<a class="button" href="/result">' in refused.text
    assert '<details class="why">' in refused.text
    assert "[G15" not in refused.text


@pytest.mark.parametrize("path", ["/nowhere", "/learn/nowhere", "/session/somersault"])
def test_a_person_gets_a_page(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (404, 422)
    assert answer.headers["content-type"].startswith("text/html")
    assert "Go to today" in answer.text
