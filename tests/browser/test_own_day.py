"""A day is the person's own: the server stands in UTC, the browser in Auckland."""

from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from browser.samples import WELL
from browser.serving import Served
from chromium_flags import NewContext
from patience import until
from soleus.journal import SELF, ActivityEntry, Entry, Recorded
from soleus.vocabulary.clock import FixedClock

pytestmark = pytest.mark.browser

EIGHT_IN_AUCKLAND = datetime(2026, 3, 1, 19, 0, tzinfo=UTC)
THAT_DAY = date(2026, 3, 2)
DAYLIGHT_TIME = timedelta(hours=13)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(EIGHT_IN_AUCKLAND)


@pytest.fixture
def tab(new_context: NewContext, served_at: Served, clock: FixedClock) -> Page:
    served_at.record_at(clock, WELL)
    page = new_context(base_url=served_at.address, timezone_id="Pacific/Auckland").new_page()
    page.clock.set_system_time(clock.now())
    return page


def walked(served: Served) -> tuple[Recorded[Entry], ...]:
    with served.coach() as coach:
        return tuple(coach.journal.entries(SELF, (ActivityEntry,)))


def note_a_walk(tab: Page) -> None:
    tab.locator("#how-long").fill("25")
    tab.locator("#minutes button").click()


def test_a_walk_at_eight_counts_for_that_day_everywhere(tab: Page, served_at: Served) -> None:
    tab.goto("/journal")  # the first page of all: the server cannot know the zone yet
    expect(tab.locator("#minutes [name=day]")).to_have_value(THAT_DAY.isoformat())
    with tab.expect_navigation():
        note_a_walk(tab)
    [entry] = walked(served_at)
    assert (entry.local_date, entry.utc_offset) == (THAT_DAY, DAYLIGHT_TIME)
    expect(tab.locator(".entries li", has_text="25 min")).to_contain_text("2 March, 08:00")
    expect(tab.get_by_role("heading", name="The day so far", exact=True)).to_be_visible()
    tab.goto("/week")
    expect(tab.locator("section[aria-labelledby=row]")).to_contain_text("1 day since 2 March")
    csv = tab.request.get("/journal/export.csv").text()
    assert "2026-03-02,08:00:00,+1300,Me,activity" in csv
    plan = tab.request.post("/api/plan", data={"profile": {}}).json()
    assert plan["start"] == THAT_DAY.isoformat()


def test_what_waits_on_the_device_stays_on_its_day(tab: Page, served_at: Served) -> None:
    tab.goto("/journal")
    expect(tab.locator("#minutes [name=day]")).to_have_value(THAT_DAY.isoformat())
    tab.context.set_offline(True)
    note_a_walk(tab)
    expect(tab.locator("#network")).to_contain_text("1 entry waits on this device.")
    tab.context.clear_cookies()  # its zone stands with the entry
    tab.context.set_offline(False)
    until(lambda: walked(served_at), "the walk to be sent", tab)
    [entry] = walked(served_at)
    assert (entry.local_date, entry.utc_offset) == (THAT_DAY, DAYLIGHT_TIME)
