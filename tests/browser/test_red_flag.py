"""A red flag: the stop page, and no way on to an exercise, whatever is tried."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Page

from browser.conftest import OpenTab
from browser.samples import EMERGENCY, WELL
from browser.serving import Served
from browser.visitor import Visitor
from soleus.journal import SELF, PlanEntry

pytestmark = pytest.mark.browser

ROUTINES = ["ankle-pumps", "calf-raises", "elevation", "walking", "pain-guided-walking"]


@dataclass(frozen=True)
class Flag:
    """What a person tells, by screen; what the page must then say that it may be."""

    said: dict[str, dict[str, str]]
    may_be: str
    asks_of_a_visit: bool = False
    """Whether the page asks "already seen for just this?": two rules alone say unless explained."""


FLAGS = {
    "chest pain": Flag({"breath": {"chest_pain": "yes"}}, "chest pain"),
    "short of breath": Flag({"breath": {"breath": "sudden"}}, "breath"),
    "fainted": Flag({"breath": {"fainting_or_coughing_blood": "yes"}}, "lung"),
    "numb between the legs": Flag(
        {"breath": {"bladder_bowel_or_saddle_numbness": "yes"}}, "nerves"
    ),
    "sudden pain": Flag({"sudden": {"sudden_severe_pain": "left"}}, "blood clot"),
    "cold and pale": Flag({"sudden": {"suddenly_cold_pale_or_blue": "right"}}, "blood"),
    "sudden numbness": Flag({"sudden": {"sudden_numbness_or_weakness": "left"}}, "blood"),
    "black skin": Flag({"sudden": {"black_or_dying_skin": "right"}}, "skin"),
    "bleeding vein": Flag({"sudden": {"bleeding_vein": "yes"}}, "vein"),
    "one leg swollen overnight": Flag(
        {"swelling": {"swelling": "left"}, "swelling_course": {"swelling_course": "sudden"}},
        "deep vein thrombosis",
        asks_of_a_visit=True,
    ),
    "warm and swollen for days": Flag(
        {
            "swelling": {"swelling": "right", "warm_red_or_tender": "right"},
            "swelling_course": {"swelling_course": "recent"},
        },
        "deep vein thrombosis",
        asks_of_a_visit=True,
    ),
    "fever and a sore leg": Flag(
        {"breath": {"fever": "fever"}, "swelling": {"leg_pain": "left"}}, "infection"
    ),
    "warning signs in pregnancy": Flag(
        {
            "pregnancy": {"pregnant_or_recent_birth": "yes"},
            "pregnancy_warning": {"pregnancy_warning": "yes"},
        },
        "pre-eclampsia",
    ),
}


@pytest.mark.parametrize("name", FLAGS)
def test_a_red_flag_ends_the_check_at_the_stop_page(
    visitor: Visitor, served: Served, name: str
) -> None:
    visitor.take_check(FLAGS[name].said)
    assert visitor.path == "/result"
    assert visitor.heading == "Call 999 now"
    assert_unmistakable(visitor, FLAGS[name].may_be)
    asked = ["/check/seen"] if FLAGS[name].asks_of_a_visit else []
    assert_leads_to_no_exercise(visitor.page, but=asked)
    assert served.kinds() == ["check"]


def assert_unmistakable(visitor: Visitor, may_be: str) -> None:
    """The number is the first thing to tap; then what it may be, and what to do now."""
    page = visitor.page
    first = page.locator("main a:visible, main button:visible").first
    assert first.get_attribute("href") == "tel:999"
    box = first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 740, "the number is not seen without scrolling"
    assert box["height"] >= 44
    assert page.title().startswith("Call 999 now")
    why = page.get_by_role("heading", name="Why").locator("xpath=following-sibling::ul[1]")
    assert may_be in why.inner_text().lower()
    now = page.get_by_role("heading", name="Do this now").locator("xpath=following-sibling::ol[1]")
    card = page.get_by_role("region", name="Call 999 now").inner_text()
    assert "go to the nearest emergency department" in card
    assert "This can" in card or "can lose a lot of blood" in card
    assert "Do no exercise" in now.inner_text()
    assert "You told us" in now.inner_text()


WAYS = """() => [...document.querySelectorAll('a[href], area[href]')]
    .map((a) => a.getAttribute('href'))
    .concat([...document.forms].map((form) => form.getAttribute('action')))"""
NAMES = (
    "() => [...document.querySelectorAll('a, button, summary')].map((el) => el.textContent.trim())"
)
MAY_LEAD_TO = re.compile(r"tel:999|#main|/check/review|/emergency/country|/language|https://.*")
EXERCISE = re.compile(r"plan|session|begin|start|exercise|pump|raise|walk|today\b", re.IGNORECASE)


def assert_leads_to_no_exercise(page: Page, but: Sequence[str] = ()) -> None:
    """Over every link, form and button of the page, seen or folded away.

    ``but`` has the ways that this page has and no other.
    """
    ways = page.evaluate(WAYS)
    assert [way for way in ways if not MAY_LEAD_TO.fullmatch(way)] == list(but)
    assert [name for name in page.evaluate(NAMES) if EXERCISE.search(name)] == []
    assert page.get_by_role("navigation").count() == 0


def test_nothing_that_can_be_reached_from_the_stop_page_offers_an_exercise(
    visitor: Visitor, served: Served
) -> None:
    served.record(WELL)
    served.record(EMERGENCY)
    visitor.open("/result")
    seen: set[str] = set()
    ahead = {"/result", "/", "/plan", "/journal", "/learn", "/people", "/check"}
    while ahead - seen:
        path = min(ahead - seen)
        seen.add(path)
        answer = visitor.open(path)
        ways = {way.split("#")[0].split("?")[0] for way in visitor.page.evaluate(WAYS)}
        offers = [way for way in ways if re.match(r"/(session|plan)/.|/api/sessions", way)]
        assert offers == [], f"{path} offers {offers}"
        assert visitor.page.locator('form[action="/plan"]').count() == 0
        assert answer.status in (200, 403), path
        goes_on = {way for way in ways if way.startswith("/") and not way.startswith("/api")}
        ahead |= {way for way in goes_on if leads_to_a_page(visitor, way)}
    assert {"/journal", "/learn", "/check/review"} <= seen


_FILES_AND_TOPICS = (
    "/journal/export",
    "/plan/week.ics",
    "/report.pdf",
    "/data/fhir.json",
    "/what-if/experiment.toml",
    "/learn/",
)


def leads_to_a_page(visitor: Visitor, way: str) -> bool:
    """Whether a link leads there and not a form, and to no file; the topics look all alike."""
    is_left_out = way.startswith(_FILES_AND_TOPICS)
    links = ", ".join(f"a[href{match}]" for match in (f'="{way}"', f'^="{way}?"', f'^="{way}#"'))
    return not is_left_out and visitor.page.locator(links).count() > 0


# The number


@pytest.mark.parametrize(
    ("locale", "number", "says"),
    [
        ("en-GB", "999", "Call 999 now"),
        ("en-US", "911", "Call 911 now"),
        ("de-AT", "112", "Rufen Sie jetzt 112 an"),
        ("en-AU", "000", "Call 000 now"),
        ("pt-BR", "192", "Call 192 now"),
    ],
)
def test_the_number_is_that_of_the_browsers_country(
    open_tab: OpenTab, served: Served, locale: str, number: str, says: str
) -> None:
    served.record(EMERGENCY)
    visitor = Visitor(open_tab(served.address, locale=locale))
    visitor.open("/result")
    assert visitor.heading == says
    assert visitor.page.locator("a.call").get_attribute("href") == f"tel:{number}"


@pytest.mark.parametrize("locale", ["en", "en-ZZ"])
def test_where_the_country_is_not_known_the_number_is_112(
    open_tab: OpenTab, served: Served, locale: str
) -> None:
    visitor = Visitor(open_tab(served.address, locale=locale))
    visitor.open("/emergency")
    assert visitor.page.locator("a.call").get_attribute("href") == "tel:112"
    assert "112 works in all of the European Union" in visitor.text


def test_the_number_can_be_set_on_the_stop_page_and_in_the_settings(
    visitor: Visitor, served: Served
) -> None:
    served.record(EMERGENCY)
    visitor.open("/result")
    visitor.page.get_by_text("In another country?").click()
    visitor.page.get_by_label("Country you are in").select_option(label="Switzerland (144)")
    visitor.press("Show this number")
    assert visitor.page.locator("a.call").get_attribute("href") == "tel:144"
    visitor.open("/settings")
    visitor.page.get_by_label("Country you are in").select_option(label="Not listed (112)")
    visitor.press("Save")
    visitor.open("/result")
    assert visitor.heading == "Call 999 now", "with none chosen the browser's own language counts"


# No way on. Each begins with a person who was well, has a plan and a session under way.


@pytest.fixture
def stopped(served: Served) -> tuple[str, list[Any]]:
    """A plan made and a session begun while well, then a red flag: the session, what was begun."""
    served.record(WELL)
    with served.coach() as coach:
        coach.weeks.make(SELF, coach.weeks.profile(SELF))
        session = coach.practice.begin(SELF, "ankle_pumps", anything_new=False)
    served.record(EMERGENCY)
    return str(session.id), served.begun()


def test_no_address_opens_a_session_a_plan_or_what_is_under_way(
    visitor: Visitor, served: Served, stopped: tuple[str, list[Any]]
) -> None:
    sessions = [f"/session/{routine}" for routine in ROUTINES]
    older = [f"/session/run/{stopped[0]}", f"/session/over/{stopped[0]}"]
    for path in ["/", "/plan", "/plan/profile", *sessions, *older]:
        visitor.open(path)
        assert visitor.path == "/result", path
        assert visitor.heading == "Call 999 now"
    assert_leads_to_no_exercise(visitor.page)
    assert_nothing_went_on(served, stopped)


def test_no_item_and_no_calendar_of_the_plan_can_be_reached(
    visitor: Visitor, served: Served, stopped: tuple[str, list[Any]]
) -> None:
    with served.coach() as coach:
        kept = coach.journal.latest(SELF, PlanEntry)
    assert kept is not None
    item = kept.entry.plan["items"][0]["id"]
    for path in (f"/plan/items/{item}", "/plan/week.ics"):
        assert visitor.open(path).status == 403
        assert visitor.heading == "Not for you now"
    assert_nothing_went_on(served, stopped)


def assert_nothing_went_on(served: Served, stopped: tuple[str, list[Any]]) -> None:
    """No more was begun than before; the session left open may have been ended and recorded."""
    session, before = stopped
    after = [each for each in served.begun() if each and str(each[0]) != session]
    assert after == [each for each in before if each and str(each[0]) != session]
    with served.coach() as coach:
        assert coach.practice.current(SELF) is None


def test_the_back_button_and_sending_again_begin_nothing(visitor: Visitor, served: Served) -> None:
    served.record(WELL)
    visitor.begin_session()
    before = served.begun()
    visitor.take_check(FLAGS["chest pain"].said)
    page = visitor.page
    for _ in range(5):
        page.go_back()
        assert page.get_by_role("button", name="Begin").count() == 0, page.url
    page.goto("/about")
    page.evaluate(SEND_AGAIN)
    page.wait_for_url("**/session/ankle-pumps")
    assert visitor.heading == "Not for you now"
    page.reload()  # sends the form once more
    assert visitor.heading == "Not for you now"
    assert_nothing_went_on(served, (before[-1][0], before))


SEND_AGAIN = """() => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = "/session/ankle-pumps";
    form.innerHTML = '<input name="anything_new" value="no">';
    document.body.append(form);
    form.submit();
}"""


def test_the_api_begins_nothing(served: Served, stopped: tuple[str, list[Any]]) -> None:
    session, _ = stopped
    begin = {"id": "again", "do": "begin", "ago_seconds": 0}
    with httpx2.Client(base_url=served.address) as program:
        for routine in ROUTINES:
            asked = {"routine": routine, "anything_new": False}
            assert program.post("/api/sessions", json=asked).status_code == 403
        assert program.get("/api/plan").status_code == 403
        assert program.post("/api/plan", json={"profile": {}}).status_code == 403
        done = {"kind": "session", "payload": {}}
        assert program.post("/api/journal", json=done).status_code == 422
        known = program.post(f"/api/sessions/{session}/events", json={"events": [begin]}).json()
        assert known["state"]["outcome"] == "dropped"
        assert known["state"]["active_seconds"] == 0
        assert program.get(f"/api/sessions/{session}").json()["script"] is None
        standing = program.get("/api/standing").json()
    assert standing["activities"] == []
    assert standing["decision"]["urgency"] == "emergency"
    assert_nothing_went_on(served, stopped)


def test_the_command_line_begins_nothing(served: Served, stopped: tuple[str, list[Any]]) -> None:
    for words in (["session", "ankle-pumps"], ["session", "walking"], ["plan", "make"], ["plan"]):
        answer = served.command(*words, typed="n\n\n\n")
        assert answer.returncode != 0, words
        assert "See the result of your check" in answer.stderr
        assert "Traceback" not in answer.stderr
    assert served.begun() == stopped[1]


def test_a_tab_opened_before_begins_nothing(visitor: Visitor, served: Served) -> None:
    served.record(WELL)
    other = Visitor(visitor.page.context.new_page())
    other.open("/session/ankle-pumps")
    visitor.take_check(FLAGS["one leg swollen overnight"].said)
    before = served.begun()
    other.press("No, nothing new. Begin")
    assert other.heading == "Not for you now"
    assert served.begun() == before


def test_a_session_that_runs_in_another_tab_ends_at_the_stop_page(
    visitor: Visitor, served: Served
) -> None:
    served.record(WELL)
    other = Visitor(visitor.page.context.new_page())
    other.begin_session()
    other.press("Begin")
    other.wait_for_phase("running")
    visitor.take_check(FLAGS["chest pain"].said)
    other.page.wait_for_url("**/result")
    assert other.heading == "Call 999 now"
    with served.coach() as coach:
        assert coach.practice.current(SELF) is None
