from pathlib import Path

import pytest

from soleus.assessment.interview import Subject, screen, screens
from soleus.assessment.interview.question_files import questions
from soleus.assessment.interview.screens import load
from soleus.assessment.rulebook import findings, rules
from soleus.vocabulary import InvalidDataError

WORDS_A_MINUTE = 238
"""Adults reading plain English silently: Brysbaert 2019, doi 10.1016/j.jml.2019.104047."""

SECONDS_A_TAP = 2
"""Moving to the button and seeing the next screen; an assumption, generous for a phone."""


def words_on(screen_id: str) -> int:
    found = screen(screen_id)
    items = [line.item for line in found.lines] if found.is_group else []
    shown = [found.title, found.asks, found.note or "", *items, found.none_label or ""]
    return sum(len(text.split()) for text in shown)


def test_a_well_person_reads_every_line_and_is_through_in_five_minutes() -> None:
    shown = [
        found.id for found in screens() if found.lines and not found.after and found.id != "gone"
    ]
    seconds = sum(words_on(name) for name in shown) / WORDS_A_MINUTE * 60
    assert seconds + SECONDS_A_TAP * len(shown) < 300


def test_every_finding_is_asked_exactly_once() -> None:
    asked = [finding for found in screens() for finding in found.findings]
    assert sorted(asked) == sorted(questions())


def test_what_alone_is_an_emergency_is_asked_before_anything_else_but_pregnancy() -> None:
    alone = {
        next(iter(way))
        for rule in rules()
        if rule.id.startswith("emergency.")
        for way in rule.when or ()
        if len(way) == 1
    }
    order = [found.id for found in screens() if set(found.findings) & alone]
    assert order == ["breath", "sudden", "pregnancy_warning"]
    assert [found.id for found in screens()][:2] == ["breath", "sudden"]


def test_symptoms_come_before_illnesses_and_habits() -> None:
    symptoms = {finding.id for finding in findings() if finding.symptom}
    is_symptom = [bool(set(found.findings) & symptoms) for found in screens()]
    last = max(place for place, found in enumerate(is_symptom) if found)
    before = [found.id for found in screens()[:last]]
    assert "vessels" not in before
    assert "days" not in before


def test_what_is_asked_again_is_what_speaks_of_every_symptom() -> None:
    assert [found.id for found in screens() if found.asked_again] == ["seen", "since"]


def test_titles_and_questions_are_worded_for_somebody_else() -> None:
    assert screen("days", Subject.OTHER).title == "Their days"
    assert screen("days").title == "Your days"


COURSE = """
[[screens]]
id = "course"
part = "swelling"
title = "Course"
findings = ["swelling_course"]
after = ["swelling"]
"""
LEGS = """
[[screens]]
id = "swelling"
part = "legs"
title = "The legs"
asks = "Which?"
findings = ["swelling", "leg_pain", "age"]
"""
AGAIN = """
[[screens]]
id = "again"
part = "swelling"
title = "Again"
asks = "Again?"
none = "None"
findings = ["swelling", "legpain"]
"""


def faults_of(file: Path, text: str) -> str:
    file.write_text(text, "utf-8")
    with pytest.raises(InvalidDataError) as told:
        load(file, questions(), [], Subject.SELF)
    return "\n".join(told.value.faults)


def test_all_faults_of_the_interview_are_told_at_once(tmp_path: Path) -> None:
    said = faults_of(tmp_path / "screens.toml", COURSE + LEGS + AGAIN)
    for fault in (
        "'course' comes before what opens it: swelling",
        "part 'swelling' begins with a follow-up",
        "'swelling' asks several things, and has no 'none'",
        "asks for something that cannot be denied",
        "'again' asks again for swelling",
        "part 'swelling' is broken up at 'again'",
        "did you mean 'leg_pain'",
        "nothing asks for",
    ):
        assert fault in said


def test_all_faults_of_single_screens_are_told_at_once(tmp_path: Path) -> None:
    text = LEGS.replace("The legs", "Your legs") + AGAIN.replace("title", "titel")
    said = faults_of(tmp_path / "screens.toml", text)
    for fault in (
        "screens 1: title 'Your' has to be written in braces",
        "unknown key 'titel'; did you mean 'title'",
        "'title' is missing",
    ):
        assert fault in said
