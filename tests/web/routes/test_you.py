"""You: the people here, and the way to what is not of every day."""

import re

from starlette.testclient import TestClient


def test_every_way_from_it_leads_somewhere(client: TestClient) -> None:
    page = client.get("/you").text
    [main] = re.findall(r"<main.*</main>", page, re.DOTALL)
    ways = set(re.findall(r'href="(/[^"]*)"', main))
    assert {"/people", "/visits", "/exercises", "/reminders", "/habits", "/settings"} <= ways
    for way in ways:
        assert client.get(way, follow_redirects=True).status_code == 200, way


def test_with_two_people_one_press_shows_the_other(client: TestClient) -> None:
    assert 'action="/people/choose"' not in client.get("/you").text
    client.post("/people", data={"name": "Mother"})
    page = client.get("/you").text
    assert re.search(r"<h1>\s*Mother", page)
    client.post("/people/choose", data={"person": "self"})
    assert re.search(r"<h1>\s*You", client.get("/you").text)
