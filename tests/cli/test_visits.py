"""Visits at the terminal: listed with what each does, noted with the refusals of the page."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from cli.said import Run
from soleus.compose import Settings, open_coach
from soleus.journal import VisitEntry

HEAVIER: dict[str, Any] = {
    "answers": {"heaviness_or_aching": "both", "heaviness_worsening": True},
    "others": "no",
}
IN_A_MONTH = (date.today() + timedelta(days=30)).isoformat()
ANSWERED = ("--saw-everything", "--nothing-worse")


@pytest.fixture
def heavier(typed: Run) -> Run:
    """The commands after a check that held something back."""
    with open_coach(Settings.from_environment()) as coach:
        coach.checks.record("self", HEAVIER)
    return typed


def is_open(activity: str) -> bool:
    with open_coach(Settings.from_environment()) as coach:
        clearance = coach.gate.standing("self").clearance
        return clearance is not None and activity in clearance.permits


def noted() -> int:
    with open_coach(Settings.from_environment()) as coach:
        return len(coach.journal.entries("self", (VisitEntry,)))


def test_a_visit_opens_what_it_settled_and_is_listed_with_what_it_does(heavier: Run) -> None:
    assert "No visit is noted yet" in heavier("visits").out
    assert not is_open("elevation")
    words = ("--who", "gp", "--found", "Veins", "--cleared", "elevation")
    said = heavier("visits", "add", *words, *ANSWERED, "--review-date", IN_A_MONTH)
    assert "This visit counts now" in said.out
    assert is_open("elevation")
    listed = heavier("visits").out
    assert "Veins" in listed
    assert f"Until {IN_A_MONTH}" in listed
    assert "elevation" in listed
    (shown,) = json.loads(heavier("visits", "--json").out)
    assert (shown["payload"]["cleared"], shown["effect"]) == (["elevation"], "counts")
    assert (shown["ends_on"], shown["payload"]["review_date"]) == (IN_A_MONTH, IN_A_MONTH)
    assert shown["claims"]


@pytest.mark.parametrize(
    ("left_out", "asked"),
    [
        ("--saw-everything", "whether they looked at everything"),
        ("--nothing-worse", "whether anything is worse"),
    ],
)
def test_what_was_not_answered_is_asked_for_and_nothing_is_noted(
    heavier: Run, left_out: str, asked: str
) -> None:
    answered = [each for each in ANSWERED if each != left_out]
    said = heavier("visits", "add", "--who", "gp", "--cleared", "elevation", *answered)
    assert said.status == 2
    assert asked in said.err
    assert noted() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        ("--who", "astrologer"),
        ("--who", "gp", "--cleared", "flying"),
        ("--who", "gp", "--review-date", "2020-01-01"),
        ("--who", "gp", "--review-date", "soon"),
        ("--who", "gp", "--at", "yesterday"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_noted(
    heavier: Run, wrong: tuple[str, ...]
) -> None:
    said = heavier("visits", "add", *wrong, *ANSWERED)
    assert said.status == 2
    assert said.err
    assert noted() == 0


def test_worse_since_shuts_the_gate(heavier: Run) -> None:
    assert is_open("walking")
    words = ("--who", "gp", "--saw-everything", "--worse-since", "--cleared", "elevation")
    said = heavier("visits", "add", *words, "--json")
    assert json.loads(said.out)["effect"] == "worse"
    assert not is_open("walking")
