"""A day planned by simulated legs, in a real browser: in every width and light, and taken over."""

from datetime import time
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser.conftest import OpenTab
from browser.samples import WELL
from browser.serving import Served
from browser.visitor import Visitor
from soleus.compose import Settings, open_coach
from soleus.journal import SELF
from soleus.reminders import ReminderSettings
from soleus.vocabulary.clock import FixedClock

pytestmark = pytest.mark.browser

AXE = """() => axe.run(document, { resultTypes: ["violations"], runOnly: { type: "tag",
    values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } })
  .then(({ violations }) => violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 140)}`))"""
FIGURES = ("best-pace", "calf-pump", "do-not-raise", "sitting-and-standing")


@pytest.fixture
def asked(served_at: Served, clock: FixedClock) -> Served:
    served_at.record_at(clock, WELL)
    with open_coach(Settings(served_at.data_dir), clock) as coach:
        coach.reminders.save(SELF, ReminderSettings(is_on=True, zone="UTC", starts=time(8)))
    return served_at


def is_open_to_all(page: Page) -> None:
    for fold in page.locator("main details.fold").all():
        fold.evaluate("each => { each.open = true }")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.evaluate(Axe().axe_script)
    assert page.evaluate(AXE) == []


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_plan_and_figures_are_open_to_all_in_every_width_and_light(
    open_tab: OpenTab, asked: Served, width: int, scheme: Literal["light", "dark"]
) -> None:
    size = {"width": width, "height": 900}
    page = open_tab(asked.address, viewport=size, color_scheme=scheme)
    for path in ("/plan/breaks", *(f"/learn/{topic}" for topic in FIGURES)):
        page.goto(path)
        assert page.locator("figure.curves svg[role=img]").count() == 1
        is_open_to_all(page)


def test_a_limit_is_chosen_and_the_times_are_taken_over_and_given_up(
    open_tab: OpenTab, asked: Served
) -> None:
    visitor = Visitor(open_tab(asked.address))
    visitor.open("/reminders")
    visitor.press("Plan my day by the model")
    visitor.page.get_by_label("The foot may swell by at most").fill("3.6")
    visitor.press("Find the day")
    shown = visitor.page.locator(".break-times li").all_inner_texts()
    assert len(shown) > 7
    visitor.press("Use these times")
    assert "Taken over" in visitor.text
    visitor.press("Next break")
    assert shown[0] in visitor.text
    assert "took over the plan" in visitor.text
    visitor.open("/plan/breaks")
    visitor.press("Back to the plain rule")
    assert "plain rule again" in visitor.text
