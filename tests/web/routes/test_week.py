"""The page of the week: what was done, in words and pictures, for any week there was."""

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from coach.samples import note_symptoms
from soleus.coach import Coach
from soleus.journal import ActivityEntry, Intensity, Outcome, Score, SessionEntry
from soleus.vocabulary import Activity
from soleus.vocabulary.clock import FixedClock
from web.conftest import TODAY, WELL


def test_an_empty_week_says_what_is_not_known(client: TestClient) -> None:
    page = client.get("/week").text
    assert "not known" in page
    assert "The first day begins it" in page


def test_it_shows_minutes_scores_and_the_row_of_days(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", WELL)
    coach.weeks.make("self", coach.weeks.profile("self"))
    coach.journal.append("self", ActivityEntry(25, Intensity.MODERATE))
    note_symptoms(coach, "self", scores={Score.SWELLING_LEFT: 4, Score.HEAVINESS: 3})
    page = client.get("/week").text
    assert "The aim of this week: 70 minutes. Done so far: 25." in page
    assert "Noted by you" in page
    assert "The next step" in page
    assert "Heavy or aching" in page
    assert "Tired; the table" not in page
    assert 'href="/week"' in client.get("/progress").text


def test_who_is_to_be_seen_is_shown_no_aim(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", TODAY)
    page = client.get("/week").text
    assert "of 150" not in page
    assert "What the doctor says comes first" in page
    assert "The next step" not in page


def test_an_earlier_week_is_a_page_of_its_own(
    client: TestClient, coach: Coach, clock: FixedClock
) -> None:
    coach.journal.append("self", ActivityEntry(25, Intensity.MODERATE))
    clock.advance(timedelta(days=7))
    assert "25 of 150" not in client.get("/week").text
    page = client.get("/week?of=2026-03-03").text
    assert "25 of 150" in page
    assert 'href="/week?of=2026-03-09"' in page
    assert "Days with movement" not in page


@pytest.mark.parametrize("of", ["tomorrow", "2999-01-01", "0001-01-01", ""])
def test_a_day_that_is_none_or_lies_ahead_is_no_fault(client: TestClient, of: str) -> None:
    assert client.get(f"/week?of={of}").status_code == 200


def test_light_sessions_are_told_as_done_and_not_as_no_minutes(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record("self", WELL)
    pumps = SessionEntry(
        activity=Activity.ANKLE_PUMPS,
        routine="ankle_pumps",
        started_at=coach.clock.now(),
        active_seconds=180,
        planned_seconds=180,
        cycles=180,
        outcome=Outcome.FINISHED,
    )
    coach.journal.append("self", pumps)
    page = client.get("/week").text
    assert "Nothing yet that counts here." in page
    assert "Guided here" not in page
    assert re.search(r"Sessions done</dt><dd>1<", page)
