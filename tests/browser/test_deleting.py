"""Delete my data, with a real server and a real browser: gone there, gone here, the gate shut."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.phones import LET_ONE_WAIT, WANTED, until_kept
from browser.serving import Served
from browser.visitor import Visitor
from chromium_flags import NewContext
from soleus.journal import SELF

pytestmark = pytest.mark.browser

WELL: dict[str, Any] = {"answers": {"age": 40}, "others": "no"}
LEFT = """async () => ({
  caches: (await caches.keys()).length,
  databases: (await indexedDB.databases()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
WAITING = "11111111-1111-4111-8111-111111111111"


def delete(page: Page, word: str) -> None:
    page.goto("/settings")
    page.get_by_role("link", name="Delete data").click()
    page.get_by_label("Type “delete” to go on").fill(word)
    page.get_by_role("button", name="Delete for good").click()


def test_all_is_gone_from_the_computer_and_from_this_browser(
    new_context: NewContext, served: Served
) -> None:
    served.record(WELL)
    context = new_context(base_url=served.address)
    page = context.new_page()
    page.goto("/")
    until_kept(page, WANTED)
    page.evaluate(LET_ONE_WAIT, WAITING)
    page.goto("/settings")
    page.get_by_text("Large", exact=True).click()
    page.get_by_role("button", name="Save", exact=True).click()

    delete(page, "no")
    expect(page.get_by_text("Nothing was deleted")).to_be_visible()
    assert served.kinds() == ["check"]

    delete(page, "delete")
    expect(page.locator("h1")).to_have_text("The data is deleted")
    expect(page.get_by_text("This browser has forgotten it too.")).to_be_visible()
    assert page.evaluate(LEFT) == {"caches": 0, "databases": 0, "workers": 0}
    # the browser says its zone to every page, this one too; all else is gone
    assert [each["name"] for each in context.cookies()] == ["zone"]
    assert served.kinds() == []
    page.goto("/session/ankle-pumps")
    expect(page.get_by_text("Take the check first").first).to_be_visible()
    page.goto("/journal")
    page.wait_for_load_state("networkidle")
    assert served.kinds() == []


def test_what_another_device_sends_later_from_before_does_not_come_back(
    new_context: NewContext, served: Served
) -> None:
    served.record(WELL)
    phone = new_context(base_url=served.address)
    page = phone.new_page()
    page.goto("/")
    phone.set_offline(True)  # else a page that is still loading may send it at once
    page.evaluate(LET_ONE_WAIT.replace("calf_left_cm: 3 ", "calf_left_cm: 36 "), WAITING)
    with served.coach() as coach:
        coach.delete([SELF])
    phone.set_offline(False)
    page.goto("/journal")
    expect(page.locator("#network")).to_contain_text("before the data here was deleted")
    assert served.kinds() == []


def test_a_session_open_in_another_tab_brings_nothing_back_and_still_leads_to_help(
    new_context: NewContext, served: Served
) -> None:
    served.record(WELL)
    context = new_context(base_url=served.address)
    visitor = Visitor(context.new_page())
    visitor.open("/session/ankle-pumps")
    visitor.press("No, nothing new. Begin")
    visitor.press("Begin", within=".controls")
    with served.coach() as coach:
        coach.delete([SELF])
    visitor.press("Something is wrong")
    visitor.page.get_by_role("button", name="Chest pain").first.click()
    visitor.page.wait_for_url("**/result")
    assert "Call " in visitor.text
    with served.coach() as coach:
        assert coach.gate.standing(SELF).is_emergency
        assert coach.journal.draft(SELF, "session") is None
    assert served.kinds() == ["symptom"]
