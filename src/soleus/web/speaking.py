"""Every answer in the language and units of its reader: as chosen, or as the browser prefers.

Plain ASGI, so that error pages and refusals speak it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser

from soleus.language import measuring, negotiated, use
from soleus.web.preferences import Preferences

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "language"
PAGE = "soleus-page"
"""The header by which a script says that a person will read what is wrong with what it sends."""


class Speaking:
    """Puts language and units in use for one request, and tells caches what they depend on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, in its language; programs are answered in English."""
        if scope["type"] != "http" or _is_for_programs(scope):
            await self.app(scope, receive, send)
            return

        async def send_saying_so(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).add_vary_header("Accept-Language, Cookie")
            await send(message)

        with (
            use(language_of(Headers(scope=scope))),
            measuring(Preferences.of(Request(scope)).measures),
        ):
            await self.app(scope, receive, send_saying_so)


def language_of(headers: Headers) -> str:
    """Return the language that a request is answered in."""
    chosen = cookie_parser(headers.get("cookie", "")).get(COOKIE)
    return negotiated(chosen, headers.get("accept-language", ""))


def _is_for_programs(scope: Scope) -> bool:
    """Whether a program reads the answer; a script of our own pages says that it is none."""
    path = str(scope["path"])
    is_program = path.startswith("/api/") and PAGE not in Headers(scope=scope)
    return is_program or path.startswith("/static")
