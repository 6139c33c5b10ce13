"""How many presses and screenfuls the check takes on a phone; no press is made for nothing."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page

from browser.conftest import OpenTab
from browser.samples import WELL
from browser.serving import Served
from browser.visitor import Visitor

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
HIGHEST = 1.3
"""Screenfuls of one screen of questions, with letters of the usual size, in any language."""


class Counting(Visitor):
    """A person of whom every press and every screenful is counted."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.presses = 0
        self.screenfuls: dict[str, float] = {}

    def _click(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.presses += 1

    def _lead_on(self, selector: str) -> None:
        with self.page.expect_navigation():
            self._click(selector)
        self.page.wait_for_load_state()

    def _look(self) -> None:
        height = self.page.evaluate("document.documentElement.scrollHeight")
        self.screenfuls[self.path] = height / PHONE["height"]

    def _answer(self, marked: Mapping[str, str]) -> None:
        """Answer the screen: lines and tokens; no to the rest."""
        if self.screen == "age":
            self._click("#age")
            self.page.locator("#age").fill("44")
            self._lead_on("form .button")
        elif not self.page.locator("button[name=only]").count() and marked:
            [(line, token)] = marked.items()
            self._lead_on(f'button[name="{line}"][value="{token}"]')
        elif not marked:
            self._lead_on("button[name=none], button[value=no], button[name=still]")
        else:
            for line, token in marked.items():
                self._click(f'label:has(input[name="mark.{line}"])')
                self._click(f'label:has(input[name="{line}"][value="{token}"])')
            self._lead_on("button[name=only]")

    def check(self, said: Mapping[str, Mapping[str, str]]) -> None:
        """Take a check from its first page to its result."""
        self.presses, self.screenfuls = 0, {}
        self.open("/check")
        self._lead_on("button[value=female], .button:not(.quiet):not(.wrong)")
        while self.path.startswith("/check/screen/"):
            self._look()
            self._answer(said.get(self.screen, {}))
        if self.path == "/check/review":
            self._look()
            self._lead_on('form[action="/check/finish"] button')
        assert self.path == "/result"


@pytest.fixture
def person(open_tab: OpenTab, served: Served) -> Counting:
    return Counting(open_tab(served.address, viewport=PHONE))


@pytest.mark.parametrize(("locale", "most"), [("en-GB", 14), ("de-DE", 15.5)])
def test_a_well_woman_takes_few_presses_and_fewer_from_then_on(
    open_tab: OpenTab, served: Served, locale: str, most: float
) -> None:
    person = Counting(open_tab(served.address, viewport=PHONE, locale=locale))
    person.check({})
    assert person.presses <= 16
    assert sum(person.screenfuls.values()) <= most
    assert max(person.screenfuls.values()) <= HIGHEST
    person.check({})
    assert person.presses <= 9
    assert max(person.screenfuls.values()) <= HIGHEST


def test_who_swells_by_evening_is_through_in_twenty_presses(person: Counting) -> None:
    evening = {
        "swelling": {"swelling": "both"},
        "swelling_course": {"swelling_course": "comes_and_goes"},
    }
    person.check(evening)
    assert person.presses <= 20
    assert "See a doctor" not in person.heading


def test_help_opens_over_what_was_typed_and_loses_nothing(person: Counting) -> None:
    person.begin_check()
    person.page.locator('label:has(input[name="mark.chest_pain"])').click()
    person.page.locator(".help-now summary").click()
    assert person.page.get_by_role("link", name="Call 999").is_visible()
    person.page.locator(".help-now summary").click()
    assert person.page.locator('input[name="mark.chest_pain"]').is_checked()


def test_a_fault_is_one_press_away_from_its_line(person: Counting) -> None:
    person.open("/check/screen/swelling")
    for line in ("swelling", "leg_pain"):
        person.page.locator(f'label:has(input[name="mark.{line}"])').click()
    person.press("Only what I marked. No to the rest")
    person.page.locator('.flash a[href="#line-leg_pain"]').click()
    assert person.page.locator("#line-leg_pain .fault").is_visible()


def test_a_double_press_on_something_is_wrong_presses_nothing_beneath(
    person: Counting, served: Served
) -> None:
    served.record(WELL)
    person.begin_session()
    person.page.wait_for_selector("#something-wrong")
    at = person.page.locator("#stop-rules button").first
    person.page.evaluate("document.querySelector('#something-wrong').click()")
    box = at.bounding_box()
    assert box
    person.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert person.path.startswith("/session/run/")
    assert not person.page.locator("#stopped").is_visible()
    person.page.wait_for_timeout(600)
    at.click()
    person.page.wait_for_url("**/result")
    assert "I pressed wrongly. There was none of this: chest pain" in person.text
    person.press("I pressed wrongly. There was none of this: chest pain. Take the check")
    assert person.path == "/check/screen/breath"
