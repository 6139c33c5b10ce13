"""A device with no network asks about the same values as the server, in the same words."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from node import said_by
from soleus.coach import UnlikelyError
from soleus.journal import SELF, InvalidEntryError, TapeEntry, WeightEntry
from soleus.language import Measures, Units, measuring, use
from soleus.records import limits_of
from soleus.web.journal_forms import MEASUREMENTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from starlette.testclient import TestClient

    from soleus.coach import Coach
    from soleus.journal import Entry
    from soleus.vocabulary.clock import FixedClock

PROGRAM = Path(__file__).parent / "js" / "unlikely.mjs"
HOW_MANY = 250
KINDS = tuple(dict.fromkeys(kind for form in MEASUREMENTS.values() for kind in form.kinds))
NUMBERS = ("whole", "number")
WAYS = [("en", Units.METRIC), ("en", Units.IMPERIAL), ("de", Units.METRIC)]


def some_entry(random: Random) -> Entry:
    """Return a measurement, anywhere within what the journal takes."""
    while True:
        kind = random.choice(KINDS)
        forms = {name: limit.form for name, limit in limits_of(kind).items() if limit.form}
        numbers = [name for name, form in forms.items() if form.get("reads") in NUMBERS]
        payload = {
            name: some_number(random, forms[name]) for name in numbers if random.random() < 0.7
        }
        try:
            return kind.from_dict(payload)
        except InvalidEntryError:  # one of these numbers does not go with another
            continue


def some_number(random: Random, form: Mapping[str, Any]) -> float:
    """Return a number, often near the middle of what can be, where most people are."""
    least, most = float(form["least"]), float(form["most"])
    far = random.choice((0.05, 0.3, 1.0))
    number: float = least + (most - least) * (0.2 + far * random.uniform(-0.2, 0.8))
    if form["reads"] == "whole":
        return round(number)
    return round(number, random.choice((0, 1, 1, 2)))


def told_by_the_server(coach: Coach, person_id: str, entry: Entry) -> list[dict[str, str]]:
    asked = coach.notes.unlikely.asked(person_id, entry)
    return [{"key": each.key, "says": each.says} for each in asked]


@pytest.mark.parametrize(("language", "units"), WAYS)
def test_a_device_asks_about_what_the_server_asks_about(
    coach: Coach, clock: FixedClock, language: str, units: Units
) -> None:
    random = Random(f"{language} {units}")
    lines, server = [], []
    with ExitStack() as stack:
        stack.enter_context(use(language))
        stack.enter_context(measuring(Measures(units)))
        for number in range(HOW_MANY):
            person = coach.journal.add_person(f"{language} {units} {number}").id
            known = [some_entry(random) for _ in range(random.randint(0, 3))]
            at = [clock.now() - timedelta(hours=random.randint(0, 300)) for _ in known]
            noted = list(zip(known, at, strict=True))
            held_back = random.randint(0, len(noted))
            for entry, moment in noted[:held_back]:
                coach.notes.take(person, entry, at=moment)
            told = coach.notes.unlikely.for_a_device(person, KINDS)
            for entry, moment in noted[held_back:]:
                coach.notes.take(person, entry, at=moment)
            now = some_entry(random)
            waiting = [as_waiting(entry, moment) for entry, moment in noted[held_back:]]
            lang = "en-GB" if language == "en" else language
            lines.append({"told": told, "made": [made(now)], "waiting": waiting, "lang": lang})
            server.append(told_by_the_server(coach, person, now))
    assert said_by(PROGRAM, lines) == server
    assert HOW_MANY / 5 < sum(map(bool, server)) < HOW_MANY * 4 / 5, "both have to be seen often"


def made(entry: Entry) -> dict[str, Any]:
    said = entry.as_dict().items()
    return {
        "kind": entry.kind,
        "payload": {name: value for name, value in said if value is not None},
    }


def as_waiting(entry: Entry, at: datetime) -> dict[str, Any]:
    return {**made(entry), "at": at.isoformat()}


def test_a_device_is_given_the_limits_and_what_was_noted_last(
    coach: Coach, clock: FixedClock
) -> None:
    at = clock.now()
    coach.notes.take(SELF, WeightEntry(84))
    told = coach.notes.unlikely.for_a_device(SELF, [WeightEntry])
    assert told["fields"]["weight_kg"] == {
        "kind": "weight",
        "name": "Weight",
        "other": "",
        "unit": "kg",
        "factor": 1,
        "is_in_tenths": False,
        "least": 35,
        "most": 200,
        "change": 20,
        "last": {"at": at.isoformat(), "value": 84},
    }


def test_what_a_device_says_is_right_the_server_takes_as_right(coach: Coach) -> None:
    entry = TapeEntry(calf_left_cm=60.5)
    told = coach.notes.unlikely.for_a_device(SELF, [TapeEntry])
    line = {"told": told, "made": [made(entry)], "waiting": [], "lang": "en-GB"}
    [[asked]] = said_by(PROGRAM, [line])
    with pytest.raises(UnlikelyError):
        coach.notes.take_asking(SELF, entry)
    assert coach.notes.take_asking(SELF, entry, [asked["key"]]).recorded.entry == entry


@pytest.mark.parametrize("page", ["/body", "/journal"])
def test_each_form_that_takes_a_measurement_brings_what_a_device_asks_by(
    client: TestClient, page: str
) -> None:
    shown = client.get(page).text
    forms = [part for part in shown.split("<form")[1:] if "_cm" in part or "/body/" in part]
    measuring_ = [part for part in forms if "data-entries" in part]
    assert measuring_
    assert all("data-unlikely" in part.split("</form>")[0] for part in measuring_)
