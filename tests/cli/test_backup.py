"""``soleus backup`` and ``soleus restore`` as they are typed, beside a server too."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli.said import Run, Said

TAPE = ("journal", "add", "tape", "--calf-left-cm", "36.5")


def _exported(typed: Run) -> tuple[object, str]:
    document = json.loads(typed("journal", "export").out)
    del document["exported_at"]
    return document, typed("journal", "export", "--format", "csv").out


@pytest.fixture
def backup(typed: Run, tmp_path: Path) -> Path:
    """A backup of a journal with one entry."""
    typed(*TAPE)
    file = tmp_path / "copy.soleus"
    said = typed("backup", str(file))
    assert (said.status, said.err) == (0, "")
    assert "not encrypted" in said.out
    assert file.stat().st_mode & 0o077 == 0
    return file


def test_on_a_new_machine_all_is_as_it_was(
    typed: Run, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _exported(typed)
    monkeypatch.setenv("SOLEUS_DATA_DIR", str(tmp_path / "new machine"))
    said = typed("restore", str(backup))
    assert said.status == 0
    assert said.out.startswith("Restored: 1 entry, the last one taken on ")
    assert "soleus check" in said.out
    assert _exported(typed) == before


def test_a_passphrase_from_a_file_seals_and_opens_it(
    typed: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(*TAPE)
    before = _exported(typed)
    words, file = tmp_path / "words", tmp_path / "copy.age"
    words.write_text("nine grey geese\n")
    assert "not encrypted" not in typed("backup", str(file), "--passphrase-file", str(words)).out
    assert b"calf" not in file.read_bytes()
    monkeypatch.setenv("SOLEUS_DATA_DIR", str(tmp_path / "new machine"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert "--passphrase-file" in typed("restore", str(file)).err
    words.write_text("nine gray geese\n")
    refused = typed("restore", str(file), "--passphrase-file", str(words))
    assert (refused.status, refused.out) == (2, "")
    assert "does not open the backup" in refused.err
    words.write_text("nine grey geese\n")
    assert typed("restore", str(file), "--passphrase-file", str(words)).status == 0
    assert _exported(typed) == before


def test_a_passphrase_is_asked_for_twice_and_shown_never(
    typed: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(*TAPE)
    answers = iter(["nine grey geese", "nine gray geese", "nine grey geese", "nine grey geese"])
    monkeypatch.setattr("soleus.cli.backup.getpass", lambda _asks: next(answers))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    file = tmp_path / "copy.age"
    assert "differ" in typed("backup", str(file), "--encrypt").err
    assert not file.exists()
    assert typed("backup", str(file), "--encrypt").status == 0
    assert "nine" not in file.read_bytes().decode(errors="replace")


def test_a_short_passphrase_is_refused_before_anything_is_written(
    typed: Run, tmp_path: Path
) -> None:
    words, file = tmp_path / "words", tmp_path / "copy.age"
    words.write_text("geese")
    said = typed("backup", str(file), "--passphrase-file", str(words))
    assert (said.status, said.out) == (2, "")
    assert "8 letters" in said.err
    assert not file.exists()


def test_what_is_newer_here_is_never_replaced(typed: Run, backup: Path) -> None:
    typed(*TAPE)
    before = _exported(typed)
    said = typed("restore", str(backup))
    assert (said.status, said.out) == (2, "")
    assert "SOLEUS_DATA_DIR" in said.err
    assert _exported(typed) == before


def test_where_a_server_runs_a_backup_is_taken_and_none_is_restored(
    typed: Run, tmp_path: Path
) -> None:
    typed(*TAPE)
    command = [sys.executable, "-m", "soleus", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert "http://" in server.stdout.readline()
        file = tmp_path / "copy.soleus"
        assert typed("backup", str(file)).status == 0
        said = typed("restore", str(file))
        server.terminate()
    assert said.status == 2
    assert "serves this folder already" in said.err
    assert typed("restore", str(file)).status == 0


def test_a_place_that_cannot_be_written_is_told(typed: Run, tmp_path: Path) -> None:
    said = typed("backup", str(tmp_path / "nowhere" / "copy.soleus"))
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1


def test_a_file_that_is_not_there_is_told(typed: Run, tmp_path: Path) -> None:
    assert typed("restore", str(tmp_path / "none")) == Said(
        2, "", f"{tmp_path / 'none'}: cannot be read (No such file or directory)\n"
    )
