"""Opening the journal's file: for its owner alone, durable, at the newest schema, or refused.

Every connection waits for others, checks foreign keys and syncs each commit to the disk, so what
has been acknowledged survives a crash of the program and of the machine.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from soleus.journal.errors import (
    JournalBusyError,
    JournalCorruptError,
    JournalTooNewError,
    JournalUnavailableError,
)
from soleus.journal.tables import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic.config import Config

APPLICATION_ID = 0x534F4C45
"""Marks the file as a journal of Soleus ("SOLE"); SQLite keeps it in the file's header."""

BUSY_SECONDS = 10.0
"""How long to wait for another program that writes: many times what one entry takes."""

OWNER_FILE = 0o600
OWNER_FOLDER = 0o700

RETRY_SECONDS = 0.05

_PRAGMAS = ("foreign_keys = ON", "synchronous = FULL", "fullfsync = ON", "secure_delete = ON")
"""The last: what is deleted is overwritten, not just let go of."""

_OTHERS_HOLD_IT = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_WRITES = "soleus_writes"
_DAMAGED = (
    "{path}: is damaged or no journal ({said}); nothing was changed. "
    "Move it away and import your last export, or put a copy in its place"
)


def open_engine(path: Path) -> Engine:
    """Open the file at ``path``, making or migrating it where needed.

    Raises
    ------
    JournalUnavailableError
        where it cannot be opened, is damaged, no journal, or from a newer Soleus; the file is then
        left as it was.
    """
    with telling(path):
        _make_private(path)
        engine = _engine(path)
        try:
            _check_and_migrate(engine, path)
        except BaseException:
            engine.dispose()
            raise
        return engine


@contextmanager
def reading(engine: Engine, path: Path) -> Iterator[Connection]:
    """Give a connection that sees one state of the journal."""
    with telling(path), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """Give a connection that alone may write; on leaving, everything is on the disk or nothing."""
    with telling(path), engine.execution_options(**{_WRITES: True}).begin() as connection:
        yield connection


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn what the disk and the database say into one clear line about the file."""
    try:
        yield
    except DBAPIError as error:
        raise _translated(error, path) from error
    except OSError as error:
        raise JournalUnavailableError(
            f"{path}: cannot be opened ({error.strerror}); choose another folder with "
            "SOLEUS_DATA_DIR, or mend the rights"
        ) from error


def _translated(error: DBAPIError, path: Path) -> JournalUnavailableError:
    said = str(error.orig)
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    if code in _OTHERS_HOLD_IT:
        return JournalBusyError(f"{path}: another program is using it; close it or try again")
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return JournalCorruptError(_DAMAGED.format(path=path, said=said))
    return JournalUnavailableError(f"{path}: {said}; nothing of this was recorded")


def _make_private(path: Path) -> None:
    """Make folder and file for the owner alone, before anything is in them."""
    path.parent.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, OWNER_FILE))
    except FileExistsError:
        if _is_marked(path) and path.stat().st_mode & 0o077:
            path.chmod(OWNER_FILE)


def _is_marked(path: Path) -> bool:
    """Whether the file says that it is a journal of Soleus; others are not ours to change."""
    with path.open("rb") as file:
        return file.read(72)[68:] == APPLICATION_ID.to_bytes(4, "big")


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where we say, below
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _check_and_migrate(engine: Engine, path: Path) -> None:
    with reading(engine, path) as connection:
        version = _version(connection, path)
        _refuse_damage(connection, path)
    if version != HEAD:
        with writing(engine, path) as connection:
            # Another program may have migrated it while we waited for our turn.
            if _version(connection, path) != HEAD:
                _migrate(connection, path)
        _sync_folder(path.parent)
    _use_write_ahead_log(engine, path)


def _version(connection: Connection, path: Path) -> str | None:
    """Return the schema's version, None for an empty file; refuse what is no journal."""
    if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() == 0:
        return None
    if connection.exec_driver_sql("PRAGMA application_id").scalar_one() != APPLICATION_ID:
        raise JournalCorruptError(f"{path}: is a database of another program; nothing was changed")
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def _refuse_damage(connection: Connection, path: Path) -> None:
    """Look at every page: about a millisecond for a megabyte, and no write makes damage worse."""
    found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
    if found != "ok":
        raise JournalCorruptError(_DAMAGED.format(path=path, said=found.replace("\n", " ")))


def _migrate(connection: Connection, path: Path) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    config = migrations()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    version = _version(connection, path)
    if version is not None and version not in known:
        raise JournalTooNewError(
            f"{path}: was written by a newer Soleus (schema {version}, this one knows {HEAD}); "
            "update Soleus. Nothing was changed"
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def migrations() -> Config:
    """Return Alembic's configuration for the migrations that come with the package."""
    from alembic.config import Config

    config = Config()
    folder = str(Path(__file__).with_name("migrations"))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config


def _use_write_ahead_log(engine: Engine, path: Path) -> None:
    """Let readers and a writer work side by side; the file remembers it.

    SQLite does not wait for others at this one statement, so we do. A file system that cannot
    do it keeps the older way of logging, which is as durable.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while not _is_logging_ahead(engine):
        if time.monotonic() > deadline:
            raise JournalBusyError(f"{path}: another program is using it; close it or try again")
        time.sleep(RETRY_SECONDS)


def empty_log(engine: Engine, path: Path) -> None:
    """Move the log of changes into the file and cut it to nothing: it repeats what was erased.

    Somebody who reads for long keeps it from happening; the last program to close does it then.
    """
    with telling(path):
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()


def _is_logging_ahead(engine: Engine) -> bool:
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in _OTHERS_HOLD_IT:
            return False
        raise
    finally:
        connection.close()
    return True


def _sync_folder(folder: Path) -> None:
    """Put the file's name on the disk too; not every system lets a folder be synced."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
