"""See a doctor today, or within days: whom, what to tell, what waits, and a page to take along."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from browser.samples import TODAY, WITHIN_DAYS
from browser.serving import Served
from browser.visitor import Visitor

pytestmark = pytest.mark.browser

A4_TEXT_WIDTH = 794 - 2 * 38
"""CSS pixels between the margins of a sheet."""


def test_today_says_whom_to_see_what_to_tell_and_that_all_waits(
    visitor: Visitor, served: Served
) -> None:
    served.record(TODAY)
    visitor.open("/result")
    assert visitor.heading == "See a doctor today"
    assert "practice now. Ask to be seen today." in visitor.text
    tell = visitor.page.get_by_role("region", name="What to tell them").inner_text()
    assert "Left" in tell
    assert "Say when it began" in tell
    visitor.page.get_by_text("What you may do, and what waits").click()
    held = visitor.page.get_by_role("region", name="What waits").inner_text()
    assert "Go ahead" not in held
    assert "until a doctor or nurse has looked at your legs" in held.lower()
    assert_offers_no_session(visitor.page)


def assert_offers_no_session(page: Page) -> None:
    assert page.locator('a[href^="/session"]').count() == 0


def test_today_opens_neither_plan_nor_session(visitor: Visitor, served: Served) -> None:
    served.record(TODAY)
    visitor.open("/plan")
    assert visitor.heading == "No plan just now"
    assert_offers_no_session(visitor.page)
    visitor.open("/")
    assert visitor.heading == "See a doctor today"
    assert_offers_no_session(visitor.page)
    assert visitor.open("/session/ankle-pumps").status == 403


def test_within_days_says_what_may_go_on_and_what_is_on_hold(
    visitor: Visitor, served: Served
) -> None:
    served.record(WITHIN_DAYS)
    visitor.open("/result")
    assert visitor.heading == "See a doctor within days"
    assert "Ask for a visit in the next few days, not weeks" in visitor.text
    assert "Right" in visitor.page.get_by_role("region", name="What to tell them").inner_text()
    visitor.page.get_by_text("What you may do, and what waits").click()
    may = visitor.page.get_by_role("region", name="What you may do")
    groups = {
        group.locator("th").inner_text(): group.locator(".status").inner_text()
        for group in may.locator("tr").all()
    }
    status = {name: word for names, word in groups.items() for name in names.split(", ")}
    assert status["Walking"] == "With care"
    assert status["Calf raises"] == "Wait"
    assert status["Legs up"] == "Wait"


def test_within_days_holds_by_address_what_the_page_says_is_on_hold(
    visitor: Visitor, served: Served
) -> None:
    served.record(WITHIN_DAYS)
    assert visitor.open("/session/elevation").status == 403
    assert visitor.open("/session/calf-raises").status == 403
    assert visitor.open("/session/walking").status == 200


MANY_SIGNS: dict[str, Any] = {
    "answers": {
        "age": 71,
        "leg_pain": "left",
        "warm_red_or_tender": "left",
        "foot_pain_raised_or_at_night": "both",
        "slow_healing_wound": "left",
        "cold_feet_or_legs": "both",
        "earlier_dvt": True,
        "smoker": True,
    },
    "others": "no",
}


@pytest.mark.parametrize("document", [TODAY, WITHIN_DAYS, MANY_SIGNS])
def test_the_result_prints_as_one_page_with_nothing_cut(
    visitor: Visitor, served: Served, document: dict[str, Any]
) -> None:
    served.record(document)
    visitor.open("/result")
    page = visitor.page
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4_TEXT_WIDTH, "height": 1000})
    for needed in ("What to tell them", "Say when it began", "What led to this"):
        assert page.get_by_text(needed).first.is_visible(), needed
    assert page.locator("nav:visible, button:visible, footer:visible").count() == 0
    assert page.evaluate(CUT) == []
    sheet = page.pdf(
        format="A4", margin={"top": "1cm", "bottom": "1cm", "left": "1cm", "right": "1cm"}
    )
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


CUT = """() => [...document.querySelectorAll("main *")]
    .filter((el) => el.checkVisibility() && !el.closest("svg, .unseen"))
    .filter((el) => {
        const box = el.getBoundingClientRect();
        const hides = getComputedStyle(el).overflow !== "visible";
        return box.right > innerWidth + 1 || box.left < -1 ||
            (hides && el.scrollHeight > el.clientHeight + 1) ||
            (hides && el.scrollWidth > el.clientWidth + 1);
    })
    .map((el) => el.outerHTML.slice(0, 120))"""
