"""A folder takes the place of an older one whole, and who is killed meanwhile can begin again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from soleus.packing.errors import CannotPackError
from soleus.packing.placing import BEGUN, LAST, placed

NEW = {LAST: "new", "index.html": "new", "pocket/2/a": "new"}
OLD = {LAST: "old", "index.html": "old", "pocket/1/a": "old"}
KILLED = """
import os, signal, sys
from pathlib import Path
from soleus.packing.placing import placed
with placed(Path(sys.argv[1])) as begun:
    (begun / "index.html").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def write(out: Path, files: dict[str, str]) -> None:
    with placed(out) as begun:
        for name, text in files.items():
            (begun / name).parent.mkdir(parents=True, exist_ok=True)
            (begun / name).write_text(text)


def held(out: Path) -> dict[str, str]:
    files = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_text() for path in files}


def killed(out: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(out)], env=dict(os.environ), check=False
    )
    assert done.returncode == -signal.SIGKILL


def test_a_newer_build_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    write(tmp_path, NEW)
    assert held(tmp_path) == NEW


def test_what_a_host_keeps_beside_it_stays(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    (tmp_path / "CNAME").write_text("legs.example")
    write(tmp_path, NEW)
    assert held(tmp_path) == {**NEW, "CNAME": "legs.example"}


def test_who_is_killed_while_writing_leaves_what_was_there_and_can_begin_again(
    tmp_path: Path,
) -> None:
    write(tmp_path, OLD)
    killed(tmp_path)
    whole = {name: text for name, text in held(tmp_path).items() if not name.startswith(BEGUN)}
    assert whole == OLD
    write(tmp_path, NEW)
    assert held(tmp_path) == NEW


def test_who_is_killed_at_the_first_build_can_begin_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    killed(out)
    write(out, NEW)
    assert held(out) == NEW


@pytest.mark.parametrize("moved", range(len(NEW)))
def test_who_is_stopped_while_it_is_moved_can_begin_again(
    tmp_path: Path, moved: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, OLD)
    usual, moves = Path.rename, iter(range(moved))

    def rename(self: Path, to: Path) -> Path:
        if next(moves, None) is None:
            raise KeyboardInterrupt
        return usual(self, to)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", rename)
        with pytest.raises(KeyboardInterrupt):
            write(tmp_path, NEW)
    write(tmp_path, NEW)
    assert held(tmp_path) == NEW


def test_what_names_all_the_rest_is_moved_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    usual = Path.rename

    def rename(self: Path, to: Path) -> Path:
        order.append(self.name)
        return usual(self, to)

    monkeypatch.setattr(Path, "rename", rename)
    write(tmp_path, NEW)
    assert order == ["index.html", "pocket", LAST]


@pytest.mark.parametrize("name", ["thesis.txt", "pocket/notes.txt"])
def test_a_folder_of_something_else_is_refused_and_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    with pytest.raises(CannotPackError, match="something else"):
        write(tmp_path, NEW)
    assert held(tmp_path) == {name: "mine"}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("mine")
    with pytest.raises(CannotPackError, match="something else"):
        write(out, NEW)
    assert out.read_text() == "mine"
