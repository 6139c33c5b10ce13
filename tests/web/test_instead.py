"""A refusal says what can be done instead, and offers nothing that the gate does not open."""

import re

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.journal import SELF
from web.conftest import EMERGENCY, INCOMPLETE, TODAY, WELL, WITHIN_DAYS


def main(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 403
    [found] = re.findall(r"<main.*</main>", answer.text, re.DOTALL)
    return str(found)


def test_without_a_check_it_leads_to_one(client: TestClient) -> None:
    page = main(client, "/session/ankle-pumps")
    assert "Take the check first." in page
    assert 'class="button" href="/check"' in page
    assert 'href="/session/' not in page


def test_what_is_open_is_offered_in_place_of_what_is_not(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, WITHIN_DAYS)
    page = main(client, "/session/elevation")
    assert "Your result says why" in page
    assert set(re.findall(r'href="(/session/[^"]+)"', page)) == {"/session/walking"}


@pytest.mark.parametrize("document", [TODAY, INCOMPLETE])
def test_where_all_waits_nothing_is_offered(
    client: TestClient, coach: Coach, document: dict[str, object]
) -> None:
    coach.checks.record(SELF, document)
    page = main(client, "/session/ankle-pumps")
    assert 'href="/session/' not in page
    assert 'class="button" href="/result"' in page


def test_an_emergency_offers_nothing_either(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, EMERGENCY)
    page = main(client, "/plan/week.ics")
    assert 'href="/session/' not in page


def test_of_somebody_well_only_what_is_not_open_is_refused(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record(SELF, WELL)
    page = main(client, "/session/pain-guided-walking")
    assert {"/session/ankle-pumps", "/session/walking"} <= set(
        re.findall(r'href="(/session/[^"]+)"', page)
    )
    assert "/session/pain-guided-walking" not in page
