"""A session under way: pause, skip, reload, sleep, less motion, no sound, and the way out."""

import pytest

from browser.conftest import Course
from browser.samples import WELL
from browser.serving import Served
from browser.visitor import Visitor
from patience import until

pytestmark = pytest.mark.browser


@pytest.fixture
def under_way(timed: tuple[Visitor, Course], served_at: Served) -> tuple[Visitor, Course]:
    """A person who is one minute into three minutes of ankle pumps."""
    visitor, course = timed
    served_at.record_at(course.clock, WELL)
    visitor.begin_session()
    visitor.start()
    course.run(65)
    return visitor, course


def count(visitor: Visitor) -> int:
    """The number that is shown: which pump of 180."""
    return int(visitor.page.locator("#count").inner_text().split()[0])


def test_a_pause_stops_the_count_and_going_on_goes_on(under_way: tuple[Visitor, Course]) -> None:
    visitor, course = under_way
    assert count(visitor) == pytest.approx(61, abs=1)
    visitor.press("Pause")
    before = count(visitor)
    course.run(20)
    assert count(visitor) == before
    assert visitor.page.locator("#label").inner_text() == "Paused"
    visitor.press("Go on")
    course.run(10)
    assert count(visitor) == pytest.approx(before + 10, abs=1)


def test_a_skip_goes_to_the_next_part(under_way: tuple[Visitor, Course]) -> None:
    visitor, course = under_way
    visitor.press("Skip")
    course.run(3)
    visitor.page.wait_for_url("**/session/over/*")
    assert visitor.heading in (
        "Ankle pumps, 1 minute",
        "Ankle pumps, 59 seconds",
        "Ankle pumps, 58 seconds",
    )


def test_a_reload_comes_back_to_the_same_place_and_waits(
    under_way: tuple[Visitor, Course], served_at: Served
) -> None:
    visitor, course = under_way
    before = count(visitor)
    visitor.page.reload()
    visitor.wait_for_phase("paused")
    course.run(10)
    assert count(visitor) == pytest.approx(before, abs=2)
    visitor.press("Go on")
    course.run(10)
    assert count(visitor) == pytest.approx(before + 10, abs=2)


def test_a_tab_that_is_closed_can_be_taken_up_from_today(
    under_way: tuple[Visitor, Course],
) -> None:
    visitor, _ = under_way
    before = count(visitor)
    visitor.open("/")
    assert visitor.heading == "Your session is waiting"
    visitor.press("Go on")
    visitor.wait_for_phase("paused")
    assert count(visitor) == pytest.approx(before, abs=2)


def test_a_page_that_slept_waits_instead_of_counting(under_way: tuple[Visitor, Course]) -> None:
    visitor, course = under_way
    before = count(visitor)
    course.sleep(120)
    visitor.wait_for_phase("paused")
    assert count(visitor) == pytest.approx(before, abs=2)
    assert "asleep" in visitor.page.locator("#show").inner_text()


def test_with_sound_and_voice_off_the_words_and_numbers_go_on(
    under_way: tuple[Visitor, Course],
) -> None:
    visitor, course = under_way
    visitor.page.get_by_text("Sound, voice, vibration").click()
    for name in ("Beat", "Voice", "Vibration"):
        visitor.choose(name)
    before = count(visitor)
    course.run(10)
    assert count(visitor) == pytest.approx(before + 10, abs=1)
    assert visitor.page.locator("#label").inner_text() in ("Toes away", "Toes up")
    visitor.page.reload()
    assert not visitor.page.locator("#set-sound").is_checked(), "the choice is kept"


def test_with_less_motion_the_count_goes_on_and_the_leg_stays(
    timed: tuple[Visitor, Course], served_at: Served
) -> None:
    visitor, course = timed
    served_at.record_at(course.clock, WELL)
    visitor.page.emulate_media(reduced_motion="reduce")
    visitor.begin_session()
    edge = visitor.page.locator('[data-part="edge"]')
    still = edge.get_attribute("d")
    visitor.press("Begin")
    course.run(10.25, step=0.25)
    assert count(visitor) > 3
    assert edge.get_attribute("d") == still


STOPS = {
    "Chest pain or tightness": "Call 999 now",
    "A leg has swollen up suddenly": "Call 999 now",
    "A fall, twist or snap, or I cannot put weight on a leg": "See a doctor today",
    "My foot or toes hurt with the leg up": "Put your leg down",
    "Something else is wrong": "Check your legs",
}


@pytest.mark.parametrize("state", ["ready", "running", "paused", "reloaded"])
def test_something_wrong_in_any_state_leads_to_help_and_shuts_the_gate(
    visitor: Visitor, served: Served, state: str
) -> None:
    served.record(WELL)
    visitor.begin_session()
    if state != "ready":
        visitor.press("Begin")
        visitor.wait_for_phase("running")
    if state == "paused":
        visitor.press("Pause")
    if state == "reloaded":
        visitor.page.reload()
    visitor.goes_wrong("Sudden, very bad pain in a leg", leg="Left")
    visitor.page.wait_for_url("**/result")
    assert visitor.heading == "Call 999 now"
    assert_is_shut(visitor, served)


def test_a_stop_counts_over_plain_http_and_where_nothing_can_be_kept(
    visitor: Visitor, served: Served
) -> None:
    served.record(WELL)
    visitor.page.add_init_script("""
        delete Crypto.prototype.randomUUID;
        IDBFactory.prototype.open = () => { throw new DOMException("", "SecurityError"); };
        Object.defineProperty(window, "localStorage", {
            get() { throw new DOMException("", "SecurityError"); } });
    """)
    visitor.begin_session()
    visitor.press("Begin")
    visitor.wait_for_phase("running")
    visitor.goes_wrong("Sudden, very bad pain in a leg", leg="Left")
    visitor.page.wait_for_url("**/result")
    assert visitor.heading == "Call 999 now"
    assert_is_shut(visitor, served)


def test_a_button_that_goes_away_hands_the_focus_on(visitor: Visitor, served: Served) -> None:
    served.record(WELL)
    visitor.begin_session()
    focused = "document.activeElement.id"
    visitor.page.locator("#begin").press("Enter")
    visitor.wait_for_phase("running")
    assert visitor.page.evaluate(focused) == "pause"
    visitor.page.keyboard.press("Enter")
    visitor.wait_for_phase("paused")
    assert visitor.page.evaluate(focused) == "resume"
    visitor.page.keyboard.press("e")
    visitor.page.wait_for_url("**/session/over/*")


def assert_is_shut(visitor: Visitor, served: Served) -> None:
    with served.coach() as coach:
        assert coach.gate.standing("self").clearance is None
        assert coach.practice.current("self") is None
    visitor.open("/session/ankle-pumps")
    assert visitor.page.get_by_role("button", name="Begin").count() == 0


@pytest.mark.parametrize("label", STOPS)
def test_each_kind_of_stop_leads_to_its_page(visitor: Visitor, served: Served, label: str) -> None:
    served.record(WELL)
    visitor.begin_session()
    visitor.press("Begin")
    visitor.goes_wrong(label, leg="Left")
    visitor.page.wait_for_url(lambda url: "/session/run/" not in url)
    visitor.page.wait_for_load_state()
    assert visitor.heading == STOPS[label]
    assert_is_shut(visitor, served)


def test_something_new_before_a_session_leads_to_the_check(
    visitor: Visitor, served: Served
) -> None:
    served.record(WELL)
    visitor.open("/session/ankle-pumps")
    visitor.press("Yes, or I am not sure")
    assert visitor.path == "/check"
    assert_is_shut(visitor, served)


def test_keys_press_the_buttons_on_show_and_can_be_turned_off(
    under_way: tuple[Visitor, Course],
) -> None:
    visitor, _ = under_way
    visitor.page.locator("body").press("Space")
    visitor.wait_for_phase("paused")
    visitor.page.locator("body").press("Space")
    visitor.wait_for_phase("running")
    visitor.page.get_by_text("Sound, voice, vibration, keys").click()
    visitor.page.get_by_text("Keys", exact=True).click()
    visitor.page.evaluate("document.activeElement.blur()")
    visitor.page.locator("body").press("Space")
    assert visitor.phase == "running"


def test_w_opens_what_is_wrong(under_way: tuple[Visitor, Course]) -> None:
    visitor, _ = under_way
    visitor.page.locator("body").press("w")
    visitor.page.get_by_role("heading", name="What is wrong?").wait_for(state="visible")


TAKE_THE_SOUND = """
window.AudioContext = class extends AudioContext {
  constructor(...parts) {
    super(...parts);
    window.sound = this;
  }
  resume() {
    return window.isTaken ? Promise.reject(new Error("taken")) : super.resume();
  }
};
"""


def test_a_beat_that_a_call_took_is_told_and_a_tap_brings_it_back(
    timed: tuple[Visitor, Course], served_at: Served
) -> None:
    visitor, course = timed
    visitor.page.add_init_script(TAKE_THE_SOUND)
    served_at.record_at(course.clock, WELL)
    visitor.begin_session()
    visitor.start()
    course.run(8)
    line = visitor.page.locator("#unheard-sound")
    assert line.inner_text() == ""
    visitor.page.evaluate("() => { window.isTaken = true; return window.sound.suspend(); }")
    course.run(4)
    assert "The beat is silent" in line.inner_text()
    visitor.page.evaluate("() => { window.isTaken = false; }")
    visitor.page.locator("#title").click()
    state = "() => window.sound.state"
    until(lambda: visitor.page.evaluate(state) == "running", "the sound", visitor.page)
    course.run(1)
    assert line.inner_text() == ""
