"""A copy of the whole journal as one file, made while it is in use, and put in its place again.

The copy is a journal itself: everything in it, drafts and settings too, as SQLite's own backup
reads it in one go (https://sqlite.org/backup.html), so that what others write meanwhile is in it
whole or not at all.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from soleus.journal import database, tables
from soleus.journal.errors import JournalUnavailableError
from soleus.journal.write_ahead import hold_alone
from soleus.language import msgid, plural, translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_TAKES_EXPORTS = "soleus journal import"

_NO_BACKUP = msgid(
    "{path}: is no backup of Soleus; nothing was changed. An export is taken in with: {command}"
)


def copy_of(file: database.JournalFile) -> bytes:
    """Return a journal as one file that holds all that has been acknowledged so far."""
    folder = file.path.parent
    with database.telling(file.path), _scratch(folder, file.path.name) as scratch:
        with file.reading() as connection, closing(sqlite3.connect(scratch)) as copy:
            connection.connection.driver_connection.backup(copy)  # type: ignore[union-attr]
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside it
        return scratch.read_bytes()


def restore(content: bytes, called: Path, path: Path) -> None:
    """Put a copy in the place of the journal at ``path``: all of it or nothing.

    Parameters
    ----------
    content : the copy, as :func:`copy_of` made it; one of an older Soleus is migrated
    called : the file that it came from, for messages
    path : where it goes; a journal there may hold nothing that the copy lacks

    Raises
    ------
    JournalUnavailableError
        where the content is no journal, damaged or of a newer Soleus, where another program has
        the journal open, or where entries would be lost; all is then as it was.
    """
    with database.telling(path):
        path.parent.mkdir(mode=database.OWNER_FOLDER, parents=True, exist_ok=True)
        with _scratch(path.parent, path.name) as scratch:
            _write(scratch, content)
            if not database.is_marked(scratch):
                raise JournalUnavailableError(
                    translate(_NO_BACKUP, path=called, command=_TAKES_EXPORTS)
                )
            database.open_copy(scratch, called).close()
            if path.exists():
                _make_way(path, scratch)
            scratch.replace(path)
            database.sync_folder(path.parent)


def _make_way(path: Path, copy: Path) -> None:
    """Refuse to replace a journal that holds more than the copy, or that somebody has open."""
    present = database.open_file(path)
    try:
        with present.reading() as connection:
            here = _known(connection)
    finally:
        present.close()
    restored = database.open_copy(copy, copy)
    try:
        with restored.reading() as connection:
            more = here - _known(connection)
    finally:
        restored.close()
    if more:
        says = plural(
            "{path}: {n} entry was noted or deleted here that the backup lacks; nothing was "
            "changed. Restore it into another folder with SOLEUS_DATA_DIR",
            "{path}: {n} entries were noted or deleted here that the backup lacks; nothing was "
            "changed. Restore it into another folder with SOLEUS_DATA_DIR",
            len(more),
            path=path,
        )
        raise JournalUnavailableError(says)
    hold_alone(path)


def _known(connection: Connection) -> frozenset[str]:
    """Return the ids of all entries, and of the last one of each person who was erased."""
    found = connection.scalars(select(tables.entries.c.id)).all()
    erased = connection.scalars(select(tables.erasures.c.last_id)).all()
    return frozenset(each for each in (*found, *erased) if each is not None)


@contextmanager
def _scratch(folder: Path, name: str) -> Iterator[Path]:
    """Give a file of its own, for its owner alone, gone at the end unless it was moved."""
    descriptor, made = tempfile.mkstemp(prefix=f"{name}.", suffix=".copy", dir=folder)
    os.close(descriptor)
    scratch = Path(made)
    try:
        yield scratch
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            scratch.with_name(scratch.name + end).unlink(missing_ok=True)


def _write(scratch: Path, content: bytes) -> None:
    with scratch.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
