"""Every page answers, whatever the check found, and keeps to one shape."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from soleus import handbook
from soleus.coach import Coach
from web.conftest import EMERGENCY, INCOMPLETE, TODAY, WELL, WITHIN_DAYS

PAGES = [
    "/",
    "/check",
    "/result",
    "/plan",
    "/progress",
    "/journal",
    "/learn",
    "/you",
    "/about",
    "/settings",
    "/people",
]
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
        (WELL, "You can look after yourself for now"),
        (WITHIN_DAYS, "See a doctor within days"),
        (TODAY, "See a doctor today"),
        (INCOMPLETE, "Some answers are missing"),
        (EMERGENCY, "Call 999 now"),
    ],
)
def test_the_result_says_where_to_go_first(
    client: TestClient, coach: Coach, document: dict[str, Any], title: str
) -> None:
    coach.checks.record("self", document)
    heading = re.search(r"<h1[^>]*><span[^>]*>[^<]+</span>(.*?)</h1>", client.get("/result").text)
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
    leads_on = {"/emergency/country", "/check/review", "/language"}
    assert pages == {*leads_on, "/manifest.webmanifest"}


def test_the_front_door_of_an_emergency_is_its_page(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", EMERGENCY)
    for path in ("/", "/plan"):
        assert client.get(path).headers["location"] == "/result"


ON_HOLD: dict[str, Any] = {"answers": {"heart_failure": True, "swelling": "both"}, "others": "no"}
"""To be seen within days, and one answer missing: even walking waits."""


def test_nobody_is_promised_a_walk_that_is_on_hold(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", ON_HOLD)
    page = client.get("/result").text
    assert "keep up your ordinary walking" not in page
    assert "Answer what is missing" in page
    today = client.get("/").text
    assert "See a doctor within days" in today
    assert "of 150" not in today
    coach.checks.record("self", WITHIN_DAYS)
    assert "keep up your ordinary walking" in client.get("/result").text


@pytest.mark.parametrize("answers", [{"bed_rest": True}, {"pain_walking_eases_with_rest": "left"}])
def test_who_is_to_rest_or_be_seen_is_given_no_aim(
    client: TestClient, coach: Coach, answers: dict[str, Any]
) -> None:
    coach.checks.record("self", {"answers": answers, "others": "no"})
    assert "no aim to reach now" in client.get("/").text


def test_a_page_about_somebody_else_says_whom_it_means(client: TestClient) -> None:
    client.post("/people", data={"name": "Mother"})
    assert "Where a page says “you”, it means Mother." in client.get("/journal").text


def test_the_ledger_tells_which_pages_carry_a_claim(client: TestClient) -> None:
    claims = {each["id"]: each for each in client.get("/api/evidence").json()["claims"]}
    assert {"kind": "page", "id": "today/today"} in claims["G18"]["used_by"]
