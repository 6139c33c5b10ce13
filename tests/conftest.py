"""What every test here shares: patience with slow machines, and one Chromium.

How fast an example runs says nothing about whether it is right. Each run by hand draws new
examples; with SAME_EXAMPLES set it draws those of every other such run, so that whether a change
may land depends on the change and not on luck.
"""

import asyncio
import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, BrowserType, expect, sync_playwright

from chromium_flags import CHROMIUM_FLAGS, NewContext, chromium_path
from patience import PATIENCE_MS

EXAMPLES = int(os.environ.get("SOLEUS_EXAMPLES", "40"))
"""Of each property that asks for no number of its own; more after a change of what it holds."""
settings.register_profile("new examples", deadline=None, max_examples=EXAMPLES)
settings.register_profile(
    "same examples", deadline=None, max_examples=EXAMPLES, derandomize=True, database=None
)
settings.load_profile("same examples" if os.environ.get("SAME_EXAMPLES") else "new examples")
expect.set_options(timeout=PATIENCE_MS)
os.environ["TZ"] = "UTC"  # the tests say their own zone where one matters


@pytest.fixture(autouse=True)
def zone_of_the_machine() -> Iterator[None]:
    """Take back the zone that a test's ``TZ`` left in the C library; ``monkeypatch`` cannot."""
    time.tzset()
    yield
    time.tzset()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Let ``-n auto`` be twice the cores: many tests wait for a browser, a server or for time."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take the quick tests first; of several processes none may be left alone with a slow one."""
    slow_first = hasattr(config, "workerinput")
    items.sort(key=lambda item: (item.get_closest_marker("slow") is not None) != slow_first)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name no test by raw bytes: packed, they hold the time, and each process lists its own."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(autouse=True)
def no_loop_of_the_browser(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hide the loop that Playwright leaves running, from tests that ask for no browser.

    It stays for the whole run of a process, and code that begins a loop of its own would refuse.
    """
    if request.node.get_closest_marker("browser"):
        yield
        return
    running = asyncio.events._get_running_loop()
    asyncio.events._set_running_loop(None)
    yield
    asyncio.events._set_running_loop(running)


@pytest.fixture(scope="session")
def kind_of_browser() -> Iterator[BrowserType]:
    """What starts a Chromium: Playwright cannot be started twice in a process."""
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def chromium(kind_of_browser: BrowserType) -> Iterator[Browser]:
    """The one Chromium of a test run."""
    with kind_of_browser.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS) as browser:
        yield browser


@pytest.fixture(scope="session")
def whole_chromium(kind_of_browser: BrowserType) -> Iterator[Browser]:
    """The Chromium that people have, for what the one without a window lacks."""
    path = chromium_path(whole=True)
    with kind_of_browser.launch(executable_path=path, args=CHROMIUM_FLAGS) as browser:
        yield browser


@pytest.fixture
def new_context(chromium: Browser) -> Iterator[NewContext]:
    """Opens browsers that know nothing of each other: ``new_context(base_url=address, …)``.

    They are patient on slow machines, speak British English, and are closed at the end.
    """
    contexts: list[BrowserContext] = []

    def opened(**more: Any) -> BrowserContext:
        context = (more.pop("browser", None) or chromium).new_context(**{"locale": "en-GB", **more})
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def chromium_of_large_letters(kind_of_browser: BrowserType) -> Iterator[Browser]:
    """One whose reader has asked for letters twice as large, as in a browser's own settings."""
    large = "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"
    with kind_of_browser.launch(
        executable_path=chromium_path(), args=[*CHROMIUM_FLAGS, large]
    ) as browser:
        yield browser
