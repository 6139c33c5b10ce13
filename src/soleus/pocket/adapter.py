"""Between a worker's requests and the application: one request in, one whole answer out."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message

    from soleus.pocket.cookie_jar import CookieJar
    from soleus.pocket.requests import WorkerRequest

_SET_COOKIE = "set-cookie"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WholeAnswer:
    """An answer: its status, its headers without the cookies, its whole body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


async def answer(app: ASGIApp, jar: CookieJar, asked: WorkerRequest) -> WholeAnswer:
    """Let the application answer a request; cookies go by way of the jar."""
    sent: list[Message] = []
    left = [{"type": "http.request", "body": asked.body, "more_body": False}]

    async def receive() -> Message:
        if left:
            return left.pop()
        never: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        return await never  # nobody hangs up

    async def send(message: Message) -> None:
        sent.append(message)

    await app(asked.scope(jar.header()), receive, send)
    begun = sent[0]
    headers = [(n.decode("latin-1"), v.decode("latin-1")) for n, v in begun.get("headers", ())]
    jar.take([value for name, value in headers if name.lower() == _SET_COOKIE])
    return WholeAnswer(
        begun["status"],
        tuple(each for each in headers if each[0].lower() != _SET_COOKIE),
        b"".join(message.get("body", b"") for message in sent[1:]),
    )


def without_threads() -> None:
    """Let what would go to a thread be done at once: a browser's Python has none (PEP 776)."""
    import anyio.to_thread

    async def at_once(function: Callable[..., T], *arguments: object, **_how: object) -> T:
        return function(*arguments)

    anyio.to_thread.run_sync = at_once  # type: ignore[assignment]
