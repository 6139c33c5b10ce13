"""Today's list: its ticks, its Starts, and the gate on both."""

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from coach.samples import note_symptoms
from soleus.coach import Coach
from soleus.journal import ActivityEntry, Intensity, Outcome, PlanEntry, Score, SessionEntry
from soleus.plan import Setting
from soleus.reminders import ReminderSettings
from soleus.session import routines
from soleus.vocabulary import Activity
from soleus.vocabulary.clock import FixedClock
from web.conftest import TODAY, WELL, WITHIN_DAYS


@pytest.fixture
def planned(client: TestClient, coach: Coach) -> TestClient:
    coach.checks.record("self", WELL)
    coach.weeks.make("self", coach.weeks.profile("self"))
    return client


def ids(coach: Coach, *, is_done: bool = False) -> list[str]:
    found = coach.days.now("self")
    assert found is not None
    return [todo.item.id for todo in found.shown if todo.is_done is is_done]


def practised(coach: Coach, activity: Activity, seconds: float, planned: float = 180) -> None:
    began, routine = coach.clock.now(), activity.value
    is_whole = seconds >= planned
    outcome = Outcome.FINISHED if is_whole else Outcome.DROPPED
    coach.notes.take("self", SessionEntry(activity, routine, began, seconds, planned, 1, outcome))


def starts(page: str) -> int:
    return len(re.findall(r'<a class="button quiet small" href="/session/', page))


def test_three_things_stand_on_today_each_with_a_start(planned: TestClient, coach: Coach) -> None:
    page = planned.get("/").text
    assert "0 of 3 done" in page
    assert starts(page) == len(ids(coach)) == 3


def test_a_session_ticks_one_item_and_one_broken_off_at_once_none(
    planned: TestClient, coach: Coach
) -> None:
    practised(coach, Activity.ANKLE_PUMPS, 15)
    assert "0 of 3 done" in planned.get("/").text
    practised(coach, Activity.ANKLE_PUMPS, 180)
    assert "1 of 3 done" in planned.get("/").text


def test_a_tick_notes_the_minutes_once_and_can_be_taken_back_and_set_again(
    planned: TestClient, coach: Coach
) -> None:
    walk = next(each for each in ids(coach) if "walking" in each)
    for _ in range(2):
        assert planned.post(f"/today/{walk}/tick").headers["location"] == "/#list"
    assert ids(coach, is_done=True) == [walk]
    assert coach.looking_back.week("self", coach.today()).minutes.moderate_equivalent == 5
    planned.post(f"/today/{walk}/untick")
    assert ids(coach, is_done=True) == []
    assert coach.looking_back.week("self", coach.today()).minutes.moderate_equivalent == 0
    planned.post(f"/today/{walk}/tick")
    assert ids(coach, is_done=True) == [walk]


@pytest.fixture
def in_bed(planned: TestClient, coach: Coach) -> TestClient:
    """Somebody whose list of the day is legs up, three times."""
    coach.weeks.make("self", replace(coach.weeks.profile("self"), setting=Setting.BED))
    assert [each.rpartition(".")[0] for each in ids(coach)] == ["mon.elevation"] * 3
    return planned


def test_legs_up_are_ticked_too_as_rest_and_never_as_minutes_of_activity(
    in_bed: TestClient, coach: Coach
) -> None:
    first = ids(coach)[1]
    for _ in range(2):
        in_bed.post(f"/today/{first}/tick")
    assert ids(coach, is_done=True) == [first]
    [noted] = coach.journal.entries("self", (SessionEntry,))
    assert noted.entry.activity is Activity.ELEVATION
    assert noted.entry.started_at + timedelta(seconds=noted.entry.active_seconds) == noted.at
    assert coach.looking_back.week("self", coach.today()).minutes.bouts == ()
    in_bed.post(f"/today/{first}/untick")
    assert ids(coach, is_done=True) == []


@pytest.mark.parametrize(("beats", "is_done"), [(40, True), (4, False)])
def test_a_session_ticks_the_item_that_it_was_begun_from_and_no_other(
    in_bed: TestClient, coach: Coach, clock: FixedClock, beats: int, is_done: bool
) -> None:
    last = ids(coach)[2]
    page = in_bed.get("/").text
    assert f'href="/session/elevation?item={last}"' in page
    before = in_bed.get(f"/session/elevation?item={last}").text
    assert f'name="item" value="{last}"' in before
    asked_again = in_bed.post("/session/elevation", data={"item": last}).text
    assert f'name="item" value="{last}"' in asked_again
    data = {"item": last, "anything_new": "no"}
    running = in_bed.post("/session/elevation", data=data).headers["location"]
    events = f"/api/sessions/{running.rpartition('/')[2]}/events"
    in_bed.post(events, json={"events": [{"do": "begin"}, {"do": "answer"}]})
    for _ in range(beats):
        clock.advance(timedelta(seconds=10))
        in_bed.post(events, json={"events": [{"do": "beat"}]})
    in_bed.post(events, json={"events": [{"do": "finish"}]})
    [kept] = coach.journal.entries("self", (SessionEntry,))
    assert kept.entry.item == last
    assert ids(coach, is_done=True) == ([last] if is_done else [])


def test_an_item_that_is_not_todays_or_of_another_kind_ticks_the_first_of_the_sessions_own(
    in_bed: TestClient, coach: Coach
) -> None:
    began, first = coach.clock.now(), ids(coach)[0]
    done = (Activity.ELEVATION, "elevation", began, 600.0, 600.0, 0, Outcome.FINISHED)
    coach.notes.take("self", SessionEntry(*done, item="tue.elevation.1"))
    assert ids(coach, is_done=True) == [first]


def test_two_sessions_from_one_item_tick_two(in_bed: TestClient, coach: Coach) -> None:
    began, last = coach.clock.now(), ids(coach)[2]
    done = (Activity.ELEVATION, "elevation", began, 600.0, 600.0, 0, Outcome.FINISHED)
    for count in (1, 2, 3):
        coach.notes.take("self", SessionEntry(*done, item=last))
        assert len(ids(coach, is_done=True)) == count
        assert last in ids(coach, is_done=True)


def ring(page: str, item: str) -> dict[str, Any]:
    """Return what a press on the ring of an item notes, as a device reads it."""
    found = re.search(rf'action="/today/{re.escape(item)}/tick" data-entries=\'([^\']*)\'', page)
    assert found
    [entry] = json.loads(unescape(found[1]))["entries"]
    return dict(entry)


def as_of_a_device(entry: dict[str, Any], at: datetime) -> dict[str, Any]:
    ago = {name: at - timedelta(seconds=each) for name, each in entry["ago"].items()}
    moments = {name: moment.isoformat() for name, moment in ago.items()}
    payload = {**entry["fixed"], **moments}
    how = {"id": entry["id"], "person": "self", "kind": entry["kind"]}
    return {**how, "at": at.isoformat(), "payload": payload}


@pytest.mark.parametrize("setting", [Setting.BED, Setting.DESK])
def test_a_tick_of_a_device_and_one_of_the_page_are_one(
    planned: TestClient, coach: Coach, clock: FixedClock, setting: Setting
) -> None:
    coach.weeks.make("self", replace(coach.weeks.profile("self"), setting=setting))
    item = ids(coach)[1]
    sent = as_of_a_device(ring(planned.get("/").text, item), clock.now())
    clock.advance(timedelta(minutes=20))
    planned.post(f"/today/{item}/tick")
    noted = coach.journal.entries("self", (SessionEntry, ActivityEntry))
    for _ in range(2):
        answer = planned.post("/api/sync", json={"entries": [sent]}).json()
        assert answer["entries"][0]["fate"] == "taken"
    assert coach.journal.entries("self", (SessionEntry, ActivityEntry)) == noted
    assert ids(coach, is_done=True) == [item]


def test_a_tick_that_arrives_from_a_device_ticks_that_very_item_by_hand(
    planned: TestClient, coach: Coach, clock: FixedClock
) -> None:
    item = ids(coach)[2]
    sent = as_of_a_device(ring(planned.get("/").text, item), clock.now())
    clock.advance(timedelta(hours=3))
    planned.post("/api/sync", json={"entries": [sent]})
    assert ids(coach, is_done=True) == [item]
    assert f'action="/today/{item}/untick"' in planned.get("/").text
    other = {**sent, "payload": {**sent["payload"], "minutes": 90}}
    answer = planned.post("/api/sync", json={"entries": [other]}).json()
    assert answer["entries"][0]["fate"] == "refused"


def test_minutes_noted_in_the_journal_tick_a_walk(planned: TestClient, coach: Coach) -> None:
    coach.notes.take("self", ActivityEntry(20, Intensity.MODERATE))
    assert [each for each in ids(coach, is_done=True) if "walking" in each] != []


def test_late_in_the_evening_all_of_it_is_still_there_to_begin(
    planned: TestClient, coach: Coach, clock: FixedClock
) -> None:
    before = ids(coach)
    clock.advance(timedelta(hours=23) - timedelta(hours=clock.now().hour))
    page = planned.get("/").text
    assert ids(coach) == before
    assert starts(page) == 3
    assert "Any time today" in page


def test_nothing_is_listed_and_nothing_ticked_once_the_gate_is_shut(
    planned: TestClient, coach: Coach
) -> None:
    walk = ids(coach)[0]
    note_symptoms(coach, "self", findings={"leg_pain": "left"})
    assert "/tick" not in planned.get("/").text
    planned.post(f"/today/{walk}/tick")
    assert coach.journal.entries("self", (ActivityEntry,)) == ()


def test_what_is_not_in_the_list_is_not_ticked(planned: TestClient, coach: Coach) -> None:
    planned.post("/today/sun.walking_bout.9/tick")
    assert coach.journal.entries("self", (ActivityEntry,)) == ()


def test_the_break_that_is_due_is_the_big_button(
    planned: TestClient, coach: Coach, clock: FixedClock
) -> None:
    coach.reminders.save("self", ReminderSettings(is_on=True, interval_minutes=40))
    clock.advance(timedelta(hours=2))
    due = coach.reminders.now("self").due
    assert due is not None
    page = planned.get("/").text
    hero = page[page.index('<section class="next') :]
    assert "Time for a break" in hero[: hero.index("</section>")]


def test_with_all_three_done_the_rest_of_the_day_comes(planned: TestClient, coach: Coach) -> None:
    for each in ids(coach):
        planned.post(f"/today/{each}/tick")
    assert len(ids(coach)) > 0
    assert "More comes" not in planned.get("/").text


def section(page: str, id_: str) -> str:
    """The part of a page with this id; empty where there is none."""
    _, found, rest = page.partition(f'id="{id_}"')
    return rest[: rest.index("</section>")] if found else ""


def test_two_weeks_stand_in_one_glance_from_the_second_day_noted(
    planned: TestClient, coach: Coach, clock: FixedClock
) -> None:
    note_symptoms(coach, "self", scores={Score.SWELLING_LEFT: 4, Score.SWELLING_RIGHT: 2})
    assert 'class="line' not in section(planned.get("/").text, "glance")
    clock.advance(timedelta(days=1))
    note_symptoms(coach, "self", scores={Score.SWELLING_LEFT: 3, Score.SWELLING_RIGHT: 2})
    coach.notes.take("self", ActivityEntry(20, Intensity.MODERATE))
    glance = section(planned.get("/").text, "glance")
    assert glance.count('class="line') == 4  # two lines, and two in the key
    assert "moved on 1 day<" in glance
    assert "As a table" in glance


def test_somebody_new_sees_no_empty_picture(client: TestClient) -> None:
    page = client.get("/").text
    assert section(page, "glance") == ""
    assert section(page, "daily") == ""


def test_the_days_sentence_stands_with_its_source_and_not_beside_a_referral(
    planned: TestClient, coach: Coach
) -> None:
    daily = coach.daily.of("self")
    assert daily is not None
    said = section(planned.get("/").text, "daily")
    assert f"/learn/{daily.topic.id}" in said
    assert "Source" in said
    coach.checks.record("self", WITHIN_DAYS)
    assert section(planned.get("/").text, "daily") == ""


def test_after_an_absence_today_welcomes_back_and_the_week_is_taken_up_in_one_press(
    planned: TestClient, coach: Coach, clock: FixedClock
) -> None:
    note_symptoms(coach, "self", scores={Score.SWELLING_LEFT: 1, Score.SWELLING_RIGHT: 0})
    clock.advance(timedelta(days=16))
    page = planned.get("/").text
    assert "Welcome back" in page
    assert "You last noted your legs on Monday 2 March: swelling left 1, right 0." in page
    assert "missed" not in page
    coach.checks.record("self", WELL)
    page = planned.get("/").text
    assert "Take your week up again" in page
    assert "Welcome back" not in page
    for _ in range(2):
        assert planned.post("/plan/again").headers["location"] == "/plan"
    assert len(coach.journal.entries("self", (PlanEntry,))) == 2
    assert "Take your week up again" not in planned.get("/").text


def test_a_week_is_not_taken_up_while_the_gate_is_shut(
    planned: TestClient, coach: Coach, clock: FixedClock
) -> None:
    clock.advance(timedelta(days=16))
    planned.post("/plan/again")
    assert len(coach.journal.entries("self", (PlanEntry,))) == 1


def test_no_welcome_stands_before_a_referral(
    client: TestClient, coach: Coach, clock: FixedClock
) -> None:
    coach.checks.record("self", WITHIN_DAYS)
    clock.advance(timedelta(days=30))
    assert "Welcome back" not in client.get("/").text


def test_while_somebody_is_to_be_seen_within_days_the_list_has_what_is_open_and_no_more(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record("self", WITHIN_DAYS)
    coach.weeks.make("self", coach.weeks.profile("self"))
    clearance = coach.gate.standing("self").clearance
    assert clearance is not None
    page = client.get("/").text
    assert page.index("See a doctor within days") < page.index('id="open-now"')
    listed = re.findall(r"/session/([a-z-]+)", section(page, "open-now"))
    opened = {each.activity for each in routines().values() if each.id.replace("_", "-") in listed}
    assert opened == set(clearance.permits) & {each.activity for each in routines().values()}
    assert Activity.CALF_RAISES not in opened


def test_whom_to_see_stands_above_a_check_that_waits(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", TODAY)
    first = coach.checks.current("self").screen
    assert first is not None
    coach.checks.answer("self", first.id, {}, none_of_these=True)
    page = client.get("/").text
    assert re.search(r'id="next">See a doctor today', page)
    assert 'href="/result">See what to do' in page
    assert 'href="/check/next"' in page
