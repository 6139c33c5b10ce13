"""How Chromium is started for tests: quiet, and with no word to anybody."""

import shutil
from collections.abc import Callable

from playwright.sync_api import BrowserContext

NewContext = Callable[..., BrowserContext]
"""What the fixture ``new_context`` gives: another person's browser."""

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]


def chromium_path(*, whole: bool = False) -> str | None:
    """Return where Chromium is: the one with no window first, or the whole one that people have.

    Both draw a page alike; what stands around it costs the whole one three times the work.
    """
    names = ("chromium-headless-shell", "chromium")
    return next(filter(None, map(shutil.which, reversed(names) if whole else names)), None)
