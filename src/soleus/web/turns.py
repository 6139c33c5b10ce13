"""Turns: so many requests are worked on at a time, and the others wait without a thread."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import Message, Send


class Turns:
    """Gives places to requests, in the order in which they came.

    Parameters
    ----------
    places : how many are worked on at a time
    longest_seconds : after which one that still works lets the next begin beside it; by default
        never
    """

    def __init__(self, places: int, longest_seconds: float | None = None) -> None:
        self._places = asyncio.Semaphore(places)
        self._longest = longest_seconds

    @asynccontextmanager
    async def turn(self, send: Send) -> AsyncIterator[Send]:
        """Wait for a place; it is free again as soon as the answer begins, however slow its way."""
        await self._places.acquire()
        is_held = True

        def leave() -> None:
            nonlocal is_held
            if is_held:
                is_held = False
                self._places.release()

        async def sending(message: Message) -> None:
            leave()
            await send(message)

        loop = asyncio.get_running_loop()
        timer = loop.call_later(self._longest, leave) if self._longest else None
        try:
            yield sending
        finally:
            if timer:
                timer.cancel()
            leave()
