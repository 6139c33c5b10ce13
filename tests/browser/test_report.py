"""A month of one person from the diary to the clinician and back: report, sheet, visit, FHIR."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pypdfium2
import pytest
import zxingcpp

from browser.conftest import OpenTab
from browser.serving import Served
from browser.test_a_month import SWELLING
from browser.test_a_week import Week
from soleus.compose import Settings, open_coach
from soleus.fhir import faults_of
from soleus.journal import (
    SELF,
    ActivityEntry,
    Intensity,
    Outcome,
    Score,
    SessionEntry,
    SymptomEntry,
    TapeEntry,
)
from soleus.report import activity_codes
from soleus.vocabulary import Activity
from soleus.vocabulary.clock import FixedClock

pytestmark = pytest.mark.browser

DAYS = 28
BY_HAND = (0, 9, 18, 27)
"""Evenings that are noted on the page; the others come from a program."""

BEFORE: dict[str, Any] = {
    "answers": {
        "age": 61,
        "heaviness_or_aching": "both",
        "smoker": True,
        "swelling": "both",
        "swelling_course": "comes_and_goes",
    },
    "others": "no",
}
WORSE: dict[str, Any] = {
    "answers": {
        "age": 61,
        "heaviness_or_aching": "both",
        "heaviness_worsening": True,
        "varicose_veins": "left",
        "smoker": True,
        "swelling": "both",
        "swelling_course": "comes_and_goes",
    },
    "others": "no",
}


@pytest.fixture
def month(open_tab: OpenTab, served_at: Served, clock: FixedClock) -> Week:
    """Somebody after four weeks of notes, whose check then sends them to a doctor."""
    person = Week(open_tab(served_at.address, accept_downloads=True))
    person.clock = clock
    with open_coach(Settings(served_at.data_dir), clock) as coach:
        coach.checks.record(SELF, BEFORE)
    for day in range(DAYS):
        person.next_morning()
        if day in BY_HAND:
            person.evening(SWELLING[day])
        else:
            note_a_day(served_at, clock, day)
    person.next_morning()
    with open_coach(Settings(served_at.data_dir), clock) as coach:
        coach.checks.record(SELF, WORSE)
    return person


def note_a_day(served: Served, clock: FixedClock, day: int) -> None:
    level = SWELLING[day]
    scores = {
        Score.SWELLING_LEFT: level,
        Score.SWELLING_RIGHT: max(0, level - 1),
        Score.LEG_PAIN: 4 - day // 14,
    }
    with open_coach(Settings(served.data_dir), clock) as coach:
        clock.advance(timedelta(hours=11))
        coach.notes.take(SELF, SymptomEntry(scores, gone_by_morning=True))
        if day % 3 == 0:
            coach.notes.take(SELF, TapeEntry(38.5 - day / 40, 37.2))
            coach.notes.take(SELF, ActivityEntry(25 + day, Intensity.MODERATE, "walk"))
        if day % 3 == 1:
            pain = {Score.LEG_PAIN: 4}
            coach.notes.take(
                SELF,
                SessionEntry(
                    Activity.ANKLE_PUMPS,
                    "ankle_pumps",
                    clock.now(),
                    300,
                    300,
                    60,
                    Outcome.FINISHED,
                    scores_before=pain,
                    scores_after={Score.LEG_PAIN: 3},
                ),
            )


def scanned(pdf: Path) -> str:
    """What a phone's camera reads on the printed sheet."""
    pages = pypdfium2.PdfDocument(pdf)
    [found] = [
        each
        for number in range(len(pages))
        for each in zxingcpp.read_barcodes(pages[number].render(scale=3).to_pil())
    ]
    return str(found.text)


def test_from_the_diary_to_the_clinician_and_back(month: Week, tmp_path: Path) -> None:
    month.open("/result")
    month.press("Report to take along")
    assert month.heading == "Report for a clinician"
    for told in (
        "To be seen within days",
        "heaviness that gets worse and worse",
        "told since 31 March; no on 2 March",
        "What was noted from 3 March to 31 March",
        "Ankle pumps",
        "On hold until you decide",
    ):
        assert told in month.text, told
    assert month.page.locator(".report .curve svg").count() == 4
    with month.page.expect_download() as saving:
        month.page.get_by_role("link", name="Save as PDF").click()
    pdf = tmp_path / "report.pdf"
    saving.value.save_as(pdf)

    address = urlsplit(scanned(pdf))
    assert f"{address.scheme}://{address.netloc}" == month.page.evaluate("location.origin")
    sheet = address.query.removeprefix("code=")
    assert sheet in month.page.locator(".sheet-code").inner_text().replace("-", "")

    month.later(days=2)
    month.open(f"{address.path}?{address.query}")
    assert "Mark below what is ticked on it" in month.text
    assert month.page.locator("input[name=cleared]:checked").count() == 0

    lines = activity_codes(sheet)
    month.page.get_by_text("I have a ticked sheet").click()
    month.page.get_by_label("Code of the sheet").fill(
        f"{sheet} {lines[Activity.ELEVATION].lower()} {lines[Activity.ANKLE_PUMPS]}"
    )
    month.press("Fill in")
    marked = month.page.locator("input[name=cleared]:checked")
    assert [each.get_attribute("value") for each in marked.all()] == ["ankle_pumps", "elevation"]
    assert month.open("/session/elevation").status == 403  # nothing is open before it is saved
    month.page.go_back()
    month.choose("Yes, at all of it")
    month.choose("The same")
    month.press("Save the visit")
    assert "This visit counts now" in month.text
    assert month.open("/session/elevation").status == 200


def test_a_slip_of_the_hand_is_said_and_marks_nothing(month: Week) -> None:
    month.open("/report")
    printed = month.page.locator(".sheet-code strong").inner_text()
    swapped = printed[1] + printed[0] + printed[2:]
    month.open("/visits/sheet")
    month.page.get_by_label("Code of the sheet").fill(swapped)
    month.press("Fill in")
    assert "mistyped" in month.text
    assert month.page.locator("input[name=cleared]:checked").count() == 0


def test_the_month_goes_to_a_clinic_and_comes_in_again_elsewhere(
    month: Week, served_at: Served, clock: FixedClock, tmp_path: Path
) -> None:
    month.open("/settings")
    month.page.locator("a[href='/data/fhir']").click()
    with month.page.expect_download() as saving:
        month.page.get_by_role("button", name="Save the file (FHIR)").click()
    bundle = tmp_path / "bundle.json"
    saving.value.save_as(bundle)
    assert faults_of(json.loads(bundle.read_text("utf-8"))) == ()

    with open_coach(Settings(served_at.data_dir), clock) as coach:
        coach.delete([SELF])
    month.open("/data/fhir")
    month.page.set_input_files("#file", bundle)
    month.choose("It is about me")
    month.press("Look at it")
    assert "What this file would add" in month.text
    month.press("Take it in")
    assert "entries were taken in" in month.text
    month.open("/progress")
    assert month.page.locator(".multiples svg path.line").count() >= 2
    assert month.open("/session/elevation").status == 403  # no check came with it
