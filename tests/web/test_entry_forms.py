"""A form is told once: what the server reads from it is what a device reads, line for line."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from node import said_by
from soleus.journal import InvalidEntryError, entry_from_dict
from soleus.language import Units
from soleus.web.entry_forms import EntryForm
from soleus.web.journal_forms import FEEL, MEASUREMENTS, MINUTES, lines_of

if TYPE_CHECKING:
    from soleus.journal import Entry

PROGRAM = Path(__file__).parent / "js" / "forms.mjs"
HOW_MANY = 2000
NUMBERS = ("", "0", "3", "10", "11", "36,5", "36.25", "15", "100", "5.9", "1440", "1441")
ODD = ("-1", "1e2", "0x1F", "NaN", "inf", "thick", " 38 ", "3 8", "١٢", "12.", ".5", "999999999")
WORDS = ("", "after the flight", "é" * 200, "x" * 201, "y" * 2001, " ", "<b>")
LEGS = (
    "swelling_left=0&swelling_right=0",
    "swelling_left=2&swelling_right=2",
    "swelling_left=&swelling_right=",
    "swelling_left=3",
    "swelling_left=11&note=x",
    "swelling_left",
    "&=&",
)
FORMS = (FEEL, MINUTES, *(MEASUREMENTS[name] for name in ("girth", "index", "weight", "raises")))
"""Of a blood pressure more is wrong between its numbers, which the journal alone judges."""

FLAGS = ("", "yes", "no", "moderate", "strength", "mild")


def some_texts(random: Random, form: EntryForm) -> dict[str, str]:
    """Return a filled-in form: some of it right, some of it wrong, some of it left out."""
    offered = [*NUMBERS * 2, *ODD, *WORDS, *FLAGS, f"{random.uniform(0, 110):.2f}"]
    names = random.sample([*form.labels], random.randint(0, len(form.labels)))
    given = {name: random.choice(offered) for name in names}
    if form.spelt and random.random() < 0.5:
        given[form.spelt.name] = random.choice(LEGS)
    return given


def told_by_the_server(form: EntryForm, given: dict[str, str], units: Units) -> dict[str, Any]:
    try:
        entries: tuple[Entry, ...] = form.read({**given, "units": units})
    except InvalidEntryError as error:
        return {"faults": list(error.faults)}
    return {"entries": [{"kind": each.kind, "payload": each.as_dict()} for each in entries]}


def told_by_the_device(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [in_full(said) for said in said_by(PROGRAM, lines)]


def in_full(said: dict[str, Any]) -> dict[str, Any]:
    """Return what a device made as the journal would keep it; the journal judges it as well."""
    if "faults" in said:
        return said
    entries = [(each["kind"], each["payload"]) for each in said["entries"]]
    return {
        "entries": [
            {"kind": kind, "payload": entry_from_dict(kind, payload).as_dict()}
            for kind, payload in entries
        ]
    }


@pytest.mark.parametrize("units", Units)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.path)
def test_the_device_reads_a_form_as_the_server_does(form: EntryForm, units: Units) -> None:
    random = Random(f"{form.path} {units}")
    given = [some_texts(random, form) for _ in range(HOW_MANY)]
    told, now = form.as_dict(units), "2026-03-02T08:00:00Z"
    device = told_by_the_device([{"told": told, "given": each, "now": now} for each in given])
    server = [told_by_the_server(form, each, units) for each in given]
    assert device == server
    kept = sum("entries" in each for each in server)
    assert HOW_MANY / 50 < kept < HOW_MANY - HOW_MANY / 50, "both fates have to be seen often"


def test_every_fault_is_told_in_a_line_that_names_the_field_and_its_bounds() -> None:
    with pytest.raises(InvalidEntryError) as wrong:
        FEEL.read(
            {"swelling_left": "11", "units": "metric", "calf_left_cm": "3", "note": "x" * 2001}
        )
    assert wrong.value.faults == (
        "Swelling, left: a number is needed, from 0 to 10",
        "A line, if you like: at most 2,000 characters fit",
        "Calf left: a number is needed, from 15 to 100 cm",
    )


def test_one_press_fills_in_both_legs_and_no_is_kept_of_the_morning() -> None:
    given = {"legs": "swelling_left=0&swelling_right=0", "gone_by_morning": "no"}
    [entry] = FEEL.read(given)
    assert entry.as_dict()["scores"] == {"swelling_left": 0, "swelling_right": 0}
    assert entry.as_dict()["gone_by_morning"] is False


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"legs": "swelling_left=&swelling_right="}, "Which leg is swollen, and how much?"),
        ({"legs": "swelling_left=0", "swelling_left": "4"}, "You chose one answer for the legs"),
    ],
)
def test_a_press_that_is_not_whole_or_says_two_things_is_refused(
    given: dict[str, str], fault: str
) -> None:
    with pytest.raises(InvalidEntryError, match=re.escape(fault)):
        FEEL.read(given)


def test_a_day_that_lies_ahead_is_refused_on_the_device() -> None:
    given = {"minutes": "20", "day": "2026-03-09"}
    line = {"told": MINUTES.as_dict(Units.METRIC), "given": given, "now": "2026-03-02T08:00:00Z"}
    assert told_by_the_device([line]) == [{"faults": ["Choose today or a day before."]}]


@pytest.mark.parametrize(
    ("kind", "payload", "lines"),
    [
        ("tape", {"calf_left_cm": 3}, ["Calf left: a number is needed, from 15 to 100 cm"]),
        ("tape", {"calf_left_cm": 36}, []),
        ("symptom", {"scores": {"leg_pain": 11}}, ["Pain: a number is needed, from 0 to 10"]),
        ("symptom", {"scores": "none"}, []),
        ("activity", {"intensity": 1}, ["minutes", "intensity"]),
        ("session", {}, []),
        (None, None, []),
    ],
)
def test_what_is_refused_later_is_told_in_the_lines_of_its_form(
    kind: object, payload: object, lines: list[str]
) -> None:
    said = lines_of(kind, payload, Units.METRIC)
    starts = {"minutes": "How long: a number", "intensity": "How hard: choose one"}
    assert len(said) == len(lines)
    assert all(
        line.startswith(starts.get(start, start)) for line, start in zip(said, lines, strict=True)
    )
