"""Many readers at once: each page reads the journal once, and few are made at a time.

Plain ASGI. Pages take the processor's time, so that more at a time only make each of them late;
one that waits for something else lets others begin. For each, the journal is read over one
connection, and where the person stands is worked out once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.web.security import SAFE_METHODS
from soleus.web.turns import Turns

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

AT_WORK = 2
"""Pages that are made at a time: while one waits for the disk, another goes on."""

LONGEST_SECONDS = 0.15
"""Ten times what a page takes; beside one that takes longer, the next begins."""

_AT_ONCE = ("/static/", "/emergency")
"""What waits for no turn: files, and what somebody in danger needs."""


class Readers:
    """Lets a request that only reads through when its turn has come, with one reading for it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._turns = Turns(AT_WORK, LONGEST_SECONDS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what changes something, or makes no page, passes at once."""
        if not _is_reader(scope):
            await self.app(scope, receive, send)
            return
        with scope["app"].state.coach.journal.as_one() as reading:
            async with self._turns.turn(send) as sending:

                async def ending(message: Message) -> None:
                    reading.end()  # who takes the answer slowly holds nothing of the journal
                    await sending(message)

                await self.app(scope, receive, ending)


def _is_reader(scope: Scope) -> bool:
    is_safe = scope["type"] == "http" and scope["method"] in SAFE_METHODS
    return is_safe and not scope["path"].startswith(_AT_ONCE)
