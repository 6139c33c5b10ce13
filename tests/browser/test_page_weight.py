"""What a first visit to today's page costs: bytes on the way, and the time to the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.samples import WELL
from soleus.journal import SELF

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from browser.serving import Served
    from chromium_flags import NewContext

pytestmark = pytest.mark.browser

MOST_BYTES = 150_000
MOST_SECONDS_TO_PAINT = 3.0
"""A bound for a busy machine of two cores; the page aims at under one second."""
MOST_VISITS = 10
"""One of them has to be quick: what else the machine does is no weight of the page."""

WEIGHT = """() => [
  ...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource"),
].filter((it) => !it.name.endsWith(".woff2")).reduce((sum, it) => sum + it.transferSize, 0)"""
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def first_visit(new_context: NewContext, address: str) -> tuple[int, float]:
    """Visit today's page with nothing kept of it; return its bytes and seconds to the paint."""
    page: Page = new_context(
        base_url=address, viewport={"width": 360, "height": 740}, service_workers="block"
    ).new_page()
    page.goto("/", wait_until="networkidle")
    page.wait_for_function(f"() => ({PAINT})() !== null")
    weight, paint = page.evaluate(WEIGHT), page.evaluate(PAINT) / 1000
    page.context.close()
    return weight, paint


def test_today_weighs_little_and_paints_soon(
    new_context: NewContext, served: Served, record_property: Callable[[str, object], None]
) -> None:
    served.record(WELL)
    with served.coach() as coach:
        coach.weeks.make(SELF, coach.weeks.profile(SELF))
    first_visit(new_context, served.address)  # the first of all makes the templates ready
    for _ in range(MOST_VISITS):
        weight, paint = first_visit(new_context, served.address)
        if paint < MOST_SECONDS_TO_PAINT:
            break
    record_property("bytes", weight)
    record_property("seconds_to_first_paint", paint)
    print(f"today's page: {weight} bytes without fonts, first paint after {paint:.2f} s")
    assert 0 < weight < MOST_BYTES
    assert paint < MOST_SECONDS_TO_PAINT
