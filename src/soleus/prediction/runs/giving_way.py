"""Lets work behind the pages stop at once while somebody waits for an answer."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

PAINT_S = 0.25
"""So long after an answer the machine is left to whoever draws it: mostly the same machine."""

LONGEST_S = 5.0
"""However many wait, the work goes on after so long, by one stretch."""


class GivingWay:
    """Who waits for an answer, and a place for other work to wait meanwhile."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting = 0
        self._left_alone_until = 0.0

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Hold other work up until the answer has been given and drawn."""
        with self._changed:
            self._waiting += 1
        try:
            yield
        finally:
            with self._changed:
                self._waiting -= 1
                self._left_alone_until = time.monotonic() + PAINT_S
                self._changed.notify_all()

    def give_way(self) -> None:
        """Wait as long as somebody waits for an answer, or has just got one."""
        if not self._waiting and time.monotonic() >= self._left_alone_until:
            return
        until = time.monotonic() + LONGEST_S
        with self._changed:
            while (now := time.monotonic()) < until:
                if self._waiting:
                    self._changed.wait(until - now)
                elif now < self._left_alone_until:
                    self._changed.wait(self._left_alone_until - now)
                else:
                    return
