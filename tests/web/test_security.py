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
        {"origin": "https://localhost:8765", "host": "localhost:8765"},
        {"origin": "ftp://localhost:8765", "host": "localhost:8765"},
        {"origin": "http://[", "host": "localhost:8765"},
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
        ("localhost.", "localhost"),
        ("localhost.:80", "localhost"),
        ("", ""),
        ("localhost:evil", ""),
        ("[::1]evil", ""),
        ("[::1", ""),
        ("localhost:80:80", ""),
        ("localhost@evil", ""),
        ("localhost/..", ""),
        ("localhost, evil", ""),
        ("127.0.0.1:99999999", ""),
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


def test_a_page_that_came_by_https_is_ours_by_https_alone(coach: Coach) -> None:
    with TestClient(create_app(coach), base_url="https://localhost") as client:
        by = {
            scheme: client.post(
                "/language", data={"language": "de"}, headers={"origin": f"{scheme}://localhost"}
            ).status_code
            for scheme in ("https", "http")
        }
    assert by == {"https": 200, "http": 403}


@pytest.mark.parametrize(("scheme", "is_secure"), [("https", True), ("http", False)])
def test_a_cookie_that_came_by_https_goes_back_by_nothing_else(
    coach: Coach, scheme: str, is_secure: bool
) -> None:
    headers = {"sec-fetch-site": "same-origin"}
    with TestClient(
        create_app(coach), base_url=f"{scheme}://localhost", headers=headers, follow_redirects=False
    ) as client:
        answers = [
            client.post("/settings", data={"theme": "dark", "units": "imperial"}),
            client.post("/people", data={"name": "Zoe"}),
            client.post("/language", data={"language": "de"}),
        ]
    cookies = [each for answer in answers for each in answer.headers.get_list("set-cookie")]
    assert len(cookies) >= 4
    assert all(("; Secure" in cookie) is is_secure for cookie in cookies)
