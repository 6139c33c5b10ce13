"""What every request must show before it is looked at: a known host name, and where it came from.

Plain ASGI, so that it also stands before static files and error pages. The order, from outside:
headers (``headers.py``), host, origin, application (``app.py``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from soleus.language import translate
from soleus.web.faults import refuse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class KnownHosts:
    """Answers only to host names that it was told; closes DNS rebinding."""

    def __init__(self, app: ASGIApp, names: tuple[str, ...]) -> None:
        self.app = app
        self.names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it when it names a host that is not ours."""
        if scope["type"] == "http":
            name = host_name(Headers(scope=scope).get("host", ""))
            if not name or (name not in self.names and "*" not in self.names):
                answer = refuse(
                    scope,
                    400,
                    translate(
                        "This address is not one that Soleus answers to. Open it by the address "
                        "that it printed when it started, or allow the name in "
                        "SOLEUS_ALLOWED_HOSTS."
                    ),
                )
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)


class OwnOrigin:
    """Refuses a change that another site's page asks for (decision record 005)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it when it does not come from our own page."""
        if scope["type"] == "http" and not is_own(
            scope["method"], Headers(scope=scope), scope.get("scheme", "http")
        ):
            answer = refuse(
                scope,
                403,
                translate(
                    "This came from another page, so nothing was changed. "
                    "Open Soleus itself and try again."
                ),
            )
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)


def is_own(method: str, headers: Headers, scheme: str = "http") -> bool:
    """Whether a request may change something: it comes from our page or from no browser.

    Parameters
    ----------
    scheme : by which it came; a page of our name under another is not ours
    """
    if method in SAFE_METHODS:
        return True
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is not None:
        return origin.lower() == f"{scheme}://{headers.get('host', '')}".lower()
    return headers.get("content-type", "").split(";")[0].strip().lower() == "application/json"


_HOST = re.compile(
    r"(?P<name>\[[0-9a-f:.]{2,45}\]|[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_])?)\.?(?::\d{1,5})?",
    re.ASCII,
)


def host_name(host: str) -> str:
    """Return the name in a Host header without its port, or nothing where it is no such header.

    ``[::1]:80`` gives ``[::1]``, and ``localhost.`` with the dot of a whole name ``localhost``.
    """
    found = _HOST.fullmatch(host.lower())
    return found["name"] if found else ""
