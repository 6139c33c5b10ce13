"""A machine whose clock cannot be right: no page breaks, nothing opens, and it is said why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from soleus.journal import SELF
from web.conftest import WELL
from web.test_any_input import FIELDS, FORM, ID, JSON, SHAPES, addresses, filled, strict

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from soleus.coach import Coach
    from soleus.vocabulary.clock import FixedClock

__all__ = ["strict"]

WRONG = [
    datetime.min.replace(tzinfo=UTC),
    datetime(1, 1, 2, tzinfo=UTC),
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(2000, 12, 31, 23, 59, tzinfo=UTC),
    datetime(2200, 1, 1, tzinfo=UTC),
    datetime(9999, 12, 30, tzinfo=UTC),
    datetime.max.replace(tzinfo=UTC),
]
SAID = "The clock of this machine says "
PLACES = ("self", ID, "ankle-pumps", "2026-03-02", "snooze", "breath")


@pytest.fixture(params=WRONG, ids=lambda moment: str(moment.year))
def wrong(
    strict: TestClient, coach: Coach, clock: FixedClock, request: pytest.FixtureRequest
) -> TestClient:
    """A client whose server lost its time after everything was noted and opened."""
    profile = {"setting": "desk", "work_starts": "09:00"}
    assert strict.post("/api/plan", json={"profile": profile}).status_code < 300
    assert coach.gate.standing(SELF).clearance is not None
    clock.moment = request.param
    return strict


def reads_sensibly(answer: Any) -> bool:
    """Whether an answer is none that an error nobody foresaw draws."""
    return answer.status_code < 500 or (answer.status_code == 503 and SAID in answer.text)


def test_every_page_opens_or_says_that_the_clock_is_wrong(wrong: TestClient, coach: Coach) -> None:
    for path, _ in addresses(coach, "GET"):
        for place in PLACES:
            assert reads_sensibly(wrong.get(filled(path, place))), path
            if "{" not in path:
                break


def test_every_form_is_answered_and_opens_nothing(wrong: TestClient, coach: Coach) -> None:
    content = "&".join(f"{name}=1" for name in FIELDS) + "&day=2026-03-02&anything_new=no"
    for path, _ in addresses(coach, "POST"):
        for place in PLACES:
            answer = wrong.post(filled(path, place), content=content, headers=FORM)
            assert reads_sensibly(answer), (path, place)
            if "{" not in path:
                break


def test_every_address_of_a_program_is_answered(wrong: TestClient) -> None:
    for address, shape in SHAPES.items():
        answer = wrong.post(address, json=shape, headers=JSON)
        assert reads_sensibly(answer), address
        if answer.status_code == 503:
            assert "\n" not in answer.json()["error"]["message"]


def test_nothing_is_open_and_nothing_is_dated_so(wrong: TestClient, coach: Coach) -> None:
    before = coach.journal.entries(SELF)
    for address in ("/api/standing", "/api/plan", "/", "/plan", "/session/ankle-pumps"):
        answer = wrong.get(address)
        assert answer.status_code == 503, address
        assert SAID in answer.text
        assert "Set its date and time" in answer.text
    begun = {"routine": "ankle_pumps", "anything_new": False}
    assert wrong.post("/api/sessions", json=begun).status_code == 503
    assert wrong.post("/api/check", json=WELL).status_code == 503
    assert coach.journal.entries(SELF) == before


def test_what_somebody_in_danger_needs_is_there(wrong: TestClient) -> None:
    assert wrong.get("/emergency").status_code == 200
    assert wrong.get("/about").status_code == 200
    told = wrong.post(
        "/check/screen/breath", data={"mark.chest_pain": "on", "chest_pain": "yes", "only": "only"}
    )
    assert told.status_code == 503
    assert "Call the emergency number now." in told.text


def test_it_goes_on_where_it_was_once_the_clock_is_right(
    strict: TestClient, clock: FixedClock
) -> None:
    right, before = clock.moment, strict.get("/api/standing").json()
    for moment in WRONG:
        clock.moment = moment
        assert strict.get("/api/standing").status_code == 503
    clock.moment = right
    assert strict.get("/api/standing").json() == before
