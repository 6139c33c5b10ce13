"""JSON that a program sends: whatever says two things of one name is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from soleus.language import translate
from soleus.vocabulary import read_once

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from starlette.responses import Response


class _Request(Request):
    """A request whose JSON says each thing once."""

    async def json(self) -> Any:  # noqa: ANN401  whatever was sent
        """Return what was sent, or refuse it."""
        try:
            found, twice = read_once(await self.body())
        except (ValueError, RecursionError):
            raise HTTPException(400, translate("This is no readable JSON.")) from None
        if twice:
            name = repr(twice[0])
            raise HTTPException(400, translate("{name} stands there twice; keep one", name=name))
        return found


class SaidOnce(APIRoute):
    """A route that takes JSON in which each name stands once."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, which reads the request strictly."""
        handle = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            return await handle(_Request(request.scope, request.receive))

        return strictly
