"""What is unlikely, on a phone: asked about, changed, asked again, and kept when it is right."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from browser.conftest import OpenTab
from browser.phones import open_more, open_page, until_kept, until_none_waits, visit, waiting
from browser.serving import Served
from soleus.compose import Settings, open_coach
from soleus.journal import SELF, TapeEntry, WeightEntry
from soleus.vocabulary.clock import FixedClock

pytestmark = pytest.mark.browser


def test_what_is_unlikely_is_asked_by_keyboard_alone_and_kept_as_it_was_typed(
    open_tab: OpenTab, served_at: Served, clock: FixedClock
) -> None:
    with open_coach(Settings(served_at.data_dir), clock) as coach:
        coach.notes.take(SELF, WeightEntry(84))
    page = open_tab(served_at.address)
    page.goto("/body?add=weight")
    for typed in ("62", "61.5"):
        page.fill("#weight_kg", typed)
        with page.expect_navigation():
            page.keyboard.press("Enter")  # which says of nothing that it is right
        asked = page.locator(".flash.fault")
        assert f"is {typed} kg right? Last time it was 84 kg." in asked.inner_text()
        assert page.locator("#weight dd").inner_text() == "84 kg"
    assert page.evaluate("document.activeElement.matches('.flash.fault')")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#weight dd").inner_text() == "61.5 kg"


def test_what_is_unlikely_is_asked_with_no_network_too_and_arrives_as_it_was_typed(
    phone: BrowserContext, served: Served
) -> None:
    with served.coach() as coach:
        coach.notes.take(SELF, WeightEntry(84))
    page = phone.new_page()
    visit(page)
    until_kept(page, ["/body"])
    phone.set_offline(True)
    open_page(page, "/body")
    page.locator("#weight summary.button").click()
    asked = page.locator("#weight .flash.fault")
    for typed in ("62", "61.5"):
        page.fill("#weight_kg", typed)
        page.keyboard.press("Enter")  # which says of nothing that it is right
        expect(asked).to_contain_text(f"Weight: is {typed} kg right? Last time it was 84 kg.")
        expect(asked).to_be_focused()
        assert waiting(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#network")).to_contain_text("Kept on this device.")
    expect(asked).to_have_count(0)
    page.fill("#weight_kg", "82")  # held against the one that waits
    page.keyboard.press("Enter")
    expect(asked).to_contain_text("is 82 kg right? Last time it was 61.5 kg.")
    phone.set_offline(False)
    open_page(page, "/body")
    until_none_waits(page)
    assert [each.weight_kg for each in noted(served, WeightEntry)] == [84, 61.5]


def test_a_girth_in_the_journal_is_asked_about_with_no_network_unless_something_is_new(
    phone: BrowserContext, served: Served
) -> None:
    page = phone.new_page()
    visit(page)
    phone.set_offline(True)
    open_page(page, "/journal")
    open_more(page)
    page.fill("#calf_left_cm", "47")
    page.fill("#calf_right_cm", "36")
    page.locator("#feel > p > button").click()
    expect(page.locator("#feel .flash.fault")).to_contain_text("The other leg is 36 cm.")
    assert waiting(page) == []
    page.locator("label", has_text="Something is new or worse").click()
    page.locator("#feel > p > button").last.click()
    page.wait_for_url("**/check")
    phone.set_offline(False)
    open_page(page, "/journal")
    until_none_waits(page)
    [girth] = noted(served, TapeEntry)
    assert (girth.calf_left_cm, girth.calf_right_cm) == (47, 36)


def noted(served: Served, kind: type[Any]) -> list[Any]:
    with served.coach() as coach:
        return [each.entry for each in coach.journal.entries(SELF, (kind,))]
