"""One visit, then no network: the check is taken to its end, through a reload, and arrives once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.phones import until_kept
from patience import until
from soleus.journal import SELF, CheckEntry
from soleus.web import offline

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.serving import Served
    from chromium_flags import NewContext

pytestmark = pytest.mark.browser


def heading(tab: Page) -> str:
    return tab.locator("#check h1").inner_text()


def answer_one(tab: Page) -> None:
    """Answer one screen as somebody well would."""
    before = heading(tab)
    if tab.locator("#age").count():
        tab.get_by_role("button", name="Rather not say").click()
    elif tab.locator(".check > .none").count():
        tab.locator(".check > .none").click()
    else:
        tab.locator(".check > .choices > button", has_text="No").first.click()
    tab.wait_for_function("before => document.querySelector('h1').innerText != before", arg=before)


def checks(served: Served) -> int:
    with served.coach() as coach:
        return len(coach.journal.entries(SELF, (CheckEntry,)))


def test_the_check_is_taken_with_no_network_through_a_reload_and_arrives_once(
    new_context: NewContext, served: Served
) -> None:
    context = new_context(base_url=served.address)
    tab = context.new_page()
    tab.goto("/")
    until_kept(tab, [offline.RULES, *offline.PERSONAL_DATA])
    context.set_offline(True)
    tab.goto("/check")
    answer_one(tab)
    at = heading(tab)
    tab.reload()
    tab.locator("#check h1").wait_for()
    assert heading(tab) == at
    while heading(tab) != "Your answers":
        answer_one(tab)
    tab.get_by_role("button", name="See the result").click()
    tab.get_by_role("heading", name="You can look after yourself for now").wait_for()
    assert checks(served) == 0
    context.set_offline(False)
    tab.goto("/")
    until(lambda: checks(served), "the check to arrive", tab)
    tab.reload()
    tab.wait_for_load_state("networkidle")
    assert checks(served) == 1
