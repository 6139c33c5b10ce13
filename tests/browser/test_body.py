"""A weight that is unlikely, on a phone: asked about, changed, asked again, and kept when right."""

import pytest

from browser.conftest import OpenTab
from browser.serving import Served
from soleus.compose import Settings, open_coach
from soleus.journal import SELF, WeightEntry
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
