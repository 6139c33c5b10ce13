"""A new version of Soleus while a session runs: the session goes on, the new one comes after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser import serving
from browser.phones import begin, until_none_waits, visit
from browser.samples import WELL
from soleus.vocabulary import SystemClock
from soleus.web import offline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from browser.serving import Served
    from soleus.vocabulary import FixedClock

pytestmark = pytest.mark.browser

STANDS = "navigator.serviceWorker.getRegistration().then((it) => Boolean(it[{which!r}]))"
OLD = "caches.keys().then((names) => names.includes({name!r}))"


def test_an_upgrade_waits_until_the_session_is_over(
    chromium: Browser, served_at: Served, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    served_at.record_at(clock, WELL)
    context = chromium.new_context(base_url=served_at.address, locale="en-GB")
    page = context.new_page()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    old = f"soleus-files-{offline.version()}"

    page.goto("/session/ankle-pumps")
    page.get_by_text("No, nothing new").click()
    page.get_by_role("button", name="Begin", exact=True).click()
    page.wait_for_url("**/session/run/*")
    page.get_by_role("button", name="Begin", exact=True).click()
    page.wait_for_selector('#session[data-phase="running"]')
    page.evaluate("window.isSamePage = true")

    monkeypatch.setattr(offline, "version", lambda: "newer")
    page.evaluate("navigator.serviceWorker.getRegistration().then((it) => it.update())")
    page.wait_for_function(
        "() => navigator.serviceWorker.getRegistration().then((it) => Boolean(it.waiting))"
    )
    page.wait_for_timeout(1000)
    assert page.evaluate(STANDS.format(which="waiting"))
    assert page.evaluate("window.isSamePage")
    assert page.locator("#session").get_attribute("data-phase") == "running"
    assert page.evaluate(OLD.format(name=old))

    page.get_by_role("button", name="Pause", exact=True).click()
    page.get_by_role("button", name="End here", exact=True).click()
    page.wait_for_url("**/session/over/*")
    page.goto("/journal")
    for _ in range(300):
        if not page.evaluate(OLD.format(name=old)):
            break
        page.wait_for_timeout(100)
    assert page.evaluate(OLD.format(name="soleus-files-newer"))
    assert not page.evaluate(OLD.format(name=old))
    assert not page.evaluate(STANDS.format(which="waiting"))
    assert served_at.kinds().count("session") == 1
    context.close()


@pytest.fixture
def served_now(tmp_path: Path) -> Iterator[Served]:
    """The application in this process, by the clock of the machine."""
    with serving.thread(tmp_path / "data", SystemClock()) as running:
        yield running


def test_an_upgrade_that_comes_with_the_network_leaves_a_session_of_the_device_alone(
    chromium: Browser, served_now: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    served_now.record(WELL)
    context = chromium.new_context(base_url=served_now.address, locale="en-GB")
    page = context.new_page()
    visit(page)
    context.set_offline(True)
    begin(page)
    page.evaluate("window.isSamePage = true")

    monkeypatch.setattr(offline, "version", lambda: "newer")
    context.set_offline(False)
    page.evaluate("navigator.serviceWorker.getRegistration().then((it) => it.update())")
    page.wait_for_function(
        "() => navigator.serviceWorker.getRegistration().then((it) => Boolean(it.waiting))"
    )
    page.wait_for_timeout(1000)
    assert page.evaluate(STANDS.format(which="waiting"))
    assert page.evaluate("window.isSamePage")
    for _ in range(2):
        page.get_by_role("button", name="Skip", exact=True).click()
        page.wait_for_timeout(800)
    page.locator("#over-title").wait_for()
    page.goto("/journal")
    until_none_waits(page)
    for _ in range(300):
        if not page.evaluate(STANDS.format(which="waiting")):
            break
        page.wait_for_timeout(100)
    assert page.evaluate(OLD.format(name="soleus-files-newer"))
    assert served_now.kinds().count("session") == 1
    context.close()
