"""A reason to come back: a session that ends kindly, and a week away without a word of blame."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from browser.conftest import OpenTab
from browser.samples import WELL
from browser.serving import Served
from browser.visitor import Visitor
from soleus.compose import Settings, open_coach
from soleus.journal import SELF, Score, SymptomEntry
from soleus.session import read_event
from soleus.vocabulary.clock import FixedClock

pytestmark = pytest.mark.browser

FITS = "document.documentElement.scrollWidth <= innerWidth"


def done(served: Served, clock: FixedClock) -> str:
    """Do three minutes of ankle pumps; return the address of the end."""
    with open_coach(Settings(served.data_dir), clock) as coach:
        session = coach.practice.begin(SELF, "ankle_pumps", anything_new=False)
        session = coach.practice.on(SELF, session.id, (read_event({"do": "begin"}),))
        while not session.session.is_over:
            clock.advance(timedelta(seconds=5))
            session = coach.practice.on(SELF, session.id, (read_event({"do": "beat"}),))
    return f"/session/over/{session.id}"


@pytest.fixture
def visitor(open_tab: OpenTab, served_at: Served, clock: FixedClock) -> Visitor:
    served_at.record_at(clock, WELL)
    with open_coach(Settings(served_at.data_dir), clock) as coach:
        coach.weeks.make(SELF, coach.weeks.profile(SELF))
        scores = {Score.SWELLING_LEFT: 1, Score.SWELLING_RIGHT: 1}
        coach.notes.take(SELF, SymptomEntry(scores=scores))
    return Visitor(open_tab(served_at.address))


def test_a_session_ends_with_its_count_and_one_press_for_the_legs(
    visitor: Visitor, served_at: Served, clock: FixedClock
) -> None:
    visitor.open(done(served_at, clock))
    assert "180 pumps" in visitor.text
    assert visitor.page.evaluate(FITS)
    visitor.press("The same")
    expect(visitor.page.get_by_text("Noted.")).to_be_visible()
    assert visitor.page.locator("button[name=felt]").count() == 0

    visitor.open(done(served_at, clock))
    assert "This week 360 pumps in all." in visitor.text
    visitor.press("Worse")
    assert visitor.path == "/check"
    visitor.open("/session/ankle-pumps")
    assert visitor.page.get_by_role("button", name="Begin").count() == 0


def test_after_a_week_away_the_check_and_the_week_are_two_presses_from_today(
    visitor: Visitor, served_at: Served, clock: FixedClock
) -> None:
    clock.advance(timedelta(days=12))
    visitor.open("/")
    assert visitor.heading == "Welcome back"
    assert "Monday 2 March: swelling left 1, right 1." in visitor.text
    assert visitor.page.evaluate(FITS)
    served_at.record_at(clock, WELL)
    visitor.open("/")
    assert visitor.heading == "Take your week up again"
    visitor.press("Make my week")
    assert visitor.path == "/plan"
    visitor.open("/")
    expect(visitor.page.locator(".todo > li")).to_have_count(3)


@pytest.mark.parametrize("permissions", [[], ["notifications"]])
def test_a_new_week_offers_breaks_in_one_press_whatever_the_browser_answers(
    open_tab: OpenTab, served_at: Served, clock: FixedClock, permissions: list[str]
) -> None:
    served_at.record_at(clock, WELL)
    visitor = Visitor(open_tab(served_at.address, permissions=permissions))
    visitor.open("/plan")
    visitor.press("Make my week")
    with visitor.page.expect_navigation():
        visitor.press("Remind me", within="#breaks")
    expect(visitor.page.locator("#breaks")).to_contain_text("Breaks are on. Next:")
    wanted = visitor.page.evaluate("localStorage.getItem('soleus.reminders.wanted')")
    assert wanted == ("yes" if permissions else None)
    visitor.open("/plan")
    assert visitor.page.locator("#breaks-on").count() == 0


def test_a_command_and_an_address_are_not_shown_on_a_phone(
    visitor: Visitor, open_tab: OpenTab, served_at: Served
) -> None:
    wide = open_tab(served_at.address, viewport={"width": 1440, "height": 900})
    for page, is_shown in ((visitor.page, False), (wide, True)):
        page.goto("/reminders")
        for fold in ("On the desktop", "In your calendar"):
            assert page.get_by_text(fold, exact=True).is_visible() is is_shown
