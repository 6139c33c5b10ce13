"""One visit, then no network: the day goes on, and what was noted arrives exactly once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from browser.phones import (
    LET_ONE_WAIT,
    WANTED,
    begin,
    note_swelling,
    skip,
    standing,
    symptoms,
    until_counting,
    until_kept,
    until_none_waits,
    visit,
)
from soleus.assessment.clearance import LIFETIME
from soleus.journal import SELF

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from browser.serving import Served

pytestmark = pytest.mark.browser


def test_today_learn_and_the_week_are_there_and_say_from_when(tab: Page) -> None:
    for path in ("/", "/week", "/learn", "/journal"):
        until_kept(tab, [path])
        tab.goto(path)
        assert "This page is as it was on" in standing(tab), path
    tab.goto("/emergency")
    expect(tab.locator("h1")).to_contain_text("Call ")
    tab.goto("/check")
    expect(tab.locator("#check h1")).to_be_visible()
    tab.goto("/people")
    expect(tab.locator("h1")).to_have_text("No network")


def test_a_note_is_kept_on_the_device_and_arrives_exactly_once(tab: Page, served: Served) -> None:
    note_swelling(tab)
    expect(tab.locator("#network")).to_contain_text("Kept on this device.")
    assert "2 entries wait on this device." in standing(tab)
    assert symptoms(served) == []
    tab.context.set_offline(False)
    tab.goto("/journal")
    until_none_waits(tab)
    tab.reload()
    assert sorted(each.kind for each in symptoms(served)) == ["symptom", "tape"]


def test_a_session_goes_to_its_end_and_arrives_once(tab: Page, served: Served) -> None:
    begin(tab)
    skip(tab)
    until_counting(tab)
    skip(tab)
    expect(tab.locator("#over-title")).to_contain_text("Ankle pumps")
    expect(tab.locator("#over-kept")).to_contain_text("Kept on this device")
    tab.context.set_offline(False)
    tab.goto("/journal")
    until_none_waits(tab)
    assert served.kinds().count("session") == 1
    assert served.kinds().count("nothing_new") == 1


def test_a_reload_in_a_session_takes_it_up_where_it_was(tab: Page) -> None:
    begin(tab)
    skip(tab)
    until_counting(tab)
    tab.get_by_role("button", name="Pause", exact=True).click()
    before = tab.locator("#count").inner_text()
    tab.reload()
    tab.wait_for_selector('#session[data-phase="paused"]')
    tab.get_by_role("button", name="Go on", exact=True).click()
    tab.wait_for_selector('#session[data-phase="running"]')
    expect(tab.locator("#count")).not_to_be_empty()
    assert int(before.split()[0]) <= int(tab.locator("#count").inner_text().split()[0]) + 1


def test_something_wrong_is_kept_and_no_session_opens_after_it(tab: Page, served: Served) -> None:
    begin(tab)
    tab.get_by_role("button", name="Pause", exact=True).click()
    tab.locator("#something-wrong").click()
    tab.locator("#stop-rules button", has_text="Chest pain").first.click()
    tab.wait_for_url("**/emergency")
    expect(tab.locator("h1")).to_contain_text("Call ")
    tab.goto("/session/ankle-pumps")
    expect(tab.get_by_role("heading", name="Not without a network now")).to_be_visible()
    assert tab.locator("#first").is_hidden()
    tab.context.set_offline(False)
    tab.goto("/emergency")
    until_none_waits(tab)
    with served.coach() as coach:
        assert coach.gate.standing(SELF).is_emergency


def test_something_new_noted_offline_shuts_the_gate_of_the_device(tab: Page) -> None:
    tab.goto("/journal")
    tab.wait_for_load_state("load")
    tab.locator("label", has_text="Something is new or worse").click()
    tab.locator("#feel > p > button").click()
    tab.wait_for_url("**/check")
    tab.goto("/session/ankle-pumps")
    expect(tab.get_by_role("heading", name="Not without a network now")).to_be_visible()


def test_leave_that_has_run_out_opens_no_session(tab: Page) -> None:
    tab.clock.set_fixed_time(datetime.now(UTC) + LIFETIME + timedelta(minutes=1))
    tab.goto("/session/ankle-pumps")
    expect(tab.get_by_role("heading", name="Not without a network now")).to_be_visible()


def test_leave_that_has_not_run_out_still_opens_a_session(tab: Page) -> None:
    tab.clock.set_fixed_time(datetime.now(UTC) + LIFETIME - timedelta(hours=1))
    tab.goto("/session/ankle-pumps")
    expect(tab.locator("#first")).to_be_visible()


def test_a_killed_tab_loses_nothing(tab: Page, served: Served) -> None:
    note_swelling(tab)
    expect(tab.locator("#network")).to_contain_text("Kept on this device.")
    phone = tab.context
    tab.close(run_before_unload=False)
    phone.set_offline(False)
    other = phone.new_page()
    other.goto("/journal")
    until_none_waits(other)
    assert len(symptoms(served)) == 2


def test_two_tabs_send_each_entry_once(tab: Page, served: Served) -> None:
    other = tab.context.new_page()
    note_swelling(tab, "4")
    expect(tab.locator("#network")).to_contain_text("Kept on this device.")
    note_swelling(other, "5")
    expect(other.locator("#network")).to_contain_text("4 entries wait")
    tab.context.set_offline(False)
    for page in (tab, other):
        page.reload()
    for page in (tab, other):
        until_none_waits(page)
    assert len(symptoms(served)) == 4


def test_each_persons_pages_are_kept_apart(phone: BrowserContext, served: Served) -> None:
    page = phone.new_page()
    visit(page)
    with served.coach() as coach:
        ida = coach.journal.add_person("Ida").id
    page.goto("/people")
    page.get_by_role("button", name="Ida").click()
    expect(page.locator(".whose")).to_contain_text("Ida")
    until_kept(page, WANTED, person=ida)
    phone.set_offline(True)
    page.goto("/journal")
    expect(page.locator("h1")).to_have_text("Journal of Ida")
    page.goto("/session/ankle-pumps")
    expect(page.get_by_role("heading", name="Not without a network now")).to_be_visible()


def test_what_is_handed_out_as_a_file_is_never_kept(phone: BrowserContext) -> None:
    page = phone.new_page()
    visit(page)
    assert page.evaluate("fetch('/journal/export.json').then((answer) => answer.ok)")
    page.wait_for_timeout(300)
    kept = page.evaluate(
        "async () => { const all = []; for (const name of await caches.keys())"
        " for (const each of await (await caches.open(name)).keys()) all.push(each.url);"
        " return all; }"
    )
    assert kept
    assert not [url for url in kept if "/export." in url or "/api/" in url]


def test_what_is_refused_is_told_and_what_the_device_keeps_can_be_removed(
    phone: BrowserContext, served: Served
) -> None:
    page = phone.new_page()
    visit(page)
    page.evaluate(LET_ONE_WAIT, str(uuid4()))
    page.goto("/settings")
    expect(page.locator("#network")).to_contain_text("1 entry waits on this device.")
    expect(page.locator("#network")).to_contain_text("not taken: Calf left: a number is needed")
    page.locator("#forget").click()
    expect(page.locator("#forgotten")).to_contain_text("1 not sent yet")
    page.locator("#forget").click()
    expect(page.locator("#forgotten")).to_contain_text("Removed from this device")
    assert page.evaluate("caches.keys().then((names) => names.length)") == 0
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert symptoms(served) == []
