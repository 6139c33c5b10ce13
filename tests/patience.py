"""How long tests wait for what must come, in one place: a slow machine is no fault of Soleus.

Nothing here sleeps for a fixed time in the hope that it was enough: a test names what it waits for.
"""

import time
from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import Error, Page

PATIENCE_SECONDS = 60.0
"""Far longer than anything takes, even where two loops keep both cores busy beside the tests."""

LONG_SECONDS = 4 * PATIENCE_SECONDS
"""For what takes a dozen seconds where nothing else runs: Soleus coming into a browser, people."""

PATIENCE_MS = PATIENCE_SECONDS * 1000
"""The same for Playwright."""

Found = TypeVar("Found")


def until(
    look: Callable[[], Found | None],
    what: str,
    page: Page | None = None,
    seconds: float = PATIENCE_SECONDS,
) -> Found:
    """Return what ``look`` gives as soon as it is true; ``page`` goes on living meanwhile.

    Raises
    ------
    AssertionError
        where it never was, with what was waited for and what there was instead.
    """
    ends = time.monotonic() + seconds
    while not (found := look() if page is None else _while_it_may_be_left(look)):
        assert time.monotonic() < ends, f"waited {seconds:.0f} s for {what}: {found!r}"
        if page is None:
            time.sleep(0.05)
        else:
            page.wait_for_timeout(50)
    return found


def until_true(page: Page, script: str, argument: object = None) -> None:
    """Wait until JavaScript, which may be asynchronous, gives something true on the page."""
    until(lambda: page.evaluate(script, argument), script, page)


def _while_it_may_be_left(look: Callable[[], Found | None]) -> Found | None:
    """Look at a page; None where it was just left for another one."""
    try:
        return look()
    except Error as error:
        if "navigation" in str(error) or "context was destroyed" in str(error):
            return None
        raise
