"""Today's list: its ticks, its Starts, and the gate on both."""

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from coach.samples import note_symptoms
from soleus.coach import Coach
from soleus.journal import ActivityEntry, Intensity, Outcome, SessionEntry
from soleus.reminders import ReminderSettings
from soleus.vocabulary import Activity
from soleus.vocabulary.clock import FixedClock
from web.conftest import WELL


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
