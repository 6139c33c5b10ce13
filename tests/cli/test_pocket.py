"""Writing the app as files: what is said meanwhile, and what is refused."""

import subprocess
import sys
from pathlib import Path

import pytest

from cli.said import Run
from soleus.packing.contents import PYODIDE

needs_node = pytest.mark.skipif(not PYODIDE.is_dir(), reason="npm install has not been run here")


def test_a_folder_of_something_else_is_refused_in_one_line(typed: Run, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    said = typed("pocket", str(tmp_path))
    assert said.status != 0
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "holds something else" in said.err


@needs_node
def test_it_tells_what_it_does_while_it_works(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "soleus", "pocket", str(tmp_path / "out")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as working:
        assert working.stderr
        told = [working.stderr.readline(), working.stderr.readline()]
        working.kill()
    assert all(line.rstrip().endswith("…") for line in told), told
    assert not (tmp_path / "out").exists()
