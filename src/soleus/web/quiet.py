"""An error that nobody foresaw: answered in our voice, and logged without what was sent.

Texts of exceptions repeat what a person typed, and tracebacks repeat those texts; so a log has the
kinds of the errors and the places in the code, and no text of them.
"""

from __future__ import annotations

import logging
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from soleus.language import use
from soleus.web.faults import broke
from soleus.web.speaking import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("soleus.web")
_PLACES = 12
"""Places in the code that a log names of each error, the last ones."""


class Quiet:
    """Stands around everything else, so that no server writes down an error's text."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where it fails, log where and answer so."""
        is_begun = False

        async def sending(message: Message) -> None:
            nonlocal is_begun
            is_begun = True
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception as error:
            if scope["type"] != "http":
                raise
            _LOG.error("%s %s failed: %s", scope["method"], _address(scope), places(error))
            if not is_begun:
                await _answer(scope)(scope, receive, send)


def _answer(scope: Scope) -> Response:
    try:
        with use(language_of(Headers(scope=scope))):
            return broke(scope)
    except Exception as error:
        _LOG.error("the answer to it failed: %s", places(error))
        return PlainTextResponse("Something broke on our side.", 500)


def places(error: BaseException) -> str:
    """Return the kinds of an error and of those behind it, and where each was raised."""
    return "; after ".join(_told(each) for each in _chain(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    while error is not None and error not in seen and len(seen) < 5:
        seen.append(error)
        yield error
        error = error.__cause__ or error.__context__


def _told(error: BaseException) -> str:
    frames = extract_tb(error.__traceback__)[-_PLACES:]
    where = " > ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
    return f"{type(error).__module__}.{type(error).__name__} at {where or 'no place'}"


def _address(scope: Scope) -> str:
    """Return the address as our routes name it, without the ids and words in it."""
    route = scope.get("route")
    return str(getattr(route, "path", "an address"))
