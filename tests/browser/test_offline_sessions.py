"""With no network a session can be set as before, and an exercise shows its own pictures."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from PIL import Image
from playwright.sync_api import expect

from browser.phones import skip, until_counting, until_kept, until_none_waits, visit
from patience import until_true
from soleus.journal import (
    SELF,
    Clinician,
    ExerciseEntry,
    Position,
    SessionEntry,
    Sides,
    read_picture,
)
from soleus.journal.exercises import ExerciseStep
from soleus.vocabulary import Activity

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from browser.serving import Served

pytestmark = pytest.mark.browser

TOWEL = UUID(int=5)


def test_pace_length_posture_and_feet_are_chosen_with_no_network(tab: Page, served: Served) -> None:
    tab.goto("/session/ankle-pumps")
    tab.locator("#first-choices > details > summary").click()
    for name, value in (
        ("per_minute", "20"),
        ("minutes", "2"),
        ("posture", "lying"),
        ("feet", "left"),
    ):
        tab.locator(f'label.choice:has(input[name="{name}"][value="{value}"])').click()
    tab.get_by_role("button", name="No, nothing new. Begin").click()
    tab.wait_for_selector('#session[data-phase="running"]')
    skip(tab)
    until_counting(tab)
    expect(tab.locator("#count")).to_contain_text("of 40")
    tab.get_by_role("button", name="Skip", exact=True).click()
    expect(tab.locator("#over-title")).to_be_visible()
    tab.context.set_offline(False)
    tab.goto("/journal")
    until_none_waits(tab)
    with served.coach() as coach:
        [session] = coach.journal.entries(SELF, (SessionEntry,))
    assert session.entry.planned_seconds < 3 * 60


def test_the_choices_and_their_sources_are_those_of_the_page_with_a_network(
    phone: BrowserContext,
) -> None:
    page = phone.new_page()
    visit(page)
    asked = "() => [...document.querySelectorAll('.chosen input')].map((i) => i.name + i.value)"
    usual = "() => document.querySelector('.fold > summary').innerText"
    page.goto("/session/calf-raises")
    before, line, sources = page.evaluate(asked), page.evaluate(usual), page.evaluate(SOURCES)
    assert sources
    phone.set_offline(True)
    page.goto("/session/calf-raises")
    page.locator("#first").wait_for()
    assert page.evaluate(asked) == before
    assert page.evaluate(usual) == line
    assert page.evaluate(SOURCES) == sources
    for why in page.locator("#first .why .body").all():
        assert why.locator(".claim cite").count() > 0, "nothing is said without its source"


SOURCES = """() => [...document.querySelectorAll(".chosen .claim")].map((claim) => [
  ...[...claim.querySelectorAll("p")].map((p) => p.textContent.replace(/\\s+/g, " ").trim()),
  ...[...claim.querySelectorAll("a")].map((source) => source.href),
  ...[...claim.querySelectorAll("cite")].map((source) => source.lang),
])"""
"""Each claim on a choice: its words, and where it comes from."""


def prescribe(served: Served) -> str:
    """Keep an exercise with a picture; return the picture's address."""
    photo = BytesIO()
    Image.new("RGB", (120, 90), (120, 90, 60)).save(photo, "PNG")
    with served.coach() as coach:
        picture = coach.journal.append(SELF, read_picture(photo.getvalue())).id
        step = ExerciseStep("Pull the towel to you.", 3, 5, 2, Sides.TOGETHER, picture)
        review = coach.today() + timedelta(days=30)
        coach.exercises.keep(
            SELF,
            ExerciseEntry(
                *(TOWEL, "Towel pull", Clinician.PHYSIOTHERAPIST, Activity.ANKLE_PUMPS),
                *(Position.SEATED, (step,), 3, review),
            ),
        )
    return f"/api/exercises/pictures/{picture}"


def test_a_prescribed_exercise_is_begun_from_its_page_and_shows_its_picture(
    phone: BrowserContext, served: Served
) -> None:
    picture = prescribe(served)
    page = phone.new_page()
    visit(page)
    until_kept(page, ["/exercises", picture])
    phone.set_offline(True)
    page.goto("/exercises")
    page.locator("a.button", has_text="Start").click()
    page.get_by_role("button", name="No, nothing new. Begin").click()
    shown = page.locator("#picture")
    for _ in range(2):
        if shown.is_visible():
            break
        before = page.locator("#label").inner_text()
        page.get_by_role("button", name="Skip", exact=True).click()
        expect(page.locator("#label")).not_to_have_text(before)
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 120


def test_the_picture_of_an_exercise_that_was_put_away_is_kept_no_more(
    phone: BrowserContext, served: Served
) -> None:
    picture = prescribe(served)
    page = phone.new_page()
    visit(page)
    until_kept(page, [picture])
    page.goto("/exercises")
    page.get_by_role("button", name="Put away").click()
    page.wait_for_load_state()
    gone = (
        "async (path) => { for (const name of await caches.keys())"
        " if (await (await caches.open(name)).match(path)) return false; return true; }"
    )
    until_true(page, gone, picture)
