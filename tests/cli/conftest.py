"""The command line as it is typed, on data of the test's own."""

import sys
from pathlib import Path

import pytest

from cli.said import Run, Said
from soleus.cli.main import main


@pytest.fixture
def typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Return what types ``soleus WORDS``."""
    monkeypatch.setenv("SOLEUS_DATA_DIR", str(tmp_path / "data"))

    def run(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["soleus", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        return Said(code if isinstance(code, int) else 0, *capsys.readouterr())

    return run
