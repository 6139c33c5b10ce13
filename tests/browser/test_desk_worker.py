"""A well person at a desk: check, plan, three minutes of ankle pumps, and what is told of them."""

from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Locator, Page

from browser.conftest import Course
from browser.samples import WELL
from browser.serving import Served
from browser.visitor import Visitor
from soleus.journal import SELF, Outcome, SessionEntry

pytestmark = pytest.mark.browser

MOST_PRESSES = 18
COUNT_PRESSES = """addEventListener("pointerdown", (event) => {
    if (event.isTrusted) sessionStorage.presses = Number(sessionStorage.presses ?? 0) + 1;
}, true)"""
THREE_MINUTES = 5 + 180
"""Get ready, then the pumps. Seconds."""


def table(place: Locator) -> list[list[str]]:
    """What the table of a chart says, row by row."""
    return [row.locator("th, td").all_text_contents() for row in place.locator("tbody tr").all()]


def day_so_far(visitor: Visitor) -> list[list[str]]:
    """The rows of today's chart that were done."""
    visitor.open("/")
    day = visitor.page.locator(".rare > .fold", has_text="The day and the week")
    return [row for row in table(day) if row[2] == "moved"]


def week_minutes(visitor: Visitor) -> list[str]:
    """The minutes in the chart of the last eight weeks; empty where it has no table yet."""
    visitor.open("/progress")
    weeks = visitor.page.locator("figure").filter(has_text="Minutes a week")
    return [minutes for _, minutes in table(weeks)]


def finish(visitor: Visitor, course: Course, seconds: float) -> None:
    visitor.start()
    course.run(seconds)
    for _ in range(20):  # the server has the last word, a moment later
        if visitor.path.startswith("/session/over/"):
            break
        course.run(1)
        visitor.page.wait_for_timeout(0)
    visitor.page.wait_for_url("**/session/over/*")


def test_from_the_first_page_to_the_first_session_takes_few_presses(visitor: Visitor) -> None:
    page = visitor.page
    page.add_init_script(COUNT_PRESSES)
    visitor.open("/")
    visitor.press("Rather not say")
    while visitor.path.startswith("/check/screen/"):
        if visitor.screen == "days":
            visitor.tell({"sits_long": "yes"})
        elif visitor.screen == "age":
            page.get_by_label("Age in whole years").fill("44")
            visitor.press("Go on")
        else:
            visitor.deny()
    visitor.press("See the result")
    assert visitor.heading == "You can look after yourself for now"
    visitor.press("Start with ankle pumps")
    visitor.press("No, nothing new. Begin")
    page.wait_for_url("**/session/run/*")
    visitor.press("Begin")
    visitor.wait_for_phase("running")
    assert 10 < presses(page) <= MOST_PRESSES


def test_a_week_is_made_in_two_presses_from_the_result(visitor: Visitor, served: Served) -> None:
    served.record(WELL)
    visitor.open("/result")
    visitor.press("Make my week")
    assert visitor.page.get_by_role("radio", name="At a desk").is_checked(), "the check has said so"
    visitor.press("Make my week")
    assert visitor.heading.endswith("minutes this week")


def presses(page: Page) -> int:
    return int(page.evaluate("Number(sessionStorage.presses ?? 0)"))


def make_week(visitor: Visitor) -> None:
    visitor.open("/plan/profile")
    visitor.press("Make my week")


def test_the_week_can_be_taken_along_as_a_calendar(
    visitor: Visitor, served: Served, tmp_path: Path
) -> None:
    served.record(WELL)
    make_week(visitor)
    with visitor.page.expect_download() as coming:
        visitor.press("Add to my calendar")
    assert coming.value.suggested_filename == "soleus-week.ics"
    coming.value.save_as(tmp_path / "week.ics")
    events = Calendar.from_ical((tmp_path / "week.ics").read_bytes()).walk("VEVENT")
    shown = set(visitor.page.locator(".what").all_text_contents())
    assert {str(event["SUMMARY"]) for event in events} <= shown
    assert len(events) >= 7


def test_an_item_can_be_moved_and_left_out(visitor: Visitor, served: Served) -> None:
    served.record(WELL)
    make_week(visitor)
    page = visitor.page
    items = page.locator('.items a[href^="/plan/items/"]')
    count = items.count()
    page.get_by_text("All seven days").click()
    tomorrow = page.locator("details.day").nth(1)
    tomorrow.locator("summary").click()
    tomorrow.get_by_role("link", name="Ankle pumps").first.click()
    page.wait_for_url("**/plan/items/*")
    moved = visitor.path
    page.get_by_label("Time", exact=True).fill("20:35")
    visitor.press("Move")
    assert page.locator(f'a[href="{moved}"] .when').text_content() == "20:35"
    visitor.open(moved)
    visitor.press("Leave it out")
    assert page.locator(f'a[href="{moved}"]').count() == 0
    assert items.count() == count - 1
    assert "2 changes by you" in visitor.text


def test_three_minutes_of_ankle_pumps_stand_in_the_journal_and_in_todays_chart(
    timed: tuple[Visitor, Course], served_at: Served
) -> None:
    visitor, course = timed
    served_at.record_at(course.clock, WELL)
    assert day_so_far(visitor) == []
    visitor.begin_session()
    finish(visitor, course, THREE_MINUTES)
    assert visitor.heading == "Ankle pumps, 3 minutes"
    assert day_so_far(visitor) == [["08:00", "Ankle pumps", "moved"]]
    visitor.open("/journal")
    noted = visitor.page.get_by_role("region", name="Noted").inner_text()
    assert "Ankle pumps, 3 minutes" in noted
    drawn = visitor.page.locator(".rare > .fold", has_text="The day so far")
    assert table(drawn) == [["08:00", "Ankle pumps", "moved"]]
    with served_at.coach() as coach:
        kept = coach.journal.latest(SELF, SessionEntry)
    assert kept is not None
    assert kept.entry.outcome is Outcome.FINISHED
    assert kept.entry.active_seconds == pytest.approx(180, abs=1)
    assert kept.entry.cycles in (179, 180)


def test_a_walk_changes_the_minutes_of_the_week(
    timed: tuple[Visitor, Course], served_at: Served
) -> None:
    visitor, course = timed
    served_at.record_at(course.clock, WELL)
    assert week_minutes(visitor) == []
    visitor.begin_session("walking")
    finish(visitor, course, 5 + 5 * 60)
    assert week_minutes(visitor)[-1] == "5"
    visitor.open("/")
    assert "Done so far: 5." in visitor.text
