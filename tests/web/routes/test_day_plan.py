"""The planned day on its page: the limit, the plan, taking it over, and who may not."""

import re

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from web.conftest import EMERGENCY, WELL

FORM = {
    "is_on": "yes",
    "mode": "desk",
    "days": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    "starts": "09:00",
    "ends": "17:00",
    "interval_minutes": "45",
    "away_minutes": "5",
    "quiet_starts": "22:00",
    "quiet_ends": "07:00",
    "calendar": "",
    "zone": "",
}


@pytest.fixture
def asked(client: TestClient, coach: Coach) -> TestClient:
    coach.checks.record("self", WELL)
    assert client.post("/reminders", data=FORM).headers["location"] == "/reminders?saved=yes"
    return client


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def times(page: str) -> list[str]:
    return re.findall(r'<li><time datetime="[^"]+">([\d:]+)</time></li>', page)


def test_the_page_shows_a_plan_its_range_and_the_plain_rule(asked: TestClient) -> None:
    page = asked.get("/plan/breaks").text
    said = plain(page)
    assert len(times(page)) >= 7
    assert "Simulated: for nine of ten people" in said
    assert "Every 45 min (your setting)" in said
    assert "Every 30 min" in said
    assert "No break at all" in said
    assert 'role="img"' in page


def test_a_lower_limit_asks_for_more_breaks(asked: TestClient) -> None:
    page = asked.get("/plan/breaks").text
    usual = float(
        re.findall(
            r'name="limit" min="[^"]*" max="[^"]*" step="0.05" required value="([\d.]+)"', page
        )[0]
    )
    lower = asked.get(f"/plan/breaks?limit={usual - 0.1:.2f}").text
    assert len(times(lower)) > len(times(page))


def test_a_limit_that_no_day_reaches_is_said_and_the_nearest_shown(asked: TestClient) -> None:
    page = asked.get("/plan/breaks?limit=1").text
    assert "No day within the bounds stays under your limit" in page
    assert times(page)


@pytest.mark.parametrize("typed", ["much", "-3", "nan", "inf", "1e9", "99"])
def test_a_limit_that_is_none_is_said_and_takes_nothing_over(
    asked: TestClient, coach: Coach, typed: str
) -> None:
    page = asked.get("/plan/breaks", params={"limit": typed})
    assert page.status_code == 422
    assert "Choose a limit from" in page.text
    asked.post("/plan/breaks", data={"limit": typed})
    assert coach.reminders.planned_days.of("self") is None


def test_one_press_takes_the_times_over_and_one_gives_them_up(
    asked: TestClient, coach: Coach
) -> None:
    shown = times(asked.get("/plan/breaks?limit=3.7").text)
    answer = asked.post("/plan/breaks", data={"limit": "3.7"})
    page = asked.get(answer.headers["location"]).text
    assert "Taken over" in page
    assert times(page)[: len(shown)] == shown
    assert "took over the plan" in plain(asked.get("/reminders").text)
    page = asked.get(asked.post("/plan/breaks/rule").headers["location"]).text
    assert "plain rule again" in page
    assert coach.reminders.planned_days.of("self") is None


def test_nobody_gets_other_times_than_they_pressed_for(asked: TestClient, coach: Coach) -> None:
    page = asked.get("/plan/breaks?limit=3.7").text
    [shown] = re.findall(r'name="shown" value="([^"]+)"', page)
    sent = {"limit": "3.7", "shown": shown.rpartition(",")[0]}  # as if another day had been shown
    answer = asked.post("/plan/breaks", data=sent)
    assert "worked out anew" in asked.get(answer.headers["location"]).text
    assert coach.reminders.planned_days.of("self") is None
    asked.post("/plan/breaks", data={"limit": "3.7", "shown": shown})
    assert coach.reminders.planned_days.of("self") is not None


def test_before_a_check_nothing_is_planned(client: TestClient) -> None:
    page = client.get("/plan/breaks").text
    assert not times(page)
    assert 'href="/check"' in page
    assert (
        client.post("/plan/breaks", data={"limit": "3.7"}).headers["location"].endswith("said=not")
    )


def test_an_emergency_comes_first(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", EMERGENCY)
    assert client.get("/plan/breaks").headers["location"] == "/result"


def test_it_is_reached_from_the_week_and_from_the_reminders(asked: TestClient) -> None:
    assert 'href="/plan/breaks"' in asked.get("/reminders").text
