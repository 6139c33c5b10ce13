"""FHIR at the terminal: out by the idiom of exports, in after it was shown."""

import json
from pathlib import Path
from typing import Any

from cli.said import Run
from soleus.compose import Settings, open_coach
from soleus.fhir import faults_of

GUIDE = Path(__file__).parents[1] / "fhir" / "guide" / "examples.json"


def kept() -> int:
    with open_coach(Settings.from_environment()) as coach:
        return len(coach.journal.entries("self"))


def bundle(typed: Run, out: Path, *more: str) -> Any:
    assert typed("journal", "export", "--format", "fhir", "--out", str(out), *more).status == 0
    return json.loads(out.read_text("utf-8"))


def test_a_bundle_is_written_and_right(typed: Run, tmp_path: Path) -> None:
    typed("journal", "add", "symptom", "--leg-pain", "4")
    made = bundle(typed, tmp_path / "out.json")
    assert faults_of(made) == ()
    assert "Consent" not in json.dumps(made)
    assert "Consent" in json.dumps(bundle(typed, tmp_path / "out.json", "--consent"))


def test_notes_are_shown_and_come_in_only_when_it_is_said(typed: Run) -> None:
    shown = typed("journal", "import", str(GUIDE))
    assert "8 June 2022" in shown.out
    assert "Left out:" in shown.out
    assert "Nothing is taken in yet" in shown.out
    assert kept() == 0
    taken = typed("journal", "import", str(GUIDE), "--yes")
    assert "Entries taken in: 3." in taken.out
    assert kept() == 3
    assert "3 notes are here already." in typed("journal", "import", str(GUIDE), "--yes").out
    assert kept() == 3


def test_what_is_no_bundle_is_one_line(typed: Run, tmp_path: Path) -> None:
    odd = tmp_path / "patient.json"
    odd.write_text('{"resourceType": "Patient"}', "utf-8")
    said = typed("journal", "import", str(odd))
    assert said.status == 2
    assert len(said.err.strip().splitlines()) == 1


def test_what_fhir_cannot_choose_is_refused(typed: Run) -> None:
    said = typed("journal", "export", "--format", "fhir", "--kind", "tape")
    assert said.status == 2
    assert "use --format csv" in said.err
