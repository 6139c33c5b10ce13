"""Whose legs, and which legs there are."""

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.journal import InvalidEntryError, Person
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


def test_a_name_is_never_an_id(client: TestClient, coach: Coach) -> None:
    zoe = coach.journal.add_person("Zoe")
    for name in (zoe.id, zoe.id.upper(), "self"):
        assert client.post("/people", data={"name": name}).status_code == 422
    assert client.post("/people/choose", data={"person": "Zoe"}).status_code == 422
    assert client.post("/people/choose", data={"person": zoe.id}).status_code == 303


def test_somebody_of_old_who_is_called_by_an_id_takes_over_nobody(
    client: TestClient, coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    zoe = coach.journal.add_person("Zoe")
    real = coach.journal.people()
    taking_over = Person("aaaa", zoe.id, is_self=False)
    monkeypatch.setattr(coach.journal, "people", lambda: (taking_over, *real))
    client.cookies.set("person", zoe.id)
    assert client.get("/api/standing").json()["person"] == zoe.id
    assert coach.journal.person(zoe.id) == zoe
    client.cookies.set("person", "Zoe")
    assert client.get("/api/standing").json()["person"] == "self"


@pytest.mark.parametrize("odd", ["a\r\nSet-Cookie: x=y", "Łucja", "a b", "a;b", ""])
def test_an_id_that_fits_into_no_cookie_can_be_chosen_by_nobody(
    client: TestClient, coach: Coach, monkeypatch: pytest.MonkeyPatch, odd: str
) -> None:
    real = coach.journal.people()
    monkeypatch.setattr(coach.journal, "people", lambda: (*real, Person(odd, "Odd", is_self=False)))
    assert client.post("/people/choose", data={"person": odd}).status_code == 422
    assert client.get("/people").status_code == 200


@pytest.mark.parametrize("odd", ["a\r\nSet-Cookie: x=y", "Łucja", "a b", "x" * 37])
def test_a_copy_with_such_an_id_is_refused(coach: Coach, odd: str) -> None:
    copy = coach.journal.export_json(None)
    copy["people"].append({"id": odd, "name": "Odd", "is_self": False, "settings": {}})
    with pytest.raises(InvalidEntryError, match="an id"):
        coach.journal.import_json(copy)
    assert [person.id for person in coach.journal.people()] == ["self"]
