"""A session on small screens: leg, count and buttons are seen together, none on another."""

import pytest
from playwright.sync_api import Browser, Page

from browser.samples import WELL
from browser.serving import Served
from browser.visitor import Visitor
from chromium_flags import NewContext

pytestmark = pytest.mark.browser

SEEN = """() => [".leg-stage svg", "#label", "#count", "#show", ".controls", "#something-wrong"]
  .map((name) => {
    const { left, top, right, bottom } = document.querySelector(name).getBoundingClientRect();
    return { name, left, top, right, bottom };
  })"""
SLACK_PX = 12
"""The space above and below the letters of a line may lie on the next one's."""


def wrong(page: Page) -> list[str]:
    """What lies outside the screen, or on something else."""
    boxes = page.evaluate(SEEN)
    size = page.viewport_size
    assert size
    outside = [
        each["name"]
        for each in boxes
        if each["top"] < -1
        or each["bottom"] > size["height"] + 1
        or each["right"] > size["width"] + 1
    ]
    on_another = [
        f"{one['name']} on {other['name']}"
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > SLACK_PX
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > SLACK_PX
    ]
    flat = [each["name"] for each in boxes[:1] if each["bottom"] - each["top"] < 40]
    return [*outside, *on_another, *flat]


@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
@pytest.mark.parametrize(
    ("width", "height", "is_large"),
    [
        (360, 740, False),
        (360, 740, True),
        (740, 360, False),
        (740, 360, True),
        (820, 1180, False),
        (1180, 820, False),
    ],
)
def test_leg_count_and_buttons_are_seen_together(
    chromium: Browser,
    chromium_of_large_letters: Browser,
    new_context: NewContext,
    served: Served,
    locale: str,
    width: int,
    height: int,
    is_large: bool,
) -> None:
    served.record(WELL)
    page = new_context(
        browser=chromium_of_large_letters if is_large else chromium,
        base_url=served.address,
        viewport={"width": width, "height": height},
        locale=locale,
        service_workers="block",
    ).new_page()
    visitor = Visitor(page)
    visitor.open("/session/ankle-pumps")
    page.locator("button[name=anything_new][value=no]").click()
    page.wait_for_url("**/session/run/*")
    page.locator("#begin").click()
    visitor.wait_for_phase("running")
    page.locator("#count small").wait_for()
    page.evaluate("scrollTo(0, 0)")
    assert wrong(page) == []
