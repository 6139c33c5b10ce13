"""Prescribed exercises at the terminal: taken in, listed, handed on, done, put away."""

import json
from pathlib import Path

import pytest

from cli.said import Run

TOML = """
soleus = "exercise"
version = 1
name = "Heel slide"
prescribed_by = "physiotherapist"
counts_as = "ankle_pumps"
position = "lying"
times_a_day = 2
review_date = 2099-04-01
[[steps]]
does = "Slide your heel to you."
repetitions = 5
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "slide.toml"
    path.write_text(TOML, encoding="utf-8")
    return path


def test_it_is_taken_in_listed_handed_on_and_put_away(typed: Run, file: Path) -> None:
    assert "Kept: Heel slide" in typed("exercises", "import", str(file)).out
    assert "wait: Take the check first" in typed("exercises", "list").out
    (listed,) = json.loads(typed("exercises", "list", "--json").out)
    assert listed["is_open"] is False
    out = json.loads(typed("exercises", "export", "heel slide").out)
    assert out["steps"][0]["does"] == "Slide your heel to you."
    assert typed("exercises", "end", "Heel slide").status == 0
    assert "No exercise" in typed("exercises", "list").out


def test_without_a_check_it_cannot_be_begun(typed: Run, file: Path) -> None:
    typed("exercises", "import", str(file))
    refused = typed("session", "Heel slide")
    assert refused.status == 2
    assert "Take the check first" in refused.err


def test_an_unknown_name_is_answered_with_the_known_ones(typed: Run, file: Path) -> None:
    typed("exercises", "import", str(file))
    refused = typed("exercises", "export", "slde")
    assert refused.status == 2
    assert "Heel slide" in refused.err


def test_a_file_that_is_not_there_is_said_to_be_so(typed: Run, tmp_path: Path) -> None:
    assert typed("exercises", "import", str(tmp_path / "no.toml")).status == 2


def test_a_file_that_cannot_be_written_is_said_to_be_so(
    typed: Run, file: Path, tmp_path: Path
) -> None:
    typed("exercises", "import", str(file))
    out = tmp_path / "handed_on.json"
    assert typed("exercises", "export", "heel slide", "--out", str(out)).status == 0
    assert json.loads(out.read_text("utf-8"))["name"] == "Heel slide"
    refused = typed("exercises", "export", "heel slide", "--out", str(tmp_path / "no" / "a.json"))
    assert refused.status == 2
    assert "cannot be written" in refused.err
    assert len(refused.err.splitlines()) == 1
