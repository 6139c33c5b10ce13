"""A well person with a desk: check, plan, three minutes of ankle pumps, and what the pages say then."""

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page

from browser.conftest import Course
from browser.serving import Served
from browser.visitor import Visitor
from soleus.journal import SELF, Outcome, SessionEntry
from soleus.plan import WeekPlan

pytestmark = pytest.mark.browser

MOST_PRESSES = 25
COUNT_PRESSES = """addEventListener("pointerdown", (event) => {
    if (event.isTrusted) sessionStorage.presses = Number(sessionStorage.presses ?? 0) + 1;
}, true)"""


def presses(page: Page) -> int:
    return int(page.evaluate("Number(sessionStorage.presses ?? 0)"))


def rows(page: Page, caption: str) -> list[list[str]]:
    """What the table of a chart says; the chart is found by its caption or its section's name."""
    chart = page.locator("section, figure").filter(has_text=caption).last
    table = chart.locator("table").last
    return [row.all_inner_texts() for row in map(_cells, table.locator("tbody tr").all())]


def _cells(row):  # type: ignore[no-untyped-def]
    return row.locator("th, td")
