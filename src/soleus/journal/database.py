"""Opening the journal's file: for its owner alone, durable, at the newest schema, or refused.

Every connection waits for others, checks foreign keys and syncs each commit to the disk, so what
has been acknowledged survives a crash of the program and of the machine.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from soleus.journal import write_ahead
from soleus.journal.errors import JournalUnavailableError
from soleus.journal.one_reading import ONE_READING, OneReading, Versions
from soleus.journal.tables import HEAD
from soleus.journal.watching import FileWatch
from soleus.journal.write_ahead import BUSY, OTHERS_HOLD_IT, use_write_ahead_log
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from alembic.config import Config

APPLICATION_ID = 0x534F4C45
"""Marks the file as a journal of Soleus ("SOLE"); SQLite keeps it in the file's header."""

OWNER_FILE = 0o600
OWNER_FOLDER = 0o700

_PRAGMAS = ("foreign_keys = ON", "synchronous = FULL", "fullfsync = ON", "secure_delete = ON")
"""The last one overwrites what is deleted, instead of only freeing its space."""

_WRITES = "soleus_writes"
_DAMAGED = msgid(
    "{path}: is damaged or no journal ({said}); nothing was changed. "
    "Move it away and import your last export, or put a copy in its place"
)

_NOT_WHOLE = msgid(
    "{path}: its newest entries are in {log}, which can only be read where something can be "
    "written. Copy both files to a folder of yours, and choose that with SOLEUS_DATA_DIR"
)


@dataclass(frozen=True, slots=True)
class JournalFile:
    """The open file, watched for as long as it is open."""

    path: Path
    engine: Engine
    watch: FileWatch
    versions: Versions = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "versions", Versions(self.engine))

    def version(self) -> int:
        """Return a number that is another one after every commit, by whomever."""
        with telling(self.path):
            return self.versions.now()

    @contextmanager
    def as_one(self) -> Iterator[OneReading]:
        """Let all that is read in this context be read over one connection."""
        reading = OneReading(self)
        token = ONE_READING.set(reading)
        try:
            yield reading
        finally:
            ONE_READING.reset(token)
            reading.end()

    @property
    def one(self) -> OneReading | None:
        """The reading under way in this context, where there is one."""
        reading = ONE_READING.get()
        return reading if reading is not None and reading.file is self else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the journal."""
        with telling(self.path):
            if self.one is not None:
                with self.one.connection() as connection:
                    yield connection
                return
            self.watch.look()
            with self.engine.connect() as connection:
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that alone may write; on leaving, all is on the disk or nothing."""
        with telling(self.path):
            if self.one is not None:
                self.one.end()
            self.watch.look()
            with self.engine.execution_options(**{_WRITES: True}).begin() as connection:
                yield connection
            self.watch.look()  # before anything is acknowledged

    def close(self) -> None:
        """Close the file."""
        self.versions.close()
        self.engine.dispose()

    def empty_log(self) -> None:
        """Move the log of changes into the file and cut it to nothing: it repeats what was erased.

        Somebody who reads for long, or a disk with no room, keeps it from happening; what was
        written is kept all the same, and the last program to close does it then.
        """
        with suppress(JournalUnavailableError), telling(self.path):
            connection = self.engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                connection.close()


def open_file(path: Path) -> JournalFile:
    """Open the file at ``path``, making or migrating it where needed.

    Raises
    ------
    JournalUnavailableError
        where it cannot be opened, is damaged, empty, no journal, or from a newer Soleus; the file
        is then left as it was.
    """
    with telling(path):
        if path.is_file() and not os.access(path.parent, os.W_OK):
            return _opened(JournalFile(path, _engine(path, _how_to_read(path)), FileWatch(path)))
        path.parent.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
        if not path.exists():
            _make(path)
        _refuse_empty(path)
        if path.stat().st_mode & 0o077 and is_marked(path):
            path.chmod(OWNER_FILE)
        file = _opened(JournalFile(path, _engine(path), FileWatch(path)))
        use_write_ahead_log(file.engine, path)
        return file


def open_copy(path: Path, called: Path) -> JournalFile:
    """Open a copy that nobody else knows of, migrated where needed; messages call it ``called``."""
    with telling(called):
        file = JournalFile(called, _engine(path), FileWatch(path))
        try:
            _check_and_migrate(file)
        except BaseException:
            file.close()
            raise
        return file


def _opened(file: JournalFile) -> JournalFile:
    try:
        _refuse_empty(file.path)
        _check_and_migrate(file)
        file.watch.begin()
    except BaseException:
        file.close()
        raise
    return file


def _how_to_read(path: Path) -> dict[str, str]:
    """Return how SQLite is to open a journal that lies where nothing can be written.

    Whatever a log of changes holds counts too, and a danger sign may be in it. SQLite reads it by
    its index, which it cannot make here (https://sqlite.org/wal.html#readonly); told that the file
    is immutable, it would leave the log out.
    """
    log, index = (path.with_name(f"{path.name}-{end}") for end in ("wal", "shm"))
    if not log.exists() or log.stat().st_size == 0:
        return {"mode": "ro", "immutable": "1"}
    if index.exists():
        return {"mode": "ro"}
    raise JournalUnavailableError(translate(_NOT_WHOLE, path=path, log=log.name))


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn errors of the disk and the database into one clear line about the file."""
    try:
        yield
    except DBAPIError as error:
        raise _translated(error.orig, path) from error
    except sqlite3.Error as error:
        raise _translated(error, path) from error
    except OSError as error:
        text = msgid(
            "{path}: cannot be opened ({why}); choose another folder with SOLEUS_DATA_DIR, "
            "or mend the rights"
        )
        raise JournalUnavailableError(translate(text, path=path, why=error.strerror)) from error


def _translated(error: BaseException | None, path: Path) -> JournalUnavailableError:
    said = str(error)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in OTHERS_HOLD_IT:
        return JournalUnavailableError(translate(BUSY, path=path))
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return JournalUnavailableError(translate(_DAMAGED, path=path, said=said))
    text = msgid("{path}: {said}; nothing of this was recorded")
    return JournalUnavailableError(translate(text, path=path, said=said))


def _make(path: Path) -> None:
    """Make a journal under another name and give it its own when it is whole.

    A file under its own name is therefore never empty, unless something emptied it; and of two
    programs that start at once one makes it.
    """
    descriptor, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".new", dir=path.parent)
    os.close(descriptor)  # made for its owner alone
    new = Path(name)
    try:
        engine = _engine(new)
        try:
            with JournalFile(new, engine, FileWatch(new)).writing() as connection:
                _migrate(connection, path)
        finally:
            engine.dispose()
        _give_name(new, path)
    finally:
        new.unlink(missing_ok=True)
    sync_folder(path.parent)


def _give_name(new: Path, path: Path) -> None:
    """Put a file in its place; one that another program put there meanwhile stays."""
    try:
        os.link(new, path)
    except FileExistsError:
        return
    except (OSError, AttributeError):  # a file system, or a browser, without links
        new.rename(path)


def _refuse_empty(path: Path) -> None:
    if not path.is_file():  # a pipe would keep us waiting for ever
        text = msgid("{path}: is no file; move it away, or choose another folder")
        raise JournalUnavailableError(translate(text, path=path))
    if path.stat().st_size == 0:
        text = msgid(
            "{path}: is empty, so what was noted in it is not there any more; nothing was changed. "
            "Put a copy of the journal in its place, or remove the empty file to begin a new one"
        )
        raise JournalUnavailableError(translate(text, path=path))


def is_marked(path: Path) -> bool:
    """Whether the file says that it is a journal of Soleus; others are not ours to change.

    To close a file lets go of all locks that this process has on it, so nothing of ours may have
    it open (https://sqlite.org/howtocorrupt.html, 2.2).
    """
    with path.open("rb") as file:
        return file.read(72)[68:] == APPLICATION_ID.to_bytes(4, "big")


def _engine(path: Path, how: Mapping[str, str] | None = None) -> Engine:
    """Return the engine of a file; ``how`` are SQLite's own words for opening it otherwise."""
    url = URL.create("sqlite", database=str(path))
    if how is not None:
        query = {**how, "uri": "true"}
        url = URL.create("sqlite", database=f"file:{quote(str(path.absolute()))}", query=query)
    engine = create_engine(
        url,
        connect_args={"timeout": write_ahead.BUSY_SECONDS, "check_same_thread": False},
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


def _check_and_migrate(file: JournalFile) -> None:
    path = file.path
    with file.reading() as connection:
        version = _version(connection, path)
        _refuse_damage(connection, path)
    if version != HEAD:
        with file.writing() as connection:
            # Another program may have migrated it while we waited for our turn.
            if _version(connection, path) != HEAD:
                _migrate(connection, path)
        sync_folder(path.parent)


def _version(connection: Connection, path: Path) -> str | None:
    """Return the schema's version, None for an empty file; refuse what is no journal."""
    if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() == 0:
        return None
    if connection.exec_driver_sql("PRAGMA application_id").scalar_one() != APPLICATION_ID:
        text = msgid("{path}: is a database of another program; nothing was changed")
        raise JournalUnavailableError(translate(text, path=path))
    versions = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    if len(versions) != 1:
        says = f"{len(versions)} versions of its schema"
        raise JournalUnavailableError(translate(_DAMAGED, path=path, said=says))
    return str(versions[0])


def _refuse_damage(connection: Connection, path: Path) -> None:
    """Check every page (about 1 ms per megabyte), so that no write makes damage worse."""
    found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
    if found != "ok":
        raise JournalUnavailableError(translate(_DAMAGED, path=path, said=found.replace("\n", " ")))


def _migrate(connection: Connection, path: Path) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    config = migrations()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    version = _version(connection, path)
    if version is not None and version not in known:
        text = msgid(
            "{path}: was written by a newer Soleus (schema {version}, this one knows {head}); "
            "update Soleus. Nothing was changed"
        )
        raise JournalUnavailableError(translate(text, path=path, version=version, head=HEAD))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def migrations() -> Config:
    """Return Alembic's configuration for the migrations that come with the package."""
    from alembic.config import Config

    config = Config()
    folder = str(Path(__file__).with_name("migrations"))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config


def sync_folder(folder: Path) -> None:
    """Sync the folder too, where the system allows it, so that the file's name is on the disk."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
