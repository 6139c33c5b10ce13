"""FHIR on the pages: a file away, and notes in after they were looked at."""

import json
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from starlette.testclient import TestClient

from coach.files.test_fhir_files import bundled, minutes
from soleus.coach import Coach
from soleus.fhir import FhirNotHereError, faults_of
from soleus.fhir import checked as fhir_checked
from soleus.journal import SELF, ActivityEntry, Intensity
from web.conftest import WITHIN_DAYS

GUIDE = Path(__file__).parents[2] / "fhir" / "guide" / "examples.json"


def sent(client: TestClient, content: bytes, **more: str) -> Any:
    files = {"file": ("bundle.json", content)}
    return client.post("/data/import/fhir", files=files, data={"same": "yes", **more})


def test_the_bundle_is_given_and_right(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, WITHIN_DAYS)
    coach.notes.take(SELF, ActivityEntry(20, Intensity.MODERATE))
    answer = client.get("/data/fhir.json")
    assert answer.headers["content-type"].startswith("application/fhir+json")
    assert "attachment" in answer.headers["content-disposition"]
    assert faults_of(answer.json()) == ()
    assert '"Consent"' not in answer.text
    assert '"Consent"' in client.get("/data/fhir.json?consent=yes").text


def test_notes_are_shown_before_they_come_in(client: TestClient, coach: Coach) -> None:
    page = sent(client, GUIDE.read_bytes())
    assert page.status_code == 200
    assert "What this file would add" in page.text
    assert "8 June 2022" in page.text
    assert "a sum or a mean, and no single note" in page.text
    assert coach.journal.entries(SELF) == ()
    found = re.search(r'name="token" value="([^"]+)"', page.text)
    assert found is not None
    taken = client.post("/data/import/fhir/take", data={"token": found[1]})
    assert "3 entries were taken in." in taken.text
    assert len(coach.journal.entries(SELF)) == 3
    assert "waits no more" in client.post("/data/import/fhir/take", data={"token": found[1]}).text
    assert "is here already" in sent(client, GUIDE.read_bytes()).text


def test_each_file_that_came_in_is_taken_back_by_itself(client: TestClient, coach: Coach) -> None:
    for day in ("2026-02-01", "2026-02-02"):
        sheet = sent(client, json.dumps(bundled(minutes(day))).encode()).text
        (token,) = re.findall(r'name="token" value="([^"]+)"', sheet)
        client.post("/data/import/fhir/take", data={"token": token})
    shown = client.get("/data/fhir").text
    zone = ZoneInfo(coach.timezone)
    for taking in coach.fhir.takings(SELF):
        assert f"{taking.at.astimezone(zone):%H:%M}</span>" in shown
    _, first = re.findall(r'name="id" value="([^"]+)"', shown)
    undone = client.post("/data/import/fhir/undo", data={"id": first})
    page = client.get(undone.headers["location"])
    assert "1 entry was taken back." in page.text
    assert page.text.count('name="id"') == 1
    (left,) = coach.journal.entries(SELF, [ActivityEntry])
    assert left.local_date.isoformat() == "2026-02-02"
    assert client.post("/data/import/fhir/undo", data={"id": first}).status_code == 303
    assert len(coach.journal.entries(SELF, [ActivityEntry])) == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Nothing was taken in"),
        (b"{", "Nothing was taken in"),
        (b"[]", "no FHIR bundle"),
        (b'{"resourceType": "Bundle", "entry": [', "Nothing was taken in"),
        (b"\xff\xfe\x00", "Nothing was taken in"),
        (b"[" * 100_000, "Nothing was taken in"),
    ],
)
def test_hostile_files_get_a_clear_line(
    client: TestClient, coach: Coach, content: bytes, says: str
) -> None:
    page = sent(client, content)
    assert page.status_code == 422
    assert says in page.text
    assert coach.journal.entries(SELF) == ()


def test_it_has_to_be_said_whose_it_is(client: TestClient, coach: Coach) -> None:
    page = sent(client, GUIDE.read_bytes(), same="")
    assert "about this person alone" in page.text
    assert "What this file would add" not in page.text


def test_a_token_that_is_none_takes_nothing(client: TestClient) -> None:
    assert client.post("/data/import/fhir/take", data={"token": "x"}).status_code == 422


def test_without_the_library_the_page_says_so(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: str) -> Any:
        raise FhirNotHereError("FHIR files are checked by fhir.resources, which is not here.")

    monkeypatch.setattr(fhir_checked, "_model_of", refuse)
    assert "which is not here" in sent(client, GUIDE.read_bytes()).text


def test_the_way_to_it(client: TestClient) -> None:
    assert 'href="/data/fhir"' in client.get("/settings").text
    assert json.loads(GUIDE.read_text("utf-8"))["resourceType"] == "Bundle"
