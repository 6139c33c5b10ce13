"""``soleus session`` as somebody runs it: through the gate, with input piped in."""

from pathlib import Path

import pytest

from cli.said import Said, in_process
from soleus.compose import Settings, open_coach
from soleus.journal import SessionEntry, SymptomEntry

WELL: dict[str, object] = {"answers": {"age": 50}, "others": "no"}
UNWELL: dict[str, object] = {"answers": {"chest_pain": True}, "others": "no"}


def check(folder: Path, document: dict[str, object]) -> None:
    with open_coach(Settings(folder)) as coach:
        coach.checks.record("self", document)


def soleus(folder: Path, typed: str, *words: str) -> Said:
    return in_process("session", *words, typed=typed, SOLEUS_DATA_DIR=str(folder))


def test_without_a_check_nothing_is_even_asked(tmp_path: Path) -> None:
    done = soleus(tmp_path, "n\n", "ankle-pumps")
    assert done.status == 2
    assert done.out == ""
    assert "Take the check first" in done.err


def test_a_red_flag_opens_no_session(tmp_path: Path) -> None:
    check(tmp_path, UNWELL)
    done = soleus(tmp_path, "n\n\n", "ankle-pumps")
    assert done.status == 2
    assert "Press Enter to begin" not in done.out


@pytest.mark.parametrize("typed", ["", "maybe\n", "y\n"])
def test_nothing_starts_unless_nothing_is_new(tmp_path: Path, typed: str) -> None:
    check(tmp_path, WELL)
    done = soleus(tmp_path, typed, "ankle-pumps")
    assert done.status == 2
    assert "Press Enter to begin" not in done.out


def test_something_new_shuts_the_gate_until_the_next_check(tmp_path: Path) -> None:
    check(tmp_path, WELL)
    soleus(tmp_path, "y\n", "ankle-pumps")
    assert "Take the check again" in soleus(tmp_path, "n\n\n", "ankle-pumps").err


def test_something_wrong_is_recorded_and_ends_the_check(tmp_path: Path) -> None:
    check(tmp_path, WELL)
    done = soleus(tmp_path, "n\n\nx\n3 l\n", "ankle-pumps", "--minutes", "2", "--plain")
    assert done.status == 0
    assert "Call the emergency number now" in done.out
    with open_coach(Settings(tmp_path)) as coach:
        symptom = coach.journal.latest("self", SymptomEntry)
        session = coach.journal.latest("self", SessionEntry)
    assert symptom is not None
    assert symptom.entry.findings == {"sudden_severe_pain": "left"}
    assert session is not None
    assert session.entry.outcome == "stopped"
    assert soleus(tmp_path, "n\n\n", "ankle-pumps").status == 2


def test_an_option_out_of_bounds_is_one_clear_line(tmp_path: Path) -> None:
    check(tmp_path, WELL)
    done = soleus(tmp_path, "n\n\n", "ankle-pumps", "--minutes", "30")
    assert done.status == 2
    assert done.err.strip() == "minutes is 30, but has to be from 2 to 3"


def test_an_unknown_routine_names_the_nearest(tmp_path: Path) -> None:
    check(tmp_path, WELL)
    done = soleus(tmp_path, "", "ankle-pump")
    assert done.status == 2
    assert "ankle_pumps" in done.err


def test_a_session_that_was_left_can_be_gone_on_with(tmp_path: Path) -> None:
    check(tmp_path, WELL)
    left = soleus(tmp_path, "n\n\np\n", "ankle-pumps", "--plain")
    assert "To go on: soleus session ankle-pumps" in left.out
    again = soleus(tmp_path, "n\ny\n\nq\n", "ankle-pumps", "--plain")
    assert "It is in your journal." in again.out
