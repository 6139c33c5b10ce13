"""Every answer carries the security headers, whoever made it."""

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.web import create_app, statics
from soleus.web.headers import HEADERS


@pytest.mark.parametrize(
    "path", ["/", "/about", "/nowhere", "/api/nowhere", "/api/openapi.json", "/api/standing"]
)
def test_every_answer_carries_them(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert headers["cache-control"] == "no-store"


def test_a_refused_host_gets_them_too(client: TestClient) -> None:
    headers = client.get("/", headers={"host": "evil.example"}).headers
    assert headers["content-security-policy"] == HEADERS["content-security-policy"]


def test_a_fault_of_ours_gets_them_too(coach: Coach) -> None:
    app = create_app(coach)

    @app.get("/breaks")
    def breaks() -> None:
        raise RuntimeError("planted")

    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        answer = client.get("/breaks")
    assert answer.status_code == 500
    assert "planted" not in answer.text
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_static_files_may_be_kept(client: TestClient) -> None:
    answer = client.get(statics.address("css/base.css"))
    assert answer.headers["cache-control"] == statics.FOR_EVER
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_policy_allows_nothing_inline_and_nobody_else() -> None:
    policy = HEADERS["content-security-policy"]
    assert "default-src 'none'" in policy
    for loose in ("unsafe", "http:", "https:", "data:", "*"):
        assert loose not in policy
