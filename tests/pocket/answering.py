"""Answers requests over a new journal, at a clock that stands, with ids that come in order.

Run by the ordinary Python and by the browser's own, it has to give the same. Read and run as a
text by ``same.mjs`` too, so it imports nothing of the tests.
"""

import hashlib
import json
import random
import secrets
import uuid
import zoneinfo
from datetime import UTC, datetime
from typing import Any

from soleus.pocket import Pocket, start
from soleus.vocabulary import POCKET, as_in
from soleus.vocabulary.clock import FixedClock

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HERE = "https://legs.example"


def begin(folder: str) -> Pocket:
    """Start over a folder; from here on nothing differs from one Python to the other by chance."""
    drawn = random.Random(7)
    uuid.uuid4 = lambda: uuid.UUID(int=drawn.getrandbits(128), version=4)

    def token(nbytes: int | None = None) -> str:
        return f"{drawn.getrandbits(8 * (nbytes or 32)):x}"

    secrets.token_urlsafe = secrets.token_hex = token
    zoneinfo.reset_tzpath([])  # the zones of tzdata's package, which a browser has alone
    with as_in(POCKET):
        return start(folder, "legs.example", "Europe/Berlin", FixedClock(NOW))


async def answers(pocket: Pocket, requests: list[list[Any]]) -> list[list[Any]]:
    """Return status, headers and body of each answer.

    Parameters
    ----------
    requests : method, path, content type and body of each
    """
    got = []
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
