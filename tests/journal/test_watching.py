"""A journal whose file is taken away while it is open acknowledges nothing more, and says so."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from soleus.journal import (
    SELF,
    ActivityEntry,
    Intensity,
    Journal,
    JournalUnavailableError,
    watching,
)
from soleus.journal.watching import FileWatch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from soleus.vocabulary.clock import FixedClock

WALK = ActivityEntry(20, Intensity.MODERATE)


def _remove(path: Path) -> None:
    path.unlink()


def _remove_all(path: Path) -> None:
    for file in path.parent.iterdir():
        file.unlink()


def _remove_the_log(path: Path) -> None:
    path.with_name(f"{path.name}-wal").unlink()


def _replace(path: Path) -> None:
    copy = path.with_name("copy")
    shutil.copyfile(path, copy)
    copy.replace(path)


def _empty(path: Path) -> None:
    os.truncate(path, 0)


def _move_the_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


HAPPENINGS = (_remove, _remove_all, _remove_the_log, _replace, _empty, _move_the_folder)


@pytest.mark.parametrize("happening", HAPPENINGS)
def test_nothing_is_acknowledged_that_a_restart_would_not_find(
    path: Path, clock: FixedClock, happening: Callable[[Path], None]
) -> None:
    with Journal.open(path, clock) as journal:
        journal.append(SELF, WALK)
        happening(path)
        for act in (lambda: journal.append(SELF, WALK), journal.people):
            with pytest.raises(
                JournalUnavailableError, match="removed, replaced or emptied"
            ) as told:
                act()
            assert str(path) in str(told.value)
            assert "\n" not in str(told.value)


def test_a_file_that_comes_back_is_not_trusted_before_a_restart(
    path: Path, clock: FixedClock
) -> None:
    away = path.with_name("away")
    with Journal.open(path, clock) as journal:
        path.rename(away)
        with pytest.raises(JournalUnavailableError):
            journal.append(SELF, WALK)
        away.rename(path)
        with pytest.raises(JournalUnavailableError):
            journal.append(SELF, WALK)
    with Journal.open(path, clock) as journal:
        journal.append(SELF, WALK)
        assert len(journal.entries(SELF)) == 1


def test_a_second_program_that_ends_takes_nothing_away(path: Path, clock: FixedClock) -> None:
    with Journal.open(path, clock) as journal:
        for _ in range(3):
            journal.append(SELF, WALK)
            with Journal.open(path, clock) as other:
                other.append(SELF, WALK)
        assert len(journal.entries(SELF)) == 6


def test_an_empty_file_is_no_first_start(path: Path, clock: FixedClock) -> None:
    path.parent.mkdir()
    path.touch()
    with pytest.raises(JournalUnavailableError, match="is empty"):
        Journal.open(path, clock)
    assert path.stat().st_size == 0


def test_a_log_that_another_thread_makes_while_it_is_looked_for_is_no_other_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.sqlite3"
    path.write_bytes(b"x")
    watch = FileWatch(path)
    watch.begin()
    look_for = watching._identity

    def slowly(file: Path, at_least: int = 0) -> tuple[int, int] | None:
        found = look_for(file, at_least)
        if found is None:
            monkeypatch.undo()
            path.with_name(f"{path.name}-wal").write_bytes(b"x")
            watch.look()
        return found

    monkeypatch.setattr(watching, "_identity", slowly)
    watch.look()
    watch.look()
