"""The start page: the leg at work, still for who asks for it, and the first question at once."""

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import OpenTab
from browser.serving import Served
from patience import until_true

pytestmark = pytest.mark.browser

FOOT = '#moving-leg [data-part="edge"]'
HAS_MOVED = f"""(before) => document.querySelector('{FOOT}').getAttribute("d") !== before"""


def foot(page: Page) -> str:
    return page.locator(FOOT).first.get_attribute("d") or ""


def test_the_leg_moves_and_can_be_held_still(open_tab: OpenTab, served: Served) -> None:
    page = open_tab(served.address)
    page.goto("/")
    until_true(page, HAS_MOVED, foot(page))
    page.get_by_role("button", name="Hold still").click()
    page.wait_for_timeout(100)
    held = foot(page)
    page.wait_for_timeout(700)
    assert foot(page) == held
    page.get_by_role("button", name="Hold still").click()
    until_true(page, HAS_MOVED, held)


def test_who_asks_for_less_motion_sees_it_still(open_tab: OpenTab, served: Served) -> None:
    page = open_tab(served.address, reduced_motion="reduce")
    page.goto("/")
    page.wait_for_load_state("networkidle")
    before = foot(page)
    page.wait_for_timeout(900)
    assert foot(page) == before
    expect(page.locator("#moving-leg button")).to_be_hidden()


def test_the_first_answer_begins_the_check(open_tab: OpenTab, served: Served) -> None:
    page = open_tab(served.address, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("button", name="Female").click()
    assert "/check/screen/" in page.url
