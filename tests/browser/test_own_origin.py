"""Over the wire: another site changes nothing, and only this machine's names are answered."""

from collections.abc import Iterator

import httpx2
import pytest

from browser.samples import WELL
from browser.serving import Served
from soleus.web.headers import HEADERS

FORM = {"anything_new": "no"}


@pytest.fixture
def program(served: Served) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=served.address) as opened:
        yield opened


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {},
    ],
)
def test_a_form_that_does_not_come_from_our_own_page_changes_nothing(
    program: httpx2.Client, served: Served, headers: dict[str, str]
) -> None:
    served.record(WELL)
    before = served.kinds()
    for path in ("/session/ankle-pumps", "/plan", "/check/finish", "/journal/feel"):
        answer = program.post(path, data=FORM, headers=headers)
        assert answer.status_code == 403, path
        assert "nothing was changed" in answer.text
    assert served.kinds() == before


def test_json_from_another_site_changes_nothing(program: httpx2.Client, served: Served) -> None:
    served.record(WELL)
    asked = {"routine": "ankle_pumps", "anything_new": False}
    headers = {"origin": "https://elsewhere.example"}
    answer = program.post("/api/sessions", json=asked, headers=headers)
    assert answer.status_code == 403
    assert_is_error(answer)
    assert served.kinds() == ["check"]


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.1.elsewhere.example", "10.0.0.1"])
def test_another_name_is_not_answered(program: httpx2.Client, host: str) -> None:
    for path in ("/", "/api/standing", "/journal/export.json"):
        answer = program.get(path, headers={"host": host})
        assert answer.status_code == 400
        assert "SOLEUS_ALLOWED_HOSTS" in answer.text


def test_every_answer_carries_the_policy(program: httpx2.Client) -> None:
    sheet = next(part for part in program.get("/about").text.split('"') if part.endswith(".css"))
    answers = [
        *(program.get(path) for path in ("/", "/about", "/emergency", "/api/evidence", sheet)),
        *(program.get(path) for path in ("/nowhere", "/api/nowhere", "/static/none.js")),
        program.get("/session/ankle-pumps"),
        program.get("/about", headers={"host": "elsewhere.example"}),
        program.post("/people", data={"name": "X"}, headers={"sec-fetch-site": "cross-site"}),
    ]
    for answer in answers:
        assert HEADERS.items() <= dict(answer.headers).items(), answer.url


def assert_is_error(answer: httpx2.Response) -> None:
    error = answer.json()["error"]
    assert set(error) == {"status", "message", "faults"}
    assert error["status"] == answer.status_code
    assert error["message"]


def test_every_error_of_the_api_has_one_shape(program: httpx2.Client) -> None:
    answers = [
        program.get("/api/nowhere"),
        program.delete("/api/standing", headers={"sec-fetch-site": "none"}),
        program.get("/api/plan"),
        program.get("/api/sessions/not-an-id"),
        program.post("/api/check", json={"answers": {"no_such_finding": True}}),
        program.post("/api/check", content="{", headers={"content-type": "application/json"}),
        program.get("/api/standing", headers={"host": "elsewhere.example"}),
    ]
    assert [answer.status_code for answer in answers] == [404, 405, 403, 422, 422, 400, 400]
    for answer in answers:
        assert_is_error(answer)
