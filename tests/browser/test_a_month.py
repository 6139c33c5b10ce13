"""A month of evenings noted in the journal, day by day, and what Today shows of it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from browser.conftest import PHONE, OpenTab
from browser.serving import Served
from browser.visitor import Visitor
from soleus.compose import Settings, open_coach
from soleus.journal import SELF, ActivityEntry, Intensity, Score, SymptomEntry
from soleus.vocabulary.clock import FixedClock

pytestmark = pytest.mark.browser

EVENINGS: Mapping[str, Any] = {
    "answers": {
        "age": 44,
        "sits_long": True,
        "swelling": "both",
        "swelling_course": "comes_and_goes",
    },
    "others": "no",
}
"""Both legs swell of an evening and it comes and goes; every other trouble was denied."""

SWELLING = [int(each) for each in "656655654554454344334323322321"]
SEEN_ON = (1, 3, 14, 30)
WIDE = {"width": 1440, "height": 900}

LINE = """() => [...document.querySelectorAll("#glance svg[role=img] path.line")].map((path) => {
  const length = path.getTotalLength();
  return [path.getPointAtLength(0).y, path.getPointAtLength(length).y];
})"""
"""The heights at which each line begins and ends; further down is less."""

FITS = "document.documentElement.scrollWidth <= innerWidth"


def live(served: Served, clock: FixedClock, number: int) -> None:
    """Have one day: the check and the week where they are over, an evening's note, a walk."""
    with open_coach(Settings(served.data_dir), clock) as coach:
        if coach.gate.standing(SELF).clearance is None:
            coach.checks.record(SELF, EVENINGS)
        if coach.weeks.current(SELF) is None:
            coach.weeks.make(SELF, coach.weeks.profile(SELF))
        clock.advance(timedelta(hours=12))
        score = SWELLING[number - 1]
        scores = {Score.SWELLING_LEFT: score, Score.SWELLING_RIGHT: max(0, score - 1)}
        coach.notes.take(SELF, SymptomEntry(scores=scores, gone_by_morning=True))
        if number % 3:
            coach.notes.take(SELF, ActivityEntry(12, Intensity.MODERATE))


def look(page: Page, number: int) -> str:
    """See Today, and return its sentence."""
    visitor = Visitor(page)
    visitor.open("/")
    page.wait_for_load_state()
    assert page.evaluate(FITS), f"day {number}: Today is wider than the screen"
    lines = page.evaluate(LINE)
    assert len(lines) == (0 if number == 1 else 2)
    if number == SEEN_ON[-1]:
        assert all(ends > begins for begins, ends in lines), "the line does not fall"
    return page.locator("#daily .says").inner_text()


def test_a_month_of_notes_ends_with_a_line_that_falls(
    served_at: Served, clock: FixedClock, open_tab: OpenTab
) -> None:
    tabs = [
        open_tab(served_at.address, locale=locale, viewport=size, color_scheme=scheme)
        for locale in ("en-GB", "de-DE")
        for size in (PHONE, WIDE)
        for scheme in ("light", "dark")
    ]
    said: dict[str, set[str]] = {}
    for number in range(1, len(SWELLING) + 1):
        live(served_at, clock, number)
        if number in SEEN_ON:
            for tab in tabs:
                language = tab.evaluate("navigator.language")
                said.setdefault(language, set()).add(look(tab, number))
        clock.advance(timedelta(hours=12))
    assert {language: len(each) for language, each in said.items()} == {
        "en-GB": len(SEEN_ON),
        "de-DE": len(SEEN_ON),
    }
