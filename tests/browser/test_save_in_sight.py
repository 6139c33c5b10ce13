"""On a phone the journal's Save is in sight from the first screen on, and hides nothing."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, expect

from browser.conftest import PHONE, OpenTab
from browser.phones import say_swollen
from browser.samples import WELL
from browser.serving import Served
from browser.visitor import Visitor
from soleus.compose import Settings, open_coach
from soleus.journal import SELF, Score, SymptomEntry
from soleus.vocabulary.clock import FixedClock

pytestmark = pytest.mark.browser

UNCOVERED = """(it) => {
  it.scrollIntoView({ block: "center" });
  const box = it.getBoundingClientRect();
  const on = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return it.contains(on) || on.contains(it);
}"""


@pytest.fixture
def visitor(open_tab: OpenTab, served_at: Served, clock: FixedClock) -> Visitor:
    """Somebody with four answers to choose from: yesterday's swelling was another one."""
    served_at.record_at(clock, WELL)
    with open_coach(Settings(served_at.data_dir), clock) as coach:
        scores = {Score.SWELLING_LEFT: 1, Score.SWELLING_RIGHT: 3}
        coach.notes.take(SELF, SymptomEntry(scores=scores))
    clock.advance(timedelta(days=1))
    visitor = Visitor(open_tab(served_at.address))
    visitor.open("/journal")
    return visitor


def is_in_sight(button: Locator) -> bool:
    """Whether all of it lies in the window, above the row of pages."""
    box = button.bounding_box()
    nav = button.page.locator(".rounds").bounding_box()
    assert box
    assert nav
    return box["y"] >= 0 and box["y"] + box["height"] <= min(nav["y"], PHONE["height"])


def test_save_is_in_sight_with_four_answers_and_with_all_that_unfolds(visitor: Visitor) -> None:
    save = visitor.page.locator("#feel .save button")
    expect(visitor.page.locator("#feel input[name=legs]")).to_have_count(4)
    assert is_in_sight(save)
    say_swollen(visitor.page)
    assert is_in_sight(save)
    visitor.page.get_by_text("More: heavy, tired, sore").click()
    assert is_in_sight(save)


def test_nothing_of_the_form_stays_beneath_it(visitor: Visitor) -> None:
    say_swollen(visitor.page)
    visitor.page.get_by_text("More: heavy, tired, sore").click()
    for each in visitor.page.locator("#feel input:visible, #feel label:visible").all():
        assert each.evaluate(UNCOVERED)
    visitor.page.locator("#minutes button").evaluate("(it) => it.scrollIntoView()")
    assert visitor.page.locator("#minutes button").evaluate(UNCOVERED)
    visitor.page.evaluate("scrollTo(0, 0)")
    visitor.page.locator("#feel .save button").click()
    expect(visitor.page.locator("#line-swelling_left, .flash").first).to_be_visible()
