"""A request as a worker has it, and as the application is told it."""

from hypothesis import given
from hypothesis import strategies as st

from soleus.pocket.requests import WorkerRequest

HERE = "https://legs.example"


def asked(method: str = "GET", path: str = "/", **more: object) -> WorkerRequest:
    usual: dict[str, object] = {"headers": (), "body": b"", "referrer": "", "is_page": True}
    return WorkerRequest(method=method, url=f"{HERE}{path}", **{**usual, **more})  # type: ignore[arg-type]


def headers_of(request: WorkerRequest, cookies: str = "") -> dict[str, str]:
    scope = request.scope(cookies)
    return {name.decode(): value.decode() for name, value in scope["headers"]}


def test_a_page_of_our_own_is_same_origin() -> None:
    assert asked("POST", referrer=f"{HERE}/journal").site == "same-origin"


@given(
    st.sampled_from(
        ["", "https://other.example/", "https://legs.example.evil/", "http://legs.example/"]
    )
)
def test_any_other_page_is_cross_site(referrer: str) -> None:
    assert asked("POST", referrer=referrer).site == "cross-site"


def test_what_no_page_opens_is_our_own() -> None:
    """A worker is handed nothing else of other sites' pages."""
    assert asked("POST", is_page=False).site == "same-origin"


def test_nobody_can_say_where_they_come_from() -> None:
    said = (("Sec-Fetch-Site", "same-origin"), ("Origin", HERE), ("Cookie", "person=x"))
    told = headers_of(asked("POST", headers=said), "person=self")
    assert told["sec-fetch-site"] == "cross-site"
    assert told["cookie"] == "person=self"
    assert "origin" not in told


def test_path_and_query_arrive_as_from_a_server() -> None:
    scope = asked(path="/learn/sitz%C3%BCberwachung?q=a%20b").scope("")
    assert scope["path"] == "/learn/sitzüberwachung"
    assert scope["raw_path"] == b"/learn/sitz%C3%BCberwachung"
    assert scope["query_string"] == b"q=a%20b"
    assert scope["server"] == ("legs.example", 443)
