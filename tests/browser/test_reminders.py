"""The next break on a page that stays open: it comes, the machine sleeps, the clock is changed."""

from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Course, OpenTab
from browser.samples import TODAY, WELL
from browser.serving import Served
from browser.visitor import Visitor
from chromium_flags import CHROMIUM_FLAGS, chromium_path
from coach.samples import ID, exercise
from patience import PATIENCE_MS
from soleus.compose import Settings, open_coach
from soleus.journal import SELF, BreakEntry, BreakEvent
from soleus.reminders import Mode, ReminderSettings
from soleus.vocabulary.clock import FixedClock

pytestmark = pytest.mark.browser

AXE = """() => axe.run(document, { resultTypes: ["violations"], runOnly: { type: "tag",
    values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } })
  .then(({ violations }) => violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 140)}`))"""

RECORDS_NOTICES = """
window.shown = [];
window.Notification = class { constructor(title, options) { window.shown.push(options); } };
window.Notification.permission = "granted";
window.Notification.requestPermission = async () => "granted";
localStorage.setItem("soleus.reminders.wanted", "yes");
"""


def ask(served: Served, clock: FixedClock, document: dict[str, Any] = WELL) -> None:
    """Take the check and turn reminders on, every 40 minutes."""
    served.record_at(clock, document)
    with open_coach(Settings(served.data_dir), clock) as coach:
        asked = ReminderSettings(is_on=True, interval_minutes=40, zone="UTC", starts=time(8))
        coach.reminders.save(SELF, asked)


def breaks(served: Served) -> list[BreakEntry]:
    with served.coach() as coach:
        return [each.entry for each in coach.journal.entries(SELF, (BreakEntry,))]


def card(page: Page) -> str:
    return page.get_by_role("region", name="Breaks", exact=True).inner_text()


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_card_and_settings_are_open_to_all_in_every_width_and_light(
    open_tab: OpenTab,
    served_at: Served,
    clock: FixedClock,
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    ask(served_at, clock)
    clock.advance(timedelta(minutes=41))
    page = open_tab(
        served_at.address, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    for path in ("/", "/reminders"):
        page.goto(path)
        for fold in page.locator("main details.fold").all():
            fold.evaluate("each => { each.open = true }")
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        page.evaluate(Axe().axe_script)
        assert page.evaluate(AXE) == []


def test_a_break_comes_while_the_page_is_open_and_is_noticed_once(
    timed: tuple[Visitor, Course], served_at: Served, clock: FixedClock
) -> None:
    visitor, course = timed
    ask(served_at, clock)
    visitor.page.add_init_script(RECORDS_NOTICES)
    visitor.open("/")
    course.run(2)
    assert "Next: 08:40" in card(visitor.page)
    course.run(41 * 60, step=15)
    expect(visitor.page.get_by_text("Stand up and walk for two minutes.")).to_be_visible()
    course.run(120, step=15)
    shown = visitor.page.evaluate("() => window.shown")
    assert [each["body"] for each in shown] == ["Stand up and walk for two minutes."]
    assert shown[0]["data"]["url"] == "/session/ankle-pumps"
    visitor.page.get_by_role("button", name="I just moved").click()
    expect(visitor.page.get_by_role("region", name="Breaks", exact=True)).to_contain_text("Noted.")
    assert breaks(served_at)[-1] == BreakEntry(BreakEvent.MOVED)


def test_a_night_asleep_leaves_one_fresh_schedule(
    timed: tuple[Visitor, Course], served_at: Served, clock: FixedClock
) -> None:
    visitor, course = timed
    ask(served_at, clock)
    visitor.page.add_init_script(RECORDS_NOTICES)
    visitor.open("/")
    course.run(30, step=15)
    course.sleep(25.5 * 3600)  # shut at eight, open at half past nine of the next day
    course.run(60, step=15)
    slept = [each for each in breaks(served_at) if each.what is BreakEvent.ASLEEP]
    assert len(slept) == 1
    assert slept[0].minutes == pytest.approx(25.5 * 60, abs=2)
    assert visitor.page.evaluate("() => window.shown") == []
    assert "because this machine woke at 09:3" in card(visitor.page)


def test_while_the_gate_holds_the_card_leads_to_the_result(
    visitor: Visitor, served: Served
) -> None:
    served.record(TODAY)
    with served.coach() as coach:
        coach.reminders.save(SELF, ReminderSettings(is_on=True))
    visitor.open("/")
    assert "See the result of your check." in card(visitor.page)
    assert visitor.page.get_by_role("button", name="I just moved").count() == 0
    assert visitor.page.locator('a[href^="/session"]').count() == 0


def test_the_form_works_without_a_script(open_tab: OpenTab, served: Served) -> None:
    served.record(WELL)
    page = open_tab(served.address, java_script_enabled=False)
    page.goto("/reminders")
    page.get_by_text("Remind me", exact=True).click()
    page.get_by_label("One break every").fill("35")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "Saved. It counts from now on." in page.inner_text("main")
    assert "asked for every 35 minutes" in card(page)
    with served.coach() as coach:
        assert coach.reminders.settings(SELF).interval_minutes == 35


def allow_idle(page: Page, address: str) -> Any:
    """Allow the page what a person would allow by a press; return what moves them."""
    system = page.context.new_cdp_session(page)
    system.send("Browser.grantPermissions", {"origin": address, "permissions": ["idleDetection"]})
    return system


def be(system: Any, *, away: bool, locked: bool | None = None) -> None:
    is_locked = away if locked is None else locked
    state = {"isUserActive": not away, "isScreenUnlocked": not is_locked}
    system.send("Emulation.setIdleOverride", state)


@pytest.fixture
def own_browser(chromium: Browser, tmp_path: Path, served_at: Served) -> Iterator[Page]:
    """A browser with a folder of its own: one that forgets everything may not tell who is away."""
    context = chromium.browser_type.launch_persistent_context(
        tmp_path / "browser",
        executable_path=chromium_path(),
        args=CHROMIUM_FLAGS,
        base_url=served_at.address,
        locale="en-GB",
        service_workers="block",
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context.pages[0]
    context.close()


def test_time_away_is_noticed_once_a_person_asked_for_it(
    own_browser: Page, served_at: Served, clock: FixedClock
) -> None:
    page = own_browser
    ask(served_at, clock)
    system = allow_idle(page, served_at.address)
    course, visitor = Course(page, clock), Visitor(page)
    course.start()

    def go_away(minutes: int, *, locked: bool = True) -> list[BreakEntry]:
        be(system, away=True, locked=locked)
        page.evaluate("() => 1")
        course.run(minutes * 60, step=15)
        be(system, away=False)
        page.evaluate("() => 1")
        course.run(15, step=5)
        return [each for each in breaks(served_at) if each.what is BreakEvent.AWAY]

    be(system, away=False)
    open_notices(visitor)
    expect(page.get_by_text("stays on this computer")).to_be_visible()
    assert go_away(7) == []
    page.get_by_role("button", name="Notice when I am away", exact=True).click()
    expect(page.get_by_text("A locked screen counts as a break while")).to_be_visible()
    (noted,) = go_away(7)
    assert noted.minutes == pytest.approx(7, abs=0.5)
    assert len(go_away(2)) == 1, "a moment away is no break"
    assert len(go_away(20, locked=False)) == 1, "who touches nothing may be sitting there"
    assert "because you came back at" in card(page)
    visitor.open("/")  # it goes on with the next page, and nothing is asked again
    course.run(5)
    assert len(go_away(6)) == 2
    open_notices(visitor)
    page.get_by_role("button", name="Do not notice when I am away").click()
    assert len(go_away(8)) == 2


def open_notices(visitor: Visitor) -> None:
    """Unfold what this device can show of the breaks."""
    visitor.open("/reminders")
    visitor.page.get_by_text("Notices on this device").click()


def test_leave_to_tell_who_is_away_is_never_asked_for_on_loading(
    open_tab: OpenTab, served_at: Served, clock: FixedClock
) -> None:
    ask(served_at, clock)
    page = open_tab(served_at.address)
    page.add_init_script(
        "window.asked = 0; IdleDetector.requestPermission = async () => { window.asked++; "
        "return 'denied'; };"
    )
    page.goto("/reminders")
    page.wait_for_load_state("networkidle")
    page.get_by_text("Notices on this device").click()
    assert page.evaluate("() => window.asked") == 0
    page.get_by_role("button", name="Notice when I am away", exact=True).click()
    expect(page.get_by_text("Your browser does not allow it.")).to_be_visible()
    assert page.evaluate("() => window.asked") == 1


def test_a_browser_that_cannot_tell_who_is_away_shows_nothing_of_it(
    open_tab: OpenTab, served_at: Served, clock: FixedClock
) -> None:
    ask(served_at, clock)
    page = open_tab(served_at.address)
    page.add_init_script("delete window.IdleDetector")
    page.goto("/reminders")
    page.wait_for_load_state("networkidle")
    page.get_by_text("Notices on this device").click()
    expect(page.get_by_role("button", name="Show notices")).to_be_visible()
    expect(page.get_by_text("stays on this computer")).to_be_hidden()
    expect(page.get_by_role("button", name="Notice when I am away")).to_be_hidden()


def test_a_clock_set_back_shows_no_break_twice_at_once_and_none_too_few(
    timed: tuple[Visitor, Course], served_at: Served, clock: FixedClock
) -> None:
    visitor, course = timed
    ask(served_at, clock)
    visitor.page.add_init_script(RECORDS_NOTICES)
    visitor.open("/")
    course.run(41 * 60, step=15)
    assert len(visitor.page.evaluate("() => window.shown")) == 1
    clock.advance(timedelta(minutes=-30))  # it had been wrong by half an hour
    visitor.page.clock.set_system_time(clock.now())
    course.run(20 * 60, step=15)
    assert len(visitor.page.evaluate("() => window.shown")) == 1
    assert not [each for each in breaks(served_at) if each.what is BreakEvent.ASLEEP]
    course.run(12 * 60, step=15)  # now it is twenty to nine by the right clock
    assert len(visitor.page.evaluate("() => window.shown")) == 2


def test_a_zone_changed_while_the_page_is_open_acts_without_loading_it_anew(
    timed: tuple[Visitor, Course], served_at: Served, clock: FixedClock
) -> None:
    visitor, course = timed
    served_at.record_at(clock, WELL)
    with open_coach(Settings(served_at.data_dir), clock) as coach:
        coach.reminders.save(SELF, ReminderSettings(is_on=True, interval_minutes=40))
    system = visitor.page.context.new_cdp_session(visitor.page)
    system.send("Emulation.setTimezoneOverride", {"timezoneId": "UTC"})
    visitor.open("/")
    course.run(2)
    expect(visitor.page.get_by_text("09:40, because your day begins")).to_be_visible()
    system.send("Emulation.setTimezoneOverride", {"timezoneId": ""})
    system.send("Emulation.setTimezoneOverride", {"timezoneId": "Asia/Tokyo"})
    course.run(6 * 60, step=15)
    card = visitor.page.get_by_role("region", name="Breaks", exact=True)
    expect(card).to_contain_text("Tuesday 3 March, 09:40")  # the day's hours there are over


def test_an_exercise_comes_while_the_page_is_open(
    timed: tuple[Visitor, Course], served_at: Served, clock: FixedClock
) -> None:
    visitor, course = timed
    served_at.record_at(clock, WELL)
    with open_coach(Settings(served_at.data_dir), clock) as coach:
        coach.reminders.save(SELF, ReminderSettings(is_on=True, zone="UTC", mode=Mode.TRAVEL))
        coach.exercises.keep(SELF, exercise())
    visitor.page.add_init_script(RECORDS_NOTICES)
    visitor.open("/reminders")
    course.run(2)
    assert "Towel pull, 09:30, because it is spread over your waking hours." in card(visitor.page)
    course.run(91 * 60, step=15)
    expect(visitor.page.get_by_text("now it is time. 0 of 3 done today.")).to_be_visible()
    (shown,) = visitor.page.evaluate("() => window.shown")
    assert shown["body"] == "Time for Towel pull. Done today: 0 of 3."
    assert shown["data"]["url"] == f"/exercises/{ID}/begin"


def test_the_zone_of_the_device_counts(
    open_tab: OpenTab, served_at: Served, clock: FixedClock
) -> None:
    served_at.record_at(clock, WELL)
    with open_coach(Settings(served_at.data_dir), clock) as coach:
        coach.reminders.save(SELF, ReminderSettings(is_on=True, interval_minutes=40))
    page = open_tab(served_at.address, timezone_id="Asia/Tokyo")
    page.goto("/")  # five in the afternoon there: the day's hours are over
    expect(page.get_by_role("region", name="Breaks", exact=True)).to_contain_text("Tuesday 3 March")
