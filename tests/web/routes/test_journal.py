"""The journal as a page: noted, refused whole, shown, taken back, taken along."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.journal import SELF, ActivityEntry, CheckEntry, Score, SymptomEntry, TapeEntry
from soleus.vocabulary import Limbs
from soleus.vocabulary.clock import FixedClock
from web.conftest import WELL, WITHIN_DAYS


def test_sliders_and_tape_are_noted_and_silence_is_not(client: TestClient, coach: Coach) -> None:
    data = {"swelling_left": "3", "swelling_right": "", "units": "metric", "calf_left_cm": "38,5"}
    assert client.post("/journal/feel", data=data).status_code == 303
    symptom = coach.journal.latest("self", SymptomEntry)
    tape = coach.journal.latest("self", TapeEntry)
    assert symptom is not None
    assert dict(symptom.entry.scores) == {Score.SWELLING_LEFT: 3}
    assert tape is not None
    assert tape.entry.calf_left_cm == 38.5
    assert tape.entry.calf_right_cm is None


def test_something_new_leads_to_the_check_and_ends_the_last_one(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record("self", WELL)
    answer = client.post("/journal/feel", data={"swelling_left": "6", "is_new": "yes"})
    assert answer.headers["location"] == "/check"
    assert coach.gate.standing("self").clearance is None


def test_a_faulty_measure_saves_nothing(client: TestClient, coach: Coach) -> None:
    typed = {"swelling_left": "3", "units": "metric", "calf_left_cm": "thick"}
    answer = client.post("/journal/feel", data=typed)
    assert answer.status_code == 422
    assert "Calf left: a number is needed" in answer.text
    assert coach.journal.latest("self", SymptomEntry) is None


def test_a_fault_loses_nothing_that_was_filled_in(client: TestClient) -> None:
    typed = {"swelling_left": "3", "leg_pain": "2", "note": "5 inches <b>", "calf_left_cm": "thick"}
    page = client.post("/journal/feel", data={**typed, "is_new": "yes"}).text
    for value in ("3", "2", "5 inches &lt;b&gt;", "thick"):
        assert f'value="{value}"' in page
    assert 'name="is_new" value="yes" checked' in page
    assert '<details class="fold" open>' in page
    typed = {"minutes": "many", "intensity": "strength", "what": "Stairs", "day": "2026-03-01"}
    page = client.post("/journal/minutes", data=typed).text
    for value in ("many", "Stairs", "2026-03-01"):
        assert f'value="{value}"' in page
    assert 'value="strength" checked' in page


def test_an_impossible_measure_saves_nothing(client: TestClient, coach: Coach) -> None:
    typed = {"swelling_left": "3", "units": "metric", "calf_left_cm": "380"}
    answer = client.post("/journal/feel", data=typed)
    assert answer.status_code == 422
    assert coach.journal.latest("self", SymptomEntry) is None
    assert coach.journal.latest("self", TapeEntry) is None


def test_minutes_count_towards_the_week(client: TestClient) -> None:
    client.post("/journal/minutes", data={"minutes": "25", "intensity": "moderate", "what": "Walk"})
    assert "25" in client.get("/").text
    assert "The aim of this week: 150 minutes. Done so far: 25." in client.get("/").text
    assert "Walk" in client.get("/journal").text


def test_what_was_noted_can_be_taken_back(client: TestClient, coach: Coach) -> None:
    client.post("/journal/minutes", data={"minutes": "25", "intensity": "moderate"})
    noted = coach.journal.latest("self", ActivityEntry)
    assert noted is not None
    client.post(f"/journal/withdraw/{noted.id}")
    assert coach.journal.latest("self", ActivityEntry) is None


def test_the_whole_journal_can_be_taken_along(client: TestClient, coach: Coach) -> None:
    client.post("/journal/minutes", data={"minutes": "25", "intensity": "moderate"})
    assert "activity" in client.get("/journal/export.csv").text
    assert client.get("/journal/export.csv").content.startswith(b"\xef\xbb\xbfdate,")
    assert json.loads(client.get("/journal/export.json").text)["entries"]


def test_a_check_of_a_copy_that_tells_no_result_leaves_the_page_standing(
    coach: Coach, client: TestClient
) -> None:
    coach.journal.append(SELF, CheckEntry.from_dict({"document": WELL, "decision": {}}))
    assert client.get("/journal").status_code == 200


@pytest.mark.parametrize(("shown", "kept"), [("metric", 36.5), ("imperial", 92.7)])
@pytest.mark.parametrize("since", ["metric", "imperial", ""])
def test_a_length_is_in_the_unit_it_was_shown_in_whatever_was_chosen_since(
    client: TestClient, coach: Coach, shown: str, kept: float, since: str
) -> None:
    client.post("/settings", data={"units": shown})
    [own_word] = re.findall(r'name="units" value="(\w+)"', client.get("/journal").text)
    client.post("/settings", data={"units": since})
    client.post(
        "/journal/feel",
        data={"units": own_word, "calf_left_cm": "36.5", "sure": f"calf_left_cm={kept}"},
    )
    tape = coach.journal.latest("self", TapeEntry)
    assert tape is not None
    assert tape.entry.calf_left_cm == kept


def test_a_form_that_comes_back_stays_in_the_unit_it_was_shown_in(client: TestClient) -> None:
    client.post("/settings", data={"units": "imperial"})
    typed = {"units": "metric", "calf_left_cm": "36.5", "ankle_left_cm": "thick"}
    page = client.post("/journal/feel", data=typed).text
    assert 'name="units" value="metric"' in page
    assert '<span class="unit">cm</span>' in page
    assert '<span class="unit">in</span>' not in page


@pytest.mark.parametrize("units", ["metric", "imperial"])
@pytest.mark.parametrize("word", [{}, {"units": "ells"}])
def test_a_length_that_comes_without_a_unit_is_never_guessed(
    client: TestClient, coach: Coach, units: str, word: dict[str, str]
) -> None:
    client.post("/settings", data={"units": units})
    answer = client.post("/journal/feel", data={**word, "ankle_left_cm": "22"})
    assert answer.status_code == 422
    assert "Look at the unit beside each number" in answer.text
    assert coach.journal.latest("self", TapeEntry) is None
    assert client.post("/journal/feel", data={"swelling_left": "3"}).status_code == 303


def values_of(page: str, name: str) -> list[str]:
    return [unescape(each) for each in re.findall(rf'name="{name}" value="([^"]*)"', page)]


def scores_of(coach: Coach) -> dict[str, int]:
    noted = coach.journal.latest(SELF, SymptomEntry)
    assert noted is not None
    return {score.value: value for score, value in noted.entry.scores.items()}


@pytest.mark.parametrize(
    ("limbs", "legs"),
    [
        (Limbs.BOTH, ("left", "right")),
        (Limbs.LEFT_LEG, ("left",)),
        (Limbs.NO_FOOT, ("left", "right")),
    ],
)
@pytest.mark.parametrize(("press", "score"), [(0, 0), (1, 2)])
def test_one_press_notes_every_leg_that_is_there(
    client: TestClient, coach: Coach, limbs: Limbs, legs: tuple[str, ...], press: int, score: int
) -> None:
    coach.limbs.keep(SELF, limbs)
    client.post(
        "/journal/feel", data={"legs": values_of(client.get("/journal").text, "legs")[press]}
    )
    assert scores_of(coach) == {f"swelling_{leg}": score for leg in legs}


def test_yesterday_is_one_press_where_it_is_another_answer(
    client: TestClient, coach: Coach, clock: FixedClock
) -> None:
    for left, is_offered in [(0, False), (3, True)]:
        client.post("/journal/feel", data={"swelling_left": left, "swelling_right": left})
        clock.advance(timedelta(days=1))
        page = client.get("/journal").text
        assert ("As yesterday: left 3, right 3" in page) is is_offered
    client.post("/journal/feel", data={"legs": values_of(page, "legs")[2]})
    assert scores_of(coach) == {"swelling_left": 3, "swelling_right": 3}


def test_what_a_note_means_is_said_where_it_was_saved(
    client: TestClient, clock: FixedClock
) -> None:
    for left in (6, 5, 3):
        clock.advance(timedelta(days=1))
        answer = client.post("/journal/feel", data={"swelling_left": left})
    page = client.get(answer.headers["location"]).text
    assert "Better for 2 days: left from 6 to 3." in page
    assert 'class="care' not in page
    assert "Better for" not in client.get("/journal").text


def test_a_referral_is_told_where_the_note_was_saved(client: TestClient, clock: FixedClock) -> None:
    for left in [1] * 8 + [9]:
        clock.advance(timedelta(days=1))
        data = {"swelling_left": left, "swelling_right": 1}
        page = client.get(client.post("/journal/feel", data=data).headers["location"]).text
        assert ('class="stack care urgent"' in page) is (left == 9)
    assert "See a doctor today" in page
    assert 'href="/result"' in page
    later = client.post("/journal/minutes", data={"minutes": "20"}).headers["location"]
    assert "See a doctor today" in client.get(later).text


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_the_morning_is_asked_about_once_on_both_pages(
    client: TestClient, coach: Coach, clock: FixedClock, answer: str
) -> None:
    asks = "swelling gone this morning?"
    coach.checks.record(SELF, WELL)
    client.post("/journal/feel", data={"swelling_left": "3", "swelling_right": "0"})
    assert asks not in client.get("/").text
    clock.advance(timedelta(days=1))
    assert asks in client.get("/journal").text
    assert asks in client.get("/").text
    told = client.post("/journal/feel", data={"gone_by_morning": answer, "back": "/"})
    assert told.headers["location"] == "/?saved=feel#meaning"
    noted = coach.journal.latest(SELF, SymptomEntry)
    assert noted is not None
    assert noted.entry.gone_by_morning is (answer == "yes")
    assert asks not in client.get("/journal").text + client.get("/").text


@pytest.mark.parametrize(("answer", "says"), [("yes", "Gone"), ("no", "Still there")])
def test_the_page_of_today_says_at_once_what_the_morning_means(
    client: TestClient, coach: Coach, clock: FixedClock, answer: str, says: str
) -> None:
    coach.checks.record(SELF, WELL)
    client.post("/journal/feel", data={"swelling_left": "3", "swelling_right": "3"})
    clock.advance(timedelta(days=1))
    told = client.post("/journal/feel", data={"gone_by_morning": answer, "back": "/"})
    page = client.get(told.headers["location"]).text
    assert f"Noted. {says} this morning." in page
    assert 'id="meaning"' in page
    assert "this morning." not in client.get("/").text
    clock.advance(timedelta(days=1))
    assert 'id="meaning"' not in client.get(told.headers["location"]).text


def test_where_somebody_has_to_be_seen_the_morning_brings_the_card(
    client: TestClient, coach: Coach, clock: FixedClock
) -> None:
    coach.checks.record(SELF, WITHIN_DAYS)
    client.post("/journal/feel", data={"swelling_left": "3", "swelling_right": "3"})
    clock.advance(timedelta(days=1))
    told = client.post("/journal/feel", data={"gone_by_morning": "yes", "back": "/"})
    page = client.get(told.headers["location"]).text
    assert 'class="stack care routine"' in page
    assert "components/care.css" in page
    assert "Gone this morning" not in page


def test_a_program_is_answered_with_what_its_note_means(
    client: TestClient, clock: FixedClock
) -> None:
    for left in [1] * 8 + [9]:
        clock.advance(timedelta(days=1))
        payload = {"scores": {"swelling_left": left, "swelling_right": 1}}
        noted = client.post("/api/journal", json={"kind": "symptom", "payload": payload}).json()
    means = noted["means"]
    assert (means["course"], means["refers"]) == ("up", "today")
    assert means["card"]["title"] == "See a doctor today"
    assert means["card"]["lines"][0]["text"].startswith("Call your doctor")
    assert all(each["claims"] for each in means["because"])
