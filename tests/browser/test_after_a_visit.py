"""Seen by a doctor, and on again: the visit, what was prescribed, the habits, the week on paper."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import FilePayload

from browser.serving import Served
from browser.visitor import Visitor

pytestmark = pytest.mark.browser

HEAVIER: dict[str, Any] = {
    "answers": {"heaviness_or_aching": "both", "heaviness_worsening": True},
    "others": "no",
}
WELL: dict[str, Any] = {"answers": {"age": 40}, "others": "no"}
IN_A_MONTH = (date.today() + timedelta(days=30)).isoformat()  # the browser's own calendar


def photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (600, 400), (90, 120, 200)).save(out, "JPEG")
    return out.getvalue()


def test_a_referral_a_visit_and_what_was_allowed_is_open(visitor: Visitor, served: Served) -> None:
    served.record(HEAVIER)
    assert visitor.open("/session/elevation").status == 403
    visitor.open("/result")
    visitor.press("I have been seen")
    assert visitor.heading == "After a visit"
    visitor.page.get_by_label("What they found").fill("Veins, no clot")
    visitor.choose("Yes, at all of it")
    visitor.choose("The same")
    visitor.choose("Legs up")
    visitor.page.get_by_label("When are you to be seen again?").fill(IN_A_MONTH)
    visitor.press("Save the visit")
    assert "This visit counts now" in visitor.text
    visitor.press("See what you may do")
    assert visitor.heading == "You can look after yourself for now"
    assert visitor.open("/session/elevation").status == 200


def test_worse_since_the_visit_means_the_check(visitor: Visitor, served: Served) -> None:
    served.record(WELL)
    visitor.open("/visits")
    visitor.choose("Yes, at all of it")
    visitor.choose("Worse, spreading, something new, or not better as promised. Or I am not sure")
    visitor.press("Save the visit")
    assert visitor.path == "/check"
    assert visitor.open("/session/ankle-pumps").status == 403


def test_a_prescribed_exercise_is_noted_with_its_picture_and_done(
    visitor: Visitor, served: Served
) -> None:
    served.record(WELL)
    visitor.open("/exercises")
    visitor.press("Add an exercise")
    visitor.page.get_by_label("What it is called").fill("Towel pull")
    visitor.choose("Ankle pumps")
    visitor.choose("Sitting")
    visitor.page.get_by_label("To be looked at again on").fill(IN_A_MONTH)
    visitor.page.get_by_label("What to do").fill("Pull the towel to you.")
    visitor.page.get_by_label("How many").fill("1")
    upload = FilePayload(name="towel.jpg", mimeType="image/jpeg", buffer=photo())
    visitor.page.set_input_files("#step-0-upload", files=upload)
    visitor.press("Add a step")
    visitor.page.locator("#step-1-does").fill("Push it away.")
    visitor.page.locator("#step-1-repetitions").fill("1")
    visitor.press("Save")
    assert "It is kept" in visitor.text
    visitor.page.locator("a.button", has_text="Start").click()
    visitor.press("No, nothing new. Begin")
    visitor.press("Begin", within=".controls")
    picture = visitor.page.locator("#picture")
    picture.wait_for(state="visible")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 600
    visitor.page.locator("#label", has_text="Move").wait_for()
    assert "1 of 1" in visitor.page.locator("#count").inner_text()
    visitor.press("Something is wrong")
    visitor.page.get_by_role("button", name="Chest pain").first.click()
    visitor.page.wait_for_url("**/result")
    assert served.begun()


def test_a_habit_is_asked_on_today_and_answered(visitor: Visitor, served: Served) -> None:
    served.record({**WELL, "answers": {**WELL["answers"], "smoker": True}})
    with served.coach() as coach:
        coach.weeks.make("self", coach.weeks.profile("self"))
    visitor.open("/")
    visitor.page.locator("#habit > summary").click()
    visitor.choose("I have stopped")
    visitor.press("Save")
    assert visitor.path == "/habits"
    assert "What changes" in visitor.text


def test_the_week_fits_on_a_sheet(visitor: Visitor, served: Served) -> None:
    served.record(WELL)
    visitor.open("/week")
    visitor.page.emulate_media(media="print")
    for hidden in (".rounds", "#print", ".colophon"):
        assert not visitor.page.locator(hidden).first.is_visible()
    assert visitor.page.locator("h2", has_text="Minutes that count").is_visible()
