"""The file: private, durable, at the newest schema, and left alone where it is not ours."""

import os
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from soleus.journal import (
    SELF,
    ActivityEntry,
    Intensity,
    Journal,
    JournalUnavailableError,
    database,
    write_ahead,
)
from soleus.vocabulary.clock import FixedClock

WALK = ActivityEntry(20, Intensity.MODERATE)

WRITER = """
import sys
from pathlib import Path
from soleus.journal import SELF, ActivityEntry, Intensity, Journal
from soleus.vocabulary import SystemClock
with Journal.open(Path(sys.argv[1]), SystemClock()) as journal:
    for _ in range(int(sys.argv[2])):
        recorded = journal.append(SELF, ActivityEntry(20, Intensity.MODERATE, "x" * 150))
        sys.stdout.write(f"{recorded.id}\\n")
        sys.stdout.flush()
"""


def _writer(path: Path, entries: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(entries)], stdout=subprocess.PIPE, text=True
    )


def _reap(child: subprocess.Popen[str]) -> None:
    child.wait()
    if child.stdout is not None:
        child.stdout.close()


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def careless_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("careless_umask")
def test_folder_and_files_are_for_their_owner_alone(path: Path, clock: FixedClock) -> None:
    with Journal.open(path, clock) as journal:
        journal.append(SELF, WALK)
        files = {file.name: _mode(file) for file in path.parent.iterdir()}
        assert files == {path.name + end: 0o600 for end in ("", "-wal", "-shm")}
    assert _mode(path.parent) == 0o700


@pytest.mark.usefixtures("careless_umask")
def test_the_file_is_private_before_anything_is_in_it(
    path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []
    connect = sqlite3.connect

    def watching(file: str, *args: object, **options: object) -> sqlite3.Connection:
        seen.append((_mode(Path(file)), Path(file).stat().st_size))
        return connect(file, *args, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(sqlite3.dbapi2, "connect", watching)
    Journal.open(path, clock).close()
    assert seen[0] == (0o600, 0)
    assert _mode(path) == 0o600


def test_a_file_that_was_open_to_others_is_closed_to_them(path: Path, clock: FixedClock) -> None:
    Journal.open(path, clock).close()
    path.chmod(0o644)
    Journal.open(path, clock).close()
    assert _mode(path) == 0o600


def test_every_connection_syncs_waits_and_checks(path: Path, clock: FixedClock) -> None:
    Journal.open(path, clock).close()
    file = database.open_file(path)
    try:
        with file.writing() as one, file.reading() as two:
            for connection in (one, two):
                values = {
                    name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                    for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
                }
                assert values == {
                    "journal_mode": "wal",
                    "synchronous": 2,
                    "foreign_keys": 1,
                    "busy_timeout": write_ahead.BUSY_SECONDS * 1000,
                }
    finally:
        file.engine.dispose()


@pytest.mark.slow
def test_no_acknowledged_entry_is_lost_when_the_writer_is_killed(
    path: Path, clock: FixedClock
) -> None:
    acknowledged: set[UUID] = set()
    for round_ in range(12):
        child = _writer(path, 1_000_000)
        assert child.stdout is not None
        for _ in range(1 + 3 * round_):
            acknowledged.add(UUID(child.stdout.readline().strip()))
        time.sleep(0.0007 * round_)  # so that the kill falls at different points of a write
        child.kill()
        acknowledged |= {UUID(line) for line in child.stdout.read().split("\n")[:-1]}
        _reap(child)
        with Journal.open(path, clock) as journal:
            kept = {item.id for item in journal.entries(SELF)}
            assert acknowledged <= kept
            assert len(kept) <= len(acknowledged) + round_ + 1, "at most one unspoken entry a kill"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.slow
def test_a_kill_while_the_journal_is_made_leaves_it_usable(
    tmp_path: Path, clock: FixedClock
) -> None:
    for round_ in range(8):
        path = tmp_path / f"{round_}.sqlite3"
        child = _writer(path, 1)
        deadline = time.monotonic() + 30
        while not path.exists() and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(0.012 * round_)
        child.kill()
        _reap(child)
        with Journal.open(path, clock) as journal:
            journal.append(SELF, WALK)


def test_several_programs_open_and_write_at_once(path: Path, clock: FixedClock) -> None:
    children = [_writer(path, 40) for _ in range(3)]
    outputs = [child.communicate()[0] for child in children]
    assert [child.returncode for child in children] == [0, 0, 0]
    acknowledged = {UUID(line) for output in outputs for line in output.split()}
    with Journal.open(path, clock) as journal:
        assert {item.id for item in journal.entries(SELF)} == acknowledged
    assert len(acknowledged) == 120


def test_several_threads_share_one_journal(journal: Journal) -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda _: journal.append(SELF, WALK).id, range(80)))
        seen = list(pool.map(lambda id_: journal.get(id_).id, ids))
    assert seen == ids
    assert len(set(ids)) == 80


def test_waiting_for_another_program_ends_in_one_clear_line(
    path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_ahead, "BUSY_SECONDS", 0.05)
    with Journal.open(path, clock) as journal, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalUnavailableError, match="another program is using it"):
            journal.append(SELF, WALK)
        assert journal.entries(SELF) == (), "readers do not wait"
        other.execute("ROLLBACK")
        journal.append(SELF, WALK)


def _refused(path: Path, clock: FixedClock) -> str:
    """Open a file that has to be refused, and check that it was left as it was."""
    path.chmod(0o644)
    before = path.read_bytes()
    with pytest.raises(JournalUnavailableError) as caught:
        Journal.open(path, clock)
    assert path.read_bytes() == before
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_journal_of_a_newer_soleus_is_refused_and_left_alone(
    path: Path, clock: FixedClock
) -> None:
    with Journal.open(path, clock) as journal:
        journal.append(SELF, WALK)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    assert "newer Soleus" in _refused(path, clock)


def test_a_file_that_is_no_database_is_refused_and_left_alone(
    path: Path, clock: FixedClock
) -> None:
    path.parent.mkdir()
    path.write_text("Dear diary, my legs are heavy.\n" * 100)
    assert "damaged or no journal" in _refused(path, clock)


def test_a_database_of_another_program_is_refused_and_left_alone(
    path: Path, clock: FixedClock
) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE entries (id INTEGER)")
    assert "another program" in _refused(path, clock)
    assert _mode(path) == 0o644
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_damaged_journal_is_refused_and_left_alone(
    path: Path, clock: FixedClock, share: float
) -> None:
    with Journal.open(path, clock) as journal:
        for _ in range(60):
            journal.append(SELF, ActivityEntry(20, Intensity.LIGHT, "x" * 200))
    content = bytearray(path.read_bytes())
    start = int(len(content) * share)
    content[start : start + 8192] = b"\x5a" * len(content[start : start + 8192])
    path.write_bytes(content)
    assert "damaged or no journal" in _refused(path, clock)


def test_a_truncated_journal_is_refused_and_left_alone(path: Path, clock: FixedClock) -> None:
    with Journal.open(path, clock) as journal:
        journal.append(SELF, WALK)
    path.write_bytes(path.read_bytes()[:20_000])
    assert "damaged or no journal" in _refused(path, clock)


def test_a_place_that_cannot_hold_a_journal_is_told(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(JournalUnavailableError, match="SOLEUS_DATA_DIR"):
        Journal.open(tmp_path / "file" / "journal.sqlite3", clock)
    (tmp_path / "folder").mkdir(0o755)
    with pytest.raises(JournalUnavailableError):
        Journal.open(tmp_path / "folder", clock)
    assert _mode(tmp_path / "folder") & 0o500 == 0o500


def test_a_name_with_signs_that_mean_something_elsewhere_is_a_plain_name(
    tmp_path: Path, clock: FixedClock
) -> None:
    path = tmp_path / "100% ä?mode=memory#1" / "journal.sqlite3"
    with Journal.open(path, clock) as journal:
        journal.append(SELF, WALK)
    assert path.stat().st_size > 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_in_the_place_of_the_journal_is_told_at_once(path: Path, clock: FixedClock) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    with pytest.raises(JournalUnavailableError, match="is no file"):
        Journal.open(path, clock)


@pytest.mark.parametrize(
    "spoiled",
    [
        "DELETE FROM alembic_version",
        "INSERT INTO alembic_version VALUES ('0000')",
        "DROP TABLE alembic_version",
        "UPDATE alembic_version SET version_num = ''",
    ],
)
def test_a_journal_without_its_version_is_told_in_one_line(
    path: Path, clock: FixedClock, spoiled: str
) -> None:
    Journal.open(path, clock).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(spoiled)
        connection.commit()
    with pytest.raises(JournalUnavailableError) as refused:
        Journal.open(path, clock)
    assert "\n" not in str(refused.value)
