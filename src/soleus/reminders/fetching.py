"""Reading a calendar that the person named: a file, or an address over an encrypted connection.

Nothing is ever asked of a host that the person did not write down, and no page asks it: the server
does, and only for the calendar.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.parse import unquote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from soleus.reminders.errors import CalendarError

if TYPE_CHECKING:
    from http.client import HTTPMessage

MOST_BYTES = 5_000_000
"""Larger than any calendar that a person keeps by hand."""

TIMEOUT_SECONDS = 10
"""How long a host may keep silent."""

MOST_SECONDS = 30
"""How long a calendar may take to come, however steadily it drips."""


def host_asked(source: str) -> str | None:
    """Return the host that reading this calendar contacts; None for a file."""
    parts = urlsplit(_address(source))
    return parts.hostname if parts.scheme == "https" else None


def refuse_source(source: str) -> None:
    """Refuse what is neither a file nor an encrypted address.

    Raises
    ------
    CalendarError
        saying what can be given.
    """
    parts = urlsplit(_address(source))
    if parts.scheme == "http":
        raise CalendarError(
            "The calendar's address has to begin with https:// or webcal://, so that nobody on "
            "the way can read it."
        )
    if parts.scheme == "https" and not parts.hostname:
        raise CalendarError("The calendar's address names no host.")
    if parts.scheme not in ("https", "file", "") and not _is_drive(parts.scheme):
        raise CalendarError(
            f"'{parts.scheme}:' cannot be read. Give a file, or an address that begins with "
            "https:// or webcal://."
        )


def read_calendar(source: str) -> bytes:
    """Return the content of a calendar.

    Raises
    ------
    CalendarError
        where it is not there, too large, or cannot be reached.
    """
    refuse_source(source)
    address = _address(source)
    return _from_host(address) if host_asked(source) else _from_file(_path(address))


def _address(source: str) -> str:
    scheme, colon, rest = source.strip().partition(":")
    return f"https:{rest}" if scheme.lower() in ("webcal", "webcals") and colon else source.strip()


def _is_drive(scheme: str) -> bool:
    return len(scheme) == 1


def _path(address: str) -> Path:
    parts = urlsplit(address)
    return Path(unquote(parts.path) if parts.scheme == "file" else address).expanduser()


def _from_file(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise CalendarError(f"There is no calendar file at {path}.")
        with path.open("rb") as opened:
            return _limited(opened)
    except OSError as error:
        raise CalendarError(f"{path} cannot be read ({error.strerror}).") from error


class _StayEncrypted(HTTPRedirectHandler):
    """Follows the host elsewhere only over an encrypted connection, never into a file."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Refuse to leave https."""
        if urlsplit(newurl).scheme != "https":
            raise CalendarError("The calendar's host leads to an address that is not encrypted.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _from_host(address: str) -> bytes:
    host = urlsplit(address).hostname
    request = Request(
        address, headers={"User-Agent": "Soleus", "Accept": "text/calendar, */*;q=0.5"}
    )
    try:
        with build_opener(_StayEncrypted).open(request, timeout=TIMEOUT_SECONDS) as answer:
            return _limited(answer)
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise CalendarError(
            f"{host} did not give the calendar ({reason}). Look at the address, or try later."
        ) from error


def _limited(opened: Any) -> bytes:  # noqa: ANN401  # a file or an answer
    content, until = bytearray(), time.monotonic() + MOST_SECONDS
    while len(content) <= MOST_BYTES and (piece := opened.read1(MOST_BYTES)):
        content += piece
        if time.monotonic() > until:
            raise TimeoutError(f"it took longer than {MOST_SECONDS} s")
    if len(content) > MOST_BYTES:
        raise CalendarError(f"The calendar is larger than {MOST_BYTES // 1_000_000} MB.")
    return bytes(content)
