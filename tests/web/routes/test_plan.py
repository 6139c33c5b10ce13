"""The week as pages: made, changed, taken along."""

import re
from datetime import time, timedelta

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.journal import ActivityEntry, Intensity
from soleus.vocabulary import Activity
from soleus.vocabulary.clock import FixedClock
from web.conftest import WELL, WITHIN_DAYS

DESK = {
    "setting": "desk",
    "current_minutes_per_day": "10",
    "vigorous_minutes_per_week": "0",
    "work_days": ["monday", "tuesday", "wednesday", "thursday", "friday"],
    "work_starts": "09:00",
    "work_ends": "17:00",
    "wakes_at": "07:00",
    "sleeps_at": "23:00",
    "break_every_minutes": "40",
}


@pytest.fixture
def planned(client: TestClient, coach: Coach) -> TestClient:
    coach.checks.record("self", WELL)
    assert client.post("/plan", data=DESK).headers["location"] == "/plan"
    return client


def a_walk(coach: Coach) -> str:
    plan = coach.weeks.current("self")
    assert plan is not None
    return next(item.id for item in plan.items if item.kind.id == "walking_bout")


def test_a_week_is_made_from_the_form(planned: TestClient, coach: Coach) -> None:
    plan = coach.weeks.current("self")
    assert plan is not None
    assert plan.profile.break_every_minutes == 40
    page = planned.get("/plan").text
    assert f"{plan.planned_minutes} minutes this week" in page
    assert page.count('class="why"') > 3


def test_every_fault_of_the_form_is_told_and_nothing_is_made(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record("self", WELL)
    faulty = {**DESK, "current_minutes_per_day": "lots", "break_every_minutes": "5"}
    answer = client.post("/plan", data=faulty)
    assert answer.status_code == 422
    faults = answer.text[answer.text.index('class="flash fault"') :]
    assert faults[: faults.index("</ul>")].count("<li>") == 2
    assert coach.weeks.current("self") is None


def test_a_faulty_profile_keeps_what_was_typed(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", WELL)
    typed = {**DESK, "current_minutes_per_day": "lots", "work_ends": "18:15", "work_days": "sunday"}
    page = client.post("/plan", data=typed).text
    assert 'value="lots"' in page
    assert 'value="18:15"' in page
    assert re.findall(r'name="work_days" value="(\w+)" checked', page) == ["sunday"]


@pytest.mark.parametrize("hours", ["inf", "nan", "1e400"])
def test_hours_without_end_are_a_fault(client: TestClient, coach: Coach, hours: str) -> None:
    coach.checks.record("self", WELL)
    away = {**DESK, "setting": "journey", "journey_starts_at": "2026-03-03T09:00"}
    answer = client.post("/plan", data={**away, "journey_hours": hours})
    assert answer.status_code == 422
    assert f'value="{hours}"' in answer.text


def test_hours_are_read_with_a_comma_too(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", WELL)
    away = {**DESK, "setting": "journey", "journey_starts_at": "2026-03-03T09:00"}
    client.post("/plan", data={**away, "journey_hours": "7,5"})
    assert coach.weeks.profile("self").journey_minutes == 450


def test_an_item_can_be_moved(planned: TestClient, coach: Coach) -> None:
    walk = a_walk(coach)
    plan = coach.weeks.current("self")
    assert plan is not None
    data = {"day": plan.days[2].isoformat(), "at": "18:30"}
    assert planned.post(f"/plan/items/{walk}/move", data=data).headers["location"] == "/plan"
    moved = coach.weeks.current("self")
    assert moved is not None
    assert moved.item(walk).at.time() == time(18, 30)


def test_a_move_that_does_not_fit_says_so_and_changes_nothing(
    planned: TestClient, coach: Coach
) -> None:
    walk, before = a_walk(coach), coach.weeks.current("self")
    assert before is not None
    data = {"day": before.days[0].isoformat(), "at": "03:00"}
    answer = planned.post(f"/plan/items/{walk}/move", data=data)
    assert answer.status_code == 422
    assert "does not fit" in answer.text
    assert coach.weeks.current("self") == before


def test_a_walk_can_become_a_ride_or_be_left_out(planned: TestClient, coach: Coach) -> None:
    walk = a_walk(coach)
    assert "Cycle" in planned.get(f"/plan/items/{walk}").text
    planned.post(f"/plan/items/{walk}/swap", data={"kind": "cycling"})
    plan = coach.weeks.current("self")
    assert plan is not None
    assert plan.item(walk).kind.id == "cycling"
    planned.post(f"/plan/items/{walk}/drop")
    plan = coach.weeks.current("self")
    assert plan is not None
    assert walk not in {item.id for item in plan.items}


def test_the_calendar_is_a_file_to_take_along(planned: TestClient) -> None:
    answer = planned.get("/plan/week.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in answer.text


def test_a_walk_can_be_left_out_to_do_less(planned: TestClient, coach: Coach) -> None:
    walk = a_walk(coach)
    before = coach.weeks.current("self")
    assert before is not None
    assert "Leave it out and do less" in planned.get(f"/plan/items/{walk}").text
    planned.post(f"/plan/items/{walk}/drop", data={"less": "true"})
    after = coach.weeks.current("self")
    assert after is not None
    less = before.planned_minutes - after.planned_minutes
    assert less == before.item(walk).counted_minutes > 0


def test_only_today_is_open_in_the_week(planned: TestClient, coach: Coach) -> None:
    page = planned.get("/plan").text
    assert page.count('<details class="day"') == 7
    assert page.count('<details class="day" open>') == 1


def test_the_walking_programme_is_offered_only_where_it_is_open(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record("self", WELL)
    assert "pad_supervised" not in client.get("/plan/profile").text
    cleared = {
        "known_pad": True,
        "evaluated_by_clinician": True,
        "cleared_activities": ["walking", "pain_guided_walking"],
    }
    coach.checks.record("self", {"answers": cleared, "others": "no"})
    assert "pad_supervised" in client.get("/plan/profile").text


def test_every_item_can_be_started_from_the_week_and_from_its_page(
    planned: TestClient, coach: Coach
) -> None:
    plan = coach.weeks.current("self")
    assert plan is not None
    page = planned.get("/plan").text
    assert page.count('class="begin no-print"') == len(plan.items)
    walk = a_walk(coach)
    begins = f'href="/session/walking?item={walk}"'
    assert begins in planned.get(f"/plan/items/{walk}").text
    assert begins in planned.get("/plan").text


def test_a_day_that_was_taken_off_is_brought_back_as_it_was(
    planned: TestClient, coach: Coach
) -> None:
    before = coach.weeks.current("self")
    assert before is not None
    day = before.days[3]
    assert "Bring this day back" not in planned.get("/plan").text
    planned.post(f"/plan/days/{day}/off")
    page = planned.get("/plan").text
    assert page.count("Bring this day back") == 1
    assert f'action="/plan/days/{day}/on"' in page
    assert planned.post(f"/plan/days/{day}/on").headers["location"] == "/plan"
    after = coach.weeks.current("self")
    assert after is not None
    assert after.items == before.items
    assert len(after.changes) == 2 * len(before.on(day))  # a calendar takes the newer sequence
    assert "Bring this day back" not in planned.get("/plan").text
    planned.post(f"/plan/days/{day}/on")
    planned.post("/plan/days/2020-01-01/on")
    again = coach.weeks.current("self")
    assert again is not None
    assert again.changes == after.changes


def test_a_day_that_is_past_or_that_the_gate_holds_is_not_brought_back(
    planned: TestClient, coach: Coach, clock: FixedClock
) -> None:
    plan = coach.weeks.current("self")
    assert plan is not None
    planned.post(f"/plan/days/{plan.days[1]}/off")
    planned.post(f"/plan/days/{plan.days[4]}/off")
    clock.advance(timedelta(days=2))
    assert set(coach.weeks.days_off("self")) == {plan.days[4]}
    coach.checks.record("self", WITHIN_DAYS)
    planned.post(f"/plan/days/{plan.days[4]}/on")
    held = coach.weeks.current("self")
    assert held is not None
    assert {item.kind.activity for item in held.on(plan.days[4])} <= {Activity.WALKING}


def test_one_press_takes_a_whole_day_off(planned: TestClient, coach: Coach) -> None:
    plan = coach.weeks.current("self")
    assert plan is not None
    day = plan.days[1]
    assert planned.post(f"/plan/days/{day}/off").headers["location"] == "/plan"
    planned.post("/plan/days/2020-01-01/off")
    changed = coach.weeks.current("self")
    assert changed is not None
    assert (changed.on(day), len(changed.on(plan.days[2]))) == ((), len(plan.on(plan.days[2])))


def test_the_week_is_drawn_with_its_table(planned: TestClient, coach: Coach) -> None:
    coach.notes.take("self", ActivityEntry(25, Intensity.MODERATE))
    page = planned.get("/plan").text
    picture = page[page.index("week-bands") :]
    picture = picture[: picture.index("</figure>")]
    assert picture.count('class="moved"') == 1
    assert "25 min" in picture[picture.index("<table") :]
    assert picture.count('<th scope="row">') == 7


def aims_on(client: TestClient) -> list[str]:
    """What each page says of the aim of the week."""
    said = re.compile(r"The aim (?:of|from)[^<\"]*so far: \d+\.")
    return [said.search(client.get(path).text)[0] for path in ("/", "/plan", "/week")]  # type: ignore[index]


def test_the_aim_is_one_and_the_same_on_every_page(
    planned: TestClient, coach: Coach, clock: FixedClock
) -> None:
    coach.notes.take("self", ActivityEntry(25, Intensity.MODERATE))
    assert aims_on(planned) == ["The aim of this week: 70 minutes. Done so far: 25."] * 3
    clock.advance(timedelta(days=9))
    coach.checks.record("self", WELL)
    coach.weeks.make("self", coach.weeks.profile("self"))
    assert aims_on(planned) == [coach.aims.of("self").says] * 3
    assert "11 March" in coach.aims.of("self").says


def test_the_weeks_to_come_are_drawn_and_what_counts_is_said_once(planned: TestClient) -> None:
    page = planned.get("/plan").text
    assert 'class="chart ramp"' in page
    assert page.count("77, 84, 92") == 1
    assert page.count("Hard effort counts twice") == 1
    assert "Hard effort counts twice" not in planned.get("/week").text
