"""An emergency told with no network stands above every page that the device kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.phones import begin, until_kept

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

KEPT = ("/learn", "/you", "/progress", "/journal")
BAR = "#emergency-stands"


def test_what_was_told_with_no_network_stands_above_every_page_kept(tab: Page) -> None:
    for path in KEPT:
        until_kept(tab, [path])
        tab.goto(path)
        expect(tab.locator(BAR)).to_be_hidden()
    begin(tab)
    tab.get_by_role("button", name="Pause", exact=True).click()
    tab.locator("#something-wrong").click()
    tab.locator("#stop-rules button", has_text="Chest pain").first.click()
    tab.wait_for_url("**/emergency")
    for path in (*KEPT, "/offline/session", "/nowhere"):
        tab.goto(path)
        expect(tab.locator(BAR)).to_be_visible()
        expect(tab.locator(f"{BAR} a").last).to_have_attribute("href", "/emergency")
