"""The report at the terminal, and what a ticked sheet means there."""

import json
import stat
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from cli.said import Run
from soleus.compose import Settings, open_coach
from soleus.report import activity_codes
from soleus.vocabulary import Activity

HEAVIER: dict[str, Any] = {
    "answers": {"heaviness_or_aching": "both", "heaviness_worsening": True},
    "others": "no",
}


@pytest.fixture
def code(typed: Run) -> str:
    """The code of the sheet that is printed today."""
    with open_coach(Settings.from_environment()) as coach:
        coach.checks.record("self", HEAVIER)
        found = coach.reports.now("self")
    assert found is not None
    assert found.code is not None
    return found.code


def test_it_writes_a_pdf_for_the_owner_alone(typed: Run, code: str, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    assert "Written to" in typed("report", str(out)).out
    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_it_speaks_german(typed: Run, code: str, tmp_path: Path) -> None:
    out = tmp_path / "bericht.pdf"
    assert typed("--language", "de", "report", str(out)).status == 0
    with pikepdf.open(out) as opened:
        assert opened.Root.Lang == "de"


def test_before_any_check_it_says_what_to_do(typed: Run, tmp_path: Path) -> None:
    said = typed("report", str(tmp_path / "report.pdf"))
    assert said.status == 2
    assert "soleus check" in said.err
    assert not (tmp_path / "report.pdf").exists()


def test_an_address_and_a_folder_that_are_none_are_refused(
    typed: Run, code: str, tmp_path: Path
) -> None:
    out = str(tmp_path / "report.pdf")
    assert "--address" in typed("report", out, "--address", "soleus.local").err
    said = typed("report", str(tmp_path / "nowhere" / "report.pdf"))
    assert said.status == 2
    assert "cannot be written" in said.err


def test_a_ticked_sheet_is_said_and_nothing_noted(typed: Run, code: str) -> None:
    line = activity_codes(code)[Activity.ELEVATION]
    said = typed("visits", "sheet", code, line)
    assert "Ticked: Legs up." in said.out
    assert "soleus visits add --who gp --cleared elevation" in said.out
    assert json.loads(typed("visits", "sheet", code, line, "--json").out)["activities"] == [
        "elevation"
    ]
    assert "No visit is noted yet" in typed("visits").out
    assert typed("visits", "sheet", "AAAA-AA3").status == 2
