"""One reading of the journal for a whole request: one connection, opened when it is first needed.

What is read with it is of one state of the journal. What is worked out from it is worked out once,
for as long as that state is the newest: each time it is asked for, the file is asked whether
anybody has written since, in this program or another; if so, a new state is read first.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from threading import Lock, RLock
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from sqlalchemy import Connection, Engine, PoolProxiedConnection

    from soleus.journal.watching import FileWatch

T = TypeVar("T")


class Versions:
    """Tells whether anybody has written into the file; asks SQLite, over a connection kept for it.

    SQLite promises that two answers on one connection differ where another one committed between
    them (https://sqlite.org/pragma.html#pragma_data_version). Nothing is written over this one, so
    every commit counts, of whatever table, thread or program.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._connection: PoolProxiedConnection | None = None

    def now(self) -> int:
        """Return a number that is another one after every commit."""
        with self._lock:
            if self._connection is None:
                self._connection = self._engine.raw_connection()
            cursor = self._connection.cursor().execute("PRAGMA data_version")
            return cast("int", cursor.fetchone()[0])

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


class _File(Protocol):
    """What is asked of the open file."""

    @property
    def engine(self) -> Engine: ...

    @property
    def watch(self) -> FileWatch: ...

    def version(self) -> int: ...


class OneReading:
    """What one request reads. Its threads take turns."""

    def __init__(self, file: _File) -> None:
        self.file = file
        self._lock = RLock()
        self._held = ExitStack()
        self._connection: Connection | None = None
        self._version = 0
        self._found: dict[Hashable, object] = {}
        self.people = set[str]()
        """Those who are known to be here, in the state that is read."""

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Give the connection, which sees one state from its first question on."""
        with self._lock:
            if self._connection is None:
                self.file.watch.look()
                self._version = self.file.version()  # before the state that is then read
                self._connection = self._held.enter_context(self.file.engine.connect())
            try:
                yield self._connection
            except BaseException:
                self.end()
                raise

    def once(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """Return what is worked out under a key, worked out before only from the newest state.

        What is worked out while somebody writes is given, as it was asked for before, and not kept.
        """
        with self._lock:
            if self._connection is None or self._version != self.file.version():
                self.end()
            found = self._found
            if key not in found:
                found[key] = work_out()
            return cast("T", found[key])

    def end(self) -> None:
        """Let go of the connection, and of all that was worked out; more can be read afterwards."""
        with self._lock:
            self._found, self.people = {}, set()
            self._connection = None
            self._held.close()


ONE_READING: ContextVar[OneReading | None] = ContextVar("one_reading", default=None)
"""The reading under way in this request."""
