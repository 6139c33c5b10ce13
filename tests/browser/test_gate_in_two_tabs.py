"""A session in one tab, the check in another: what is answered there stops what runs here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.phones import begin, until_none_waits, waiting
from browser.visitor import Visitor
from soleus.journal import SELF, CheckEntry, SessionEntry

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from browser.serving import Served

pytestmark = pytest.mark.browser

WITHIN_MS = 30_000
"""Some times the five seconds after which a session asks again, so that a busy machine has time."""

CHEST_PAIN = {"breath": {"chest_pain": "yes"}}
CALF_PAIN = {"swelling": {"leg_pain": "left"}}


def begin_with_a_network(page: Page) -> None:
    visitor = Visitor(page)
    visitor.begin_session()
    visitor.start()
    visitor.wait_for_phase("running")


def sessions(served: Served) -> list[SessionEntry]:
    with served.coach() as coach:
        return [each.entry for each in coach.journal.entries(SELF, (SessionEntry,))]


def test_an_emergency_answered_in_another_tab_stops_the_session_within_seconds(
    phone: BrowserContext, served: Served
) -> None:
    here, there = phone.new_page(), phone.new_page()
    begin_with_a_network(here)
    Visitor(there).take_check(CHEST_PAIN)
    expect(there.locator("h1")).to_contain_text("Call 999 now")
    expect(here.locator("h1")).to_contain_text("Call 999 now", timeout=WITHIN_MS)
    assert here.locator("#begin, #resume").count() == 0
    assert [each.outcome.value for each in sessions(served)] == ["dropped"]
    here.go_back()
    assert here.locator('#session[data-phase="running"]').count() == 0


def test_a_referral_answered_in_another_tab_ends_the_session_within_seconds(
    phone: BrowserContext, served: Served
) -> None:
    here, there = phone.new_page(), phone.new_page()
    begin_with_a_network(here)
    Visitor(there).take_check(CALF_PAIN)
    here.wait_for_url("**/session/over/*", timeout=WITHIN_MS)
    assert [each.outcome.value for each in sessions(served)] == ["dropped"]
    here.goto("/session/ankle-pumps")
    assert here.get_by_role("button", name="Begin").count() == 0


def answer_with_no_network(page: Page, marked: str) -> None:
    """Answer the first screens of the check on the device until one asks for this; mark it."""
    page.goto("/check")
    page.locator("#check h1").wait_for()
    for _ in range(30):
        if page.locator(f'input[name="mark.{marked}"]').count():
            break
        before = page.locator("#check h1").inner_text()
        page.locator(".check > .none, .check > .choices > button").first.click()
        expect(page.locator("#check h1")).not_to_have_text(before)
    page.locator(f'label:has(input[name="mark.{marked}"])').click()
    page.get_by_role("button", name="Only what I marked. No to the rest").click()


def test_an_emergency_that_waits_on_the_device_stops_a_session_with_no_network(
    tab: Page, served: Served
) -> None:
    begin(tab)
    other = tab.context.new_page()
    answer_with_no_network(other, "chest_pain")
    expect(other.locator("h1")).to_contain_text("Call ")
    tab.wait_for_url("**/emergency", timeout=WITHIN_MS)
    expect(tab.locator("h1")).to_contain_text("Call ")
    assert sorted(each["kind"] for each in waiting(tab)) == ["nothing_new", "session"]
    tab.goto("/session/ankle-pumps")
    expect(tab.get_by_role("heading", name="Not without a network now")).to_be_visible()
    assert tab.locator("#first").is_hidden()

    tab.context.set_offline(False)
    other.goto("/emergency")
    until_none_waits(other)
    assert [each.outcome.value for each in sessions(served)] == ["dropped"]
    with served.coach() as coach:
        assert len(coach.journal.entries(SELF, (CheckEntry,))) == 2
        assert coach.gate.standing(SELF).is_emergency


def test_something_new_noted_in_another_tab_with_no_network_stops_the_session(tab: Page) -> None:
    begin(tab)
    other = tab.context.new_page()
    other.goto("/journal")
    other.wait_for_load_state("load")
    other.locator("label", has_text="Something is new or worse").click()
    other.locator("#feel button[class=button]").click()
    other.wait_for_url("**/check")
    expect(tab.get_by_role("heading", name="Not without a network now")).to_be_visible(
        timeout=WITHIN_MS
    )
    assert tab.locator("#staged").is_hidden()
