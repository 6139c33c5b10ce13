"""Every request in the time zone of the person, as their browser or program says it with each.

``static/js/zone.js`` sets the cookie. Where it has not, as with no script, the machine's zone
counts.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from starlette.datastructures import Headers
from starlette.requests import cookie_parser

from soleus.vocabulary import living_in

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

COOKIE = "zone"
HEADER = "soleus-zone"
"""By this a program that keeps no cookies says the same."""


class LivingIn:
    """Puts the person's zone in use for one request; a zone that there is not counts as none."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, in its zone."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        said = headers.get(HEADER) or cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        with living_in(known_zone(said)):
            await self.app(scope, receive, send)


def known_zone(name: str) -> str | None:
    """Return the name of a zone that there is, or None."""
    return name if name in zones() else None


@cache
def zones() -> tuple[str, ...]:
    """Return the names of all zones in order; finding them means to read hundreds of files."""
    return tuple(sorted(available_timezones()))
