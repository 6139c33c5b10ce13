"""Erased means gone: from the answers, from the file, for good, and all of it or nothing."""

import json
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from journal.test_entries import SAMPLES
from soleus.journal import (
    SELF,
    ActivityEntry,
    Entry,
    Intensity,
    Journal,
    NothingNewEntry,
    Score,
    SymptomEntry,
    UnknownPersonError,
)
from soleus.journal.errors import JournalUnavailableError
from soleus.vocabulary.clock import FixedClock

SECRET = "varicose-and-very-private"
WALK = ActivityEntry(20, Intensity.MODERATE, SECRET)


@pytest.fixture
def full(journal: Journal) -> Journal:
    """A journal with entries, a correction, a draft and settings."""
    first = journal.append(SELF, WALK)
    journal.append(SELF, ActivityEntry(25, Intensity.MODERATE, SECRET), supersedes=first.id)
    journal.append(SELF, SymptomEntry(scores={Score.HEAVINESS: 4}, note=SECRET))
    journal.save_draft(SELF, "check", {"note": SECRET})
    journal.save_setting(SELF, "profile", SECRET)
    return journal


def files_of(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_nothing_is_left_to_be_asked_for(full: Journal) -> None:
    full.erase([SELF])
    assert full.entries(SELF, include_superseded=True) == ()
    assert full.draft(SELF, "check") is None
    assert full.settings(SELF) == {}
    assert full.export_json()["entries"] == []


def test_nothing_is_left_to_be_read_in_the_file(full: Journal, path: Path) -> None:
    assert SECRET.encode() in files_of(path)
    full.erase([SELF])
    assert SECRET.encode() not in files_of(path)


def test_others_keep_all_that_is_theirs(full: Journal) -> None:
    mother = full.add_person("Mother")
    theirs = full.append(mother.id, WALK)
    full.erase([SELF])
    assert full.entries(mother.id) == (theirs,)
    full.erase([mother.id])
    assert [person.id for person in full.people()] == [SELF]


def test_an_unknown_name_among_them_means_that_nothing_is_erased(full: Journal) -> None:
    before = full.export_json()
    with pytest.raises(UnknownPersonError):
        full.erase([SELF, "nobody"])
    assert full.export_json() == before


@pytest.mark.parametrize("table", ["entries", "drafts", "settings"])
def test_a_fault_half_way_leaves_everything(full: Journal, path: Path, table: str) -> None:
    before = full.export_json()
    other = sqlite3.connect(path, isolation_level=None)
    # the last row of the table cannot be deleted: the fault comes after others were
    other.execute(
        f"CREATE TRIGGER broken BEFORE DELETE ON {table} "
        f"WHEN OLD.rowid = (SELECT max(rowid) FROM {table}) "
        "BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END"
    )
    with pytest.raises(Exception, match="the disk is gone"):
        full.erase([SELF])
    assert full.export_json() == before
    assert full.draft(SELF, "check") is not None
    assert full.erased_at(SELF) is None
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        other.execute("DELETE FROM entries")
    other.close()


def test_afterwards_the_file_still_refuses_to_delete_an_entry(full: Journal, path: Path) -> None:
    full.erase([SELF])
    full.append(SELF, WALK)
    other = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        other.execute("DELETE FROM entries")
    other.close()


def test_while_another_program_writes_it_is_refused_and_nothing_is_gone(
    full: Journal, path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    monkeypatch.setattr("soleus.journal.write_ahead.BUSY_SECONDS", 0.1)
    before = full.export_json()
    with Journal.open(path, clock) as impatient:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalUnavailableError, match="another program is using it"):
            impatient.erase([SELF])
        other.execute("ROLLBACK")
        other.close()
    assert full.export_json() == before


def test_the_number_of_the_last_entry_never_goes_back(full: Journal) -> None:
    before = full.newest_seq()
    full.erase([SELF])
    erased = full.newest_seq()
    assert erased > before
    assert full.append(SELF, WALK).seq > erased


def test_a_draft_that_was_erased_is_not_gone_on_with(full: Journal) -> None:
    assert full.replace_draft(SELF, "check", {"step": 2})
    full.erase([SELF])
    assert not full.replace_draft(SELF, "check", {"step": 3})
    assert full.draft(SELF, "check") is None


def test_when_it_was_erased_is_known(full: Journal, clock: FixedClock) -> None:
    assert full.erased_at(SELF) is None
    full.erase([SELF])
    assert full.erased_at(SELF) == clock.now()


def test_a_whole_copy_brings_everything_back(full: Journal) -> None:
    copy = json.loads(json.dumps(full.export_json()))
    full.erase([SELF])
    assert not full.import_json(copy).is_older_copy
    after = full.export_json()
    assert (after["entries"], after["people"]) == (copy["entries"], copy["people"])


def test_a_copy_that_lacks_what_came_later_ends_its_checks(
    full: Journal, clock: FixedClock
) -> None:
    copy = json.loads(json.dumps(full.export_json()))
    clock.advance(timedelta(minutes=1))
    full.append(SELF, SymptomEntry(findings={"chest_pain": True}))
    full.erase([SELF])
    full.erase([SELF])  # with nothing left to erase, what is known of the last entry stays known
    assert full.import_json(copy).is_older_copy
    *_, last = full.entries(SELF)
    assert last.entry == NothingNewEntry(anything_new=True)
    again = full.import_json(copy)
    assert (again.added, again.is_older_copy) == (0, False)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SAMPLES)
def test_no_kind_of_entry_is_left(journal: Journal, entry: Entry) -> None:
    journal.append(SELF, entry)
    journal.erase([SELF])
    assert journal.entries(SELF, include_superseded=True) == ()
