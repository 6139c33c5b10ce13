"""In German every page speaks German, and says that no clinician has read its safety texts."""

import re

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.journal import SELF
from soleus.language import use
from soleus.session import read_event
from web.conftest import EMERGENCY, INCOMPLETE, TODAY, WELL, WITHIN_DAYS
from web.german import english_in, pages, words_of

OWN_WORDS = ("Towel pull", "Pull the towel to you.", "Veins")
"""What the person of the test wrote."""

UNREVIEWED = "Auf Deutsch noch nicht ärztlich geprüft."


@pytest.fixture
def german(client: TestClient) -> TestClient:
    client.headers["accept-language"] = "de-AT,de;q=0.9,en;q=0.5"
    return client


def test_every_page_is_german(german: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, WELL)
    wrong: dict[str, list[str]] = {}
    for path in pages(coach, german):
        answer = german.get(path, follow_redirects=True)  # a check under way, where there is none
        assert answer.status_code == 200, path
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        is_whole = answer.text.lstrip().startswith("<!doctype")
        assert '<html lang="de"' in answer.text or not is_whole, path
        if left := english_in(answer.text, names=OWN_WORDS):
            wrong[path] = left
    assert wrong == {}


@pytest.mark.parametrize("document", [EMERGENCY, TODAY, WITHIN_DAYS, INCOMPLETE])
@pytest.mark.parametrize("path", ["/result", "/", "/plan", "/check/review"])
def test_every_result_is_german(
    german: TestClient, coach: Coach, document: dict[str, object], path: str
) -> None:
    coach.checks.record(SELF, document)
    answer = german.get(path, follow_redirects=True)
    assert english_in(answer.text) == []


def test_somebody_with_nothing_yet_reads_german(german: TestClient) -> None:
    for path in ("/", "/check", "/plan", "/journal", "/nowhere"):
        assert english_in(german.get(path, follow_redirects=True).text) == []


def test_a_session_that_was_stopped_is_german(german: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, WELL)
    session = coach.practice.begin(SELF, "ankle_pumps", anything_new=False)
    stop = read_event({"do": "stop", "rule": "foot_pain_raised", "leg": "left"})
    coach.practice.on(SELF, session.id, (stop,))
    answer = german.get(f"/session/over/{session.id}", follow_redirects=True)
    assert "Senken Sie jetzt die Beine." in answer.text
    assert english_in(answer.text) == []


@pytest.mark.parametrize("path", ["/check", "/emergency", "/check/screen/breath"])
def test_pages_about_safety_say_that_no_clinician_has_read_them(
    german: TestClient, path: str
) -> None:
    assert UNREVIEWED in german.get(path).text


def test_the_page_of_languages_says_so_in_full(german: TestClient) -> None:
    says = "Keine Ärztin und kein Arzt hat die Sicherheitstexte in dieser Sprache geprüft."
    assert says in german.get("/languages").text


def test_in_english_no_such_thing_is_said(client: TestClient) -> None:
    page = client.get("/emergency").text
    assert "No clinician has reviewed" not in page
    assert '<html lang="en-GB"' in page


def test_the_emergency_page_says_to_call_before_all_else(german: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, EMERGENCY)
    said = words_of(german.get("/result").text)
    assert any("Rufen Sie jetzt 112 an" in text for text in said)
    assert any(text.startswith("Rufen Sie jetzt den Notruf. Plötzliche Atemnot") for text in said)
    assert any("legen Sie das Bein nicht hoch" in text for text in said)


def test_what_a_person_wrote_is_never_translated(german: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, WELL)
    german.post("/journal/minutes", data={"minutes": "10", "what": "Walking"})
    german.post("/journal/feel", data={"note": "Source", "swelling_left": "2"})
    page = german.get("/journal").text
    assert ": Walking" in page
    assert "“Source”" in page or "„Source“" in page


def test_a_persons_name_is_never_translated(german: TestClient, coach: Coach) -> None:
    german.post("/people", data={"name": "Rest"})
    assert re.search(r">\s*Rest\s*<", german.get("/people").text)


def test_the_journal_keeps_english_whatever_the_page_speaks(
    german: TestClient, coach: Coach
) -> None:
    coach.checks.record(SELF, WELL)
    german.post("/plan", data={"setting": "desk", "current_minutes_per_day": "10"})
    plan = coach.weeks.current(SELF)
    assert plan is not None
    german.post(f"/plan/items/{plan.items[0].id}/drop", data={"less": "true"})
    kept = str(coach.journal.export_json([SELF]))
    assert "dropped" in kept
    assert " Minuten" not in kept
    with use("de"):
        assert "weggelassen" in german.get("/plan").text


def test_programs_are_answered_in_english(german: TestClient) -> None:
    assert "Take the check first." in german.get("/api/plan").text


def test_the_language_chosen_here_counts_before_the_browsers(german: TestClient) -> None:
    answer = german.post("/language", data={"language": "en", "back": "/about"})
    assert answer.headers["location"] == "/about"
    assert '<html lang="en-GB"' in german.get("/about").text


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere"]
)
def test_choosing_a_language_leads_to_no_other_site(german: TestClient, back: str) -> None:
    answer = german.post("/language", data={"language": "de", "back": back})
    assert answer.headers["location"] == "/"


def test_lengths_are_written_in_inches_where_they_are_preferred(
    client: TestClient, coach: Coach
) -> None:
    client.post("/settings", data={"units": "imperial"})
    client.post("/journal/feel", data={"units": "imperial", "calf_left_cm": "14.5"})
    assert "14.5 in" in client.get("/journal").text
    assert "36.8" in str(coach.journal.export_json([SELF]))


def test_german_writes_a_decimal_comma_and_its_own_order_of_the_date(
    german: TestClient, coach: Coach
) -> None:
    german.post("/journal/feel", data={"units": "metric", "calf_left_cm": "36,5"})
    page = german.get("/journal").text
    assert "36,5 cm" in page
    assert "Montag, 2. März" in page


def test_one_language_never_stays_behind_for_the_next_request(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record(SELF, WITHIN_DAYS)
    said = [
        words_of(client.get("/result", headers={"accept-language": language}).text)
        for language in ("en-GB", "de", "en-GB", "de")
    ]
    assert said[0] == said[2]
    assert said[1] == said[3]
    assert not set(said[0]) & {"Mit Vorsicht", "Noch nicht"}
    assert "Noch nicht" in said[1]


def test_an_answer_tells_caches_that_it_depends_on_the_language(client: TestClient) -> None:
    assert "accept-language" in client.get("/about").headers["vary"].lower()


@pytest.mark.parametrize(("language", "expected"), [("de", "de"), ("nonsense", "en")])
def test_a_language_that_is_not_there_is_not_kept(
    client: TestClient, language: str, expected: str
) -> None:
    client.post("/settings", data={"language": language})
    assert f'<html lang="{expected}' in client.get("/about").text
