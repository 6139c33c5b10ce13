"""``soleus learn``: a diary file, lines, and the journal."""

import io
import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cli.said import Run


def days(number: int, **values: Any) -> dict[str, Any]:
    first = date(2026, 3, 1)
    entries = [
        {"date": (first + timedelta(days=day)).isoformat(), **values} for day in range(number)
    ]
    return {"entries": entries, "evaluated_on": None}


GROWN = ("journal", "add", "tape", "--calf-left-cm", "41", "--calf-right-cm", "37")
SWOLLEN = days(10, swelling_left=5, swelling_right=5, elevation_minutes=20)


def as_input(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_a_diary_file_gives_findings_as_json(typed: Run, tmp_path: Path) -> None:
    file = tmp_path / "diary.json"
    file.write_text(json.dumps(SWOLLEN), encoding="utf-8")
    said = typed("learn", str(file), "--json")
    learnt = json.loads(said.out)
    assert said.status == 0
    assert learnt["as_of"] == "2026-03-10"
    first = learnt["findings"][0]
    assert list(first) == ["finding", "value", "first_on", "evidence", "claims"]
    assert (first["finding"], first["value"]) == ("swelling_not_improving", True)
    assert "5, 5" in first["evidence"]


def test_a_person_reads_the_evidence_with_its_claims(
    typed: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_input(monkeypatch, json.dumps(SWOLLEN))
    assert "[G10 G18]" in typed("learn", "-").out


def test_an_empty_diary_shows_nothing(typed: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    as_input(monkeypatch, '{"entries": []}')
    said = typed("learn", "-", "--json")
    assert json.loads(said.out) == {"findings": [], "as_of": None}


def test_lines_go_on_after_a_faulty_one_in_order(
    typed: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        json.dumps(days(2, heaviness=0)),
        "{",
        "[]",
        '{"entries": [{"date": 1}]}',
        "",
        json.dumps(SWOLLEN),
    ]
    as_input(monkeypatch, "\n".join(lines) + "\n")
    said = typed("learn", "--lines")
    found = [json.loads(line) for line in said.out.splitlines()]
    assert said.status == 0
    assert [("error" in each) for each in found] == [False, True, True, True, True, False]
    assert found[-1]["findings"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "JSON"),
        ("[]", "entries"),
        ('{"entries": {}}', "list"),
        ('{"entries": [], "entries": []}', "twice"),
        ('{"entries": [{"date": "2026-03-01", "heavyness": 2}]}', "heaviness"),
        ('{"entries": [{"date": "2026-03-01", "heaviness": 11}]}', "0 to 10"),
        ('{"entries": [{"date": "2026-03-01"}, {"date": "2026-03-01"}]}', "2 times"),
    ],
)
def test_a_fault_is_one_line_and_nothing_is_learnt(
    typed: Run, monkeypatch: pytest.MonkeyPatch, text: str, words: str
) -> None:
    as_input(monkeypatch, text)
    said = typed("learn", "-", "--json")
    assert (said.status, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    assert words in said.err


def test_the_journal_is_read_where_no_file_is_named(typed: Run) -> None:
    assert typed(*GROWN).status == 0
    said = typed("learn", "--json")
    assert json.loads(said.out)["findings"][0]["value"] == "left"
    assert "left calf" in typed("learn").out


def test_a_session_at_the_terminal_says_it_first(typed: Run) -> None:
    assert typed(*GROWN).status == 0
    assert "left calf" in typed("session", "walking").out
    assert "left calf" in typed("plan").out


def test_who_notes_it_is_told_at_once(typed: Run) -> None:
    said = typed(*GROWN)
    assert "3 cm or more" in said.out
