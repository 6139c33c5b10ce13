"""A session as a page and as an API: begun, reported, over, in the journal."""

import re
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.journal import SessionEntry, SymptomEntry
from soleus.reminders import ReminderSettings
from soleus.vocabulary.clock import FixedClock
from web.conftest import WELL, WITHIN_DAYS


@pytest.fixture
def begun(client: TestClient, coach: Coach) -> str:
    """The path of a session that has been made and not begun."""
    coach.checks.record("self", WELL)
    data = {"anything_new": "no", "per_minute": "60", "minutes": "2", "posture": "lying"}
    return client.post("/session/ankle-pumps", data=data).headers["location"]


def send(client: TestClient, run: str, *events: dict[str, Any]) -> dict[str, Any]:
    path = f"/api/sessions/{run.rsplit('/', 1)[1]}/events"
    answer = client.post(path, json={"events": list(events)})
    assert answer.status_code == 200, answer.text
    state: dict[str, Any] = answer.json()["state"]
    return state


def test_the_page_carries_script_state_and_the_way_out(client: TestClient, begun: str) -> None:
    page = client.get(begun).text
    assert 'type="application/json"' in page
    assert "Something is wrong" in page
    assert "Chest pain or tightness" in page
    assert 'data-leg="close"' in page
    assert "/plan" not in page


def test_a_finished_session_is_in_the_journal(
    client: TestClient, coach: Coach, clock: FixedClock, begun: str
) -> None:
    send(client, begun, {"id": "1", "do": "begin"})
    for beat in range(30):
        clock.advance(timedelta(seconds=5))
        state = send(client, begun, {"id": f"b{beat}", "do": "beat"})
    assert state["outcome"] == "finished"
    entry = coach.journal.latest("self", SessionEntry)
    assert entry is not None
    assert entry.entry.active_seconds == pytest.approx(120)
    over = client.get(begun).headers["location"]
    assert "2 minutes" in client.get(over).text
    assert "Ankle pumps, 2 minutes" in client.get("/journal").text


def finish(client: TestClient, clock: FixedClock, begun: str) -> str:
    send(client, begun, {"id": "1", "do": "begin"})
    for beat in range(30):
        clock.advance(timedelta(seconds=5))
        send(client, begun, {"id": f"b{beat}", "do": "beat"})
    return client.get(client.get(begun).headers["location"]).text


def test_the_end_says_what_comes_next_today(
    client: TestClient, coach: Coach, clock: FixedClock, begun: str
) -> None:
    plan = coach.weeks.make("self", coach.weeks.profile("self"))
    items = [each for each in plan.on(coach.today()) if not each.is_repeated]
    coming = next(each for each in items if each.at > clock.now().replace(tzinfo=None))
    assert f"Next today: {coming.title}, at {coming.at:%H:%M}." in told(
        finish(client, clock, begun)
    )


def test_the_end_names_the_break_where_it_comes_first(
    client: TestClient, coach: Coach, clock: FixedClock, begun: str
) -> None:
    coach.reminders.save("self", ReminderSettings(is_on=True))
    clock.advance(timedelta(hours=2))
    page = told(finish(client, clock, begun))
    coming = coach.reminders.now("self").next
    assert coming is not None
    assert f"Next break: {coming.why}" in page


def test_the_end_promises_nothing_where_nothing_is_planned(
    client: TestClient, clock: FixedClock, begun: str
) -> None:
    assert "Next" not in told(finish(client, clock, begun))


def told(page: str) -> str:
    """What a page says, without its marks and its spacing."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", "", main).replace(" ,", ",").split())


def test_an_open_session_waits_on_today(client: TestClient, begun: str) -> None:
    send(client, begun, {"id": "1", "do": "begin"})
    assert begun in client.get("/").text


def test_foot_pain_with_the_leg_up_says_what_to_do(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", WELL)
    run = client.post("/session/elevation", data={"anything_new": "no"}).headers["location"]
    over = client.post(f"{run}/stop", data={"rule": "foot_pain_raised", "leg": "left"}).headers[
        "location"
    ]
    page = client.get(over)
    assert "Put your leg down" in page.text
    assert "Take the check" in page.text


def test_a_faulty_event_is_refused_with_its_fault(client: TestClient, begun: str) -> None:
    path = f"/api/sessions/{begun.rsplit('/', 1)[1]}/events"
    answer = client.post(path, json={"events": [{"id": "1", "do": "beginn"}]})
    assert answer.status_code == 422
    assert "begin" in str(answer.json()["error"])


def test_a_stop_counts_beside_an_event_that_cannot_be_read(
    client: TestClient, coach: Coach, begun: str
) -> None:
    path = f"/api/sessions/{begun.rsplit('/', 1)[1]}/events"
    sent = [{"do": "beginn"}, {"do": "stop", "rule": "chest_pain"}]
    assert client.post(path, json={"events": sent}).status_code == 422
    assert coach.gate.standing("self").is_emergency


def test_a_session_that_is_gone_leads_on_and_a_stop_in_it_to_help(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record("self", WELL)
    gone = coach.practice.begin("self", "ankle_pumps", anything_new=False).id
    coach.delete(["self"])
    for path in (f"/session/run/{gone}", f"/session/over/{gone}"):
        assert client.get(path).headers["location"] == "/"
    answer = client.post(f"/session/run/{gone}/stop", data={"rule": "chest_pain"})
    assert client.get(answer.headers["location"]).headers["location"] == "/result"
    assert coach.gate.standing("self").is_emergency


def test_a_choice_that_is_no_word_is_refused_in_one_line(coach: Coach, client: TestClient) -> None:
    coach.checks.record("self", WELL)
    said = {"routine": "calf_raises", "anything_new": False, "options": {"posture": ["seated"]}}
    answer = client.post("/api/sessions", json=said)
    assert answer.status_code == 422
    assert "posture" in answer.json()["error"]["message"] + str(answer.json()["error"]["faults"])


def test_the_end_says_the_count_the_aim_and_asks_three_faces(
    client: TestClient, coach: Coach, clock: FixedClock, begun: str
) -> None:
    page = finish(client, clock, begun)
    assert re.search(r"120 <small>pumps", page)
    assert coach.aims.of("self").says in page
    assert re.findall(r'name="felt" value="(\w+)"', page) == ["lighter", "same", "worse"]


def test_a_face_is_noted_through_the_one_door_and_asked_no_more(
    client: TestClient, coach: Coach, clock: FixedClock, begun: str
) -> None:
    finish(client, clock, begun)
    over = client.get(begun).headers["location"]
    for _ in range(2):
        assert client.post(f"{over}/felt", data={"felt": "lighter"}).headers["location"] == over
    page = client.get(over).text
    assert 'name="felt"' not in page
    assert "Noted." in page
    assert len(coach.journal.entries("self", (SymptomEntry,))) == 1
    assert "Legs lighter after the session." in client.get("/journal").text


def test_worse_leads_to_the_check_and_shuts_the_gate(
    client: TestClient, coach: Coach, clock: FixedClock, begun: str
) -> None:
    finish(client, clock, begun)
    over = client.get(begun).headers["location"]
    assert client.post(f"{over}/felt", data={"felt": "worse"}).headers["location"] == "/check"
    assert coach.gate.standing("self").clearance is None
    assert client.post(f"{over}/felt", data={"felt": "elated"}).status_code == 422


def test_where_somebody_has_to_be_seen_the_face_leads_to_the_card(
    client: TestClient, coach: Coach, clock: FixedClock, begun: str
) -> None:
    finish(client, clock, begun)
    over = client.get(begun).headers["location"]
    coach.checks.record("self", WITHIN_DAYS)
    client.post(f"{over}/felt", data={"felt": "lighter"})
    page = client.get(over).text
    assert 'href="/result"' in page
    assert "Better" not in page
    assert 'class="milestone"' not in page
