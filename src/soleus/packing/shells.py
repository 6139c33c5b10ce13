"""The pages that are made beforehand, for nobody: each in every language, by the app itself."""

from __future__ import annotations

import asyncio
import re
import tempfile
from typing import TYPE_CHECKING

from soleus.language import languages
from soleus.packing.errors import CannotPackError
from soleus.vocabulary import POCKET, as_in

if TYPE_CHECKING:
    from soleus.pocket import Pocket

WELCOME = "/pocket/welcome"
STARTING = "/pocket/starting"
NOT_KEPT = "/pocket/not-kept"
FOR_NOBODY = ("/emergency", "/check")
"""Shown at once; for who has noted nothing they are what Python would say too."""

_HOST = "localhost"
_META_POLICY = re.compile(r"; frame-ancestors [^;]*")
"""A page cannot say of itself who may frame it."""


def shells() -> dict[str, bytes]:
    """Return each page by its place beneath ``shells/``, such as ``de/check.html``."""
    from soleus.pocket import start

    with as_in(POCKET), tempfile.TemporaryDirectory() as folder:
        pocket = start(folder, _HOST, "UTC")
        try:
            return {
                f"{language}/{path.rpartition('/')[2]}.html": _made(pocket, path, language)
                for language in languages()
                for path in (WELCOME, STARTING, NOT_KEPT, *FOR_NOBODY)
            }
        finally:
            pocket.close()


def _made(pocket: Pocket, path: str, language: str) -> bytes:
    from soleus.pocket.adapter import answer
    from soleus.pocket.requests import Asked

    headers = (("accept-language", language),)
    asked = Asked("GET", f"https://{_HOST}{path}", headers, b"", "", is_page=True)
    got = asyncio.run(answer(pocket.app, pocket.jar, asked))
    if got.status != 200:
        raise CannotPackError(f"{path} answered {got.status}")
    policy = dict(got.headers)["content-security-policy"]
    return with_policy(got.body, policy)


def with_policy(page: bytes, policy: str) -> bytes:
    """Return a page that brings its own policy, for a host that sends none."""
    said = _META_POLICY.sub("", policy)
    meta = f'<meta charset="utf-8">\n  <meta http-equiv="Content-Security-Policy" content="{said}">'
    return page.replace(b'<meta charset="utf-8">', meta.encode(), 1)
