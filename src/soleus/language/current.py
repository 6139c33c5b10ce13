"""The language in use, and how it is chosen."""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from soleus.language.catalogues import ENGLISH, languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CURRENT: ContextVar[str] = ContextVar("soleus_language", default=ENGLISH)
_RANGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z0-9-]+)?\s*(?:;\s*q=([0-9.]+))?$")


def current() -> str:
    """Return the language in use: ``en`` unless :func:`use` has set another."""
    return _CURRENT.get()


@contextmanager
def use(language: str) -> Iterator[None]:
    """Use ``language`` inside the ``with`` block; English if the language is unknown."""
    token = _CURRENT.set(language if language in languages() else ENGLISH)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def negotiated(chosen: str | None, accept_language: str) -> str:
    """Return the chosen language, or else the browser's first preference that is available.

    ``accept_language`` is the request's header; ``de-AT,de;q=0.9,en;q=0.5`` gives ``de``.
    """
    if chosen in languages():
        return str(chosen)
    ranges = (_RANGE.match(part.strip()) for part in accept_language.split(","))
    weighted = [(_weight(match[2]), match[1].lower()) for match in ranges if match]
    for weight, language in sorted(weighted, key=lambda pair: -pair[0]):
        if weight and language in languages():
            return language
    return ENGLISH


def of_machine(environment: Mapping[str, str]) -> str:
    """Return the language of the environment variables, read in gettext's order."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for locale in environment.get(name, "").split(":"):
            language = re.split(r"[_.@]", locale)[0].lower()
            if language in languages():
                return language
            if language and name != "LANGUAGE":
                return ENGLISH
    return ENGLISH


def _weight(quality: str | None) -> float:
    try:
        return float(quality or 1)
    except ValueError:
        return 0.0
