"""Noticing that the journal's file was removed, replaced or emptied while a program has it open.

SQLite goes on with the file that it once opened, even when no name leads to it any more: what it
acknowledges then would be gone with the program (https://sqlite.org/howtocorrupt.html, 2.4).
The file is looked at and never opened here: closing it would let go of SQLite's locks (2.2).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from soleus.journal.errors import JournalUnavailableError
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from pathlib import Path

_GONE = msgid(
    "{path}: was removed, replaced or emptied while Soleus was running; nothing of this was "
    "recorded. Stop Soleus, put the file or a copy of it back, and start again"
)


@dataclass(slots=True)
class FileWatch:
    """The file, and the log of changes beside it, as they were when they were opened.

    Once something is found wrong it stays wrong: what was noted meanwhile may be missing in a file
    that was put back.
    """

    path: Path
    _file: tuple[int, int] | None = field(default=None, init=False)
    _log: tuple[int, int] | None = field(default=None, init=False)
    _is_gone: bool = field(default=False, init=False)

    def begin(self) -> None:
        """Remember which file it is, now that it is open."""
        self._file = _identity(self.path)

    def look(self) -> None:
        """Look whether the same file still stands under its name, with what belongs to it.

        Raises
        ------
        JournalUnavailableError
            where it does not, now and from now on.
        """
        if self._file is None:
            return
        if not self._is_gone:
            self._is_gone = not self._is_here()
        if self._is_gone:
            raise JournalUnavailableError(translate(_GONE, path=self.path))

    def _is_here(self) -> bool:
        known = self._log  # read first: a log that others find meanwhile is new, not another one
        log = _identity(self.path.with_name(f"{self.path.name}-wal"))
        if known is None and log is not None:
            self._log = log
        return _identity(self.path, at_least=1) == self._file and known in (None, log)


def _identity(path: Path, at_least: int = 0) -> tuple[int, int] | None:
    """Return which file stands under a name; None where there is none, or not enough in it."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return (found.st_dev, found.st_ino) if found.st_size >= at_least else None
