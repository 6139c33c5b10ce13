"""A month of somebody new: watch, tape, pressure and notes, then report, sheet, FHIR and backup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest
import zxingcpp

from browser import serving
from browser.conftest import OpenTab
from browser.serving import Served
from browser.test_a_month import FITS
from browser.test_a_week import Week
from browser.visitor import Visitor
from devices import samples
from soleus.compose import Settings, open_coach
from soleus.fhir import faults_of
from soleus.journal import (
    SELF,
    ActivityEntry,
    AnkleIndexEntry,
    BloodPressureEntry,
    Entry,
    StepsEntry,
    SymptomEntry,
    TapeEntry,
    WeightEntry,
)
from soleus.report import activity_codes
from soleus.vocabulary import Activity
from soleus.vocabulary.clock import FixedClock

pytestmark = pytest.mark.browser

HEAVIER = {
    "swelling": {"swelling": "both"},
    "swelling_course": {"swelling_course": "comes_and_goes"},
    "veins": {"heaviness_or_aching": "both", "varicose_veins": "left"},
    "heaviness_worsening": {"heaviness_worsening": "yes"},
}
DAYS_OF_MONTH = 28
SWOLLEN_ON = {1: 6, 14: 5, 27: 4}
MEASURED_ON = {2: (39.0, 37.2), 26: (38.2, 37.1)}
MEASURED: tuple[type[Entry], ...] = (
    SymptomEntry,
    ActivityEntry,
    StepsEntry,
    TapeEntry,
    BloodPressureEntry,
    WeightEntry,
    AnkleIndexEntry,
)


@pytest.fixture
def person(open_tab: OpenTab, served_at: Served, clock: FixedClock) -> Week:
    somebody = Week(open_tab(served_at.address, accept_downloads=True))
    somebody.clock = clock
    return somebody


@pytest.fixture
def elsewhere(tmp_path: Path, clock: FixedClock) -> Iterator[Served]:
    """A second, empty server of the same day."""
    with serving.thread(tmp_path / "elsewhere", clock) as running:
        yield running


def measure(person: Week, what: str, **numbers: float) -> None:
    """Add a measurement on its page; what is unlikely would be asked about."""
    person.open(f"/body?add={what}")
    for name, number in numbers.items():
        person.page.fill(f"#{name}", str(number))
    person.page.locator(f"#{what} form .button").last.click()
    person.page.wait_for_url(f"**/body?saved={what}*")


def exports(person: Week) -> dict[str, bytes]:
    """What a watch and a phone give away at the end of the month, one file of it broken."""
    first = person.clock.now() - timedelta(days=DAYS_OF_MONTH - 1)
    begins = [first + timedelta(days=day) for day in range(0, DAYS_OF_MONTH - 1, 6)]
    steps = [
        samples.apple_steps(source, device, day + timedelta(hours=3, minutes=n), 1, 105)
        for day in begins
        for n in range(30)
        for source, device in (("Watch", "name:W"), ("Phone", "name:P"))
    ]
    walks = {f"walk-{n}.fit": samples.fit(day, beats=112) for n, day in enumerate(begins)}
    others = {
        "ride.tcx": samples.tcx(first + timedelta(days=1), sport="Biking"),
        "same-walk.gpx": samples.gpx(begins[0], minutes=30, kind="walking"),
        "broken.fit": samples.fit(first)[:60],
    }
    health = {"apple_health_export/export.xml": samples.apple(*steps)}
    return {"watch.zip": samples.zipped(walks | others), "phone.zip": samples.zipped(health)}


def bring_in(person: Week, files: list[Path]) -> None:
    """See what would count, take it back whole once, and bring it in again."""
    for again in (True, False):
        person.open("/activity")
        person.page.set_input_files("#files", files)
        person.press("Read them")
        person.page.get_by_role("heading", name="What would count").wait_for()
        assert "It ends in the middle." in person.text
        assert "The same again?" in person.text
        assert person.page.evaluate(FITS), "a file's name is wider than the screen"
        person.press("Count it")
        assert re.search(r"\d+ activities count now, \d+ min\.", person.text)
        if again:
            person.page.get_by_role("button", name="Take all of it back").click()
            person.page.wait_for_url("**/activity?undone=*")
            assert re.search(r"\d+ entries were taken back\.", person.text)


def live_a_month(person: Week, folder: Path) -> None:
    for day in range(1, DAYS_OF_MONTH):
        person.next_morning()
        if day in MEASURED_ON:
            left, right = MEASURED_ON[day]
            measure(person, "girth", calf_left_cm=left, calf_right_cm=right)
            measure(person, "pressure", systolic_mmhg=138 - day // 3, diastolic_mmhg=84)
            measure(person, "weight", weight_kg=84 - day / 10)
        if day in SWOLLEN_ON:
            person.evening(SWOLLEN_ON[day])
    person.next_morning()
    measure(person, "index", ankle_index_left=1.02, ankle_index_right=1.05)
    files = {folder / name: content for name, content in exports(person).items()}
    for path, content in files.items():
        path.write_bytes(content)
    bring_in(person, list(files))


def read_from(pdf: Path) -> str:
    """What a phone's camera reads on the printed sheet."""
    pages = pypdfium2.PdfDocument(pdf)
    assert 1 <= len(pages) <= 2
    pictures = (pages[number].render(scale=3).to_pil() for number in range(len(pages)))
    [found] = [each for picture in pictures for each in zxingcpp.read_barcodes(picture)]
    return str(found.text)


def report_to_clinician(person: Week, folder: Path) -> str:
    """See the report, save it as PDF, and return the address on its sheet."""
    person.open("/result")
    person.press("Report to take along")
    for told in (
        "heaviness that gets worse and worse",
        "Blood pressure",
        "Ankle-brachial index (ABI), right",
        "81.4 kg",
        "On hold until you decide",
    ):
        assert told in person.text, told
    with person.page.expect_download() as saving:
        person.page.get_by_role("link", name="Save as PDF").click()
    saving.value.save_as(folder / "report.pdf")
    return read_from(folder / "report.pdf")


def clear_by_sheet(person: Week, scanned: str) -> None:
    """Open what the code of the sheet says, with what was ticked on it, and save the visit."""
    address = urlsplit(scanned)
    person.later(days=1)
    person.open(f"{address.path}?{address.query}")
    sheet = address.query.removeprefix("code=")
    lines = activity_codes(sheet)
    person.page.get_by_text("I have a ticked sheet").click()
    person.page.get_by_label("Code of the sheet").fill(f"{sheet} {lines[Activity.ANKLE_PUMPS]}")
    person.press("Fill in")
    person.choose("Yes, at all of it")
    person.choose("The same")
    person.press("Save the visit")
    assert "This visit counts now" in person.text


def to_another_server(person: Week, there: Visitor, folder: Path) -> None:
    """Take the bundle away, and take its notes in where nothing is yet."""
    person.open("/data/fhir")
    with person.page.expect_download() as saving:
        person.page.get_by_role("button", name="Save the file (FHIR)").click()
    saving.value.save_as(folder / "bundle.json")
    assert faults_of(json.loads((folder / "bundle.json").read_text("utf-8"))) == ()
    there.open("/data/fhir")
    there.page.set_input_files("#file", folder / "bundle.json")
    there.choose("It is about me")
    there.press("Look at it")
    there.press("Take it in")
    assert "entries were taken in" in there.text


def noted(served: Served, clock: FixedClock) -> list[str]:
    """Every note with its moment; those of one moment may have come in any order."""
    with open_coach(Settings(served.data_dir), clock) as coach:
        found = coach.journal.entries(SELF, MEASURED)
        return sorted(f"{each.at.isoformat()} {each.id} {each.entry}" for each in found)


def test_a_month_from_the_watch_to_the_report_to_a_clinic_and_to_a_new_machine(
    person: Week,
    served_at: Served,
    elsewhere: Served,
    clock: FixedClock,
    open_tab: OpenTab,
    tmp_path: Path,
) -> None:
    live_a_month(person, tmp_path)
    person.take_check(HEAVIER)
    person.press("See the result")
    scanned = report_to_clinician(person, tmp_path)
    clear_by_sheet(person, scanned)

    to_another_server(person, Visitor(open_tab(elsewhere.address)), tmp_path)
    assert noted(elsewhere, clock) == noted(served_at, clock)

    assert served_at.command("backup", str(tmp_path / "all.soleus")).returncode == 0
    restored = Served("", tmp_path / "restored")
    assert restored.command("restore", str(tmp_path / "all.soleus")).returncode == 0
    for form in ("json", "csv"):
        words = ("journal", "export", "--format", form)
        here, there = (
            re.sub(r'"exported_at": "[^"]+"', "", each.command(*words).stdout)
            for each in (served_at, restored)
        )
        assert here
        assert here == there
