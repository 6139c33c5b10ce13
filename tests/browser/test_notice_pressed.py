"""A notice is pressed: the live service worker opens the session, and the gate decides there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from browser.phones import begin, visit
from browser.samples import EMERGENCY
from browser.serving import Served
from browser.visitor import Visitor
from soleus.journal import SELF, BreakEntry, BreakEvent

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

SHOW = """async () => {
  localStorage.setItem("soleus.reminders.wanted", "yes");
  const page = document.querySelector('script[src*="js/offline/page.js"]').src;
  const { show } = await import(page.replace("offline/page.js", "reminders/notices.js"));
  const now = new Date().toISOString();
  await show({ id: now, at: now, says: "Stand up.", link: "/session/ankle-pumps" }, now);
  const registration = await navigator.serviceWorker.ready;
  return (await registration.getNotifications()).length;
}"""

PRESS = """async (action) => {
  // a browser lets a worker bring a page to the front only after a press by a hand
  WindowClient.prototype.focus = async function () { return this; };
  globalThis.opened = [];
  clients.openWindow = async (path) => { globalThis.opened.push(path); return null; };
  const [notification] = await registration.getNotifications();
  const event = new NotificationEvent("notificationclick", { notification, action });
  const done = [];
  event.waitUntil = (promise) => done.push(promise);
  dispatchEvent(event);
  await Promise.allSettled(done);
  return { opened: globalThis.opened, left: (await registration.getNotifications()).length };
}"""


@pytest.fixture
def chromium(whole_chromium: Browser) -> Browser:
    """Without a window there is nothing that would show a notice."""
    return whole_chromium


@pytest.fixture
def shown(phone: BrowserContext) -> Page:
    """Today's page, with a notice of a break on show."""
    phone.grant_permissions(["notifications"])
    page = phone.new_page()
    visit(page)
    assert page.evaluate(SHOW) == 1
    return page


def press(page: Page, action: str = "") -> dict[str, Any]:
    [worker] = page.context.service_workers
    pressed: dict[str, Any] = worker.evaluate(PRESS, action)
    return pressed


def test_one_press_leads_to_the_session_of_three_minutes(shown: Page, served: Served) -> None:
    assert press(shown) == {"opened": [], "left": 0}
    shown.wait_for_url("**/session/ankle-pumps")
    visitor = Visitor(shown)
    visitor.press("No, nothing new. Begin")
    shown.wait_for_url("**/session/run/*")
    visitor.start()
    visitor.wait_for_phase("running")
    assert served.begun()[-1] is not None


def test_where_the_gate_has_shut_since_a_press_starts_no_session(
    shown: Page, served: Served
) -> None:
    served.record(EMERGENCY)
    press(shown)
    expect(shown.locator("h1")).to_contain_text("Call 999 now")
    assert shown.get_by_role("button", name="Begin").count() == 0
    assert served.begun() == [None]


def test_with_no_network_the_gate_of_the_device_decides(shown: Page) -> None:
    shown.context.set_offline(True)
    shown.goto("/journal")
    shown.wait_for_load_state("load")
    press(shown)
    shown.wait_for_url("**/session/ankle-pumps")
    expect(shown.locator("#first")).to_be_visible()


def test_with_no_network_something_new_on_the_device_lets_a_press_start_nothing(
    shown: Page,
) -> None:
    shown.context.set_offline(True)
    shown.goto("/journal")
    shown.wait_for_load_state("load")
    shown.locator("label", has_text="Something is new or worse").click()
    shown.locator("#feel button[class=button]").click()
    shown.wait_for_url("**/check")
    shown.goto("/learn")
    press(shown)
    shown.wait_for_url("**/session/ankle-pumps")
    expect(shown.get_by_role("heading", name="Not without a network now")).to_be_visible()
    assert shown.locator("#first").is_hidden()


@pytest.mark.parametrize("is_cut", [False, True])
def test_a_session_under_way_is_left_alone_and_another_window_opens(
    shown: Page, is_cut: bool
) -> None:
    if is_cut:
        shown.context.set_offline(True)
        begin(shown)
    else:
        visitor = Visitor(shown)
        visitor.begin_session()
        visitor.start()
    before = shown.url
    assert press(shown) == {"opened": ["/session/ankle-pumps"], "left": 0}
    shown.wait_for_timeout(500)
    assert shown.url == before
    shown.wait_for_selector('#session[data-phase="running"]')


def test_i_just_moved_on_the_notice_is_noted_and_opens_nothing(shown: Page, served: Served) -> None:
    assert press(shown, "moved") == {"opened": [], "left": 0}
    with served.coach() as coach:
        noted = [each.entry for each in coach.journal.entries(SELF, (BreakEntry,))]
    assert noted == [BreakEntry(BreakEvent.MOVED)]
    assert Visitor(shown).path == "/"
