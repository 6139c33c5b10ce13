"""A change must come from our own page, and only known names are answered."""

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.web import create_app
from soleus.web.security import host_name, is_own


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"origin": "http://localhost:8765", "host": "localhost:8765"},
        {"content-type": "application/json; charset=utf-8"},
    ],
)
def test_our_own_page_and_a_program_may_change_something(headers: dict[str, str]) -> None:
    assert is_own("POST", Headers(headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site", "content-type": "application/json"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example", "host": "localhost:8765"},
        {"origin": "null", "host": "localhost:8765"},
        {"origin": "http://localhost:9999", "host": "localhost:8765"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "text/plain"},
        {},
    ],
)
def test_another_page_may_change_nothing(headers: dict[str, str]) -> None:
    assert not is_own("POST", Headers(headers))


def test_another_page_may_link_to_ours() -> None:
    assert is_own("GET", Headers({"sec-fetch-site": "cross-site"}))


def test_a_form_of_another_page_adds_nobody(coach: Coach, client: TestClient) -> None:
    before = coach.journal.people()
    answer = client.post("/people", data={"name": "X"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert coach.journal.people() == before


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost:8765", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]:8765", "[::1]"),
        ("LocalHost", "localhost"),
        ("", ""),
    ],
)
def test_a_host_header_is_read_with_and_without_port(host: str, name: str) -> None:
    assert host_name(host) == name


def test_only_this_machines_names_are_answered(client: TestClient) -> None:
    assert client.get("/about", headers={"host": "evil.example"}).status_code == 400
    assert client.get("/about", headers={"host": "127.0.0.1:8765"}).status_code == 200


def test_a_name_is_answered_once_it_is_allowed(coach: Coach) -> None:
    app = create_app(coach, allowed_hosts=("legs.example",))
    with TestClient(app, base_url="http://legs.example") as client:
        assert client.get("/about").status_code == 200
