"""What the notes of the last days show reaches a person on every page that matters."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from coach.samples import ID, exercise
from soleus.coach import Coach
from soleus.journal import ActivityEntry, Intensity, Score, SymptomEntry, TapeEntry
from soleus.vocabulary import Activity
from soleus.vocabulary.clock import FixedClock
from web.conftest import WELL

SWOLLEN = {Score.SWELLING_LEFT: 5, Score.SWELLING_RIGHT: 5}


@pytest.fixture
def swollen(coach: Coach, clock: FixedClock) -> Coach:
    """A coach whose person has noted swelling for eight days, and denied it in the check."""
    for _ in range(8):
        coach.journal.append("self", ActivityEntry(minutes=20, intensity=Intensity.MODERATE))
        coach.journal.append("self", SymptomEntry(scores=SWOLLEN))
        clock.advance(timedelta(days=1))
    coach.checks.record("self", WELL)
    return coach


@pytest.mark.parametrize("path", ["/", "/result", "/session/walking"])
def test_a_page_shows_it_with_its_evidence(client: TestClient, swollen: Coach, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert "What your notes show" in page.text
    assert "5, 5, 5" in page.text


@pytest.mark.parametrize("path", ["/", "/session/walking"])
def test_a_page_is_quiet_where_nothing_shows(client: TestClient, coach: Coach, path: str) -> None:
    coach.checks.record("self", WELL)
    assert "What your notes show" not in client.get(path).text


def test_an_exercise_that_was_given_begins_with_it_too(client: TestClient, swollen: Coach) -> None:
    swollen.exercises.keep("self", exercise(counts_as=Activity.WALKING))
    begins = client.get(f"/exercises/{ID}/begin").text
    assert "What your notes show" in begins
    assert "5, 5, 5" in begins


def test_what_it_holds_back_does_not_start(client: TestClient, swollen: Coach) -> None:
    answer = client.post("/session/elevation", data={"anything_new": "no"})
    assert answer.status_code != 303
    assert swollen.practice.current("self") is None


def test_a_grown_calf_sends_to_be_seen_today(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", WELL)
    coach.journal.append("self", TapeEntry(calf_left_cm=41, calf_right_cm=37))
    assert "See a doctor today" in client.get("/").text
    assert "41.0 cm" in client.get("/result").text
