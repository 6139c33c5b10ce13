"""Deleting one's data: said plainly, a word typed, all gone, and the gate shut."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from coach.samples import note_symptoms
from soleus.coach import Coach
from soleus.journal import SELF, ActivityEntry, Intensity, JournalUnavailableError
from soleus.vocabulary import Urgency
from web.conftest import EMERGENCY, TODAY, WELL

WALK = ActivityEntry(20, Intensity.MODERATE)


def as_of(client: TestClient) -> str:
    found = re.search(r'name="as_of" value="(\d+)"', client.get("/data/delete").text)
    assert found
    return found[1]


def delete(client: TestClient, **more: Any) -> Any:
    return client.post("/data/delete", data={"word": "delete", "as_of": as_of(client), **more})


def test_the_page_offers_a_copy_and_says_what_goes(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, WELL)
    shown = client.get("/data/delete").text
    assert "/journal/export.json" in shown
    assert "This cannot be undone" in shown
    assert "Whose data" not in shown
    assert "/data/delete" in client.get("/settings").text


def test_all_is_gone_and_the_gate_is_shut_until_a_new_check(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record(SELF, WELL)
    client.cookies.set("theme", "dark")
    assert client.get("/session/ankle-pumps").status_code == 200
    answer = delete(client)
    assert answer.status_code == 200
    assert "The data is deleted" in answer.text
    assert 'theme=""' in answer.headers["set-cookie"]
    assert coach.journal.entries(SELF, include_superseded=True) == ()
    assert client.get("/session/ankle-pumps").status_code == 403
    coach.checks.record(SELF, WELL)
    assert client.get("/session/ankle-pumps").status_code == 200


@pytest.mark.parametrize("document", [TODAY, EMERGENCY])
def test_no_standing_is_made_looser_by_it(
    client: TestClient, coach: Coach, document: dict[str, Any]
) -> None:
    coach.checks.record(SELF, document)
    shown = client.get("/data/delete").text
    assert ("Get help first" in shown) == (document is EMERGENCY)
    assert ("should look at your legs" in shown) == (document is TODAY)
    delete(client)
    standing = coach.gate.standing(SELF)
    assert standing.clearance is None
    assert standing.decision is None or standing.decision.urgency is Urgency.EMERGENCY


def test_the_word_is_asked_for_in_the_language_of_the_page(
    client: TestClient, coach: Coach
) -> None:
    coach.journal.append(SELF, WALK)
    client.cookies.set("language", "de")
    assert "löschen" in client.get("/data/delete").text
    assert "gelöscht" in delete(client, word="Löschen").text
    assert coach.journal.entries(SELF) == ()


@pytest.mark.parametrize("wrong", [{"word": "yes"}, {"word": ""}, {"as_of": "0"}, {"as_of": ""}])
def test_without_the_word_or_on_an_old_page_nothing_is_deleted(
    client: TestClient, coach: Coach, wrong: dict[str, str]
) -> None:
    coach.journal.append(SELF, WALK)
    before = coach.journal.export_json()["entries"]
    answer = delete(client, **wrong)
    assert answer.status_code == 422
    assert "Nothing was deleted" in answer.text
    assert coach.journal.export_json()["entries"] == before


def test_the_page_sent_again_deletes_nothing_that_came_later(
    client: TestClient, coach: Coach
) -> None:
    coach.journal.append(SELF, WALK)
    sent = {"word": "Delete ", "as_of": as_of(client)}
    assert client.post("/data/delete", data=sent).status_code == 200
    coach.journal.append(SELF, WALK)
    assert client.post("/data/delete", data=sent).status_code == 422
    assert len(coach.journal.entries(SELF)) == 1


def test_a_fault_leaves_all_and_does_not_have_the_browser_forget(
    client: TestClient, coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach.journal.append(SELF, WALK)
    seen = as_of(client)

    def broken(*_: object) -> None:
        raise JournalUnavailableError("the disk is full; nothing of this was recorded")

    monkeypatch.setattr("soleus.journal.erasing.erase", broken)
    answer = client.post("/data/delete", data={"word": "delete", "as_of": seen})
    assert answer.status_code >= 400
    assert "deleted.js" not in answer.text
    assert "set-cookie" not in answer.headers
    assert len(coach.journal.entries(SELF)) == 1


def test_another_persons_data_go_alone_or_with_everybodys(client: TestClient, coach: Coach) -> None:
    mother = coach.journal.add_person("Mother")
    coach.journal.append(SELF, WALK)
    coach.journal.append(mother.id, WALK)
    client.cookies.set("person", mother.id)
    client.cookies.set("theme", "dark")
    assert "Delete the data of Mother" in client.get("/data/delete").text
    answer = delete(client)
    assert "person" in answer.headers["set-cookie"]
    assert "theme" not in answer.headers["set-cookie"]
    assert [each.id for each in coach.journal.people()] == [SELF]
    assert len(coach.journal.entries(SELF)) == 1
    coach.journal.add_person("Father")
    delete(client, whose="everybody")
    assert coach.journal.export_json()["entries"] == []
    assert [each.id for each in coach.journal.people()] == [SELF]


def test_a_copy_taken_in_again_gives_the_same_page_of_today(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record(SELF, WELL)
    coach.weeks.make(SELF, coach.weeks.profile(SELF))
    coach.journal.append(SELF, WALK)
    before, copy = client.get("/").text, client.get("/journal/export.json").json()
    delete(client)
    assert client.get("/").text != before
    coach.journal.import_json(copy)
    assert client.get("/").text == before


def take_batch(client: TestClient, content: bytes, **more: str) -> Any:
    files = {"file": ("soleus-journal.json", content, "application/json")}
    return client.post("/data/import", files=files, data={"same": "yes", **more})


def test_a_copy_is_taken_in_from_a_page(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, WELL)
    copy = client.get("/journal/export.json").content
    delete(client)
    assert "/data/import" in client.get("/settings").text
    assert "It is about me" in client.get("/data/import").text
    assert "1 entry was taken in" in take_batch(client, copy).text
    assert client.get("/session/ankle-pumps").status_code == 200
    assert "1 was here already" in take_batch(client, copy).text


def test_an_older_copy_leads_to_the_check(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, WELL)
    copy = client.get("/journal/export.json").content
    note_symptoms(coach, SELF, findings={"chest_pain": True})
    delete(client)
    assert "This copy is older" in take_batch(client, copy).text
    assert client.get("/session/ankle-pumps").status_code == 403


@pytest.mark.parametrize(
    ("content", "more", "fault"),
    [
        (b"{", {}, "this is no JSON"),
        (b"\xff\xfe", {}, "this is no JSON"),
        (b"{}", {}, "this is no export of a journal"),
        (b"{}", {"same": ""}, "about this person alone"),
    ],
)
def test_what_is_no_copy_is_refused_and_nothing_is_taken(
    client: TestClient, coach: Coach, content: bytes, more: dict[str, str], fault: str
) -> None:
    answer = take_batch(client, content, **more)
    assert answer.status_code == 422
    assert fault in answer.text
    assert coach.journal.export_json()["entries"] == []


def test_a_copy_taken_in_on_another_persons_pages_is_theirs(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record(SELF, WELL)
    copy = client.get("/journal/export.json").content
    delete(client)
    mother = coach.journal.add_person("Mother")
    client.cookies.set("person", mother.id)
    take_batch(client, copy)
    assert [each["person"] for each in coach.journal.export_json()["entries"]] == [mother.id]
