"""What every test here shares: patience with slow machines, and one Chromium.

How fast an example runs says nothing about whether it is right.
"""

import asyncio
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from chromium_flags import CHROMIUM_FLAGS

settings.register_profile("soleus", deadline=None)
settings.load_profile("soleus")


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
def chromium() -> Iterator[Browser]:
    """The one Chromium of a test run: Playwright cannot be started twice in a process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS
        )
        yield browser
        browser.close()


@pytest.fixture
def chromium_of_large_letters(chromium: Browser) -> Iterator[Browser]:
    """One whose reader has asked for letters twice as large, as in a browser's own settings."""
    browser = chromium.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=[*CHROMIUM_FLAGS, "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"],
    )
    yield browser
    browser.close()
