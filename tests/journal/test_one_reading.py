"""One reading of the journal for a request: one connection, one state, the newest when asked."""

from __future__ import annotations

import sqlite3
from contextvars import Context, copy_context
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Pool, event

from soleus.journal import (
    SELF,
    ActivityEntry,
    Intensity,
    Journal,
    JournalUnavailableError,
    UnknownPersonError,
)
from soleus.journal.one_reading import Versions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WALK = ActivityEntry(20, Intensity.MODERATE)


@pytest.fixture
def opened(journal: Journal) -> Iterator[list[object]]:
    """Every connection that is taken to be read or written over, while the test runs."""
    journal.once("", journal.newest_seq)
    taken: list[object] = []

    def take(connection: object, *_: object) -> None:
        taken.append(connection)

    event.listen(Pool, "checkout", take)
    yield taken
    event.remove(Pool, "checkout", take)


def in_another_request(journal: Journal) -> None:
    Context().run(journal.append, SELF, WALK)


def test_all_that_is_read_is_read_over_one_connection(
    journal: Journal, opened: list[object]
) -> None:
    with journal.as_one():
        for _ in range(3):
            assert journal.people()
            assert journal.entries(SELF) == ()
            assert journal.settings(SELF) == {}
    watched = 1  # the connection that is asked whether anybody has written
    assert len(opened) == 1 + watched


def test_it_is_one_state_until_something_is_worked_out_anew(journal: Journal) -> None:
    with journal.as_one():
        assert journal.entries(SELF) == ()
        in_another_request(journal)
        assert journal.entries(SELF) == ()
        assert journal.once("number", lambda: len(journal.entries(SELF))) == 1
        assert len(journal.entries(SELF)) == 1


def test_what_was_written_here_is_read_at_once(journal: Journal) -> None:
    with journal.as_one():
        assert journal.entries(SELF) == ()
        journal.append(SELF, WALK)
        assert len(journal.entries(SELF)) == 1


def test_what_rests_on_it_is_worked_out_once_until_somebody_writes(journal: Journal) -> None:
    times: list[int] = []

    def count() -> int:
        times.append(journal.newest_seq())
        return len(times)

    with journal.as_one():
        assert [journal.once("a", count), journal.once("a", count)] == [1, 1]
        assert journal.once("b", count) == 2
        in_another_request(journal)
        assert [journal.once("a", count), journal.once("a", count)] == [3, 3]
    assert [journal.once("a", count), journal.once("a", count)] == [4, 5]


def test_two_readings_share_nothing(journal: Journal) -> None:
    with journal.as_one():
        assert journal.once("a", lambda: 1) == 1
        assert Context().run(journal.once, "a", lambda: 2) == 2
    with journal.as_one():
        assert journal.once("a", lambda: 3) == 3


def test_threads_of_one_request_take_turns(journal: Journal) -> None:
    for _ in range(5):
        journal.append(SELF, WALK)
    seen: list[int] = []
    with journal.as_one():
        threads = [
            Thread(
                target=copy_context().run,
                args=(lambda: seen.append(len(journal.entries(SELF))),),
            )
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert seen == [5] * 8


def test_somebody_who_is_not_here_is_refused_and_the_others_are_read(journal: Journal) -> None:
    with journal.as_one():
        for _ in range(2):
            with pytest.raises(UnknownPersonError):
                journal.entries("nobody")
            assert journal.entries(SELF) == ()


def test_an_erased_person_is_unknown_at_once(journal: Journal) -> None:
    mother = journal.add_person("Mother")
    with journal.as_one():
        assert journal.entries(mother.id) == ()
        journal.erase([mother.id])
        with pytest.raises(UnknownPersonError):
            journal.entries(mother.id)


def test_a_file_that_is_gone_is_told_by_the_next_request(journal: Journal, path: Path) -> None:
    with journal.as_one():
        assert journal.entries(SELF) == ()
    path.unlink()
    with journal.as_one(), pytest.raises(JournalUnavailableError):
        journal.entries(SELF)


def test_nothing_is_held_after_it_has_ended(
    journal: Journal, path: Path, opened: list[object]
) -> None:
    with journal.as_one() as reading:
        journal.people()
        taken = len(opened)
        reading.end()
        journal.people()
        assert len(opened) == taken + 1
        reading.end()
        journal.erase([SELF])  # cuts the log to nothing, unless somebody reads
        assert path.with_name(f"{path.name}-wal").stat().st_size == 0


def test_what_was_read_before_a_write_of_its_own_is_not_kept(journal: Journal) -> None:
    def count_and_write() -> int:
        found = len(journal.entries(SELF))
        journal.append(SELF, WALK)
        assert journal.people()
        return found

    with journal.as_one():
        assert journal.once("a", count_and_write) == 0
        assert journal.once("a", lambda: len(journal.entries(SELF))) == 1


def test_a_file_that_cannot_be_asked_is_unavailable_and_asked_again_later(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_versions: Versions) -> int:
        raise sqlite3.OperationalError("disk I/O error")

    with journal.as_one():
        assert journal.once("a", journal.newest_seq) == 0
        with monkeypatch.context() as broken:
            broken.setattr(Versions, "now", fail)
            with pytest.raises(JournalUnavailableError, match="disk I/O error"):
                journal.once("a", journal.newest_seq)
        assert journal.once("a", journal.newest_seq) == 0
