"""Modules that come after the first page."""

import importlib
import py_compile
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from soleus.pocket.later import LateModules, guard

PATHS = (
    "library/late_alone.pyc",
    "library/late_house/__init__.pyc",
    "library/late_house/room.pyc",
    "packages/late_other.pyc",
)


@pytest.fixture
def late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LateModules]:
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.syspath_prepend(tmp_path / "packages")
    yield guard(PATHS, str(tmp_path))
    for name in [name for name in sys.modules if name.startswith("late_")]:
        del sys.modules[name]


def lay_out(root: Path) -> None:
    source = root / "source.py"
    source.write_text("here = __name__\n")
    for path in PATHS:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        py_compile.compile(str(source), cfile=str(root / path), doraise=True)


@pytest.mark.parametrize("name", ["late_alone", "late_house", "late_house.room", "late_other"])
def test_what_is_asked_for_too_soon_is_noted_and_found_later(
    late: LateModules, tmp_path: Path, name: str
) -> None:
    assert late.missed() == ""
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module(name)
    assert late.missed() in {name, name.partition(".")[0]}
    lay_out(tmp_path)
    late.arrived()
    found = importlib.import_module(name)
    assert found.here == name


def test_one_who_does_without_is_noted_too(late: LateModules) -> None:
    """A package that takes a missing module as a sign would go on in another way."""
    with suppress(ImportError):
        importlib.import_module("late_alone")
    assert late.missed() == "late_alone"


def test_what_was_never_to_come_is_not_noted(late: LateModules) -> None:
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("late_and_nowhere")
    assert late.missed() == ""
