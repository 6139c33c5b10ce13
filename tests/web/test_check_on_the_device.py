"""The check with the network off: asked, decided, shown and kept by the browser alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from patience import until, until_true
from soleus.vocabulary import Activity
from web.test_in_the_browser import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from soleus.assessment import Standing
    from soleus.coach import Coach
    from soleus.vocabulary.clock import FixedClock

pytestmark = pytest.mark.browser

NOTHING_WAITS = """async () => {
  const page = document.querySelector('script[src*="js/offline/page.js"]').src;
  const { waiting } = await import(page.replace("page.js", "queue.js"));
  return (await waiting()).length === 0;
}"""


def open_and_go_offline(tab: Page, clock: FixedClock) -> None:
    tab.clock.install(time=clock.now() + timedelta(minutes=1))
    tab.goto("/offline/check")
    tab.locator("#check h1").wait_for()
    tab.context.set_offline(True)


def heading(tab: Page) -> str:
    return tab.locator("#check h1").inner_text()


def answer_as_somebody_well(tab: Page) -> None:
    """Answer every screen with no, the age with not said, until the answers are shown."""
    while heading(tab) != "Your answers":
        before = heading(tab)
        if tab.locator("#age").count():
            tab.get_by_role("button", name="Rather not say").click()
        elif tab.locator(".check > .none").count():
            tab.locator(".check > .none").click()
        else:
            tab.locator(".check > .choices > button", has_text="No").first.click()
        tab.wait_for_function(
            "before => document.querySelector('h1').innerText != before", arg=before
        )


def checked(coach: Coach) -> Standing | None:
    """Where the person stands, once a check has been taken in."""
    standing = coach.gate.standing("self")
    return standing if standing.checked_at else None


def test_a_well_person_gets_the_servers_result_with_no_network(
    tab: Page, coach: Coach, clock: FixedClock
) -> None:
    open_and_go_offline(tab, clock)
    answer_as_somebody_well(tab)
    tab.get_by_role("button", name="See the result").click()
    tab.get_by_role("heading", name="You can look after yourself for now").wait_for()
    assert tab.locator(".status.permitted").count() == 1
    assert tab.locator("#may").count() == 1
    assert coach.gate.standing("self").checked_at is None
    clock.advance(timedelta(hours=1))
    tab.context.set_offline(False)
    tab.reload()
    standing = until(lambda: checked(coach), "the check to arrive", tab)
    until_true(tab, NOTHING_WAITS)
    assert standing.clearance
    assert standing.checked_at
    assert standing.checked_at < clock.now() - timedelta(minutes=50)  # counted from its beginning
    assert Activity.WALKING in standing.clearance.permits


def test_an_emergency_ends_the_check_at_once_with_the_number_to_call(
    tab: Page, clock: FixedClock
) -> None:
    open_and_go_offline(tab, clock)
    line = tab.locator("#line-chest_pain")
    line.locator(".choice").first.click()
    tab.get_by_role("button", name="Only what I marked").click()
    tab.get_by_role("heading", name="Call 999 now").wait_for()
    assert tab.locator("#check a.call").get_attribute("href") == "tel:999"
    assert "Do no exercise" in tab.locator("#check").inner_text()
    why = tab.locator("#check details.why").first
    why.locator("summary").click()
    assert why.locator(".claim").count() >= 1


def test_an_emergency_is_shown_by_a_device_that_can_keep_nothing(
    tab: Page, clock: FixedClock
) -> None:
    tab.add_init_script(
        "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') }"
    )
    open_and_go_offline(tab, clock)
    tab.locator("#line-chest_pain .choice").first.click()
    tab.get_by_role("button", name="Only what I marked").click()
    tab.get_by_role("heading", name="Call 999 now").wait_for()
    assert "could not be kept here" in tab.locator("#check").inner_text()


def test_rules_past_their_day_are_refused_in_one_clear_line(tab: Page, clock: FixedClock) -> None:
    tab.clock.install(time=clock.now() + timedelta(days=30))
    tab.goto("/offline/check")
    tab.locator("#check .lead").wait_for()
    assert "too old to go by" in tab.locator("#check .lead").inner_text()
    assert tab.locator("#check a.call").count() == 1
    assert tab.locator(".line").count() == 0


def test_a_half_way_check_goes_on_after_the_tab_was_closed(tab: Page, clock: FixedClock) -> None:
    open_and_go_offline(tab, clock)
    before = heading(tab)
    tab.locator(".check > .none").click()
    tab.wait_for_function("before => document.querySelector('h1').innerText != before", arg=before)
    at = heading(tab)
    tab.context.set_offline(False)
    tab.reload()
    tab.locator("#check h1").wait_for()
    assert heading(tab) == at


def test_axe_finds_nothing_on_its_pages(tab: Page, clock: FixedClock) -> None:
    open_and_go_offline(tab, clock)
    assert violations(tab) == []
    answer_as_somebody_well(tab)
    assert violations(tab) == []
    tab.get_by_role("button", name="See the result").click()
    tab.get_by_role("heading", name="You can look after yourself for now").wait_for()
    assert violations(tab) == []
