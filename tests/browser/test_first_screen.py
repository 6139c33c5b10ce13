"""What the first screen of a phone says of every result: where, how soon, why, and whom to call."""

from typing import Any

import pytest
from playwright.sync_api import Page

from browser.conftest import OpenTab
from browser.samples import EMERGENCY, INCOMPLETE, TODAY, WELL, WITHIN_DAYS
from browser.serving import Served

pytestmark = pytest.mark.browser

UNSURE: dict[str, Any] = {"answers": {"suddenly_cold_pale_or_blue": None}, "others": "no"}
RESULTS = {
    "emergency": (EMERGENCY, "emergency"),
    "today": (TODAY, "urgent"),
    "within days": (WITHIN_DAYS, "routine"),
    "incomplete": (INCOMPLETE, "routine"),
    "not sure of a danger sign": (UNSURE, "urgent"),
    "self care": (WELL, "routine"),
}
"""Each with the colour of its card."""

PHONES = ({"width": 390, "height": 844}, {"width": 360, "height": 640})

BELOW_THE_FOLD = """() => {
  const nav = document.querySelector(".rounds");
  const fold = nav ? Math.min(innerHeight, nav.getBoundingClientRect().top) : innerHeight;
  const card = document.querySelector(".care");
  const parts = {
    "where and how soon": card.querySelector("h1"),
    "because": card.querySelector(".because, .lead"),
    "something to press": card.querySelector("a.button"),
    "when to call": card.querySelector(".signs"),
  };
  return Object.entries(parts)
    .filter(([, part]) => !part || part.getBoundingClientRect().bottom > fold)
    .map(([name]) => name);
}"""


@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
@pytest.mark.parametrize("name", RESULTS)
def test_a_phones_first_screen_answers_what_a_worried_person_asks(
    open_tab: OpenTab, served: Served, name: str, locale: str
) -> None:
    document, colour = RESULTS[name]
    served.record(document)
    for phone in PHONES:
        page = open_tab(served.address, locale=locale, viewport=phone)
        page.goto("/result")
        page.evaluate("document.fonts.ready")
        assert page.evaluate(BELOW_THE_FOLD) == [], f"{name} at {phone}"
        assert page.locator(f".care.{colour}").count() == 1
        assert_the_colour_is_said_in_words(page)
        assert page.locator('.care a[href^="tel:"]').count() >= 1


def assert_the_colour_is_said_in_words(page: Page) -> None:
    said = page.locator(".care h1 .unseen").inner_text()
    assert said.strip().endswith(":")


def test_the_first_button_of_who_may_exercise_begins_the_session(
    open_tab: OpenTab, served: Served
) -> None:
    served.record(WELL)
    page = open_tab(served.address)
    page.goto("/result")
    first = page.locator("main .button:visible").first
    assert first.inner_text().strip() == "Start with ankle pumps"
    first.click()
    page.wait_for_url("**/session/ankle-pumps")


SHARED = """() => {
  window.shared = [];
  navigator.share = async (what) => { window.shared.push(what); };
}"""


def test_a_result_is_shared_by_the_phones_own_sheet_where_it_has_one(
    open_tab: OpenTab, served: Served
) -> None:
    served.record(TODAY)
    without = open_tab(served.address)
    without.add_init_script("delete Navigator.prototype.share")
    without.goto("/result")
    without.wait_for_load_state()
    assert not without.get_by_role("button", name="Share").is_visible()
    page = open_tab(served.address)
    page.add_init_script(f"({SHARED})()")
    page.goto("/result")
    page.get_by_role("button", name="Share").click()
    (shared,) = page.evaluate("window.shared")
    assert "See a doctor today" in shared["text"]
    assert "This can be a blood clot" in shared["text"]
    assert "Left leg" in shared["text"]
    assert "url" not in shared
