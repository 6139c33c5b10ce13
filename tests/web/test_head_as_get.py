"""Every address that answers GET answers HEAD too: alike, but with nothing in it."""

import httpx2
import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from web.conftest import EMERGENCY, WELL

ADDRESSES = ["/", "/about", "/emergency", "/journal", "/api/standing", "/api/openapi.json", "/plan"]


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("document", [WELL, EMERGENCY], ids=["well", "emergency"])
def test_head_gives_what_get_gives_without_its_body(
    client: TestClient, coach: Coach, path: str, document: dict[str, object]
) -> None:
    coach.checks.record("self", document)
    got, head = client.get(path), client.head(path)
    assert head.status_code == got.status_code
    assert head.headers == got.headers
    assert head.content == b""


def test_head_is_refused_where_there_is_nothing_to_get(client: TestClient) -> None:
    assert client.head("/check/finish").status_code == 405
    assert client.head("/nowhere").status_code == 404


def test_a_real_server_sends_no_body(served: str) -> None:
    answer = httpx2.head(f"{served}/about")
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 0
