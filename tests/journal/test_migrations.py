"""From every earlier schema to the present one, with all entries kept."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from soleus.journal import SELF, ActivityEntry, Intensity, Journal, database, tables
from soleus.vocabulary.clock import FixedClock

REVISIONS = [
    script.revision
    for script in ScriptDirectory.from_config(database.migrations()).walk_revisions()
]

EARLIER_ENTRY = (
    "INSERT INTO entries (id, person_id, kind, at_us, utc_offset_s, local_date, recorded_at_us,"
    " payload, root, is_withdrawn) VALUES ('00000000-0000-0000-0000-000000000001', 'self',"
    " 'activity', 1, 0, '1970-01-01', 1, '{\"minutes\": 7, \"intensity\": \"light\"}',"
    " '00000000-0000-0000-0000-000000000001', 0)"
)


def _make(path: Path, revision: str) -> None:
    """Make a journal as the Soleus of that revision left it, with one entry."""
    engine = sa.create_engine(f"sqlite:///{path}")
    config = database.migrations()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.exec_driver_sql(EARLIER_ENTRY)
    engine.dispose()


def _schema(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT type || ' ' || name, sql FROM sqlite_master")
        return {name: sql for name, sql in rows if sql is not None}


def test_the_program_knows_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(database.migrations()).get_heads() == [tables.HEAD]


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_journal_of_any_earlier_schema_opens_with_its_entries(
    tmp_path: Path, clock: FixedClock, revision: str
) -> None:
    old, new = tmp_path / "old.sqlite3", tmp_path / "new.sqlite3"
    _make(old, revision)
    with Journal.open(old, clock) as journal:
        assert [item.entry for item in journal.entries(SELF)] == [ActivityEntry(7, Intensity.LIGHT)]
    Journal.open(new, clock).close()
    assert _schema(old) == _schema(new)


def test_the_migrated_schema_is_the_one_the_program_works_with(
    path: Path, clock: FixedClock
) -> None:
    Journal.open(path, clock).close()
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []
        ours = sa.create_engine("sqlite://")
        tables.metadata.create_all(ours)
        for name in tables.metadata.tables:
            assert _columns(connection, name) == _columns_of(ours, name)
    engine.dispose()
    ours.dispose()


def _columns_of(engine: sa.Engine, table: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return _columns(connection, table)


def _columns(connection: sa.Connection, table: str) -> list[tuple[object, ...]]:
    found = [
        tuple(row)
        for pragma in ("table_info", "foreign_key_list")
        for row in connection.exec_driver_sql(f"PRAGMA {pragma}({table})")
    ]
    # An index's number is the order in which it was made, which says nothing.
    indexes = connection.exec_driver_sql(f"PRAGMA index_list({table})")
    return [*found, *sorted(tuple(row)[1:] for row in indexes)]


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = path.with_name("old.sqlite3")
    path.parent.mkdir()
    _make(old, REVISIONS[-1])
    before = _schema(old)

    def fail(*_: object) -> None:
        raise RuntimeError("the power went")

    real = command.upgrade

    def half_way(config: object, revision: str) -> None:
        real(config, revision)  # type: ignore[arg-type]
        fail()

    monkeypatch.setattr(command, "upgrade", half_way)
    for each in (path, old):
        with pytest.raises(RuntimeError):
            Journal.open(each, clock)
    assert [file.name for file in path.parent.iterdir()] == [old.name]
    assert _schema(old) == before
    monkeypatch.undo()
    for each in (path, old):
        Journal.open(each, clock).close()
        assert "table entries" in _schema(each)
