"""Two simulated legs on a phone: a press is answered in place, and back goes through settings."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import OpenTab, Watch
from browser.samples import WELL
from browser.serving import Served
from patience import LONG_SECONDS

pytestmark = pytest.mark.browser

PAD = {"answers": {"age": 66, "known_pad": True}, "others": "no"}
REFINED = '#settings[data-refined="yes"]'
IS_WITHIN = "() => document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture
def page(open_tab: OpenTab, served: Served) -> Page:
    served.record(WELL)
    page = open_tab(served.address)
    page.goto("/what-if?change=cadence")
    page.wait_for_selector(".what-if.scripted")
    return page


def said(page: Page) -> str:
    return page.locator("#says").inner_text()


def test_a_press_paints_another_answer_on_the_same_page(page: Page) -> None:
    before = said(page)
    page.evaluate("window.same = true")
    page.locator("#to").select_option("10")
    expect(page.locator("#says")).not_to_have_text(before)
    assert page.evaluate("window.same")
    assert "to=10" in page.url
    assert page.locator("#to").input_value() == "10"
    assert page.evaluate("document.activeElement.id") in ("to", "")
    expect(page.locator("#said")).to_have_text(said(page))


def test_both_legs_move_go_on_through_a_press_and_can_be_held_still(page: Page) -> None:
    drawn = """() => [...document.querySelectorAll('.simulated [data-part="lumen"]')]
      .map((each) => each.getAttribute("d"))"""
    before = page.evaluate(drawn)
    page.wait_for_function(f"(before) => ({drawn})().every((d, i) => d !== before[i])", arg=before)
    page.evaluate("window.leg = document.querySelector('[data-side=\"1\"] svg')")
    page.locator("#to").select_option("10")
    expect(page).to_have_url(re.compile("to=10"))
    assert page.evaluate("window.leg === document.querySelector('[data-side=\"1\"] svg')")
    page.locator("#hold").click()
    expect(page.locator("#hold")).to_have_attribute("aria-pressed", "true")
    page.evaluate("() => new Promise((resume) => requestAnimationFrame(resume))")
    held = page.evaluate(drawn)
    page.wait_for_timeout(200)
    assert page.evaluate(drawn) == held


def test_with_less_motion_the_legs_stand_still(open_tab: OpenTab, served: Served) -> None:
    page = open_tab(served.address, reduced_motion="reduce")
    page.goto("/what-if?change=cadence")
    page.wait_for_selector(".what-if.scripted")
    legs = "() => document.querySelector('.pair').innerHTML"
    before = page.evaluate(legs)
    page.wait_for_timeout(300)
    assert page.evaluate(legs) == before
    expect(page.locator("#hold")).to_be_hidden()


def test_back_and_a_shared_address_show_what_was_shown(page: Page) -> None:
    first = said(page)
    page.locator("#to").select_option("10")
    expect(page.locator("#says")).not_to_have_text(first)
    second, address = said(page), page.url
    page.go_back()
    expect(page.locator("#says")).to_have_text(first)
    page.goto(address)
    assert said(page) == second


def test_another_change_brings_its_own_choices(page: Page) -> None:
    page.locator("#change").select_option("breaks")
    expect(page.locator("#to")).to_have_value("30")
    assert "foot" in said(page)


def test_people_come_and_change_nothing_that_is_in_use(page: Page) -> None:
    page.locator("#rest summary").first.click()
    page.locator("#to").focus()
    legs = page.locator(".simulated").evaluate_all("(all) => all.map((each) => each.className)")
    page.wait_for_selector(REFINED, state="attached", timeout=LONG_SECONDS * 1000)
    assert page.locator(".people").count() == 2
    after = page.locator(".simulated").evaluate_all("(all) => all.map((each) => each.className)")
    assert after == legs
    assert "people" in page.locator('[data-piece="says"]').inner_text()
    assert page.locator("#rest").get_attribute("open") is not None
    assert page.evaluate("document.activeElement.id") == "to"
    assert page.evaluate(IS_WITHIN)


def test_a_setting_that_cannot_be_is_said_on_the_page(page: Page, watch: Watch) -> None:
    page.evaluate("""() => {
      const odd = new Option("odd", "900", true, true);
      document.querySelector("#to").append(odd);
      document.querySelector("#to").dispatchEvent(new Event("change", { bubbles: true }));
    }""")
    expect(page.locator("#wrong")).to_be_visible()
    assert page.locator("#wrong").inner_text().strip()
    [refused] = watch.faults
    assert "to=900" in refused
    watch.faults.clear()
    page.locator("#to").select_option("30")
    expect(page.locator("#wrong")).to_be_hidden()


def test_who_asks_why_not_to_raise_has_the_picture_in_two_presses(
    open_tab: OpenTab, served: Served
) -> None:
    served.record(PAD)
    page = open_tab(served.address)
    page.goto("/result")
    fold = page.locator("summary", has_text="What you may do, and what waits")
    if fold.count():
        fold.click()
    page.get_by_role("link", name="Why not raise the legs?").click()
    page.wait_for_selector("#settings")
    assert "toe" in said(page)
    assert "lower" in said(page)
    assert "Your check holds this back" in page.locator("main").inner_text()


def test_it_works_with_no_script(open_tab: OpenTab, served: Served) -> None:
    page = open_tab(served.address, java_script_enabled=False)
    page.goto("/what-if")
    page.locator("#change").select_option("narrowing")
    page.get_by_role("button", name="Show").click()
    assert page.locator(".chart svg path.line").count() == 2
    assert "toe" in said(page)
    page.locator("#to").select_option("90")
    page.get_by_role("button", name="Show").click()
    assert page.locator("#to").input_value() == "90"
