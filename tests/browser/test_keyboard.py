"""By keyboard alone: a whole check, its result, and the beginning of a session."""

import pytest

from browser.samples import WELL
from browser.serving import Served
from browser.visitor import Visitor

pytestmark = pytest.mark.browser

MOST_TABS = 60
HERE = """() => {
    const el = document.activeElement;
    if (el === document.body) return "";
    return (el.labels?.[0] ?? el).textContent.trim().replace(/\\s+/g, " ");
}"""
IS_SEEN = """() => {
    const el = document.activeElement;
    const shown = el.matches(".choice input") ? el.closest(".choice") : el;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(shown);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
}"""


class Keyboard:
    """A person without a mouse."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page

    def go_to(self, *names: str) -> str:
        """Press Tab until one of these has the focus, and give which."""
        passed = []
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(HERE)
            if here in names:
                assert self.page.evaluate(IS_SEEN), f"nobody sees that “{here}” has the focus"
                return str(here)
            passed.append(here)
        raise AssertionError(f"none of {names} among {passed}")

    def press(self, *names: str) -> None:
        self.go_to(*names)
        before = self.page.url
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: url != before)
        self.page.wait_for_load_state()


def test_a_well_person_takes_the_whole_check_by_keyboard(visitor: Visitor) -> None:
    keyboard = Keyboard(visitor)
    visitor.open("/check")
    keyboard.press("Rather not say")
    while visitor.path.startswith("/check/screen/"):
        if visitor.screen == "age":
            keyboard.go_to("Age in whole years")
            visitor.page.keyboard.type("44")
            keyboard.press("Go on")
        else:
            keyboard.press("None of these", "No")
    keyboard.press("See the result")
    assert visitor.heading == "You can look after yourself for now"


def test_a_danger_sign_is_marked_by_keyboard(visitor: Visitor) -> None:
    keyboard = Keyboard(visitor)
    visitor.open("/check/screen/sudden")
    mark = visitor.page.locator('input[name="mark.sudden_severe_pain"]')
    for _ in range(MOST_TABS):
        if mark.evaluate("(box) => box === document.activeElement"):
            break
        visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Space")
    keyboard.go_to("Left leg", "Left")
    visitor.page.keyboard.press("Space")
    keyboard.press("Only what I marked. No to the rest")
    assert visitor.heading == "Call 999 now"


def test_a_session_begins_pauses_and_is_stopped_by_keyboard(
    visitor: Visitor, served: Served
) -> None:
    served.record(WELL)
    keyboard = Keyboard(visitor)
    visitor.open("/session/ankle-pumps")
    keyboard.press("No, nothing new. Begin")
    keyboard.go_to("Begin")
    visitor.page.keyboard.press("Enter")
    visitor.wait_for_phase("running")
    keyboard.go_to("Pause")
    visitor.page.keyboard.press("Enter")
    visitor.wait_for_phase("paused")
    keyboard.go_to("Something is wrong")
    visitor.page.keyboard.press("Enter")
    keyboard.press("Chest pain or tightness")
    visitor.page.wait_for_url("**/result")
    assert visitor.heading == "Call 999 now"
