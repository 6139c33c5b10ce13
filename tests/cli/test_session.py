"""``soleus session`` as somebody runs it: through the gate, with input piped in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from patience import PATIENCE_SECONDS
from soleus.compose import Settings, open_coach
from soleus.journal import SessionEntry, SymptomEntry

WELL: dict[str, object] = {"answers": {"age": 50}, "others": "no"}
UNWELL: dict[str, object] = {"answers": {"chest_pain": True}, "others": "no"}


def check(folder: Path, document: dict[str, object]) -> None:
    with open_coach(Settings(folder)) as coach:
        coach.checks.record("self", document)


def soleus(folder: Path, typed: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "soleus", "session", *words],
        input=typed,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
        env={**os.environ, "SOLEUS_DATA_DIR": str(folder)},
    )


def test_without_a_check_nothing_is_even_asked(tmp_path: Path) -> None:
    done = soleus(tmp_path, "n\n", "ankle-pumps")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Take the check first" in done.stderr


def test_a_red_flag_opens_no_session(tmp_path: Path) -> None:
    check(tmp_path, UNWELL)
    done = soleus(tmp_path, "n\n\n", "ankle-pumps")
    assert done.returncode == 2
    assert "Press Enter to begin" not in done.stdout


@pytest.mark.parametrize("typed", ["", "maybe\n", "y\n"])
def test_nothing_starts_unless_nothing_is_new(tmp_path: Path, typed: str) -> None:
    check(tmp_path, WELL)
    done = soleus(tmp_path, typed, "ankle-pumps")
    assert done.returncode == 2
    assert "Press Enter to begin" not in done.stdout


def test_something_new_shuts_the_gate_until_the_next_check(tmp_path: Path) -> None:
    check(tmp_path, WELL)
    soleus(tmp_path, "y\n", "ankle-pumps")
    assert "Take the check again" in soleus(tmp_path, "n\n\n", "ankle-pumps").stderr


def test_something_wrong_is_recorded_and_ends_the_check(tmp_path: Path) -> None:
    check(tmp_path, WELL)
    done = soleus(tmp_path, "n\n\nx\n3 l\n", "ankle-pumps", "--minutes", "2", "--plain")
    assert done.returncode == 0
    assert "Call the emergency number now" in done.stdout
    with open_coach(Settings(tmp_path)) as coach:
        symptom = coach.journal.latest("self", SymptomEntry)
        session = coach.journal.latest("self", SessionEntry)
    assert symptom is not None
    assert symptom.entry.findings == {"sudden_severe_pain": "left"}
    assert session is not None
    assert session.entry.outcome == "stopped"
    assert soleus(tmp_path, "n\n\n", "ankle-pumps").returncode == 2


def test_an_option_out_of_bounds_is_one_clear_line(tmp_path: Path) -> None:
    check(tmp_path, WELL)
    done = soleus(tmp_path, "n\n\n", "ankle-pumps", "--minutes", "30")
    assert done.returncode == 2
    assert done.stderr.strip() == "minutes is 30, but has to be from 2 to 3"


def test_an_unknown_routine_names_the_nearest(tmp_path: Path) -> None:
    check(tmp_path, WELL)
    done = soleus(tmp_path, "", "ankle-pump")
    assert done.returncode == 2
    assert "ankle_pumps" in done.stderr


def test_a_session_that_was_left_can_be_gone_on_with(tmp_path: Path) -> None:
    check(tmp_path, WELL)
    left = soleus(tmp_path, "n\n\np\n", "ankle-pumps", "--plain")
    assert "To go on: soleus session ankle-pumps" in left.stdout
    again = soleus(tmp_path, "n\ny\n\nq\n", "ankle-pumps", "--plain")
    assert "It is in your journal." in again.stdout
