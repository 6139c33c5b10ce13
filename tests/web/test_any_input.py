"""Nothing that is sent draws a 500: every address, with whatever may stand in its places."""

import json
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.web import create_app
from web.conftest import WELL
from web.test_said_once import routes

HALF, LONG = "\ud800", "9" * 400
ODD_WORDS = (
    "", " ", "\0", "\ufffd", "é", "😀", "\r\nx: y", "-1", "--5", "1e400", "NaN", LONG, "9" * 5000,
    "0001-01-01", "9999-12-31", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
    "24:00", "../../x", "{n}", "%s", "[]", "a" * 3000, "self", "yes", "٣",
)  # fmt: skip
ODD_VALUES: tuple[str, ...] = (
    "null", "true", "[]", "{}", '"\\ud800"', '{"\\ud800": 1}', LONG, f"-{LONG}", "1e400", "-0.0",
    "NaN", "Infinity", '"\\u0000"', "1.5", '[[[[[[]]]]]]', '{"a": {"b": [null]}}', '"0001-01-01"',
    '"9999-12-31T23:59:59-14:00"', '"0001-01-01T00:00:00+14:00"', "[" * 30 + "]" * 30, '"x"',
)  # fmt: skip
JSON = {"content-type": "application/json"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
ID = "00000000-0000-4000-8000-000000000000"

SHAPES: dict[str, dict[str, Any]] = {
    "/api/decide": {"answers": {"age": 40}, "others": "no"},
    "/api/check": {"answers": {"age": 40}, "others": "no"},
    "/api/plan": {"profile": {"setting": "desk", "age": 40, "work_starts": "09:00"}},
    "/api/journal": {
        "kind": "tape", "payload": {"calf_left_cm": 36}, "id": ID, "at": "2026-03-01T08:00:00Z",
    },
    "/api/sessions": {"routine": "ankle_pumps", "anything_new": False, "options": {"minutes": 3}},
    f"/api/sessions/{ID}/events": {"events": [{"do": "beat", "id": "a", "ago_seconds": 1}]},
    "/api/sync": {
        "entries": [
            {
                "id": ID, "person": "self", "kind": "symptom", "at": "2026-03-01T08:00:00Z",
                "payload": {"scores": {"heaviness": 3}, "findings": {"swelling": "left"}},
                "supersedes": None,
            }
        ]
    },
    "/api/reminders/away": {"minutes": 3, "asleep": False},
    "/api/reminders/snooze": {"minutes": 3, "zone": "UTC"},
    "/api/reminders/pause": {"minutes": 3, "zone": "UTC"},
}  # fmt: skip
"""What each address takes; each of its values is replaced by odd ones in turn."""


@pytest.fixture
def strict(coach: Coach, caplog: pytest.LogCaptureFixture) -> Iterator[TestClient]:
    """A client that is answered as a browser would be; whatever was logged as broken is told."""
    coach.checks.record("self", WELL)
    headers = {"sec-fetch-site": "same-origin"}
    with (
        caplog.at_level(logging.ERROR, "soleus.web"),
        TestClient(
            create_app(coach),
            base_url="http://localhost",
            headers=headers,
            follow_redirects=False,
            raise_server_exceptions=False,
        ) as opened,
    ):
        yield opened
    assert [record.getMessage() for record in caplog.records if record.name == "soleus.web"] == []


def spots(shape: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the path to each value of a document."""
    inside = shape.items() if isinstance(shape, dict) else enumerate(shape)
    for key, value in inside:
        yield (key,)
        if isinstance(value, dict | list):
            yield from ((key, *rest) for rest in spots(value))


def with_odd(shape: Any, spot: tuple[Any, ...], odd: str) -> str:
    """Return a document as JSON text with one value replaced by a text."""
    copied = json.loads(json.dumps(shape))
    inner = copied
    for key in spot[:-1]:
        inner = inner[key]
    inner[spot[-1]] = "ODD HERE"
    return json.dumps(copied).replace('"ODD HERE"', odd)


@pytest.mark.parametrize("address", SHAPES)
def test_no_json_breaks_an_address(strict: TestClient, address: str) -> None:
    bodies = [*ODD_VALUES, ""]
    bodies += [
        with_odd(SHAPES[address], s, odd) for s in spots(SHAPES[address]) for odd in ODD_VALUES
    ]
    bodies += [
        json.dumps({**SHAPES[address], "x": 1}).replace('"x"', odd) for odd in ('"\\ud800"',)
    ]
    for body in bodies:
        answer = strict.post(address, content=body, headers=JSON)
        assert answer.status_code < 500, body[:200]


def addresses(coach: Coach, method: str) -> Iterator[tuple[str, APIRoute]]:
    for route in routes(create_app(coach).routes):
        if method in (route.methods or ()):
            yield route.path, route


def filled(path: str, word: str) -> str:
    """Return an address with each of its places filled."""
    parts = path.split("/")
    return "/".join(quote(word, safe="") if "{" in part else part for part in parts)


@pytest.mark.parametrize("word", ODD_WORDS)
def test_no_word_breaks_a_page(strict: TestClient, coach: Coach, word: str) -> None:
    for path, route in addresses(coach, "GET"):
        if not route.dependant.query_params and "{" not in route.path and word != ODD_WORDS[0]:
            continue  # it takes nothing that could be odd; what every page takes is asked once
        names = [each.name for each in route.dependant.query_params] + ["back", "break", "zone"]
        query = dict.fromkeys(names, word)
        answer = strict.get(filled(path, word), params=query, headers={"referer": "http://["})
        assert answer.status_code < 500, path


FIELDS = (
    "swelling_left", "heaviness", "calf_left_cm", "note", "is_new", "day", "minutes", "intensity",
    "what", "name", "person", "limbs", "who_kind", "found", "cleared", "review_date", "word",
    "as_of", "whose", "saw_everything", "worse_since", "theme", "country", "language", "back",
    "since", "clot_ruled_out",
    "units", "sodium", "anything_new", "rule", "leg", "at", "kind", "less", "zone", "mode",
    "starts", "ends", "calendar", "interval_minutes", "away_minutes", "departs_0", "arrives_0",
    "departs_zone_0", "days", "is_on", "quiet_starts", "quiet_ends", "times_a_day", "step-0-does",
    "step-0-repetitions", "step-0-picture", "prescribed_by", "counts_as", "position", "same",
    "work_starts", "vigorous_minutes_per_week", "setting", "age", "per_minute", "posture", "none",
    "mark.swelling", "swelling", "cigarettes", "later",
)  # fmt: skip


@pytest.mark.parametrize("word", ODD_WORDS)
def test_no_form_breaks_a_page(strict: TestClient, coach: Coach, word: str) -> None:
    content = "&".join(f"{name}={quote(word)}" for name in FIELDS)
    for path, _ in addresses(coach, "POST"):
        for place in (word, "self", ID, "ankle_pumps", "snooze", "danger"):
            answer = strict.post(filled(path, place), content=content, headers=FORM)
            assert answer.status_code < 500, (path, place)
            if "{" not in path:
                break


@pytest.mark.parametrize(
    "cookie",
    ["", HALF.encode("utf-8", "surrogatepass").decode("latin-1"), "é", '"\\400\\377"', "a" * 3000],
)
def test_no_cookie_breaks_a_page(strict: TestClient, cookie: str) -> None:
    for name in ("person", "language", "units", "country", "theme"):
        headers = [(b"cookie", f"{name}={cookie}".encode("latin-1"))]
        assert strict.get("/", headers=headers).status_code < 500


def test_a_form_in_a_strange_encoding_is_refused(strict: TestClient) -> None:
    for charset in ("punycode", "unicode_escape", "utf-7", "idna"):
        kind = f"multipart/form-data; boundary=b; charset={charset}"
        content = b'--b\r\nContent-Disposition: form-data; name="note"\r\n\r\n\\ud800\r\n--b--\r\n'
        answer = strict.post("/journal/feel", content=content, headers={"content-type": kind})
        assert answer.status_code == 415


def test_one_bad_entry_of_a_device_spoils_no_other(strict: TestClient, coach: Coach) -> None:
    good = SHAPES["/api/sync"]["entries"][0]
    bad = ['{"id": "\\ud800"}', '{"\\ud800": 1}', f'{{"id": {LONG}}}', '{"id": 1, "id": 2}', "null",
           "[" * 60 + "]" * 60,
           '{"id": "b", "kind": "\\ud800", "payload": {"a": 1, "a": 2}}']  # fmt: skip
    body = f'{{"entries": [{", ".join([*bad, json.dumps(good)])}]}}'
    answer = strict.post("/api/sync", content=body, headers=JSON)
    assert answer.status_code == 200
    fates = [each["fate"] for each in answer.json()["entries"]]
    assert fates == ["refused"] * len(bad) + ["taken"]
    assert len(coach.journal.entries("self")) == 2
