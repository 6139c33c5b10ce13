"""Whose day it is: that of the zone which comes with a request, and else the machine's."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.journal import SELF, ActivityEntry
from soleus.vocabulary.clock import FixedClock

NEARLY_MIDNIGHT = datetime.fromisoformat("2026-03-02T23:30:00+00:00")
WALK = {"kind": "activity", "payload": {"minutes": 20, "intensity": "light"}}


@pytest.fixture(autouse=True)
def late(clock: FixedClock) -> None:
    clock.moment = NEARLY_MIDNIGHT


def days(coach: Coach) -> list[date]:
    return [each.local_date for each in coach.journal.entries(SELF, (ActivityEntry,))]


@pytest.mark.parametrize(
    ("headers", "day"),
    [
        ({}, 2),
        ({"soleus-zone": "Pacific/Auckland"}, 3),
        ({"cookie": "zone=Pacific/Auckland"}, 3),
        ({"cookie": "zone=America/Los_Angeles"}, 2),
        ({"cookie": "zone=Nowhere/Land"}, 2),
        ({"cookie": "zone=../../etc/localtime"}, 2),
        ({"soleus-zone": "\udcff".encode("utf-8", "surrogateescape").decode("latin-1")}, 2),
    ],
)
def test_the_zone_that_is_said_decides_the_day(
    client: TestClient, coach: Coach, headers: dict[str, str], day: int
) -> None:
    raw = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
    assert client.post("/api/journal", json=WALK, headers=raw).status_code == 201
    assert days(coach) == [date(2026, 3, day)]


def test_a_moment_that_is_told_with_its_offset_stays_on_its_day(
    client: TestClient, coach: Coach
) -> None:
    at = {"at": "2026-03-01T20:00:00-05:00"}
    noted = client.post("/api/journal", json={**WALK, **at}).json()
    assert (noted["local_date"], noted["at"]) == ("2026-03-01", at["at"])
    entry = {**WALK, **at, "id": str(uuid4()), "person": SELF}
    assert client.post("/api/sync", json={"entries": [entry]}).json()["entries"][0]["faults"] == []
    assert days(coach) == [date(2026, 3, 1)] * 2


@pytest.mark.parametrize("offset", ["+23:59", "-15:00"])
def test_an_offset_that_no_place_has_is_no_place(
    client: TestClient, coach: Coach, offset: str
) -> None:
    at = f"2026-03-01T12:00:00{offset}"
    headers = {"soleus-zone": "Asia/Tokyo"}
    assert client.post("/api/journal", json={**WALK, "at": at}, headers=headers).status_code == 201
    [entry] = coach.journal.entries(SELF, (ActivityEntry,))
    assert entry.utc_offset == timedelta(hours=9)
    assert entry.at == datetime.fromisoformat(at)


def test_a_traveller_sends_again_what_arrived_before_the_zone_changed(
    client: TestClient, coach: Coach
) -> None:
    sent = {**WALK, "id": str(uuid4()), "at": "2026-03-01T20:00:00Z"}
    for zone in ("Europe/Berlin", "Pacific/Auckland"):
        answer = client.post("/api/journal", json=sent, headers={"soleus-zone": zone})
        assert answer.status_code == 201
    assert days(coach) == [date(2026, 3, 1)]
