"""What a device may choose of a session is what the page offers, and makes the same script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from soleus.journal import SELF
from soleus.language import translated
from soleus.session import routine, script
from web.conftest import EMERGENCY, WELL

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from soleus.coach import Coach

OPEN = ("ankle_pumps", "calf_raises", "elevation", "walking")
MOST_BYTES = 300_000
"""Before it is packed; a tenth of that and less goes over the line."""


@pytest.mark.parametrize("id_", OPEN)
def test_each_way_to_choose_makes_the_script_that_the_server_makes(
    client: TestClient, coach: Coach, id_: str
) -> None:
    coach.checks.record(SELF, WELL)
    kept = client.get("/offline/sessions.json").json()
    permit = coach.gate.permit(SELF, routine(id_).activity)
    ways = kept["choices"][id_]["ways"]
    assert len(ways) == len({str(way["options"]) for way in ways}) > 1
    for way in ways:
        made = script(permit, id_, way["options"], now=coach.clock.now())
        assert {**kept["scripts"][id_], **way} == translated(made.as_dict())


def test_every_answer_offered_leads_to_a_way_and_brings_its_source(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record(SELF, WELL)
    kept = client.get("/offline/sessions.json").json()["choices"]
    claims = client.get("/offline/check/rules.json").json()["claims"]
    assert set(kept) == set(OPEN)
    for choices in kept.values():
        for asked in choices["asks"]:
            taken = {str(way["options"][asked["name"]]) for way in choices["ways"]}
            assert {value for value, _ in asked["offered"]} == taken
            assert asked["default"] in taken
            assert asked["claims"]
            assert set(asked["claims"]) <= set(claims)


def test_all_of_it_is_small_enough_to_be_kept(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, WELL)
    assert len(client.get("/offline/sessions.json").content) < MOST_BYTES


def test_where_the_gate_is_shut_nothing_can_be_chosen(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, EMERGENCY)
    kept = client.get("/offline/sessions.json").json()
    assert (kept["scripts"], kept["choices"]) == ({}, {})
