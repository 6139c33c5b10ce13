"""At a machine whose clock cannot be right every command says so in one line, and opens nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from soleus import compose
from soleus.vocabulary.clock import FixedClock

if TYPE_CHECKING:
    from pathlib import Path

    from cli.said import Run

WRONG = [
    datetime.min.replace(tzinfo=UTC),
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime.max.replace(tzinfo=UTC),
]
COMMANDS = (
    "check ANSWERS --record",
    "journal add activity --minutes 20 --intensity light",
    "journal add activity --minutes 20 --intensity light --at 2026-03-01T08:00",
    "journal export --out COPY",
    "journal import COPY",
    "journal delete --word delete",
    "plan",
    "plan --ics COPY",
    "plan make --setting desk",
    "plan drop x",
    "session ankle-pumps --plain",
    "learn",
    "visits add --who gp --saw-everything --nothing-worse",
    "exercises import EXERCISE",
    "remind --once --plain",
    "remind moved",
    "remind pause",
)


@pytest.fixture(params=WRONG, ids=lambda moment: str(moment.year))
def wrong(typed: Run, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Run:
    monkeypatch.setattr(compose, "SystemClock", lambda: FixedClock(request.param))
    return typed


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_needs_the_time_says_in_one_line_that_it_is_wrong(
    wrong: Run, command: str, tmp_path: Path
) -> None:
    answers, copy, exercise = (tmp_path / name for name in ("a.json", "copy.json", "e.toml"))
    answers.write_text('{"answers": {"age": 40}, "others": "no"}')
    copy.write_text('{"format": "soleus-journal", "version": 1, "people": [], "entries": []}')
    exercise.write_text(
        'soleus = "exercise"\nversion = 1\nname = "Towel pull"\nprescribed_by = "gp"\n'
        "times_a_day = 3\nreview_date = 2027-01-01\n"
        'counts_as = "ankle_pumps"\nposition = "seated"\n'
        '[[steps]]\ndoes = "Pull."\nrepetitions = 3\n'
    )
    paths = {"ANSWERS": str(answers), "COPY": str(copy), "EXERCISE": str(exercise)}
    said = wrong(*(paths.get(word, word) for word in command.split()))
    assert said.status == 2, said
    assert "The clock of this machine says " in said.err, said
    assert said.err.count("\n") == 1


def test_a_danger_sign_is_answered_all_the_same(wrong: Run) -> None:
    said = wrong("journal", "add", "symptom", "--finding", "chest_pain=yes")
    assert said.err.startswith("Call the emergency number now.")
    assert "cannot be right" in said.err


def test_what_needs_no_time_goes_on(wrong: Run) -> None:
    assert wrong("evidence", "G18").status == 0
    assert wrong("journal", "list").status == 0
