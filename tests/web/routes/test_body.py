"""The page of measurements: the last value, one press to add, and nothing that the gate forbids."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from soleus.coach import BodyFacts
from soleus.journal import (
    SELF,
    AnkleIndexEntry,
    BloodPressureEntry,
    HeelRaisesEntry,
    TapeEntry,
    WeightEntry,
)
from soleus.vocabulary import Limbs
from web.conftest import TODAY, WELL

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from soleus.coach import Coach
    from soleus.vocabulary.clock import FixedClock

HOW = "Stop when it no longer comes up"


def test_of_nobody_measured_nothing_is_shown(client: TestClient) -> None:
    page = client.get("/body").text
    assert page.count("Nothing noted yet.") == 5
    assert '<figure class="chart"' not in page


def test_the_last_values_and_a_curve_of_two(
    client: TestClient, coach: Coach, clock: FixedClock
) -> None:
    coach.notes.take(SELF, WeightEntry(84))
    coach.notes.take(SELF, BloodPressureEntry(138, 85))
    clock.advance(timedelta(days=7))
    coach.notes.take(SELF, WeightEntry(82.5))
    page = client.get("/body").text
    assert "<dd>82.5 kg</dd>" in page
    assert "<dd>138/85 mmHg</dd>" in page
    assert 'placeholder="82.5"' in page
    assert page.count('<figure class="chart"') == 1  # one pressure is no curve
    [weights] = re.findall(r"<tbody>.*?</tbody>", page, flags=re.DOTALL)
    assert re.findall(r'<td class="number">([\d.]+)</td>', weights) == ["84", "82.5"]


@pytest.mark.parametrize(("units", "typed", "kept"), [("metric", 80, 80), ("imperial", 180, 81.6)])
def test_a_weight_is_kept_in_kilograms_whatever_it_is_typed_in(
    client: TestClient, coach: Coach, units: str, typed: float, kept: float
) -> None:
    client.post("/settings", data={"units": units})
    page = client.get("/body").text
    assert f'name="units" value="{units}"' in page
    client.post("/body/weight", data={"units": units, "weight_kg": str(typed)})
    noted = coach.journal.latest(SELF, WeightEntry)
    assert noted is not None
    assert noted.entry.weight_kg == kept


def test_a_value_of_another_day_stands_on_that_day(client: TestClient, coach: Coach) -> None:
    client.post("/body/index", data={"ankle_index_left": "1,05", "day": "2026-02-20"})
    noted = coach.journal.latest(SELF, AnkleIndexEntry)
    assert noted is not None
    assert (noted.local_date.isoformat(), noted.entry.ankle_index_left) == ("2026-02-20", 1.05)


def test_what_is_wrong_is_told_and_stays_in_the_form(client: TestClient) -> None:
    answer = client.post("/body/pressure", data={"systolic_mmhg": "70", "diastolic_mmhg": "80"})
    assert answer.status_code == 422
    assert "<li>the lower number of the blood pressure has to be below" in answer.text
    assert 'name="diastolic_mmhg" inputmode="numeric" autocomplete="off" value="80"' in answer.text


def test_the_last_note_is_taken_back_on_its_page(client: TestClient, coach: Coach) -> None:
    coach.notes.take(SELF, WeightEntry(84))
    [way] = re.findall(r'action="(/journal/withdraw/[^"]+)"', client.get("/body").text)
    assert client.post(way, data={"back": "/body"}).headers["location"] == "/body"
    assert coach.journal.latest(SELF, WeightEntry) is None


@pytest.mark.parametrize(
    ("answers", "is_shown"),
    [
        (None, False),
        (WELL, True),
        (TODAY, False),
        ({"answers": {"known_pad": True}, "others": "no"}, False),
        ({"answers": {"balance_problem": True}, "others": "no"}, False),
    ],
)
def test_how_to_tire_a_calf_is_shown_only_where_the_gate_opens_it_without_a_limit(
    client: TestClient, coach: Coach, answers: dict[str, object] | None, *, is_shown: bool
) -> None:
    if answers:
        coach.checks.record(SELF, answers)
    page = client.get("/body").text
    assert (HOW in page) == is_shown
    assert ("two fingers at the wall. First" in page) == is_shown  # the words of the picture
    assert 'name="heel_raises_left"' in page  # a count of somebody else's is noted all the same


def test_a_low_index_says_at_once_what_it_does(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, WELL)
    assert HOW in client.get("/body").text
    client.post("/body/index", data={"ankle_index_left": "0.8", "ankle_index_right": "1.1"})
    page = client.get("/body").text
    assert "You noted an ankle-brachial index of 0.8 on the left on" in page
    assert HOW not in page
    assert "You noted an ankle-brachial index of 0.8 on the left" in client.get("/result").text


def test_only_legs_and_feet_that_are_there_are_asked_about(
    client: TestClient, coach: Coach
) -> None:
    coach.limbs.keep(SELF, Limbs.LEFT_LEG)
    page = client.get("/body").text
    assert 'name="calf_left_cm"' in page
    assert 'name="calf_right_cm"' not in page
    assert 'name="ankle_index_right"' not in page
    coach.limbs.keep(SELF, Limbs.NO_FOOT)
    assert "heel_raises" not in client.get("/body").text


def test_year_and_height_are_kept_shown_and_left_empty_again(
    client: TestClient, coach: Coach
) -> None:
    form = {"birth_year": "1960", "height_cm": "67", "units": "imperial"}
    assert client.post("/body/facts", data=form).status_code == 303
    assert coach.body.facts.of(SELF) == BodyFacts(1960, 170.2)
    page = client.get("/body").text
    assert 'value="1960"' in page
    assert 'value="170.2"' in page
    client.post("/body/facts", data={"birth_year": "", "height_cm": "", "units": "metric"})
    assert coach.body.facts.of(SELF) == BodyFacts()


@pytest.mark.parametrize(
    "form", [{"birth_year": "1890"}, {"birth_year": "2024"}, {"height_cm": "tall"}]
)
def test_facts_that_cannot_be_are_refused(
    client: TestClient, coach: Coach, form: dict[str, str]
) -> None:
    answer = client.post("/body/facts", data={**form, "units": "metric"})
    assert answer.status_code == 422
    assert coach.body.facts.of(SELF) == BodyFacts()


def test_they_come_along_in_a_copy(client: TestClient, coach: Coach) -> None:
    coach.body.facts.keep(SELF, BodyFacts(1960, 170.2))
    for entry in (HeelRaisesEntry(20), TapeEntry(36), WeightEntry(80)):
        coach.notes.take(SELF, entry)
    copy = client.get("/journal/export.json").json()
    coach.delete([SELF])
    assert coach.body.facts.of(SELF) == BodyFacts()
    taken = coach.copies.take(copy, own_entries_of=SELF)
    assert "year of birth and height" in " ".join(taken.settings)
    assert coach.body.facts.of(SELF) == BodyFacts(1960, 170.2)
    assert coach.body.known_of(SELF).weight_kg == 80
