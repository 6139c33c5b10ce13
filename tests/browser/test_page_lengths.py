"""How long pages are on a phone: what is rarely needed is folded, and paper has it all."""

import pytest

from browser.conftest import OpenTab
from browser.samples import TODAY, WELL, WITHIN_DAYS
from browser.serving import Served

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
MOST_SCREENFULS = 3.05
"""Three, with room for a line that breaks otherwise by another font."""
HEIGHT = "document.documentElement.scrollHeight"


@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
def test_no_page_of_these_is_longer_than_three_screenfuls(
    open_tab: OpenTab, served: Served, locale: str
) -> None:
    served.record(WELL)
    page = open_tab(served.address, viewport=PHONE, locale=locale)
    long = {}
    paths = ("/you", "/learn", "/learn/flight", "/learn/best-pace", "/progress", "/about")
    for path in (*paths, "/reminders", "/result"):
        page.goto(path)
        page.wait_for_load_state()
        long[path] = page.evaluate(HEIGHT) / PHONE["height"]
    for document in (TODAY, WITHIN_DAYS):
        served.record(document)
        page.goto("/result")
        long[str(document)] = page.evaluate(HEIGHT) / PHONE["height"]
    assert {path: found for path, found in long.items() if found > MOST_SCREENFULS} == {}


def test_what_is_folded_on_the_screen_is_open_on_paper(open_tab: OpenTab, served: Served) -> None:
    served.record(TODAY)
    page = open_tab(served.address)
    page.goto("/result")
    led = page.get_by_role("heading", name="What led to this")
    assert not led.is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert led.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not led.is_visible()


def test_a_source_is_found_though_the_list_is_folded(open_tab: OpenTab, served: Served) -> None:
    page = open_tab(served.address)
    page.goto("/about#sources")
    assert page.locator("#sources li").first.is_visible()
