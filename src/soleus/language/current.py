"""Which language is spoken now, and how it is chosen."""

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
    """Return the language spoken now: ``en`` unless another was put in use."""
    return _CURRENT.get()


@contextmanager
def use(language: str) -> Iterator[None]:
    """Speak ``language`` inside; one that is not known is English."""
    token = _CURRENT.set(language if language in languages() else ENGLISH)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def negotiated(chosen: str | None, accept_language: str) -> str:
    """Return the language that was chosen, else the first that the browser asks for and we have.

    ``accept_language`` is the header of that name; ``de-AT,de;q=0.9,en;q=0.5`` gives ``de``.
    """
    if chosen in languages():
        return str(chosen)
    wanted = (_RANGE.match(part.strip()) for part in accept_language.split(","))
    weighed = [(_weight(each[2]), each[1].lower()) for each in wanted if each]
    for weight, language in sorted(weighed, key=lambda pair: -pair[0]):
        if weight and language in languages():
            return language
    return ENGLISH


def of_machine(environment: Mapping[str, str]) -> str:
    """Return the language that a machine's settings ask for, as gettext reads them."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for one in environment.get(name, "").split(":"):
            language = re.split(r"[_.@]", one)[0].lower()
            if language in languages():
                return language
            if language and name != "LANGUAGE":
                return ENGLISH
    return ENGLISH


def _weight(written: str | None) -> float:
    try:
        return float(written or 1)
    except ValueError:
        return 0.0
