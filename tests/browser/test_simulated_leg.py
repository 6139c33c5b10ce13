"""The simulated leg beside a session: there, in step, silent, and never in the way."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.conftest import Course, OpenTab
from browser.phones import visit
from browser.samples import WELL
from browser.serving import Served
from browser.visitor import Visitor
from patience import until
from soleus.coach.simulated import cycles
from soleus.journal import SELF
from soleus.vocabulary import POCKET, Limbs

pytestmark = pytest.mark.browser

VEINS = {**WELL, "answers": {**WELL["answers"], "varicose_veins": "left"}}

BEATS = """() => {
  const canvas = document.querySelector("#trace canvas");
  const { width, height } = canvas;
  const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, width, height);
  const isHigh = [...Array(width).keys()].map((x) => {
    let y = 0;
    while (y < height && data[4 * (y * width + x) + 3] < 60) y += 1;
    return y < height * 0.3;
  });
  return isHigh.filter((high, x) => high && !isHigh[x - 1]).length;
}"""
"""How many high peaks the trace shows: one for each push of the toes, the pull's is lower."""

VALVE = "[data-part='valve'] >> nth=2"
"""The valve at the knee."""


def with_leg(visitor: Visitor) -> Page:
    """Wait until the simulated leg is there."""
    page = visitor.page
    page.wait_for_selector("#trace:not(.coming):not([hidden])")
    return page


def number(page: Page) -> int:
    """The number that is shown; 0 before the first."""
    text = page.locator("#count").inner_text().split()
    return int(text[0]) if text else 0


def drawn(page: Page, before: set[str | None]) -> int:
    """How many shapes the valve has had."""
    before.add(page.locator(VALVE).get_attribute("d"))
    return len(before)


def test_the_trace_and_the_sum_go_with_the_session(visitor: Visitor, served: Served) -> None:
    served.record(WELL)
    visitor.begin_session()
    page = with_leg(visitor)
    visitor.start()
    page.wait_for_function(
        "() => /^about \\d+0 mL more than sitting still$/.test("
        "document.querySelector('[data-trace=more]').textContent)"
    )
    page.wait_for_function(f"() => ({BEATS})() > 2")
    shapes = set[str | None]()
    until(lambda: drawn(page, shapes) > 8, "the valve to open and to close", page)
    visitor.press("Pause")
    visitor.wait_for_phase("paused")
    still = [page.evaluate(BEATS), page.locator("[data-trace=more]").inner_text()]
    page.wait_for_timeout(1500)
    assert [page.evaluate(BEATS), page.locator("[data-trace=more]").inner_text()] == still


def test_nothing_of_it_is_read_out(visitor: Visitor, served: Served) -> None:
    served.record(WELL)
    visitor.begin_session()
    page = with_leg(visitor)
    live = "#trace[aria-live], #trace [aria-live], #trace output, #trace [role=status]"
    assert page.locator(live).count() == 0
    assert page.locator("#trace canvas").evaluate("it => Boolean(it.closest('[aria-hidden]'))")
    assert "Simulated" in page.locator("#trace").inner_text()


@pytest.mark.parametrize(("pace", "beats"), [(60, 6), (20, 4)])
def test_the_trace_keeps_the_pace_that_was_chosen(
    timed: tuple[Visitor, Course], served_at: Served, pace: int, beats: int
) -> None:
    visitor, course = timed
    served_at.record_at(course.clock, WELL)
    begin_at(visitor, pace)
    ready(visitor, course)
    visitor.start()
    course.run(30, step=0.5)
    assert visitor.page.evaluate(BEATS) == pytest.approx(beats, abs=1)


def begin_at(visitor: Visitor, pace: int) -> None:
    visitor.open("/session/ankle-pumps")
    page = visitor.page
    page.locator("#options > summary").click()
    page.locator(f'label.choice:has(input[name="per_minute"][value="{pace}"])').click()
    page.locator("button[name=anything_new][value=no]").click()
    page.wait_for_url("**/session/run/*")


def ready(visitor: Visitor, course: Course) -> None:
    """Let the page ask until the cycle is there; time passes only as told."""

    def is_there() -> bool:
        course.run(0.75, step=0.75)
        return not visitor.page.locator("#trace.coming").count()

    address = f"{visitor.path}/cycle.json"
    until(lambda: visitor.page.request.get(address).json()["table"], "the cycle to be made")
    until(is_there, "the page to have it", visitor.page)


def test_the_end_says_how_much_faster_and_leads_to_the_studies(
    timed: tuple[Visitor, Course], served_at: Served
) -> None:
    visitor, course = timed
    served_at.record_at(course.clock, WELL)
    visitor.begin_session()
    ready(visitor, course)
    visitor.start()
    course.run(190)
    visitor.page.wait_for_url("**/session/over/*")
    said = visitor.page.locator(".simulated")
    expect(said).to_contain_text("Simulated: 60 pumps a minute drove blood up your leg about")
    expect(said).to_contain_text("People differ: between")
    visitor.page.get_by_text("Studies that agree and disagree").click()
    expect(said).to_contain_text("60 pumps a minute sped up the blood more than a slow pace did")
    expect(said).to_contain_text("Which pace is best is not settled")


def test_a_leg_whose_surface_veins_leak_shows_them(visitor: Visitor, served: Served) -> None:
    served.record(VEINS)
    visitor.begin_session()
    page = with_leg(visitor)
    visitor.start()
    visitor.wait_for_phase("running")
    page.wait_for_selector(".leg.leaks .leg-surface-blood path", state="attached")


@pytest.fixture
def without_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Soleus where neither the model nor what it runs on is there."""
    monkeypatch.setattr(cycles, "capabilities", lambda: POCKET)


@pytest.fixture
def alone(without_the_model: None, timed: tuple[Visitor, Course]) -> tuple[Visitor, Course]:
    return timed


def test_without_the_model_a_session_goes_on_and_nothing_is_empty(
    alone: tuple[Visitor, Course], served_at: Served
) -> None:
    visitor, course = alone
    served_at.record_at(course.clock, WELL)
    visitor.begin_session()
    assert visitor.page.locator("#trace").is_hidden()
    visitor.start()
    course.run(15)
    assert number(visitor.page) > 5
    assert visitor.page.locator("#trace").is_hidden()
    shape = visitor.page.locator(VALVE).get_attribute("d")
    course.run(0.4, step=0.1)
    assert visitor.page.locator(VALVE).get_attribute("d") != shape, "the drawn leg moves as before"


def test_with_one_leg_there_is_no_trace(visitor: Visitor, served: Served) -> None:
    served.record(WELL)
    with served.coach() as coach:
        coach.limbs.keep(SELF, Limbs.LEFT_LEG)
    served.record(WELL)
    visitor.begin_session()
    assert visitor.page.locator("#trace").is_hidden()
    visitor.start()
    until(lambda: number(visitor.page) > 0, "the count", visitor.page)


def test_with_less_motion_two_bars_say_it_and_stand_still(
    open_tab: OpenTab, served: Served
) -> None:
    served.record(WELL)
    visitor = Visitor(open_tab(served.address, reduced_motion="reduce"))
    visitor.begin_session()
    page = with_leg(visitor)
    assert page.locator("#trace canvas").is_hidden()
    bars = page.locator("[data-trace=bars]")
    expect(bars).to_contain_text("Sitting still")
    before = bars.inner_text()
    assert before.count("mL a minute") == 2
    visitor.start()
    until(lambda: number(page) > 2, "the count", page)
    assert bars.inner_text() == before


def test_a_stop_leads_to_help_while_the_trace_runs(visitor: Visitor, served: Served) -> None:
    served.record(WELL)
    visitor.begin_session()
    with_leg(visitor)
    visitor.start()
    visitor.goes_wrong("Chest pain or tightness")
    visitor.page.wait_for_url("**/result")
    assert "999" in visitor.text


def test_with_no_network_the_leg_that_was_kept_goes_on_and_the_end_says_it(
    phone: BrowserContext, served: Served
) -> None:
    page = phone.new_page()
    visit(page)
    until(
        lambda: page.request.get("/offline/cycles.json").json()["sessions"],
        "the usual cycle to be made",
        page,
    )
    page.goto("/learn")
    page.wait_for_function(
        "async () => { const got = await fetch('/offline/cycles.json');"
        " return Object.keys((await got.json()).sessions).length > 0; }"
    )
    phone.set_offline(True)
    page.clock.install()
    page.goto("/session/ankle-pumps")
    page.get_by_role("button", name="No, nothing new. Begin").click()
    page.wait_for_selector('#session[data-phase="running"]')
    page.wait_for_selector("#trace:not(.coming):not([hidden])")
    for _ in range(75):
        page.clock.run_for(1000)
    expect(page.locator("[data-trace=more]")).to_contain_text("more than sitting still")
    page.get_by_role("button", name="Pause", exact=True).click()
    page.get_by_role("button", name="End here").click()
    page.clock.resume()
    said = page.locator("#over-simulated")
    expect(said).to_contain_text("Simulated: 60 pumps a minute drove blood up your leg about")
    expect(said).to_contain_text("more out of one leg")
    said.get_by_text("Studies that agree and disagree").click()
    expect(said).to_contain_text("Which pace is best is not settled")
