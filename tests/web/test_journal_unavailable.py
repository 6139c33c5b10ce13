"""A danger sign sent to a server whose journal is gone is answered with what to do at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

    from soleus.coach import Coach

CHEST_PAIN = {"kind": "symptom", "payload": {"findings": {"chest_pain": True}}}


@pytest.fixture(autouse=True)
def gone(coach: Coach, tmp_path: Path) -> None:
    """The journal's file is away while the server runs."""
    assert coach.journal.people()
    (tmp_path / "journal.sqlite3").rename(tmp_path / "away")


def test_a_person_reads_what_to_do_and_finds_the_emergency_page(client: TestClient) -> None:
    answer = client.post(
        "/check/screen/breath", data={"mark.chest_pain": "on", "chest_pain": "yes", "only": "only"}
    )
    assert answer.status_code == 503
    assert "Call the emergency number now." in answer.text
    assert 'href="/emergency"' in answer.text
    assert client.get("/emergency").status_code == 200


def test_a_program_is_told_the_same(client: TestClient) -> None:
    answer = client.post("/api/journal", json=CHEST_PAIN)
    assert answer.status_code == 503
    assert answer.json()["error"]["message"].startswith("Call the emergency number now.")


def test_what_opens_nothing_is_only_said(client: TestClient) -> None:
    for path in ("/", "/journal", "/api/standing"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "removed, replaced or emptied" in answer.text
