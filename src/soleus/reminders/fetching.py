"""Reading a calendar that the person named: a file, or an address over an encrypted connection.

Only a host that the person wrote down is contacted, only for the calendar, and only by the server.
"""

from __future__ import annotations

import time
from http.client import HTTPException, HTTPSConnection, IncompleteRead
from threading import Timer
from typing import IO, TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.parse import urlsplit

from soleus.language import msgid, translate
from soleus.reminders.addresses import address_of, contacted_host, path_of, refuse_source, to_ask
from soleus.reminders.errors import CalendarError

if TYPE_CHECKING:
    from http.client import HTTPMessage, HTTPResponse
    from socket import socket
    from urllib.request import OpenerDirector, Request

MOST_BYTES = 5_000_000
"""Larger than any calendar that a person keeps by hand."""

TIMEOUT_SECONDS = 10
"""How long a host may keep silent."""

MOST_SECONDS = 30
"""How long a calendar may take to come, however steadily its bytes arrive."""

_PIECE = 65_536
_PACKED = b"\x1f\x8b"
_LONGEST_REASON = 200


def read_calendar(source: str) -> bytes:
    """Return the content of a calendar.

    Raises
    ------
    CalendarError
        where it is not there, too large, or cannot be reached.
    """
    refuse_source(source)
    address = address_of(source)
    return _from_host(address) if contacted_host(source) else _from_file(address)


def _from_file(address: str) -> bytes:
    try:
        path = path_of(address).expanduser()
    except RuntimeError:  # the home of somebody who is not there
        path = path_of(address)
    try:
        if not path.is_file():
            raise CalendarError(msgid("There is no calendar file at {path}."), path=path)
        with path.open("rb") as opened:
            return _unpacked(_limited(opened))
    except (OSError, EOFError) as error:
        text = msgid("{path} cannot be read ({reason}).")
        reason = getattr(error, "strerror", None) or error
        raise CalendarError(text, path=path, reason=str(reason)) from error


class _Watch:
    """Ends the connections of one request once it has taken too long."""

    def __init__(self) -> None:
        self.is_late = False
        self._sockets: list[socket] = []
        self._answers: list[HTTPResponse] = []
        self._timer = Timer(MOST_SECONDS, self._end)
        self._timer.daemon = True

    def __enter__(self) -> _Watch:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        for answer in self._answers:  # also those that led elsewhere in vain
            answer.close()
        for opened in self._sockets:
            opened.close()

    def over(self, opened: socket) -> None:
        """Watch over one more connection."""
        self._sockets.append(opened)
        if self.is_late:
            self._end()

    def closes(self, answer: HTTPResponse) -> HTTPResponse:
        """Return an answer that is closed at the end, whatever becomes of it."""
        self._answers.append(answer)
        return answer

    def _end(self) -> None:
        from contextlib import suppress
        from socket import SHUT_RDWR

        self.is_late = True
        for opened in self._sockets:
            with suppress(OSError):
                opened.shutdown(SHUT_RDWR)


def _opener(watch: _Watch, proof: str | None) -> OpenerDirector:
    """Return what opens addresses and follows a host elsewhere only where that is encrypted too."""
    from ssl import create_default_context
    from urllib.request import HTTPRedirectHandler, HTTPSHandler, build_opener

    class Watched(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            watch.over(self.sock)

    class WatchedHandler(HTTPSHandler):
        def https_open(self, req: Request) -> HTTPResponse:
            return watch.closes(self.do_open(Watched, req, context=create_default_context()))

    class StayEncrypted(HTTPRedirectHandler):
        def redirect_request(
            self,
            req: Request,
            fp: IO[bytes],
            code: int,
            msg: str,
            headers: HTTPMessage,
            newurl: str,
        ) -> Request | None:
            if urlsplit(newurl).scheme != "https":
                raise CalendarError(
                    msgid("The calendar's host leads to an address that is not encrypted.")
                )
            led = super().redirect_request(req, fp, code, msg, headers, newurl)
            if led is not None and proof and led.host == req.host:
                led.add_unredirected_header("Authorization", proof)
            return led

    return build_opener(WatchedHandler, StayEncrypted)


def _from_host(address: str) -> bytes:
    from urllib.request import Request

    host = urlsplit(address).hostname
    with _Watch() as watch:
        try:
            plain, proof = to_ask(address)
            request = Request(plain, headers=_HEADERS)
            if proof:
                request.add_unredirected_header("Authorization", proof)
            with _opener(watch, proof).open(request, timeout=TIMEOUT_SECONDS) as answer:
                content = _whole(answer)
        except (OSError, ValueError, HTTPException, EOFError) as error:
            raise _why_not(error, host, is_late=watch.is_late) from error
        if watch.is_late:
            raise _why_not(TimeoutError(), host, is_late=True)
    _refuse_what_is_no_calendar(content, host)
    return content


_HEADERS = {
    "User-Agent": "Soleus",
    "Accept": "text/calendar, */*;q=0.5",
    "Accept-Encoding": "gzip",
}


def _whole(answer: HTTPResponse) -> bytes:
    """Return the body of an answer, unpacked.

    Raises
    ------
    IncompleteRead
        where it is shorter than the host said.
    """
    content = _limited(answer)
    if answer.length:
        raise IncompleteRead(content, answer.length)
    packed = str(answer.headers.get("Content-Encoding", "")).strip().lower()
    return _unpacked(content, is_packed=packed not in ("", "identity"))


def _why_not(error: Exception, host: str | None, *, is_late: bool) -> CalendarError:
    """Return why a host did not give the calendar, without a word of the address."""
    if is_late:
        text = msgid("{host} took longer than {n} s to give the calendar. Try later.")
        return CalendarError(text, host=host, n=MOST_SECONDS)
    if isinstance(error, OSError):
        reason = str(error.reason if isinstance(error, URLError) else error)
        text = msgid(
            "{host} did not give the calendar ({reason}). Look at the address, or try later."
        )
        return CalendarError(text, host=host, reason=" ".join(reason.split())[:_LONGEST_REASON])
    return CalendarError(
        msgid(
            "{host} could not be reached: it broke off, or sent what cannot be read. "
            "Look at the address, or try later."
        ),
        host=host,
    )


def _refuse_what_is_no_calendar(content: bytes, host: str | None) -> None:
    """Refuse a page in place of the calendar, and a calendar without its end."""
    begins = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begins.startswith(b"<"):
        raise CalendarError(
            msgid(
                "{host} could not be reached: a web page came instead of the calendar. A network "
                "that wants you to log in does that. Look at the address, or try later."
            ),
            host=host,
        )
    is_cut = begins.startswith(b"begin:vcalendar") and b"end:vcalendar" not in content.lower()
    if is_cut or not content:
        raise _why_not(EOFError(), host, is_late=False)


def _limited(opened: Any) -> bytes:  # noqa: ANN401  # a file or an answer
    content, until = bytearray(), time.monotonic() + MOST_SECONDS
    while len(content) <= MOST_BYTES and (piece := opened.read1(_PIECE)):
        content += piece
        if time.monotonic() > until:
            raise TimeoutError(translate("it took longer than {n} s", n=MOST_SECONDS))
    _refuse_size(len(content))
    return bytes(content)


def _unpacked(content: bytes, *, is_packed: bool = False) -> bytes:
    """Return what was packed by gzip or deflate, and all else as it is.

    Raises
    ------
    EOFError
        where it was packed otherwise, or its end is missing.
    """
    import zlib

    if not is_packed and not content.startswith(_PACKED):
        return content
    unpacked = bytearray()
    while content:
        piece = zlib.decompressobj(zlib.MAX_WBITS | 32)
        try:
            unpacked += piece.decompress(content, MOST_BYTES + 1 - len(unpacked))
        except zlib.error as error:
            raise EOFError(translate("it is packed in a way that cannot be read")) from error
        _refuse_size(len(unpacked))
        if not piece.eof:
            raise EOFError(translate("it was cut off"))
        content = piece.unused_data if piece.unused_data.startswith(_PACKED) else b""
    return bytes(unpacked)


def _refuse_size(size: int) -> None:
    if size > MOST_BYTES:
        text = msgid("The calendar is larger than {most} MB.")
        raise CalendarError(text, most=MOST_BYTES // 1_000_000)
