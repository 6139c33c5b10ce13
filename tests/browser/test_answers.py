"""A good day is two presses, and what a note means is said on the page on which it was saved."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from browser.conftest import OpenTab
from browser.phones import say_swollen
from browser.serving import Served
from browser.visitor import Visitor
from soleus.compose import Settings, open_coach
from soleus.journal import SELF, Score, SymptomEntry
from soleus.vocabulary.clock import FixedClock

pytestmark = pytest.mark.browser


def scores(served: Served) -> list[dict[str, int]]:
    with served.coach() as coach:
        entries = coach.journal.entries(SELF, (SymptomEntry,))
    return [{score.value: value for score, value in each.entry.scores.items()} for each in entries]


def test_a_good_day_is_two_presses_with_a_script_and_without(
    open_tab: OpenTab, served: Served
) -> None:
    for has_script in (True, False):
        page = open_tab(served.address, java_script_enabled=has_script)
        page.goto("/journal")
        expect(page.locator(".how-much")).to_be_hidden()
        page.locator("#feel label.choice", has_text="None").click()
        page.locator("#feel > p > button").click()
        expect(page.locator("#meaning")).to_contain_text("Noted")
    assert scores(served) == [{"swelling_left": 0, "swelling_right": 0}] * 2


def test_another_answer_takes_back_the_scores_of_the_one_before(
    visitor: Visitor, served: Served
) -> None:
    visitor.open("/journal")
    page = visitor.page
    page.wait_for_load_state()
    say_swollen(page)
    page.locator("#swelling_left").fill("7")
    page.locator("#feel label.choice", has_text="A little").click()
    page.locator("#feel > p > button").click()
    expect(page.locator("#meaning")).to_be_visible()
    assert scores(served) == [{"swelling_left": 2, "swelling_right": 2}]


def test_one_leg_from_1_to_9_leads_to_the_care_card_on_the_same_page(
    open_tab: OpenTab, served_at: Served, clock: FixedClock
) -> None:
    with open_coach(Settings(served_at.data_dir), clock) as coach:
        for _ in range(8):
            low = {Score.SWELLING_LEFT: 1, Score.SWELLING_RIGHT: 1}
            coach.notes.take(SELF, SymptomEntry(scores=low))
            clock.advance(timedelta(days=1))
    page = open_tab(served_at.address)
    page.goto("/journal")
    page.wait_for_load_state()
    say_swollen(page)
    for side, score in (("left", "9"), ("right", "1")):
        page.locator(f"#swelling_{side}").fill(score)
    page.locator("#feel > p > button").click()
    card = page.locator("section.care")
    expect(card).to_contain_text("See a doctor today")
    expect(card).to_be_in_viewport()
    assert "/journal" in page.url
    expect(page.locator("#meaning")).not_to_contain_text("Better")
    page.get_by_role("link", name="The whole result").click()
    expect(page.locator("section.care h1")).to_contain_text("See a doctor today")
