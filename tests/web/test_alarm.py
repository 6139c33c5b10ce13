"""An emergency that stands is said at the top of every page, and of nobody else's."""

import re

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.web.offline import SHELLS
from web.conftest import EMERGENCY, TODAY

EVERYWHERE = [
    "/learn",
    "/learn/salt",
    "/you",
    "/progress",
    "/week",
    "/journal",
    "/check",
    "/settings",
    "/people",
    "/about",
    "/nowhere",
]
BAR = re.compile(r'<aside class="stands"[^>]*>')


def is_shown(page: str) -> bool:
    [bar] = BAR.findall(page)
    return "hidden" not in bar


@pytest.mark.parametrize("path", EVERYWHERE)
def test_it_stands_above_every_page_with_the_number(
    client: TestClient, coach: Coach, path: str
) -> None:
    coach.checks.record("self", TODAY)
    assert not is_shown(client.get(path).text)
    coach.checks.record("self", EMERGENCY)
    page = client.get(path).text
    assert is_shown(page)
    assert 'href="tel:999"' in page


def test_today_is_the_emergency_itself(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", EMERGENCY)
    assert client.get("/").headers["location"] == "/result"
    assert not BAR.search(client.get("/result").text)


def test_another_persons_is_told_by_name_and_only_on_their_pages(
    client: TestClient, coach: Coach
) -> None:
    father = coach.journal.add_person("Father")
    coach.checks.record(father.id, EMERGENCY)
    assert not is_shown(client.get("/learn").text)
    client.cookies.set("person", father.id)
    assert "For Father: this is an emergency." in client.get("/learn").text


@pytest.mark.parametrize("path", [path for path in SHELLS if path != "/emergency"])
def test_a_page_kept_for_everybody_says_nothing_of_a_person(
    client: TestClient, coach: Coach, path: str
) -> None:
    coach.checks.record("self", EMERGENCY)
    page = client.get(path).text
    assert not is_shown(page)
    assert 'id="emergency-stands"' in page, "a script of the device can show it"
