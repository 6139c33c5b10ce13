"""Bodies of requests: read whole, within a size and a time, before anybody works on them.

Plain ASGI, the innermost: a request of another page is refused before its body is read. Only so
many requests that may change something are worked on at a time; the others wait without a thread,
so that there is always one for who only reads (decision 030).
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers

from soleus.language import msgid, translate
from soleus.records import sizes
from soleus.web.faults import refuse
from soleus.web.security import SAFE_METHODS
from soleus.web.turns import Turns

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FILE_FORM = sizes.FORM_BYTES
_MOST_STEPS = 8

_ROOM = (
    ("/data/import", sizes.SENT_COPY.bytes + _FILE_FORM),
    ("/activity/files", sizes.ACTIVITY_FILES_BYTES + _FILE_FORM),
    ("/exercises/import", sizes.EXERCISE_FILE.bytes + _FILE_FORM),
    ("/exercises", _MOST_STEPS * sizes.PICTURE_BYTES + _FILE_FORM),
    ("/api/sync", sizes.BATCH.bytes),
    ("/api/sessions", sizes.BATCH.bytes),
    ("/api", sizes.DOCUMENT.bytes),
    ("", sizes.FORM_BYTES),
)
"""Bytes of a body, by how its address begins; the first that fits."""

GRACE_SECONDS = 20.0
"""For a body of any size; a slow line sends a form in a tenth of it."""

SLOWEST_RATE = 8_000
"""Bytes a second that every further byte is waited for: the slowest line of a phone."""

LONGEST_SECONDS = 900.0
"""For the largest body."""

LET_PASS_SECONDS = 3.0
"""For what still comes of a body that is refused."""

AT_WORK = 8
"""Requests that are worked on at a time, of the forty threads and fifteen connections there are."""

MOST_HELD_BYTES = 2_100_000_000
"""Of all bodies together, on the disk."""

_IN_MEMORY_BYTES = 1_000_000
_CHUNK_BYTES = 65_536

_TOO_LARGE = msgid("At most {most} kB fit here. Take a smaller file or picture, or write less.")
_TOO_SLOW = msgid("That came too slowly, so it was not kept. Please try again.")
_TOO_MANY = msgid("Too much is being sent just now, so it was not kept. Try again in a moment.")
_STRANGE_TEXT = msgid("Send the text in UTF-8.")


class _RefusedError(Exception):
    """A body is refused; the status and the text say why."""

    def __init__(self, status: int, text: str, *, more_comes: bool = True) -> None:
        super().__init__(text)
        self.status, self.text, self.more_comes = status, text, more_comes


class _GoneError(Exception):
    """Who sent it has hung up."""


def most_bytes(path: str) -> int:
    """Return how large the body of a request to an address may be."""
    return next(most for start, most in _ROOM if path == start or path.startswith(f"{start}/"))


@dataclass(slots=True)
class _Body:
    """What was read so far."""

    file: SpooledTemporaryFile[bytes]
    size: int = 0

    @property
    def is_on_disk(self) -> bool:
        return self.size > _IN_MEMORY_BYTES

    async def add(self, data: bytes) -> None:
        self.size += len(data)
        if self.is_on_disk:
            await run_in_threadpool(self.file.write, data)
        else:
            self.file.write(data)

    async def next_message(self) -> Message:
        """Return the next piece as the application receives it; others have their turn between."""
        if self.is_on_disk:
            data = await run_in_threadpool(self.file.read, _CHUNK_BYTES)
        else:
            await asyncio.sleep(0)
            data = self.file.read(_CHUNK_BYTES)
        more = self.file.tell() < self.size
        return {"type": "http.request", "body": data, "more_body": more}


class BoundedBodies:
    """Lets a request through once its whole body is here, and its turn has come."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._turns = Turns(AT_WORK)
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse what is too large, too slow or in a strange text."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self.app(scope, receive, send)
            return
        with SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES) as file:
            body = _Body(file)
            try:
                await self._read(scope, receive, body)
                file.seek(0)
                await self._pass_on(scope, receive, send, body)
            except _RefusedError as refused:
                if refused.more_comes:
                    await _let_pass(receive)
                answer = refuse(scope, refused.status, refused.text)
                answer.headers["connection"] = "close"  # the rest of it is not read
                await answer(scope, receive, send)
            except _GoneError:
                return
            finally:
                self._held -= body.size

    async def _read(self, scope: Scope, receive: Receive, body: _Body) -> None:
        headers, most = Headers(scope=scope), most_bytes(scope["path"])
        _refuse_strange(headers.get("content-type", ""))
        said = headers.get("content-length", "")
        if said.isdecimal() and (len(said) > 15 or int(said) > most):
            raise _RefusedError(413, translate(_TOO_LARGE, most=most // 1000))
        started, more = asyncio.get_running_loop().time(), True
        while more:
            wait = min(GRACE_SECONDS + body.size / SLOWEST_RATE, LONGEST_SECONDS)
            try:
                async with asyncio.timeout_at(started + wait):
                    message = await receive()
            except TimeoutError:
                raise _RefusedError(408, translate(_TOO_SLOW)) from None
            if message["type"] != "http.request":
                raise _GoneError
            data, more = message.get("body", b""), message.get("more_body", False)
            if body.size + len(data) > most:
                raise _RefusedError(413, translate(_TOO_LARGE, most=most // 1000), more_comes=more)
            if self._held + len(data) > MOST_HELD_BYTES:
                raise _RefusedError(503, translate(_TOO_MANY), more_comes=more)
            self._held += len(data)
            await body.add(data)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send, body: _Body) -> None:
        is_read = False

        async def received() -> Message:
            nonlocal is_read
            if is_read:
                return await receive()
            message = await body.next_message()
            is_read = not message["more_body"]
            return message

        async with self._turns.turn(send) as sending:
            await self.app(scope, received, sending)


async def _let_pass(receive: Receive) -> None:
    """Take for a moment what still comes, and drop it; else its sender could not read us."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LET_PASS_SECONDS):
            more = True
            while more:
                message = await receive()
                more = message["type"] == "http.request" and message.get("more_body", False)


def _refuse_strange(content_type: str) -> None:
    """Refuse a text in another encoding; some of those take long to read, or give half letters."""
    _, _, options = content_type.lower().partition(";")
    named = [
        each.split("=", 1)[1] for each in options.split(";") if "charset" in each and "=" in each
    ]
    if any(each.strip().strip("\"'") not in ("utf-8", "utf8", "us-ascii", "") for each in named):
        raise _RefusedError(415, translate(_STRANGE_TEXT))
