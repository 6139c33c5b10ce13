"""What the place where Soleus runs can do: a machine of its own, or a browser with no server.

Whoever needs one of these asks here, and nowhere else how Python was made.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What can be done.

    Parameters
    ----------
    is_pocket : whether it runs in the browser itself, from files, with no server
    threads : whether something can go on behind a page
    calendars : whether the calendar at an address can be fetched
    feed : whether other programs can fetch something from here
    pictures : whether an uploaded picture can be made small
    simulation : whether the circulation can be simulated
    paper : whether a page can be made into a PDF
    programs : whether other programs can ask for anything here
    """

    is_pocket: bool
    threads: bool
    calendars: bool
    feed: bool
    pictures: bool
    simulation: bool
    paper: bool
    programs: bool


MACHINE = Capabilities(
    is_pocket=False,
    threads=True,
    calendars=True,
    feed=True,
    pictures=True,
    simulation=True,
    paper=True,
    programs=True,
)
POCKET = Capabilities(
    is_pocket=True,
    threads=False,
    calendars=False,
    feed=False,
    pictures=False,
    simulation=False,
    paper=False,
    programs=False,
)
"""No threads, no sockets, nobody to ask anything, no Pillow, Pango, NumPy, SciPy (decision 046)."""

BUILD = "SOLEUS_BUILD"
"""The worker says by this which build it is."""

_HERE: ContextVar[Capabilities] = ContextVar(
    "capabilities", default=POCKET if sys.platform == "emscripten" else MACHINE
)


def capabilities() -> Capabilities:
    """Return what can be done here."""
    return _HERE.get()


def build() -> str:
    """Return the digest of the files that this runs from; empty where nobody packed any."""
    return os.environ.get(BUILD, "")


@contextmanager
def as_in(place: Capabilities) -> Iterator[None]:
    """Do as in another place: for pages that are made for it beforehand, and for tests."""
    token = _HERE.set(place)
    try:
        yield
    finally:
        _HERE.reset(token)
