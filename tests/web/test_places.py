"""Five places, and every page of the way round lies in one of them."""

import re

import pytest
from starlette.testclient import TestClient

from soleus.web.places import PLACES

LINK = re.compile(r'<a href="([^"]+)"( aria-current="(?:page|true)")?><svg.*?<span>([^<]+)</span>')


def way_round(page: str) -> list[tuple[str, str, str]]:
    [nav] = re.findall(r'<nav class="rounds".*?</nav>', page, re.DOTALL)
    return LINK.findall(nav)


def test_there_are_five_in_both_languages(client: TestClient) -> None:
    labels = [label for _, _, label in way_round(client.get("/learn").text)]
    assert labels == ["Today", "Plan", "Progress", "Learn", "You"]
    german = client.get("/learn", headers={"accept-language": "de-DE"}).text
    labels = [label for _, _, label in way_round(german)]
    assert labels == ["Heute", "Plan", "Verlauf", "Lernen", "Sie"]
    assert all(len(label) <= 8 for label in labels), "five words beside each other at 360 px"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", "Today"),
        ("/check", "Today"),
        ("/plan/profile", "Plan"),
        ("/progress", "Progress"),
        ("/week", "Progress"),
        ("/journal", "Progress"),
        ("/body", "You"),
        ("/learn/salt", "Learn"),
        ("/you", "You"),
        ("/visits", "You"),
        ("/exercises", "You"),
        ("/reminders", "You"),
        ("/settings", "You"),
        ("/data/delete", "You"),
        ("/about", "You"),
    ],
)
def test_the_place_of_a_page_is_marked(client: TestClient, path: str, place: str) -> None:
    page = client.get(path, follow_redirects=True).text
    assert [label for _, mark, label in way_round(page) if mark] == [place]


def test_each_place_leads_to_its_own_page(client: TestClient) -> None:
    for place in PLACES:
        page = client.get(place.href, follow_redirects=True).text
        [(href, _, _)] = [each for each in way_round(page) if "page" in each[1]]
        assert href == place.href or place.name == "plan"
