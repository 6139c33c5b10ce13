"""The places of amounts in our texts never reach a person or a program as they are written."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.journal import SELF
from soleus.language import Measures, Sodium, Units, measuring, use
from web.conftest import WELL
from web.german import pages

PLACE = re.compile(r"\{(sodium|cm|celsius)\b")
GROWN = {"calf_left_cm": 41, "calf_right_cm": 37}
OF_DEVICES = ("rules", "interview", "kept")
OF_PROGRAMS = ("plan", "evidence", "standing", "journal", "reminders/next")
SODIUM = {"en": "2,300 mg of sodium (100 mmol of sodium)", "de": "2.300 mg Natrium (100 mmol"}


@pytest.fixture(params=["en", "de"])
def american(request: pytest.FixtureRequest, client: TestClient) -> TestClient:
    """A browser whose units are inches and millimoles."""
    client.headers["accept-language"] = request.param
    client.cookies.update({"units": "imperial", "sodium": "mmol"})
    return client


def answers(coach: Coach, client: TestClient) -> Iterator[tuple[str, str]]:
    """Yield every address that a person's texts are read at, with its answer."""
    coach.checks.record(SELF, WELL)
    paths = [
        *pages(coach, client),
        *(f"/offline/check/{name}.json" for name in OF_DEVICES),
        *(f"/api/{name}" for name in OF_PROGRAMS),
        "/session/elevation",
        "/learn/salt",
        "/plan/week.ics",
    ]
    for path in paths:
        yield path, client.get(path).text


def test_no_page_and_no_data_shows_one(american: TestClient, coach: Coach) -> None:
    found = dict(answers(coach, american))
    assert [path for path, text in found.items() if PLACE.search(text)] == []
    language = american.headers["accept-language"]
    assert SODIUM[language] in found["/learn/salt"]
    assert "38 °C (100" in found["/offline/check/interview.json"]
    assert "2,300 mg of sodium a day" in found["/api/evidence"]
    assert "2,300 mg of sodium a day" in found["/api/plan"]


def test_a_measured_length_is_in_ones_own_unit_too(american: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, WELL)
    american.post("/api/journal", json={"kind": "tape", "payload": GROWN})
    paths = ("/", "/result", "/api/standing", "/offline/check/kept.json")
    found = {path: american.get(path).text for path in paths}
    assert [path for path, text in found.items() if PLACE.search(text)] == []
    assert re.search(r"41[.,]0 cm \(16[.,]1 in\)", found["/"])
    american.cookies.set("units", "metric")
    page = american.get("/").text
    assert re.search(r"41[.,]0 cm", page)
    assert "(16" not in page


def texts_in(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, (list, tuple)):
        for each in data:
            yield from texts_in(each)
    elif isinstance(data, str):
        yield data


def test_a_plan_is_kept_in_english_and_in_the_units_of_the_source(coach: Coach) -> None:
    coach.checks.record(SELF, WELL)
    with use("de"), measuring(Measures(Units.IMPERIAL, Sodium.SALT)):
        plan: dict[str, Any] = coach.weeks.make(SELF, coach.weeks.profile(SELF)).as_dict()
    advice = {each["id"]: each["text"] for each in plan["advice"]}
    assert advice["salt"].endswith("Most adults should stay below 2,300 mg of sodium a day.")
    assert not [text for text in texts_in(plan) if PLACE.search(text)]
