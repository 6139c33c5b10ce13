"""One thread at a time: what is read, changed and kept again is not overwritten meanwhile."""

from __future__ import annotations

from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus.journal import Journal


class OneAtATime:
    """Lets one thread of this program in at a time, who then reads what the others have kept."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._lock = RLock()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let no other thread go on meanwhile, and read anew what it has kept until now."""
        with self._lock:
            self._journal.let_go()
            yield
