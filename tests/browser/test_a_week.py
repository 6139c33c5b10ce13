"""A week of one person: desk, flight, swelling that stays, a referral, a visit, and on again."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from browser.conftest import OpenTab
from browser.phones import say_swollen
from browser.serving import Served
from browser.visitor import Visitor
from soleus.vocabulary.clock import FixedClock

pytestmark = pytest.mark.browser

MOST_DAYS = 10
"""Swelling that stays is to be found within these."""


class Week(Visitor):
    """What the person does on a day, and the time that passes."""

    clock: FixedClock

    def later(self, **time: float) -> None:
        self.clock.advance(timedelta(**time))

    @property
    def day(self) -> date:
        return self.clock.now().date()

    def next_morning(self) -> None:
        self.later(days=1)
        self.later(hours=8 - self.clock.now().hour, minutes=-self.clock.now().minute)

    def breaks(self) -> str:
        """What today's page says of the next break."""
        self.open("/")
        return self.page.locator("#breaks").inner_text()

    def evening(self, swelling: int) -> None:
        """Note the swelling and that the legs were up and in use."""
        self.later(hours=21 - self.clock.now().hour)
        self.open("/journal")
        say_swollen(self.page)
        for side in ("left", "right"):
            name = f"swelling_{side}"
            self.page.locator(f"#{name}").evaluate(
                "(box, to) => { box.value = to; box.dispatchEvent(new Event('input', "
                "{ bubbles: true })); }",
                str(swelling),
            )
        self.press("Save", within="#feel")
        self.page.get_by_label("How long").fill("30")
        self.press("Add", within="#minutes")


@pytest.fixture
def week(open_tab: OpenTab, served_at: Served, clock: FixedClock) -> Week:
    person = Week(open_tab(served_at.address))
    person.clock = clock
    return person


def turn_reminders_on(week: Week) -> None:
    week.open("/reminders")
    week.page.get_by_text("Remind me", exact=True).click()
    week.press("Save")


def fly(week: Week, *, hours: int) -> None:
    """Board an hour from now, for so many hours, both ends in one zone."""
    week.open("/reminders")
    week.page.get_by_text("Flights", exact=True).click()
    leaves = week.clock.now() + timedelta(hours=1)
    for name, moment in (("departs", leaves), ("arrives", leaves + timedelta(hours=hours))):
        week.page.locator(f"#{name}_1").fill(f"{moment:%Y-%m-%dT%H:%M}")
        week.page.locator(f"#{name}_zone_1").fill("UTC")
    week.press("Save")


def be_seen(week: Week, *allowed: str) -> None:
    week.open("/visits")
    week.choose("Yes, at all of it")
    week.choose("The same")
    for name in allowed:
        week.page.locator("#visit label").filter(has_text=name).click()
    week.press("Save the visit")


def test_desk_flight_swelling_that_stays_referral_visit_and_on_again(week: Week) -> None:
    # Monday, at the desk: the check, the week, a break that says when and why
    week.take_check({})
    week.press("See the result")
    turn_reminders_on(week)
    assert "Next:" in week.breaks()
    week.later(hours=2)
    assert week.page.get_by_role("link", name="Start now").count() == 0
    week.breaks()
    week.press("Start now")
    assert week.path.startswith("/session/")
    week.open("/")
    week.press("I just moved")
    expect(week.page.locator("#breaks")).to_contain_text("Next:")
    week.evening(5)

    # Tuesday, on board: pumps in the seat and the aisle take the place of the desk
    week.next_morning()
    fly(week, hours=8)
    week.later(hours=3)
    assert any(word in week.breaks() for word in ("seat", "aisle", "flight", "Flight"))
    week.evening(5)

    # the swelling stays, although the legs move: that is found, and nobody opened the check
    while week.page.get_by_role("heading", name="What your notes show").count() == 0:
        assert week.day < date(2026, 3, 2) + timedelta(days=MOST_DAYS), "nothing was noticed"
        week.next_morning()
        week.evening(5)
        week.open("/")
    assert "swelling" in week.text.lower()
    week.open("/session/elevation")
    assert week.page.get_by_role("button", name="Begin").count() == 0
    assert week.page.locator("#breaks").get_by_role("link", name="Start now").count() == 0

    # seen, allowed by name: what was named opens at once, what was not stays shut
    week.next_morning()
    be_seen(week, "Ankle pumps")
    assert "/visits" in week.path
    week.open("/session/ankle-pumps")
    assert week.page.get_by_role("button", name="No, nothing new. Begin").is_visible()
    week.open("/")
    assert week.page.get_by_role("heading", name="What your notes show").count() == 0

    # and on again
    week.begin_session("ankle-pumps")
    assert week.path.startswith("/session/run/")
