"""The page of habits, and the one thread at a time that today's page asks."""

import re

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.journal import HabitEntry
from soleus.lifestyle import threads
from web.conftest import EMERGENCY, TODAY, WELL


@pytest.fixture
def planned(coach: Coach) -> Coach:
    coach.checks.record("self", {**WELL, "answers": {**WELL["answers"], "smoker": True}})
    coach.weeks.make("self", coach.weeks.profile("self"))
    return coach


def test_today_asks_one_thread_and_it_can_wait(client: TestClient, planned: Coach) -> None:
    page = client.get("/").text
    assert "Do you smoke?" in page
    assert page.count('id="habit"') == 1
    client.post("/habits/smoking", data={"later": "yes"})
    assert "Do you smoke?" not in client.get("/").text
    assert "sodium" in client.get("/").text


def test_an_answer_is_kept_and_what_follows_is_told(client: TestClient, planned: Coach) -> None:
    answer = client.post("/habits/smoking", data={"smokes": "yes", "quit_date": "2026-03-09"})
    assert answer.headers["location"] == "/habits?saved=smoking#smoking"
    page = client.get("/habits?saved=smoking").text
    assert "Your day is 9 March 2026" in page
    assert "stop-smoking service" in page
    assert "9 March 2026" in page


def test_every_thread_is_on_the_page(client: TestClient) -> None:
    page = client.get("/habits").text
    for thread in threads().values():
        assert thread.title in page


def test_a_faulty_answer_says_what_is_wrong_and_keeps_nothing(
    client: TestClient, coach: Coach
) -> None:
    answer = client.post(
        "/habits/sodium", data={"has_limit": "yes", "limit_mg": "lots", "limit_mg_unit": "salt"}
    )
    assert answer.status_code == 422
    assert "from 0.5 g of salt to 15.3 g of salt" in answer.text
    assert 'value="lots"' in answer.text
    assert coach.journal.latest("self", HabitEntry) is None
    assert client.post("/habits/dancing", data={}).status_code == 422


def test_an_emergency_leaves_no_room_for_habits(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", EMERGENCY)
    assert client.get("/habits").headers["location"] == "/result"


def test_today_asks_nothing_while_a_doctor_comes_first(client: TestClient, planned: Coach) -> None:
    planned.checks.record("self", TODAY)
    assert "Do you smoke?" not in client.get("/").text


def test_a_limit_is_taken_and_shown_in_the_unit_chosen_and_kept_in_milligrams(
    client: TestClient, coach: Coach
) -> None:
    given = {"has_limit": "yes", "limit_mg": "5,1", "limit_mg_unit": "salt"}
    client.post("/habits/sodium", data=given)
    kept = next(each for each in coach.habits.all("self") if each.thread.id == "sodium")
    assert kept.answers == {"has_limit": "yes", "limit_mg": 2006}
    assert "5.1 g of salt a day" in client.get("/habits").text
    for unit, words in [("mg", "2,006 mg of sodium a day"), ("mmol", "87 mmol of sodium a day")]:
        client.post("/settings", data={"sodium": unit})
        assert words in client.get("/habits").text
    german = client.get("/habits", headers={"accept-language": "de"}).text
    assert "87 mmol Natrium am Tag" in german


def test_without_a_choice_the_unit_is_that_of_labels_where_the_person_is(
    client: TestClient,
) -> None:
    def chosen(language: str) -> str:
        text = client.get("/habits", headers={"accept-language": language}).text
        return str(re.findall(r'<option value="(\w+)" selected>', text)[0])

    assert [chosen(each) for each in ("en-US", "en-GB", "de", "en")] == ["mg", "salt", "salt", "mg"]


def test_a_limit_noted_with_no_network_keeps_the_unit_it_was_noted_in(
    client: TestClient, coach: Coach
) -> None:
    answers = {"has_limit": "yes", "limit_mg": "5,1", "limit_mg_unit": "salt"}
    entry = {
        "id": "0b0b6d1e-6c2f-4d6e-9a53-1f0a3c9f3a02",
        "person": "self",
        "kind": "habit",
        "at": coach.clock.now().isoformat(),
        "payload": {"thread": "sodium", "answers": answers},
    }
    (fate,) = client.post("/api/sync", json={"entries": [entry]}).json()["entries"]
    assert fate["fate"] == "taken"
    kept = next(each for each in coach.habits.all("self") if each.thread.id == "sodium")
    assert kept.answers == {"has_limit": "yes", "limit_mg": 2006}
