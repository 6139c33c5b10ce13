"""Any letter can be said at any terminal, and read from any file."""

import json
from pathlib import Path

import pytest

from cli.said import Run, in_process

NOTE = "≥ 😀 ü"


def soleus(folder: Path, *words: str, letters: str = "utf-8", typed: bytes = b"") -> str:
    """Return what ``soleus WORDS`` writes where only some letters are known."""
    said = in_process(*words, typed=typed, letters=letters, SOLEUS_DATA_DIR=str(folder))
    assert said.status == 0
    return said.out


@pytest.mark.parametrize("letters", ["cp1252", "ascii", "latin-1", "cp437"])
def test_a_letter_that_a_terminal_does_not_know_is_told_by_its_number(
    tmp_path: Path, letters: str
) -> None:
    words = ("--minutes", "5", "--intensity", "light", "--what", NOTE)
    soleus(tmp_path, "journal", "add", "activity", *words, letters=letters)
    soleus(tmp_path, "journal", "people", "--add", "Łucja", letters=letters)
    assert "\\u0141ucja" in soleus(tmp_path, "journal", "people", letters=letters)
    assert "\\ud83d\\ude00" in soleus(tmp_path, "journal", "list", letters=letters)
    shown = json.loads(soleus(tmp_path, "journal", "list", "--json", letters=letters))
    assert shown[0]["payload"]["what"] == NOTE


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_a_copy_that_windows_wrote_is_taken_in(tmp_path: Path, mark: str) -> None:
    words = ("--minutes", "5", "--intensity", "light", "--what", NOTE)
    soleus(tmp_path / "one", "journal", "add", "activity", *words)
    copy = soleus(tmp_path / "one", "journal", "export")
    (tmp_path / "copy.json").write_bytes(copy.encode(mark))
    said = soleus(tmp_path / "two", "journal", "import", str(tmp_path / "copy.json"))
    assert "taken in: 1" in said
    piped = soleus(tmp_path / "three", "journal", "import", "-", typed=copy.encode(mark))
    assert "taken in: 1" in piped


@pytest.mark.parametrize("language", ["en", "de"])
def test_decimals_are_typed_with_a_comma_or_a_point(typed: Run, language: str) -> None:
    tape = ("--language", language, "journal", "add", "tape", "--json")
    for number in ("36,5", "36.5"):
        said = json.loads(typed(*tape, "--calf-left-cm", number).out)
        assert said["payload"]["calf_left_cm"] == 36.5
    for wrong in ("36,5,1", "1.234,5", "36,x", ""):
        assert typed(*tape, "--calf-left-cm", wrong).status == 2


def test_every_option_for_a_decimal_takes_a_comma() -> None:
    for module in (Path(__file__).parents[2] / "src" / "soleus" / "cli").glob("*.py"):
        for line in module.read_text("utf-8").splitlines():
            if "Annotated[float" in line and "typer.Option" in line:
                assert "parser=decimal" in line, line


def test_a_table_that_is_kept_begins_with_the_mark_that_excel_reads(
    typed: Run, tmp_path: Path
) -> None:
    typed("journal", "add", "activity", "--minutes", "5", "--intensity", "light", "--what", "Grüße")
    typed("journal", "export", "--format", "csv", "--out", str(tmp_path / "x.csv"))
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbfdate,")
    assert typed("journal", "export", "--format", "csv").out.startswith("date,")
