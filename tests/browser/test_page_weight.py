"""What a first visit to today's page costs: bytes on the way, and the time to the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.samples import WELL
from soleus.journal import SELF

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from browser.serving import Served

pytestmark = pytest.mark.browser

MOST_BYTES = 150_000
MOST_SECONDS_TO_PAINT = 3.0
"""A bound for a busy machine of two cores; the page aims at under one second."""

WEIGHT = """() => [
  ...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource"),
].filter((it) => !it.name.endsWith(".woff2")).reduce((sum, it) => sum + it.transferSize, 0)"""
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def test_today_weighs_little_and_paints_soon(
    chromium: Browser, served: Served, record_property: Callable[[str, object], None]
) -> None:
    served.record(WELL)
    with served.coach() as coach:
        coach.weeks.make(SELF, coach.weeks.profile(SELF))
    warm = chromium.new_context(base_url=served.address, service_workers="block")
    warm.new_page().goto("/")  # the first request after a start makes the templates ready
    warm.close()
    context = chromium.new_context(
        base_url=served.address,
        viewport={"width": 360, "height": 740},
        locale="en-GB",
        service_workers="block",
    )
    page = context.new_page()
    page.goto("/", wait_until="networkidle")
    page.wait_for_function(f"() => ({PAINT})() !== null")
    weight, paint = page.evaluate(WEIGHT), page.evaluate(PAINT) / 1000
    record_property("bytes", weight)
    record_property("seconds_to_first_paint", paint)
    print(f"today's page: {weight} bytes without fonts, first paint after {paint:.2f} s")
    context.close()
    assert 0 < weight < MOST_BYTES
    assert paint < MOST_SECONDS_TO_PAINT
