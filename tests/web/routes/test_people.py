"""Whose legs, and which legs there are."""

from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.vocabulary import Limbs


def test_the_legs_that_are_there_are_kept_and_shown(client: TestClient, coach: Coach) -> None:
    answer = client.post("/people/limbs", data={"limbs": "left_leg"})
    assert answer.headers["location"] == "/people?saved=limbs#limbs"
    assert coach.limbs.of("self") is Limbs.LEFT_LEG
    assert '<option value="left_leg" selected>' in client.get("/people").text


def test_what_is_no_limbs_changes_nothing(client: TestClient, coach: Coach) -> None:
    assert client.post("/people/limbs", data={"limbs": "three"}).status_code == 422
    assert coach.limbs.of("self") is Limbs.BOTH


def test_pages_ask_for_the_one_leg_alone(client: TestClient, coach: Coach) -> None:
    coach.limbs.keep("self", Limbs.RIGHT_LEG)
    coach.checks.record("self", {"answers": {"age": 40, "sits_long": True}, "others": "no"})
    journal = client.get("/journal").text
    assert 'id="swelling_right"' in journal
    assert 'id="swelling_left"' not in journal
    begun = client.post("/session/ankle_pumps", data={"anything_new": "no"})
    run = client.get(begun.headers["location"]).text
    assert '<input type="hidden" name="leg" value="right">' in run
