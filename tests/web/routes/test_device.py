"""What a device is given to keep, and what it sends back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from web.conftest import EMERGENCY, MONDAY_MORNING, WELL

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from soleus.coach import Coach
    from soleus.vocabulary.clock import FixedClock

KEPT = ("/offline/check/rules.json", "/offline/check/interview.json", "/offline/check/kept.json")


def every(key: str, value: Any) -> list[Any]:
    """Return what stands under a key anywhere in JSON."""
    if isinstance(value, dict):
        found = [value[key]] if key in value else []
        return found + [each for one in value.values() for each in every(key, one)]
    return [each for one in value for each in every(key, one)] if isinstance(value, list) else []


def test_rules_are_good_for_thirty_days_from_the_day_they_are_given(client: TestClient) -> None:
    rules = client.get("/offline/check/rules.json").json()
    assert (rules["issued_on"], rules["expires_on"]) == ("2026-03-02", "2026-04-01")


def test_what_is_kept_is_not_sent_again_while_it_is_the_same(
    client: TestClient, coach: Coach
) -> None:
    for address in KEPT:
        given = client.get(address)
        assert "no-store" not in given.headers["cache-control"]
        again = client.get(address, headers={"if-none-match": given.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    before = client.get("/offline/check/kept.json").headers["etag"]
    coach.checks.record("self", WELL)
    changed = client.get("/offline/check/kept.json", headers={"if-none-match": before})
    assert changed.json()["check"]["document"] == WELL


def test_rules_given_on_another_day_have_the_same_version(
    client: TestClient, clock: FixedClock
) -> None:
    first = client.get("/offline/check/rules.json").json()
    clock.advance(timedelta(days=3))
    later = client.get("/offline/check/rules.json").json()
    assert later["version"] == first["version"]
    assert later["expires_on"] > first["expires_on"]


def test_every_claim_that_is_cited_can_be_read_on_the_device(client: TestClient) -> None:
    rules = client.get("/offline/check/rules.json").json()
    asked = client.get("/offline/check/interview.json").json()
    cited = {
        id_
        for ids in every("claims", [rules["rules"], rules["texts"], rules["sections"], asked])
        for id_ in ids
    }
    cited |= {id_ for ids in every("see_also", rules["claims"]) for id_ in ids}
    assert cited <= set(rules["claims"])


def test_rules_and_questions_are_given_in_the_language_of_the_page(client: TestClient) -> None:
    english = client.get("/offline/check/rules.json", headers={"accept-language": "en"}).json()
    german = client.get("/offline/check/rules.json", headers={"accept-language": "de"}).json()
    assert english["texts"]["open.today"] != german["texts"]["open.today"]
    assert english["sections"] != german["sections"]
    assert english["version"] == german["version"]


def sent(document: Any) -> dict[str, Any]:
    """Return a check as the queue of a device sends it."""
    at, payload = MONDAY_MORNING.isoformat(), {"document": document}
    return {"id": str(uuid4()), "person": "self", "kind": "check", "at": at, "payload": payload}


def fate(client: TestClient, check: dict[str, Any]) -> str:
    answer = client.post("/api/sync", json={"entries": [check]})
    return str(answer.json()["entries"][0]["fate"])


def test_a_check_that_arrives_is_decided_again_and_taken_once(
    client: TestClient, coach: Coach, clock: FixedClock
) -> None:
    clock.advance(timedelta(hours=5))
    check = sent(EMERGENCY)
    assert [fate(client, check) for _ in range(3)] == ["taken"] * 3
    assert len(coach.journal.entries("self")) == 1
    standing = coach.gate.standing("self")
    assert standing.is_emergency
    assert standing.checked_at == MONDAY_MORNING


def test_an_id_that_is_taken_by_other_answers_is_refused(client: TestClient, coach: Coach) -> None:
    check = sent(EMERGENCY)
    fate(client, check)
    assert fate(client, check | {"payload": {"document": WELL}}) == "refused"
    assert coach.gate.standing("self").is_emergency


def test_answers_that_cannot_be_read_are_refused_and_not_recorded(
    client: TestClient, coach: Coach
) -> None:
    assert fate(client, sent({"answers": {"x": 1}})) == "refused"
    assert not coach.journal.entries("self")


def test_the_page_for_no_network_names_nobody(client: TestClient, coach: Coach) -> None:
    client.cookies.set("person", coach.journal.add_person("Kim").id)
    assert "Kim" not in client.get("/offline/check").text
