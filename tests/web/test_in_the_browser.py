"""What only a real browser can show: access for everybody, the keyboard, the leg that moves."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.phones import until_counting
from patience import until
from soleus.coach import Coach
from soleus.vocabulary import Clock, SystemClock
from web.conftest import EMERGENCY, TODAY, WELL, WITHIN_DAYS

pytestmark = pytest.mark.browser


@pytest.fixture
def clock() -> Clock:
    """The machine's own: the browser's time runs too."""
    return SystemClock()


WCAG = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
PAGES = [
    "/",
    "/check",
    "/check/screen/breath",
    "/check/screen/pregnancy",
    "/result",
    "/plan",
    "/plan/profile",
    "/session/ankle-pumps",
    "/journal",
    "/body",
    "/body?add=pressure",
    "/learn",
    "/learn/calf-pump",
    "/about",
    "/settings",
    "/people",
    "/activity",
    "/progress/foretold",
    "/data/import",
    "/data/delete",
    "/emergency",
    "/nowhere",
]


def violations(page: Page) -> list[str]:
    found: list[dict[str, Any]] = Axe().run(page, options=WCAG).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


def make_week(tab: Page, coach: Coach) -> None:
    coach.checks.record("self", WELL)
    tab.goto("/plan/profile")
    tab.get_by_role("button", name="Make my week").click()


@pytest.mark.parametrize("document", [EMERGENCY, TODAY, WITHIN_DAYS])
def test_axe_finds_nothing_on_any_result(tab: Page, coach: Coach, document: dict[str, Any]) -> None:
    coach.checks.record("self", document)
    tab.goto("/result")
    assert violations(tab) == []


def begin_session(tab: Page, routine: str = "ankle-pumps") -> None:
    tab.goto(f"/session/{routine}")
    tab.get_by_role("button", name="No, nothing new. Begin").click()
    tab.wait_for_url("**/session/run/**")


def test_the_session_is_accessible_and_fits_a_phone(tab: Page, coach: Coach) -> None:
    coach.checks.record("self", WELL)
    begin_session(tab)
    assert violations(tab) == []
    box = tab.locator("#something-wrong").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 740
    tab.click("#something-wrong")
    assert violations(tab) == []


def foot_of(tab: Page) -> str:
    return tab.locator('[data-part="edge"]').get_attribute("d") or ""


def squeeze_of(tab: Page) -> float:
    muscle = "document.querySelector('svg[data-leg] [data-part=soleus]')"
    return float(tab.evaluate(f"{muscle}.style.getPropertyValue('--squeeze')") or 0)


def test_the_leg_moves_with_the_beat_and_stops_with_the_pause(tab: Page, coach: Coach) -> None:
    coach.checks.record("self", WELL)
    begin_session(tab)
    still = foot_of(tab)
    tab.click("#begin")
    until_counting(tab)
    assert foot_of(tab) != still
    tab.click("#pause")
    paused = foot_of(tab)
    tab.wait_for_timeout(400)
    assert foot_of(tab) == paused


def test_with_less_motion_the_leg_stays_and_only_the_muscle_pulses(tab: Page, coach: Coach) -> None:
    tab.emulate_media(reduced_motion="reduce")
    coach.checks.record("self", WELL)
    begin_session(tab)
    still = foot_of(tab)
    tab.click("#begin")
    expect(tab.locator("#count")).to_contain_text("of 180")
    until(lambda: squeeze_of(tab) > 0.3, "the muscle to tighten", tab)
    until(lambda: squeeze_of(tab) <= 0.3, "the muscle to ease", tab)
    assert foot_of(tab) == still


def test_something_wrong_shows_what_to_do_and_leads_to_help(tab: Page, coach: Coach) -> None:
    coach.checks.record("self", WELL)
    begin_session(tab)
    tab.click("#begin")
    tab.click("#something-wrong")
    tab.get_by_role("button", name="Chest pain or tightness").click()
    tab.wait_for_url("**/result")
    assert "Call 999 now" in tab.get_by_role("heading", level=1).inner_text()
    assert coach.gate.standing("self").is_emergency


def test_something_wrong_is_said_without_a_connection(tab: Page, coach: Coach) -> None:
    coach.checks.record("self", WELL)
    begin_session(tab)
    tab.click("#begin")
    tab.context.set_offline(True)
    tab.click("#something-wrong")
    tab.get_by_role("button", name="Chest pain or tightness").click()
    assert "Call the emergency number now" in tab.locator("#says").inner_text()
    assert tab.locator("#call").get_attribute("href") == "tel:999"
    tab.context.set_offline(False)
    tab.wait_for_url("**/result")


def test_the_check_can_be_taken_by_keyboard_alone(tab: Page) -> None:
    tab.goto("/check/screen/breath")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the page"
    for _ in range(30):
        if tab.evaluate("document.activeElement.name") == "none":
            break
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/check/screen/sudden")


def test_a_mark_opens_its_follow_up_and_hides_none_of_these(tab: Page) -> None:
    tab.goto("/check/screen/swelling")
    none = tab.get_by_role("button", name="None of these")
    assert none.is_visible()
    tab.get_by_text("Swelling of foot, ankle, knee, calf or thigh").click()
    assert tab.get_by_text("Left leg, or the left is bigger").is_visible()
    assert not none.is_visible()
    assert tab.get_by_role("button", name="Only what I marked").is_visible()


def test_every_target_is_large_enough_for_a_thumb(tab: Page, coach: Coach) -> None:
    make_week(tab, coach)
    small = {}
    for path in ["/", "/check/screen/breath", "/plan", "/journal", "/emergency"]:
        tab.goto(path)
        found = tab.evaluate(
            """() => [...document.querySelectorAll('main a, main button, summary, nav a')]
                .filter((el) => el.checkVisibility() && !el.closest('p, li > p, .body') &&
                                el.tabIndex >= 0)
                .map((el) => [el.textContent.trim().slice(0, 30), el.offsetHeight])
                .filter(([, height]) => height > 0 && height < 44)"""
        )
        if found:
            small[path] = found
    assert small == {}


def test_a_page_asks_nobody_else_for_anything(tab: Page, coach: Coach) -> None:
    coach.checks.record("self", WELL)
    hosts: set[str] = set()
    tab.on("request", lambda request: hosts.add(request.url.split("/")[2].split(":")[0]))
    for path in PAGES:
        tab.goto(path)
    assert hosts == {"127.0.0.1"}
