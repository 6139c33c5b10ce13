"""The page of habits, and the one thread at a time that today's page asks."""

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.journal import HabitEntry
from soleus.lifestyle import threads
from web.conftest import EMERGENCY, TODAY, WELL


@pytest.fixture
def planned(coach: Coach) -> Coach:
    coach.checks.record("self", WELL)
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
    answer = client.post("/habits/sodium", data={"has_limit": "yes", "limit_mg": "lots"})
    assert answer.status_code == 422
    assert "200 to 6000" in answer.text
    assert 'value="lots"' in answer.text
    assert coach.journal.latest("self", HabitEntry) is None
    assert client.post("/habits/dancing", data={}).status_code == 422


def test_an_emergency_leaves_no_room_for_habits(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", EMERGENCY)
    assert client.get("/habits").headers["location"] == "/result"


def test_today_asks_nothing_while_a_doctor_comes_first(client: TestClient, planned: Coach) -> None:
    planned.checks.record("self", TODAY)
    assert "Do you smoke?" not in client.get("/").text
