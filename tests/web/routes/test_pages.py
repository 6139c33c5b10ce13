"""Every page answers, whatever the check found, and keeps to one shape."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from soleus import handbook
from soleus.coach import Coach
from web.conftest import EMERGENCY, INCOMPLETE, TODAY, WELL, WITHIN_DAYS

PAGES = ["/", "/check", "/result", "/plan", "/journal", "/learn", "/about", "/settings", "/people"]
STANDINGS = {
    "none": None,
    "well": WELL,
    "within days": WITHIN_DAYS,
    "today": TODAY,
    "incomplete": INCOMPLETE,
    "emergency": EMERGENCY,
}


@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers(client: TestClient, coach: Coach, path: str, standing: str) -> None:
    document: dict[str, Any] | None = STANDINGS[standing]
    if document is not None:
        coach.checks.record("self", document)
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert 'lang="en-GB"' in answer.text
    assert 'href="#main"' in answer.text
    assert " style=" not in answer.text
    assert not re.search(r"<script(?![^>]*(src|application/json))", answer.text)
    assert not re.search(r"\son\w+=", answer.text)


@pytest.mark.parametrize("topic", [topic.id for topic in handbook.topics()])
def test_every_question_of_the_handbook_has_its_page(client: TestClient, topic: str) -> None:
    page = client.get(f"/learn/{topic}")
    assert page.status_code == 200
    assert page.text.count('<details class="why">') >= len(handbook.topic(topic).answer)


@pytest.mark.parametrize(
    ("document", "title"),
    [
        (WELL, "You may take care of this yourself"),
        (WITHIN_DAYS, "See a doctor within days"),
        (TODAY, "See a doctor today"),
        (INCOMPLETE, "Something is still open"),
        (EMERGENCY, "Call 999 now"),
    ],
)
def test_the_result_says_where_to_go_first(
    client: TestClient, coach: Coach, document: dict[str, Any], title: str
) -> None:
    coach.checks.record("self", document)
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", client.get("/result").text)
    assert heading is not None
    assert heading[1] == title


def test_the_result_shows_the_answers_that_led_to_it(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", TODAY)
    page = client.get("/result").text
    assert "What led to this" in page
    assert "Left leg" in page
    assert "until a doctor or nurse has looked at your legs" in page.lower()


def test_the_emergency_page_leads_to_no_exercise(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", EMERGENCY)
    links = set(re.findall(r'(?:href|action)="(/[^"]*)"', client.get("/result").text))
    pages = {link for link in links if not link.startswith("/static/")}
    assert pages == {"/emergency/country", "/check/review"}


def test_the_front_door_of_an_emergency_is_its_page(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", EMERGENCY)
    for path in ("/", "/plan"):
        assert client.get(path).headers["location"] == "/result"
