"""Answers requests over a new journal, at a clock that stands, with ids that come in order.

Run by the ordinary Python and by the browser's own, it has to give the same. Read and run as a
text by ``same.mjs`` too, so it imports nothing of the tests.
"""

import hashlib
import itertools
import json
import secrets
import sys
import uuid
import zoneinfo
from datetime import UTC, datetime
from typing import Any

from soleus.pocket import Pocket, start
from soleus.pocket.snapshot import go_on
from soleus.vocabulary import POCKET, as_in
from soleus.vocabulary.clock import FixedClock

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HERE = "https://legs.example"


def begin(folder: str) -> Pocket:
    """Start over a folder, at a clock that stands."""
    with as_in(POCKET):
        return start(folder, "legs.example", "Europe/Berlin", FixedClock(NOW))


def go_on_with(ready: Pocket, folder: str) -> Pocket:
    """Go on over a folder with what a snapshot held, at the same clock."""
    go_on(ready, folder, FixedClock(NOW))
    return ready


def leave_nothing_to_chance() -> None:
    """Draw the same ids and tokens in the same order, and know the same zones."""
    count, by_chance = itertools.count(), uuid.uuid4

    def drawn(size: int | None = None) -> str:
        return hashlib.shake_128(str(next(count)).encode()).hexdigest(size or 32)

    def in_order() -> uuid.UUID:
        return uuid.UUID(drawn(16), version=4)

    for module in list(sys.modules.values()):
        if getattr(module, "uuid4", None) is by_chance:
            module.uuid4 = in_order  # type: ignore[attr-defined]
    secrets.token_urlsafe = secrets.token_hex = drawn  # type: ignore[assignment]
    zoneinfo.reset_tzpath([])  # the zones of tzdata's package, which a browser has alone


async def answers(pocket: Pocket, requests: list[list[Any]]) -> list[list[Any]]:
    """Return status, headers and body of each answer; nothing in them is there by chance.

    Parameters
    ----------
    requests : method, path, content type and body of each
    """
    got = []
    leave_nothing_to_chance()
    with as_in(POCKET):
        for method, path, kind, body, *more in requests:
            headers = [["content-type", kind], *more] if kind else more
            told = {"method": method, "url": HERE + path, "headers": headers}
            told |= {"referrer": f"{HERE}/", "is_page": True}
            head, content = await pocket.answer(json.dumps(told), body.encode())
            said = json.loads(head)
            got.append([said["status"], said["headers"], content.decode()])
    return got


def digest(text: str) -> str:
    """Return what tells a long text from another."""
    return hashlib.sha256(text.encode()).hexdigest()
