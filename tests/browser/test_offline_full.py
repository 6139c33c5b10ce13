"""A device whose room is really used up: the page says so, and what waits is not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.phones import note_swelling, open_more, open_page, until_none_waits, waiting
from soleus.journal import SELF, SymptomEntry, TapeEntry

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.serving import Served

pytestmark = pytest.mark.browser


EMPTIED_OR_FULL = """() => document.querySelector("#note").value === ""
  || document.querySelector("#network").innerText.includes("so nothing was kept")"""
"""That pages are not kept is said as well, and sooner."""


def allow_no_more(page: Page) -> None:
    """Set the browser's own quota of this site to what it holds now."""
    limit(page, page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)"))


def limit(page: Page, quota: int | None) -> None:
    session = page.context.new_cdp_session(page)
    origin = page.evaluate("location.origin")
    more = {} if quota is None else {"quotaSize": quota}
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, **more})


def note(page: Page, line: str) -> None:
    page.locator("#note").fill(line)
    page.locator("#feel button[class=button]").click()


def test_a_full_device_keeps_the_words_in_the_form_and_all_that_waits(
    tab: Page, served: Served
) -> None:
    open_page(tab, "/journal")
    open_more(tab)
    line = tab.locator("#network")
    note(tab, "0 after a long drive")
    expect(line).to_contain_text("Kept on this device")
    allow_no_more(tab)
    for kept in range(1, 60):  # Chromium goes by the room it saw before for half a minute
        note(tab, f"{kept} after a long drive")
        tab.wait_for_function(EMPTIED_OR_FULL)
        if "so nothing was kept" in line.inner_text():
            break
        tab.wait_for_timeout(1000)
    expect(line).to_contain_text("This device is full, so nothing was kept.")
    expect(line).to_contain_text("Free some space and save again.")
    assert tab.locator("#note").input_value().startswith(f"{kept} after a long drive")
    assert len(waiting(tab)) == kept

    limit(tab, None)
    tab.context.set_offline(False)
    open_page(tab, "/settings")
    until_none_waits(tab)
    with served.coach() as coach:
        notes = [each.entry.note for each in coach.journal.entries(SELF, (SymptomEntry,))]
    assert sorted(int(each.split()[0]) for each in notes) == list(range(kept))


def test_where_pages_cannot_be_kept_the_page_says_so_and_the_queue_is_safe(
    tab: Page, served: Served
) -> None:
    note_swelling(tab, "4")
    expect(tab.locator("#network")).to_contain_text("Kept on this device.")
    tab.context.route("**/api/sync", lambda route: route.abort())
    allow_no_more(tab)
    tab.context.set_offline(False)
    open_page(tab, "/settings")
    line = tab.locator("#network")
    expect(line).to_contain_text("This device is full, so pages are not kept")
    expect(line).to_contain_text("Free some space, then open this page again.")
    expect(line).to_contain_text("2 entries wait on this device.")
    assert len(waiting(tab)) == 2

    limit(tab, None)
    tab.context.unroute("**/api/sync")
    open_page(tab, "/settings")
    until_none_waits(tab)
    with served.coach() as coach:
        assert len(coach.journal.entries(SELF, (SymptomEntry, TapeEntry))) == 2


def test_a_session_on_a_full_device_goes_on_and_says_that_it_cannot_be_kept(tab: Page) -> None:
    tab.goto("/session/ankle-pumps")
    allow_no_more(tab)
    tab.get_by_role("button", name="No, nothing new. Begin").click()
    tab.wait_for_selector('#session[data-phase="running"]')
    expect(tab.locator("#fault")).to_contain_text("This device is full: the session goes on")
    assert waiting(tab) == []
