"""Progress: the week at a glance, the curves, and the way to what was noted."""

from starlette.testclient import TestClient

from coach.samples import note_symptoms
from soleus.coach import Coach
from soleus.journal import SELF, ActivityEntry, Intensity, Score, SymptomEntry
from soleus.reminders import ReminderSettings
from soleus.vocabulary import Limbs, Weekday
from web.conftest import TODAY, WELL


def test_before_the_first_note_it_says_what_will_be_seen(client: TestClient) -> None:
    page = client.get("/progress").text
    assert "drawn from your first note" in page
    assert 'href="/journal#feel"' in page


def test_it_shows_the_week_and_the_curves(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, WELL)
    coach.journal.append(SELF, ActivityEntry(25, Intensity.MODERATE))
    note_symptoms(coach, SELF, scores={Score.SWELLING_LEFT: 4})
    page = client.get("/progress").text
    assert "150 minutes. Done so far: 25." in page
    assert "Minutes a week" in page
    assert "Swelling, left and right" in page
    assert 'href="/week"' in page


def test_who_is_to_be_seen_is_shown_no_aim(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, TODAY)
    page = client.get("/progress").text
    assert "of 150" not in page
    assert "What the doctor says comes first" in page


def test_who_has_one_leg_is_told_of_no_other(client: TestClient, coach: Coach) -> None:
    assert "thicker than the other" in client.get("/progress").text
    coach.limbs.keep(SELF, Limbs.LEFT_LEG)
    for path in ("/progress", "/journal"):
        assert "the other" not in client.get(path).text
    assert "If your leg grows thicker" in client.get("/progress").text


def test_evenings_stand_beside_what_was_foretold_of_them(client: TestClient, coach: Coach) -> None:
    assert "Set days and hours" in client.get("/progress/foretold").text
    coach.reminders.save("self", ReminderSettings(is_on=True, days=tuple(Weekday)))
    assert "No evening of these days is noted yet" in client.get("/progress/foretold").text
    coach.journal.append("self", SymptomEntry(scores={Score.SWELLING_LEFT: 3}))
    page = client.get("/progress/foretold").text
    assert "Too few evenings to say" in page
    assert page.count('<circle class="dot" cx') == 2  # the evening, and the key
    assert "simulated" in page
    assert 'href="/progress/foretold"' in client.get("/progress").text
