"""A journey in a real browser: noted on a phone, done with no network, sent once afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from playwright.sync_api import expect

from browser.conftest import PHONE
from browser.phones import WANTED, open_page, until_kept, until_none_waits, visit, waiting
from browser.samples import WELL
from patience import until
from soleus.journal import (
    SELF,
    JourneyEntry,
    JourneyLeg,
    JourneyStepEntry,
    Means,
    Seat,
    SymptomEntry,
)

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

    from browser.serving import Served
    from chromium_flags import NewContext

pytestmark = pytest.mark.browser

JOURNEY = UUID(int=31)


def tomorrow(hour: int, days: int = 1) -> datetime:
    day = datetime.now(UTC).replace(tzinfo=None) + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def set_out(served: Served) -> None:
    leg = JourneyLeg(
        *(tomorrow(9), "Europe/London", tomorrow(19), "Asia/Dubai"), Means.FLIGHT, Seat.AISLE
    )
    with served.coach() as coach:
        coach.notes.take(SELF, JourneyEntry(JOURNEY, (leg,)))


def steps(served: Served) -> list[JourneyStepEntry]:
    with served.coach() as coach:
        return [each.entry for each in coach.journal.entries(SELF, (JourneyStepEntry,))]


def row(page: Page, title: str) -> Locator:
    return page.locator(".timeline [data-at]", has_text=title).first


@pytest.fixture
def abroad(phone: BrowserContext, served: Served) -> Page:
    """A phone that has been on the page of a journey, and then the network is off."""
    set_out(served)
    page = phone.new_page()
    visit(page)
    until_kept(page, [*WANTED, "/journey"])
    phone.set_offline(True)
    open_page(page, "/journey")
    return page


def test_it_is_done_and_undone_in_flight_mode_and_arrives_once(
    abroad: Page, served: Served
) -> None:
    pumps, pack = row(abroad, "Pump your feet"), row(abroad, "Lay out what helps")
    pumps.locator("button.tick").click()
    pack.locator("button.tick").click()
    expect(abroad.locator("[data-count]")).to_contain_text("2 of")
    pack.locator("button.tick").click()
    expect(abroad.locator("[data-count]")).to_contain_text("1 of")
    until(lambda: len(waiting(abroad)) == 3, "three presses", abroad)
    expect(abroad.locator("#network")).to_contain_text("3 entries wait on this device.")
    open_page(abroad, "/journey")
    expect(row(abroad, "Pump your feet")).to_have_class("is-done")
    expect(row(abroad, "Lay out what helps")).not_to_have_class("is-done")
    expect(abroad.locator("[data-count]")).to_contain_text("1 of")
    abroad.context.set_offline(False)
    for _ in range(2):
        abroad.goto("/journey")
        until_none_waits(abroad)
    assert [(each.step.partition("@")[0], each.is_done) for each in steps(served)] == [
        ("pumps", True),
        ("pack", True),
        ("pack", False),
    ]
    abroad.goto("/journey")
    expect(abroad.locator("[data-count]")).to_contain_text("1 of")


def test_each_step_says_why_with_no_network_and_the_signs_stand_there(abroad: Page) -> None:
    step = row(abroad, "Pump your feet")
    step.locator("summary").first.click()
    expect(step.locator(".why")).to_be_visible()
    expect(abroad.get_by_text("call the emergency number at once")).to_be_visible()
    expect(abroad.locator("#held-here")).to_be_hidden()


def test_something_new_noted_with_no_network_holds_the_movements_there(abroad: Page) -> None:
    open_page(abroad, "/journal")
    abroad.locator("#feel label.choice", has_text="Swollen").click()
    abroad.locator("#swelling_left").fill("6")
    abroad.get_by_text("More: heavy, tired, sore").click()
    abroad.locator("#feel label.choice", has_text="Something is new or worse").click()
    abroad.locator("#feel button[class=button]").click()
    abroad.wait_for_url("**/check**")
    open_page(abroad, "/journey")
    expect(abroad.locator("#held-here")).to_be_visible()
    expect(row(abroad, "Pump your feet")).to_have_class("waits")
    expect(row(abroad, "Pump your feet").locator("form")).to_have_count(0)
    expect(row(abroad, "Lay out what helps").locator("form")).to_have_count(1)


@pytest.mark.parametrize(
    ("locale", "city", "title", "asks"),
    [
        ("en-GB", "Tokyo", "Your journey to Tokyo", "First, what makes a clot likelier"),
        ("de-DE", "Tokio", "Ihre Reise nach Tokio", "Zuerst: was ein Gerinnsel"),
    ],
)
def test_a_journey_is_noted_on_a_phone_and_what_is_unknown_leads_to_the_check(
    new_context: NewContext, served: Served, locale: str, city: str, title: str, asks: str
) -> None:
    served.record({**WELL, "answers": {**WELL["answers"], "hormones": None}})
    context = new_context(
        base_url=served.address, viewport=PHONE, locale=locale, timezone_id="Europe/Berlin"
    )
    page = context.new_page()
    page.goto("/journey")
    page.locator("a[href='/journey/new']").first.click()
    expect(page.locator("#departs_zone_1")).to_have_value("Berlin")
    page.locator("#arrives_zone_1").fill(city)
    page.locator("#departs_1").fill(tomorrow(13).isoformat(timespec="minutes"))
    page.locator("#arrives_1").fill(tomorrow(8).isoformat(timespec="minutes"))
    page.locator("form button.button:not(.quiet)").click()
    expect(page.locator(".flash.fault li")).to_have_count(1)
    expect(page.locator("#arrives_zone_1")).to_have_value(city)
    page.locator("#arrives_1").fill(tomorrow(8, 2).isoformat(timespec="minutes"))
    page.locator("form button.button:not(.quiet)").click()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("#risks")).to_contain_text(asks)
    expect(page.locator("[data-activity]")).to_have_count(0)
    page.locator("fieldset label.choice").nth(1).click()
    page.locator("section.note form button").click()
    expect(page.locator("section.note a[href='/check/next']")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_a_script_it_is_ticked_as_well(new_context: NewContext, served: Served) -> None:
    served.record(WELL)
    set_out(served)
    context = new_context(base_url=served.address, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto("/journey")
    row(page, "Pump your feet").locator("button.tick").click()
    expect(page.locator("[data-count]")).to_contain_text("1 of")
    assert [each.is_done for each in steps(served)] == [True]


def test_what_was_noted_before_is_not_lost_by_a_symptom(abroad: Page, served: Served) -> None:
    row(abroad, "Pump your feet").locator("button.tick").click()
    with served.coach() as coach:
        coach.notes.take(SELF, SymptomEntry(is_new=True))
    abroad.context.set_offline(False)
    abroad.goto("/journey")
    until_none_waits(abroad)
    assert len(steps(served)) == 1
