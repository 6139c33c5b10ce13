"""A day by its list: done early it is ticked, late it is still there and can be begun."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from browser.conftest import OpenTab
from browser.samples import WELL
from browser.serving import Served
from browser.visitor import Visitor
from soleus.compose import Settings, open_coach
from soleus.journal import SELF
from soleus.vocabulary.clock import FixedClock

pytestmark = pytest.mark.browser


@pytest.fixture
def visitor(open_tab: OpenTab, served_at: Served, clock: FixedClock) -> Visitor:
    served_at.record_at(clock, WELL)
    with open_coach(Settings(served_at.data_dir), clock) as coach:
        coach.weeks.make(SELF, coach.weeks.profile(SELF))
    return Visitor(open_tab(served_at.address, viewport={"width": 360, "height": 800}))


def test_done_early_it_is_ticked_and_late_the_rest_can_still_be_begun(
    visitor: Visitor, clock: FixedClock
) -> None:
    visitor.open("/")
    rows = visitor.page.locator(".todo > li")
    expect(rows).to_have_count(3)
    evening = rows.nth(2)
    name = evening.locator(".what a").inner_text()
    evening.get_by_role("button", name="I did this").click()  # before noon
    expect(rows.nth(2)).to_contain_text("done")
    expect(visitor.page.locator("#list")).to_contain_text("1 of 3 done")
    clock.advance(timedelta(hours=23 - clock.now().hour))
    visitor.open("/")
    expect(rows).to_have_count(3)
    expect(rows.nth(2)).to_contain_text(name)
    expect(rows.get_by_role("link", name="Start")).to_have_count(2)
    rows.nth(0).get_by_role("link", name="Start").click()
    expect(visitor.page).to_have_url(
        visitor.page.url.split("/session")[0] + "/session/ankle-pumps?item=mon.ankle_pumps.1"
    )
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
