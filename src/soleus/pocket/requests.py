"""A request as the worker saw it, made into what a server would have been sent (ASGI 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from starlette.types import Scope

_OF_THE_WORKER = frozenset({"host", "cookie", "accept-encoding", "sec-fetch-site", "origin"})
"""Headers that nobody but the adapter may say; packing would only cost time here."""


@dataclass(frozen=True, slots=True)
class WorkerRequest:
    """A request.

    Parameters
    ----------
    method, url, headers, body : as the worker has them; a worker sees neither cookies nor what the
        browser would add on the way
    referrer : the whole address of the page that asked, or nothing
    is_page : whether it opens a page; only then can another site have asked for it, since a worker
        is given nothing else of other sites
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    referrer: str
    is_page: bool

    @property
    def site(self) -> str:
        """What the browser would say as ``Sec-Fetch-Site``.

        Our own pages always name themselves (``Referrer-Policy: same-origin``). A page that is
        opened with no referrer was typed in, or comes from a site that hides itself: it may read,
        and ``OwnOrigin`` refuses it whatever would change something.
        """
        if not self.is_page or self._origin_of(self.referrer) == self._origin_of(self.url):
            return "same-origin"
        return "cross-site"

    @staticmethod
    def _origin_of(address: str) -> tuple[str, str]:
        parts = urlsplit(address)
        return parts.scheme, parts.netloc

    def scope(self, cookies: str) -> Scope:
        """Return the ASGI scope, with the cookies that the jar holds."""
        parts = urlsplit(self.url)
        added = [("host", parts.netloc), ("sec-fetch-site", self.site)]
        if cookies:
            added.append(("cookie", cookies))
        if self.referrer and self.site == "same-origin":
            added.append(("referer", self.referrer))
        told = [(n.lower(), v) for n, v in self.headers if n.lower() not in _OF_THE_WORKER]
        headers = [(n.encode("latin-1"), v.encode("latin-1")) for n, v in (*told, *added)]
        return _scope(self.method, parts.scheme, parts.path, parts.query, headers, parts.netloc)

    def address(self) -> str:
        """Return the path alone, as the application routes it."""
        return unquote(urlsplit(self.url).path)


def _scope(
    method: str,
    scheme: str,
    path: str,
    query: str,
    headers: list[tuple[bytes, bytes]],
    netloc: str,
) -> dict[str, Any]:
    host, _, port = netloc.partition(":")
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": scheme,
        "path": unquote(path),
        "raw_path": path.encode("ascii"),
        "query_string": query.encode("ascii"),
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 0),
        "server": (host, int(port) if port else (443 if scheme == "https" else 80)),
        "state": {},
    }
