"""What is wrong with a form is said in the language of the page; a program reads English."""

import re
from collections.abc import Mapping
from html import unescape

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from web.conftest import WELL

_ENGLISH = re.compile(
    r"\b(is|has|have|must|but|be|to|the|number|missing|choose|please|from|and|or)\b", re.IGNORECASE
)
STEP = {"step-0-does": "", "step-0-repetitions": "many", "step-0-sides": "together"}

FAULTY: list[tuple[str, Mapping[str, str]]] = [
    ("/habits/sodium", {"has_limit": "yes", "limit_mg": "viel"}),
    ("/habits/smoking", {}),
    ("/journal/feel", {}),
    ("/journal/feel", {"calf_left_cm": "dick"}),
    ("/journal/feel", {"units": "metric", "calf_left_cm": "dick"}),
    ("/journal/minutes", {"minutes": "lange"}),
    ("/journal/minutes", {"minutes": "20", "day": "gestern"}),
    ("/plan", {"setting": "desk", "current_minutes_per_day": "viel", "wakes_at": "früh"}),
    ("/plan", {"setting": "desk", "wakes_at": "07:00", "sleeps_at": "08:00"}),
    ("/reminders", {"interval_minutes": "5", "mode": "desk", "zone": "Mond"}),
    ("/reminders", {"interval_minutes": "oft", "mode": "desk"}),
    ("/exercises/new", {"name": "", "times_a_day": "oft", "review_date": "bald", **STEP}),
    ("/people", {"name": " "}),
    ("/people", {"name": "self"}),
    ("/people/limbs", {"limbs": "fünf"}),
    ("/visits", {"who_kind": "gp", "review_date": "bald"}),
    ("/plan/items/nichts/move", {"day": "bald", "at": "früh"}),
]


def faults_of(html: str) -> list[str]:
    """Return the lines of a page that say what is wrong."""
    main = html.partition("<main")[2]
    flash = re.search(r'<div class="flash fault".*?</div>', main, re.DOTALL)
    lines = re.findall(r"<(?:li|p)[^>]*>([^<]+)<", flash[0] if flash else main)
    return [unescape(line).strip() for line in lines if line.strip()]


@pytest.mark.parametrize(("path", "form"), FAULTY)
def test_the_faults_of_a_form_are_german(
    client: TestClient, coach: Coach, path: str, form: Mapping[str, str]
) -> None:
    coach.checks.record("self", WELL)
    answer = client.post(path, data=dict(form), headers={"accept-language": "de"})
    assert answer.status_code == 422
    faults = faults_of(answer.text)
    assert faults
    assert [line for line in faults if _ENGLISH.search(line)] == []


def test_numbers_of_a_fault_are_written_as_the_language_writes_them(client: TestClient) -> None:
    form = {"has_limit": "yes", "limit_mg": "9", "limit_mg_unit": "mg"}
    german = client.post("/habits/sodium", data=form, headers={"accept-language": "de"}).text
    assert "von 200 mg Natrium (0,5 g Salz) bis 6.000 mg Natrium (15,3 g Salz)" in german


def test_a_program_reads_faults_in_english_whatever_it_prefers(client: TestClient) -> None:
    body = {"kind": "tape", "payload": {"calf_left_cm": "dick"}}
    said = [
        client.post("/api/journal", json=body, headers={"accept-language": language}).json()
        for language in ("de", "en")
    ]
    assert said[0] == said[1]
    assert "has to be a number" in str(said[0])


def test_what_a_page_sends_by_script_is_refused_in_the_language_of_the_page(
    client: TestClient,
) -> None:
    entry = {
        "id": "0b0b6d1e-6c2f-4d6e-9a53-1f0a3c9f3a01",
        "person": "self",
        "kind": "tape",
        "at": "2026-03-01T08:00:00Z",
        "payload": {"calf_left_cm": "dick"},
    }
    sent = {"entries": [entry]}
    german = {"accept-language": "de", "soleus-page": "yes"}
    (page,) = client.post("/api/sync", json=sent, headers=german).json()["entries"]
    (program,) = client.post("/api/sync", json=sent, headers={"accept-language": "de"}).json()[
        "entries"
    ]
    assert page["faults"]
    assert [line for line in page["faults"] if _ENGLISH.search(line)] == []
    assert page["faults"] != program["faults"]
    assert all(_ENGLISH.search(line) for line in program["faults"])
