"""One server to a folder of data: a second one is refused in one line.

Two servers would each take a session's events by themselves, and a stop sent to one could be
refused because of the other. Other commands may run beside a server.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from soleus.cli.app import fail
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK_FILE = "server.lock"

_CANNOT_BE_WRITTEN = (errno.EROFS, errno.EACCES, errno.EPERM)

_OTHER = msgid(
    "{folder}: another Soleus serves this folder already; use that one, stop it, or choose "
    "another folder with SOLEUS_DATA_DIR"
)


@contextmanager
def only_server(folder: Path) -> Iterator[None]:
    """Hold a folder for one server; the system lets go of it however the program ends.

    ``folder`` is there already. The command ends where another server holds it.
    """
    try:
        descriptor = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        if error.errno not in _CANNOT_BE_WRITTEN:
            raise
        yield  # what can only be read, two can read
        return
    try:
        if not _is_locked(descriptor):
            fail(translate(_OTHER, folder=folder))
        yield
    finally:
        os.close(descriptor)


def _is_locked(descriptor: int) -> bool:
    """Lock a file for this program alone; False where another holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
