"""The pages that are made beforehand, for nobody: each in every language, by the app itself."""

from __future__ import annotations

import asyncio
import json
import re
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.language import languages, msgid, translate
from soleus.packing.errors import CannotPackError
from soleus.vocabulary import POCKET, as_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleus.pocket import Pocket

WELCOME = "/pocket/welcome"
STARTING = "/pocket/starting"
NOT_KEPT = "/pocket/not-kept"
NOT_HERE = "/pocket/not-here"
FOR_NOBODY = ("/emergency", "/check")
"""Shown at once; for who has noted nothing they are what Python would say too."""

_HOST = "localhost"
_META_POLICY = re.compile(r"; frame-ancestors [^;]*")
"""A page cannot say of itself who may frame it."""


@dataclass(frozen=True, slots=True)
class Shells:
    """What the app says of itself before it is packed.

    Parameters
    ----------
    pages : each page by its place beneath ``shells/``, such as ``de/check.html``
    manifest : what a browser needs to install the app
    statics : the path beneath which pages look for stylesheets and scripts
    """

    pages: Mapping[str, bytes]
    manifest: bytes
    statics: str


def shells() -> Shells:
    """Return what the app says of itself, over a journal that is thrown away."""
    from soleus.pocket import start

    with as_in(POCKET), tempfile.TemporaryDirectory() as folder:
        pocket = start(folder, _HOST, "UTC")
        try:
            pages = {
                f"{language}/{path.rpartition('/')[2]}.html": _page(pocket, path, language)
                for language in languages()
                for path in (WELCOME, STARTING, NOT_KEPT, NOT_HERE, *FOR_NOBODY)
            }
            statics = str(pocket.app.url_path_for("static", path="")).rstrip("/")
            return Shells(pages, _asked(pocket, "/manifest.webmanifest", "en")[1], statics)
        finally:
            pocket.close()


def _page(pocket: Pocket, path: str, language: str) -> bytes:
    headers, body = _asked(pocket, path, language)
    return with_policy(body, headers["content-security-policy"])


def _asked(pocket: Pocket, path: str, language: str) -> tuple[dict[str, str], bytes]:
    told = {
        "method": "GET",
        "url": f"https://{_HOST}{path}",
        "headers": [["accept-language", language]],
        "referrer": "",
        "is_page": True,
    }
    head, body = asyncio.run(pocket.answer(json.dumps(told), b""))
    got = json.loads(head)
    if got["status"] != 200:
        text = msgid("The page {path} cannot be made: it answered {status}.")
        raise CannotPackError(translate(text, path=path, status=got["status"]))
    return dict(got["headers"]), body


def with_policy(page: bytes, policy: str) -> bytes:
    """Return a page that brings its own policy, for a host that sends none."""
    said = _META_POLICY.sub("", policy)
    meta = f'<meta charset="utf-8">\n  <meta http-equiv="Content-Security-Policy" content="{said}">'
    return page.replace(b'<meta charset="utf-8">', meta.encode(), 1)
