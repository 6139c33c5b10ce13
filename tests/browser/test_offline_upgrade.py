"""A new version of Soleus while a session runs: the session goes on, the new one comes after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser import serving
from browser.phones import begin, skip, until_counting, until_none_waits, visit
from browser.samples import WELL
from patience import until_true
from soleus.vocabulary import SystemClock
from soleus.web import offline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from browser.serving import Served
    from chromium_flags import NewContext
    from soleus.vocabulary.clock import FixedClock

pytestmark = pytest.mark.browser

REGISTRATION = "navigator.serviceWorker.getRegistration()"
WAITS = f"() => {REGISTRATION}.then((it) => Boolean(it.waiting))"
KEEPS = "(name) => caches.keys().then((names) => names.includes(name))"
OLD = f"soleus-files-{offline.version()}"
NEW = "soleus-files-newer"


def upgrade(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server be of a newer version, and the browser see that it is."""
    monkeypatch.setattr(offline, "version", lambda: "newer")
    until_true(page, f"() => {REGISTRATION}.then((it) => it.update()).then({WAITS})")


def assert_goes_on_as_before(page: Page) -> None:
    """The new worker has come and was asked to take over, and yet nothing changed."""
    page.wait_for_timeout(3000)
    assert page.evaluate(WAITS)
    assert page.evaluate("window.isSamePage")


def until_upgraded(page: Page) -> None:
    """Wait until the new worker stands, with its files, and the old one's are gone."""
    until_true(page, f"async () => !await ({WAITS})()")
    until_true(page, KEEPS, NEW)
    until_true(page, f"async (name) => !await ({KEEPS})(name)", OLD)


def test_an_upgrade_waits_until_the_session_is_over(
    new_context: NewContext, served_at: Served, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    served_at.record_at(clock, WELL)
    page = new_context(base_url=served_at.address).new_page()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    page.goto("/session/ankle-pumps")
    page.get_by_role("button", name="No, nothing new. Begin").click()
    page.wait_for_url("**/session/run/*")
    page.get_by_role("button", name="Begin", exact=True).click()
    page.wait_for_selector('#session[data-phase="running"]')
    page.evaluate("window.isSamePage = true")

    upgrade(page, monkeypatch)
    assert_goes_on_as_before(page)
    assert page.locator("#session").get_attribute("data-phase") == "running"
    assert page.evaluate(KEEPS, OLD)

    page.get_by_role("button", name="Pause", exact=True).click()
    page.get_by_role("button", name="End here", exact=True).click()
    page.wait_for_url("**/session/over/*")
    until_upgraded(page)
    assert served_at.kinds().count("session") == 1


@pytest.fixture
def served_now(tmp_path: Path) -> Iterator[Served]:
    """The application in this process, by the clock of the machine."""
    with serving.thread(tmp_path / "data", SystemClock()) as running:
        yield running


def test_an_upgrade_that_comes_with_the_network_leaves_a_session_of_the_device_alone(
    new_context: NewContext, served_now: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    served_now.record(WELL)
    context = new_context(base_url=served_now.address)
    page = context.new_page()
    visit(page)
    context.set_offline(True)
    begin(page)
    page.evaluate("window.isSamePage = true")

    context.set_offline(False)
    upgrade(page, monkeypatch)
    assert_goes_on_as_before(page)
    until_counting(page)  # getting ready ends by itself, and on a slow machine has ended by now
    skip(page)
    page.locator("#over-title").wait_for()
    page.goto("/journal")
    until_none_waits(page)
    until_upgraded(page)
    assert served_now.kinds().count("session") == 1
