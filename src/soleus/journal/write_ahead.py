"""The log of changes beside the journal's file: begun on opening, and left before a move.

With it readers and a writer work side by side (https://sqlite.org/wal.html).
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

from soleus.journal.errors import JournalUnavailableError
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

BUSY_SECONDS = 10.0
"""How long to wait for another program that writes: many times what one entry takes."""

RETRY_SECONDS = 0.05

OTHERS_HOLD_IT = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)

BUSY = msgid("{path}: another program is using it; close it or try again")


def use_write_ahead_log(engine: Engine, path: Path) -> None:
    """Let readers and a writer work side by side; the file remembers it.

    SQLite does not wait for others at this one statement, so we do. A file system that cannot
    do it keeps the older way of logging, which is as durable.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while not _is_logging_ahead(engine):
        if time.monotonic() > deadline:
            raise JournalUnavailableError(translate(BUSY, path=path))
        time.sleep(RETRY_SECONDS)


def _is_logging_ahead(engine: Engine) -> bool:
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in OTHERS_HOLD_IT:
            return False
        raise
    finally:
        connection.close()
    return True


def hold_alone(path: Path) -> None:
    """Refuse to go on while another program has a journal open; its log is then in the file.

    SQLite leaves the write-ahead log only where nobody else has the file open.
    """
    with closing(sqlite3.connect(path, timeout=0.0)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
