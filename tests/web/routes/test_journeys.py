"""The pages of a journey: noted, changed, cancelled, ticked, and held back by the gate."""

import re
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.journal import JourneyEntry, JourneyStepEntry, SymptomEntry
from soleus.vocabulary.clock import FixedClock
from web.conftest import EMERGENCY, WELL
from web.test_journey_form import RIGHT

OPEN_RISKS: dict[str, Any] = {"answers": {"age": 40, "hormones": None}, "others": "no"}


@pytest.fixture
def well(coach: Coach) -> Coach:
    coach.checks.record("self", WELL)
    return coach


def noted(client: TestClient, coach: Coach, **changed: str) -> JourneyEntry:
    answer = client.post("/journey/new", data={**RIGHT, **changed})
    assert answer.status_code == 303, answer.text
    return coach.journeys.all("self")[-1].entry


def test_without_a_journey_the_page_says_what_it_is_for(client: TestClient, well: Coach) -> None:
    page = client.get("/journey")
    assert page.status_code == 200
    assert 'href="/journey/new"' in page.text
    assert client.get("/journey/new").status_code == 200


def test_a_journey_is_noted_and_shown_with_what_to_do_when(client: TestClient, well: Coach) -> None:
    entry = noted(client, well)
    page = client.get("/journey?saved=yes").text
    assert "0 of 15 done" in client.get(f"/journey/{entry.journey}").text
    assert "Your journey to Tokyo" in page
    assert "The clock in Tokyo is 8 hours ahead of the one in Berlin." in page
    assert "0 of 15 done" in page
    assert page.count('class="step"') == 15
    assert page.count("call the emergency number at once") == 1


def test_every_statement_has_its_claim(client: TestClient, well: Coach) -> None:
    noted(client, well)
    page = client.get("/journey").text
    for step in re.findall(r'<details class="step">.*?</details>\s*</details>', page, re.DOTALL):
        assert 'class="why"' in step
    assert len(re.findall(r'<details class="step">', page)) == 15


def test_faults_are_told_and_everything_typed_stands_again(client: TestClient, well: Coach) -> None:
    answer = client.post("/journey/new", data={**RIGHT, "arrives_zone_1": "Atlantis"})
    assert answer.status_code == 422
    assert "no clock is known for “Atlantis”" in answer.text
    for value in ("Atlantis", "Berlin", RIGHT["departs_1"], RIGHT["arrives_1"]):
        assert f'value="{value}"' in answer.text
    assert well.journeys.all("self") == ()


def test_another_part_is_added_without_a_script(client: TestClient, well: Coach) -> None:
    more = client.post("/journey/new", data={**RIGHT, "more": "yes"})
    assert more.status_code == 200
    assert 'name="departs_2"' in more.text
    assert 'name="departs_zone_2" list="places" value="Tokyo"' in more.text
    second = {
        "means_2": "train",
        "departs_zone_2": "Tokyo",
        "departs_2": "2026-03-05T10:00",
        "arrives_zone_2": "Tokyo",
        "arrives_2": "2026-03-05T13:00",
    }
    assert len(noted(client, well, **second).legs) == 2


def test_it_is_changed_and_cancelled(client: TestClient, well: Coach) -> None:
    entry = noted(client, well)
    form = client.get(f"/journey/{entry.journey}/change").text
    assert 'value="2026-03-04T13:00"' in form
    changed = {**RIGHT, "departs_1": "2026-03-04T15:00"}
    assert client.post(f"/journey/{entry.journey}", data=changed).status_code == 303
    assert "15:00" in client.get("/journey").text
    assert client.post(f"/journey/{entry.journey}/cancel").status_code == 303
    assert well.journeys.all("self") == ()
    assert "There is no such journey." in client.get(f"/journey/{entry.journey}").text


def test_one_that_has_ended_cannot_be_cancelled_and_says_why(
    client: TestClient, well: Coach, clock: FixedClock
) -> None:
    entry = noted(client, well)
    clock.advance(timedelta(days=4))
    answer = client.post(f"/journey/{entry.journey}/cancel")
    assert answer.status_code == 422
    assert "has ended, so it stays as it is" in answer.text


def test_past_journeys_wait_behind_one_press(
    client: TestClient, well: Coach, clock: FixedClock
) -> None:
    noted(client, well)
    clock.advance(timedelta(days=20))
    page = client.get("/journey").text
    assert re.search(r"<summary[^>]*>1 past journey</summary>", page)
    assert "Your journey to Tokyo" not in page


def test_a_step_is_ticked_and_taken_back_without_a_script(client: TestClient, well: Coach) -> None:
    entry = noted(client, well)
    step = "pack@20260303T1600Z"
    for done, count in (("yes", "1 of 15 done"), ("no", "0 of 15 done")):
        address = f"/journey/{entry.journey}/steps"
        assert client.post(address, data={"step": step, "done": done}).status_code == 303
        assert count in client.get("/journey").text
    assert len(well.journal.entries("self", [JourneyStepEntry])) == 2


def test_the_risks_are_asked_once_and_lead_to_the_check(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", OPEN_RISKS)
    entry = noted(client, coach)
    page = client.get("/journey").text
    assert "First, what makes a clot likelier" in page
    assert 'name="hormones"' in page
    assert 'name="earlier_dvt"' not in page
    assert "Pump your feet" not in page
    address = f"/journey/{entry.journey}/risks"
    refused = client.post(address, data={})
    assert refused.status_code == 422
    assert "Choose an answer to each" in refused.text
    assert client.post(address, data={"hormones": "yes"}).status_code == 303
    page = client.get("/journey").text
    assert "Now the short check" in page
    assert 'name="hormones"' not in page
    assert coach.checks.current("self").answers.values["hormones"] is True
    assert coach.gate.standing("self").clearance is None


def test_with_the_gate_shut_it_says_why_and_where_to_go(client: TestClient, well: Coach) -> None:
    noted(client, well)
    well.notes.take("self", SymptomEntry(is_new=True))
    page = client.get("/journey").text
    assert "Something is new since your last check." in page
    assert 'href="/check"' in page
    assert "Pump your feet" not in page
    assert "call the emergency number at once" in page


def test_today_and_plan_lead_there(client: TestClient, well: Coach, clock: FixedClock) -> None:
    assert 'href="/journey"' not in client.get("/").text
    noted(client, well)
    assert "Wednesday 4 March at 13:00: see what to do when." in client.get("/").text
    clock.advance(timedelta(days=2, hours=5))
    assert "Under way: see what to do when." in client.get("/").text
    well.weeks.make("self", well.weeks.profile("self"))
    assert 'href="/journey"' in client.get("/plan").text


def test_programs_note_and_read_journeys(client: TestClient, well: Coach) -> None:
    entry = noted(client, well)
    [told] = client.get("/api/journeys").json()["journeys"]
    assert told["journey"] == str(entry.journey)
    assert len(told["steps"]) == 15
    payload = {"journey": str(entry.journey), "step": told["steps"][0]["id"], "is_done": True}
    answer = client.post("/api/journal", json={"kind": "journey_step", "payload": payload})
    assert answer.status_code == 201
    [told] = client.get("/api/journeys").json()["journeys"]
    assert told["steps"][0]["is_done"] is True


def test_in_german_the_page_speaks_german(client: TestClient, well: Coach) -> None:
    noted(client, well)
    page = client.get("/journey", headers={"accept-language": "de"}).text
    assert "Ihre Reise nach Tokio" in page
    assert "Fußpumpe im Sitz" in page
    assert "Uhr von Tokio" in page


def test_an_emergency_leads_to_its_page_from_here_too(client: TestClient, well: Coach) -> None:
    noted(client, well)
    well.checks.record("self", EMERGENCY)
    answer = client.get("/journey")
    assert (answer.status_code, answer.headers["location"]) == (303, "/result")


def test_a_device_is_told_what_the_journey_says_to_the_gate(
    client: TestClient, well: Coach
) -> None:
    noted(client, well)
    said = client.get("/offline/check/kept.json").json()["circumstances"]
    assert said == [
        {
            "any_of": ["long_journey"],
            "since": None,
            "until": "2026-03-04T12:00:00+00:00",
            "is_known": False,
        },
        {
            "any_of": ["recent_long_journey"],
            "since": "2026-03-04T12:00:00+00:00",
            "until": "2026-04-01T23:00:00+00:00",
            "is_known": False,
        },
    ]
    well.checks.record("self", WELL)
    said = client.get("/offline/check/kept.json").json()["circumstances"]
    assert {each["is_known"] for each in said} == {True}
