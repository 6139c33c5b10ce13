"""An answer "yes" is not lost behind a second "no" in what a program sends."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from soleus.web import create_app
from soleus.web.said_once import SaidOnce

JSON = {"content-type": "application/json"}


@pytest.mark.parametrize(
    "text",
    [
        '{"answers": {"chest_pain": true, "chest_pain": false}, "others": "no"}',
        '{"answers": {"chest_pain": true}, "answers": {}, "others": "no"}',
        '{"answers": {}, "others": "unknown", "others": "no"}',
    ],
)
@pytest.mark.parametrize("address", ["/api/decide", "/api/check"])
def test_a_check_that_answers_twice_is_refused(client: TestClient, address: str, text: str) -> None:
    answer = client.post(address, content=text, headers=JSON)
    assert answer.status_code == 400
    assert "twice" in answer.json()["error"]["message"]
    assert client.get("/api/standing").json()["refusal"] == "no_check"


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"answers": {"age": ' + "9" * 5000 + "}}"])
def test_what_cannot_be_read_is_refused_in_one_line(client: TestClient, text: str) -> None:
    answer = client.post("/api/decide", content=text, headers=JSON)
    assert answer.status_code == 400
    message = answer.json()["error"]["message"]
    assert message.startswith("this is no JSON: ")
    assert "\n" not in message


def test_every_address_that_takes_json_reads_it_once(coach: Any) -> None:
    taking = [each for each in routes(create_app(coach).routes) if takes_json(each)]
    assert {each.path for each in taking} >= {"/api/check", "/api/sync", "/api/sessions"}
    assert all(isinstance(each, SaidOnce) for each in taking)


def routes(found: Any) -> Iterator[APIRoute]:
    for each in found:
        if isinstance(each, APIRoute):
            yield each
        else:
            inner = getattr(each, "original_router", None)
            yield from routes(inner.routes if inner is not None else [])


def takes_json(route: APIRoute) -> bool:
    return any(type(each.field_info).__name__ == "Body" for each in route.dependant.body_params)


def test_a_copy_that_says_something_twice_is_refused(client: TestClient) -> None:
    twice = '{"format": "soleus-journal", "version": 1, "entries": [{}], "entries": []}'
    answer = client.post("/data/import", data={"same": "yes"}, files={"file": ("copy.json", twice)})
    assert answer.status_code == 422
    assert "twice" in answer.text
