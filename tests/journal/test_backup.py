"""A backup is the whole journal: equal to the byte in every export, taken and put back safely."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.conftest import ZONE
from journal.test_entries import SAMPLES
from soleus.journal import (
    SELF,
    ActivityEntry,
    Entry,
    Intensity,
    Journal,
    JournalUnavailableError,
    export_csv,
    restore,
)
from soleus.vocabulary.clock import FixedClock

WALK = ActivityEntry(20, Intensity.MODERATE)
BACKUP = Path("backup.soleus")
NOW = FixedClock(datetime(2026, 3, 1, 22, 30, tzinfo=UTC))


@pytest.fixture
def full(journal: Journal) -> Journal:
    """A journal of two people, with corrections, drafts and settings."""
    other = journal.add_person("Ida").id
    first = journal.append(other, WALK)
    journal.append(other, ActivityEntry(25, Intensity.MODERATE), supersedes=first.id)
    journal.withdraw(journal.append(SELF, WALK).id)
    journal.save_draft(SELF, "session-1", {"at": 3})
    journal.save_setting(other, "language", "de")
    return journal


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    return tmp_path / "new machine" / "journal.sqlite3"


def _everything(journal: Journal) -> tuple[str, ...]:
    names = {who.id: who.name for who in journal.people()}
    entries = [item for id_ in names for item in journal.entries(id_, include_superseded=True)]
    kept = [(journal.settings(id_), journal.draft(id_, "session-1")) for id_ in names]
    return (json.dumps(journal.export_json()), export_csv(entries, names), repr(kept))


def _refused(content: bytes, path: Path) -> str:
    """Return the one line of a refusal, after which the folder is as it was."""
    before = {each.name: each.read_bytes() for each in path.parent.glob("*")}
    with pytest.raises(JournalUnavailableError) as caught:
        restore(content, BACKUP, path)
    assert {each.name: each.read_bytes() for each in path.parent.glob("*")} == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_what_is_restored_is_equal_to_the_byte_in_every_export(
    full: Journal, elsewhere: Path, clock: FixedClock
) -> None:
    restore(full.copy_of_all(), BACKUP, elsewhere)
    with Journal.open(elsewhere, clock, ZONE) as restored:
        assert _everything(restored) == _everything(full)
        restored.append(SELF, WALK)  # and it goes on
    assert [each.name for each in elsewhere.parent.iterdir()] == [elsewhere.name]
    assert elsewhere.stat().st_mode & 0o077 == 0


@settings(max_examples=30)
@given(entries=st.lists(SAMPLES, max_size=8))
def test_entries_of_every_kind_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]
) -> None:
    folder = tmp_path_factory.mktemp("kinds")
    with Journal.open(folder / "journal.sqlite3", NOW, ZONE) as journal:
        for entry in entries:
            journal.append(SELF, entry)
        everything = _everything(journal)
        restore(journal.copy_of_all(), BACKUP, folder / "there" / "journal.sqlite3")
    with Journal.open(folder / "there" / "journal.sqlite3", NOW, ZONE) as restored:
        assert _everything(restored) == everything


def test_a_backup_while_others_write_holds_all_that_was_acknowledged(
    journal: Journal, tmp_path: Path, clock: FixedClock
) -> None:
    def write() -> None:
        for _ in range(60):
            acknowledged.append(str(journal.append(SELF, WALK).id))

    acknowledged: list[str] = []
    with ThreadPoolExecutor() as threads:
        writing = threads.submit(write)
        for number in range(4):
            before = set(acknowledged)
            place = tmp_path / str(number) / "journal.sqlite3"
            restore(journal.copy_of_all(), BACKUP, place)
            with Journal.open(place, clock) as restored:
                assert before <= {str(item.id) for item in restored.entries(SELF)}
        writing.result()
    assert len(acknowledged) == 60


def test_it_replaces_a_journal_that_holds_no_more(
    full: Journal, path: Path, clock: FixedClock
) -> None:
    full.append(SELF, WALK)
    everything, content = _everything(full), full.copy_of_all()
    full.close()
    restore(content, BACKUP, path)
    with Journal.open(path, clock, ZONE) as restored:
        assert _everything(restored) == everything


@pytest.mark.parametrize("what", ["noted", "deleted"])
def test_it_never_replaces_a_journal_that_holds_more(full: Journal, path: Path, what: str) -> None:
    content = full.copy_of_all()
    full.append(SELF, WALK)
    if what == "deleted":
        full.erase([SELF])
    full.close()
    assert "SOLEUS_DATA_DIR" in _refused(content, path)


def test_it_never_replaces_a_journal_that_somebody_has_open(full: Journal, path: Path) -> None:
    content = full.copy_of_all()
    with pytest.raises(JournalUnavailableError, match="another program is using it"):
        restore(content, BACKUP, path)
    full.append(SELF, WALK)  # whoever had it open goes on


def test_a_backup_that_the_disk_does_not_take_changes_nothing(
    full: Journal, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = full.copy_of_all()
    full.close()

    def full_disk(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("soleus.journal.backup.os.fsync", full_disk)
    assert "No space left" in _refused(content, path)


def test_a_backup_of_a_newer_soleus_is_refused_by_its_name(
    full: Journal, elsewhere: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    copy.write_bytes(full.copy_of_all())
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    said = _refused(copy.read_bytes(), elsewhere)
    assert "newer Soleus" in said
    assert said.startswith(f"{BACKUP}: ")


@settings(max_examples=25)
@given(kept=st.floats(0.0, 0.999))
def test_a_backup_that_was_cut_off_is_refused(
    tmp_path_factory: pytest.TempPathFactory, kept: float
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    with Journal.open(folder / "journal.sqlite3", NOW) as journal:
        journal.append(SELF, WALK)
        content = journal.copy_of_all()
    target = folder / "there" / "journal.sqlite3"
    said = _refused(content[: int(kept * len(content))], target)
    assert said.startswith(f"{BACKUP}: ")
    assert not target.exists()


@pytest.mark.parametrize("content", [b"", b"{}", b"x" * 5000])
def test_what_is_no_backup_is_told_how_others_are_taken_in(content: bytes, elsewhere: Path) -> None:
    assert "soleus journal import" in _refused(content, elsewhere)
