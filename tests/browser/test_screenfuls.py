"""On a phone the pages of every day are short: what is rarely needed lies behind one press."""

from datetime import timedelta

import pytest

from browser.conftest import PHONE, OpenTab
from browser.serving import Served
from browser.test_a_month import live
from soleus.compose import Settings, open_coach
from soleus.journal import SELF, SymptomEntry
from soleus.vocabulary.clock import FixedClock

pytestmark = pytest.mark.browser

MOST = {"en-GB": 3.1, "de-DE": 3.6}
"""Screenfuls of 360 by 740 at the usual size; in German words are longer and a notice is below."""


@pytest.mark.parametrize("language", MOST)
def test_today_plan_and_journal_are_three_screenfuls(
    open_tab: OpenTab, served_at: Served, clock: FixedClock, language: str
) -> None:
    for number in range(1, 13):
        live(served_at, clock, number)
        clock.advance(timedelta(hours=12))
    with open_coach(Settings(served_at.data_dir), clock) as coach:
        coach.breaks_offer.take(SELF, wanted=True)
        coach.notes.take(SELF, SymptomEntry(gone_by_morning=True))
    page = open_tab(served_at.address, locale=language)
    long = {}
    for path in ("/", "/plan", "/journal"):
        page.goto(path)
        page.wait_for_load_state()
        long[path] = page.evaluate("document.documentElement.scrollHeight") / PHONE["height"]
    print(language, {path: round(screenfuls, 2) for path, screenfuls in long.items()})
    assert max(long.values()) <= MOST[language]


def test_what_is_folded_is_one_press_away(
    open_tab: OpenTab, served_at: Served, clock: FixedClock
) -> None:
    live(served_at, clock, 1)
    page = open_tab(served_at.address)
    for path in ("/", "/plan", "/journal"):
        page.goto(path)
        for fold in page.locator(".rare > .fold").all():
            inside = fold.locator(":scope > :not(summary)").first
            assert not inside.is_visible()
            fold.locator(":scope > summary").click()
            assert inside.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
