"""Connections to the server that end in time: whoever sends or reads too slowly is let go of.

What a request may be stands in ``web/bodies.py``; here is what no application sees: a request that
never becomes whole, an answer that nobody reads, and more connections than there are files for.
"""

from __future__ import annotations

import asyncio
import math
from typing import TYPE_CHECKING, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from uvicorn import Config
    from uvicorn.server import ServerState

HEAD_SECONDS = 10.0
"""For the address and the headers of a request; a slow line needs a tenth of a second."""

READING_SECONDS = 60.0
"""In which somebody who is sent an answer has to take some of it."""

MOST_CONNECTIONS = 400
"""At a time. A household has some ten."""

_FILES_OF_OTHERS = 100
"""Files that the program itself holds open at the most: the journal's, and what is being sent."""


def most_connections() -> int:
    """Return how many connections there may be: fewer where the system allows few open files."""
    try:
        import resource
    except ImportError:  # where there is no such limit
        return MOST_CONNECTIONS
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    room = MOST_CONNECTIONS if files == resource.RLIM_INFINITY else files - _FILES_OF_OTHERS
    return max(16, min(MOST_CONNECTIONS, room))


class BoundedConnection(H11Protocol):
    """A connection over HTTP that waits for nobody for ever."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, object],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._head_timer: asyncio.TimerHandle | None = None
        self._reading_timer: asyncio.TimerHandle | None = None
        self._most = most_connections()

    @property
    def ends_at(self) -> float:
        """When it ends unless a request becomes whole; while one is answered, at no time."""
        return self._head_timer.when() if self._head_timer else math.inf

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request; where there are too many, who waits longest goes."""
        super().connection_made(transport)
        self._expect_head()
        while len(self.connections) > self._most:
            others = (cast("BoundedConnection", each) for each in self.connections)
            min(others, key=lambda each: each.ends_at).let_go()

    def let_go(self) -> None:
        """End it now; it no longer counts among the others."""
        self._stop_expecting_head()
        self.connections.discard(self)
        self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop every clock."""
        self._stop_expecting_head()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came; the clock runs on until it is a request, and stops while one is answered.

        It also runs where the answer is out and the request still comes, which nobody reads.
        """
        super().data_received(data)
        if self.conn.our_state in (h11.SEND_RESPONSE, h11.SEND_BODY):
            self._stop_expecting_head()
        elif not self.transport.is_closing():
            self._expect_head()

    def pause_writing(self) -> None:
        """Give whoever reads the answer a while to take some of it."""
        super().pause_writing()  # type: ignore[no-untyped-call,unused-ignore]
        self._reading_timer = self.loop.call_later(READING_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Stop that clock: some of it was taken."""
        if self._reading_timer:
            self._reading_timer.cancel()
            self._reading_timer = None
            super().resume_writing()  # type: ignore[no-untyped-call,unused-ignore]

    def _expect_head(self) -> None:
        if self._head_timer is None:
            self._head_timer = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def _stop_expecting_head(self) -> None:
        if self._head_timer:
            self._head_timer.cancel()
            self._head_timer = None
