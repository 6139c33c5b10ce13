"""A damaged kernel is never run, and a folder that cannot be written stops nobody."""

import os
from pathlib import Path

import numpy as np
import pytest

from soleus.circulation.kernel import Kernel, build_kernel
from soleus.circulation.model import Model

FALLING = Model({"d_x": "-x / tau"}, frozenset(), frozenset(), ("x",))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOLEUS_CACHE", str(tmp_path))
    return tmp_path


def works(kernel: Kernel) -> bool:
    numbers, log = kernel.empty(), np.zeros(1)
    kernel.write(numbers, [{"x": 1.0, "tau": 1.0}])
    kernel.prepare(numbers)
    kernel.advance(numbers, log, 1, 1, 10, 0.01)
    return bool(0.85 < log[0] < 0.95)


@pytest.mark.parametrize("kept", [0, 1, 64, 65, 100, 500, -100, -1])
def test_a_file_that_was_cut_off_is_made_again(folder: Path, kept: int) -> None:
    said: list[str] = []
    build_kernel(FALLING, 1)
    [file] = folder.rglob("*.o")
    whole = file.read_bytes()
    file.write_bytes(whole[:kept])
    assert works(build_kernel(FALLING, 1, say=said.append))
    assert len(said) == 1
    assert file.read_bytes() == whole


@pytest.mark.parametrize("place", [0, 70, 200, -10])
def test_a_file_with_a_bit_turned_is_made_again(folder: Path, place: int) -> None:
    build_kernel(FALLING, 1)
    [file] = folder.rglob("*.o")
    whole = bytearray(file.read_bytes())
    whole[place] ^= 1
    file.write_bytes(whole)
    assert works(build_kernel(FALLING, 1))
    assert file.read_bytes() != whole


def test_a_whole_file_is_taken_as_it_is(folder: Path) -> None:
    said: list[str] = []
    build_kernel(FALLING, 1)
    assert works(build_kernel(FALLING, 1, say=said.append))
    assert said == []
    assert [each.suffix for each in folder.rglob("*") if each.is_file()] == [".o"]


def test_without_a_folder_it_is_compiled_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("no folder")
    monkeypatch.setenv("SOLEUS_CACHE", str(tmp_path / "taken"))
    said: list[str] = []
    assert works(build_kernel(FALLING, 1, say=said.append))
    assert "cannot be written" in said[-1]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_only_be_read_stops_nobody(folder: Path) -> None:
    folder.chmod(0o500)
    assert works(build_kernel(FALLING, 1))


def test_where_the_file_is_a_folder_it_is_compiled_each_time(folder: Path) -> None:
    build_kernel(FALLING, 1)
    [file] = folder.rglob("*.o")
    file.unlink()
    (file / "inside").mkdir(parents=True)
    assert works(build_kernel(FALLING, 1))
