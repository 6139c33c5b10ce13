"""The time zone of the person who asks right now, where their browser says it.

A server may stand in another zone than the people who use it, and their days are their own.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PRESENT: ContextVar[str | None] = ContextVar("soleus_present_zone", default=None)


def present_zone() -> str | None:
    """Return the IANA name of the person's zone; None where nobody has said it."""
    return _PRESENT.get()


@contextmanager
def living_in(zone: str | None) -> Iterator[None]:
    """Reckon days in ``zone`` inside the ``with`` block; the caller knows that there is one."""
    token = _PRESENT.set(zone)
    try:
        yield
    finally:
        _PRESENT.reset(token)
