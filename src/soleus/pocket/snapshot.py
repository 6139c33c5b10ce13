"""Soleus made ready over nobody's journal, so that a snapshot of the memory can be gone on with.

What the memory holds then is the same for everybody: nothing of a person, and nothing drawn by
chance that could be drawn again. A browser makes it by itself and keeps it (decision 060).
"""

from __future__ import annotations

import gc
import hashlib
import json
import random
import shutil
from typing import TYPE_CHECKING

from soleus.assessment import InvalidAnswers, decide, findings
from soleus.pocket.starting import Pocket, start

if TYPE_CHECKING:
    from collections.abc import Iterable

    from soleus.vocabulary import AnswerDocument, Clock

PAGES = ("/", "/check", "/journal", "/plan", "/result", "/progress", "/learn", "/you")
"""Asked for once, so that what is made of their texts and templates is in the memory too."""

DECISION = b'{"answers": {}, "others": "no"}'
"""Sent once too: what takes a request with a body is then in the memory as well."""

_YES = ("left", True)
"""By kind of the finding one of these says yes; the other is refused, which is proved alike."""


async def prepared(folder: str, host: str, zone: str, languages: Iterable[str]) -> Pocket:
    """Return Soleus with its pages made once, over a journal in a folder that is gone again.

    Parameters
    ----------
    host : the name by which pages are asked for
    zone : IANA name of the browser's time zone
    languages : in which the pages are asked for
    """
    pocket = start(folder, host, zone)
    for language in languages:
        for path in PAGES:
            await pocket.answer(_asked(host, "GET", path, language), b"")
    await pocket.answer(_asked(host, "POST", "/api/decide", "en"), DECISION)
    pocket.close()
    shutil.rmtree(folder)
    gc.collect()
    return pocket


def _asked(host: str, method: str, path: str, language: str) -> str:
    headers = [["accept-language", language], ["content-type", "application/json"]]
    told = {"method": method, "url": f"https://{host}{path}", "headers": headers}
    return json.dumps(told | {"referrer": f"https://{host}/", "is_page": True})


def go_on(pocket: Pocket, folder: str, clock: Clock | None = None) -> None:
    """Let Soleus that was made ready go on over the journal in a folder."""
    draw_anew()
    pocket.open(folder, clock)


def draw_anew() -> None:
    """Let every source of chance in this memory begin anew: its state was in the snapshot.

    What asks the browser each time (``secrets``, ``uuid4``) has no state here, and SQLite's own is
    begun anew by the worker.
    """
    for each in gc.get_objects():
        if isinstance(each, random.Random):
            each.seed()


def proof() -> str:
    """Return what tells these decisions from others: each finding alone, all others denied.

    Noted when the snapshot is made, and worked out again before one is gone on with.
    """
    digest = hashlib.sha256()
    for finding in findings():
        for yes in _YES:
            said = _decided({"answers": {finding.id: yes}, "others": "no"})
            digest.update(f"{finding.id} {yes}: {said}\n".encode())
    return digest.hexdigest()


def _decided(document: AnswerDocument) -> str:
    try:
        return str(decide(document))
    except InvalidAnswers as error:
        return str(error)
