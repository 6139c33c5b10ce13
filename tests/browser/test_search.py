"""Search on Learn: as a word is typed, with no network asked, and back to all when it is gone."""

import pytest
from playwright.sync_api import expect

from browser.conftest import OpenTab
from browser.serving import Served

pytestmark = pytest.mark.browser


def test_a_word_leaves_only_the_questions_that_hold_it(open_tab: OpenTab, served: Served) -> None:
    page = open_tab(served.address, locale="de-DE")
    page.goto("/learn")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("searchbox").fill("Flug")
    flight = page.locator("#all").get_by_role("link", name="Ich habe einen langen Flug")
    expect(flight).to_be_visible()
    expect(page.locator("#fitting")).to_be_hidden()
    expect(page.locator("#all").get_by_role("link", name="Wie viel Salz")).to_be_hidden()
    expect(page.locator("#found-said")).to_contain_text("kommt das vor")
    page.get_by_role("searchbox").press("Enter")
    expect(flight).to_be_visible()
    page.get_by_role("searchbox").fill("Zeppelin")
    expect(page.locator("#found-said")).to_contain_text("In keiner Frage")
    page.get_by_role("searchbox").fill("")
    expect(page.locator("#fitting")).to_be_visible()
    assert asked == []
