"""JSON that a program sends: whatever says two things of one name is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from soleus.records import read_json, read_json_parts, sizes
from soleus.vocabulary import FaultsError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from starlette.responses import Response

PARTS = {"/api/sync": "entries", "/api/sessions/{session_id}/events": "events"}
"""Addresses that take a list of which each part is read, and refused, by itself."""


class _Request(Request):
    """A request whose JSON says each thing once."""

    part: str | None = None

    async def json(self) -> Any:  # noqa: ANN401  whatever was sent
        """Return what was sent, or refuse it; read beside the loop, which others wait for."""
        body = await self.body()
        try:
            if self.part is not None:
                return await run_in_threadpool(read_json_parts, body, self.part, sizes.BATCH)
            return await run_in_threadpool(read_json, body, sizes.DOCUMENT)
        except FaultsError as error:
            raise HTTPException(400, error.faults[0]) from None


class SaidOnce(APIRoute):
    """A route that takes JSON in which each name stands once."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, which reads the request strictly."""
        handle = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            read = _Request(request.scope, request.receive)
            read.part = PARTS.get(self.path)
            return await handle(read)

        return strictly
