"""Every page there is, found from the routes themselves: access, width, nobody else is asked."""

import pkgutil
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from importlib import import_module
from io import BytesIO
from typing import Any, Literal
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.routing import APIRoute
from PIL import Image
from playwright.sync_api import Browser, Page

from browser.conftest import OpenTab
from browser.samples import EMERGENCY, INCOMPLETE, TODAY, WELL, WITHIN_DAYS
from browser.serving import Served
from chromium_flags import NewContext
from coach.samples import note_visit
from soleus import handbook
from soleus.assessment import interview
from soleus.coach import Coach
from soleus.journal import (
    SELF,
    ActivityEntry,
    Clinician,
    ExerciseEntry,
    Intensity,
    JourneyEntry,
    JourneyLeg,
    Means,
    Position,
    Seat,
    Sides,
    VisitEntry,
    read_picture,
)
from soleus.journal.exercises import ExerciseStep
from soleus.session import read_event, routines
from soleus.vocabulary import Activity
from soleus.web import routes

pytestmark = pytest.mark.browser

AXE = """(chosen) => axe.run(document, { resultTypes: ["violations"], ...chosen })
  .then(({ violations }) => violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 140)}`))"""
ALL = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
CONTRAST = "color-contrast"
"""The slowest rule: of colours alone. Words change nothing about it, and a scheme nothing else."""

TOO_WIDE = "() => document.documentElement.scrollWidth > innerWidth"
OUTSIDE = """() => [...document.querySelectorAll("body *")]
  .filter((it) => !it.closest("svg, .command") && it.checkVisibility())
  .filter((it) => it.getBoundingClientRect().right > innerWidth + 1)
  .map((it) => it.outerHTML.slice(0, 80))"""
GIVEN = UUID(int=5)
FILES = {
    "/plan/week.ics",
    "/journal/export.json",
    "/journal/export.csv",
    "/data/fhir.json",
    "/report.pdf",
    "/reminders.ics",
    "/service-worker.js",
    "/manifest.webmanifest",
    "/activity/progress",
    "/offline/sessions.json",
    "/offline/cycles.json",
    "/session/run/{session_id}/cycle.json",
    "/offline/check/rules.json",
    "/offline/check/interview.json",
    "/offline/check/kept.json",
    "/what-if/experiment.toml",
    "/pocket/not-kept",
    "/pocket/not-here",
    "/pocket/starting",
    "/pocket/welcome",
}
PARTS = {"/reminders/card", "/reminders/now", "/what-if/picture"}
"""What a page fetches for itself: a piece of a page, and JSON."""

STATES: dict[str, dict[str, Any]] = {
    "emergency": EMERGENCY,
    "today": TODAY,
    "within days": WITHIN_DAYS,
    "incomplete": INCOMPLETE,
}
MANY_FOLLOW_UPS: list[tuple[str, dict[str, Any]]] = [
    ("breath", {}),
    ("sudden", {}),
    ("swelling", {"swelling": "both", "leg_pain": "left"}),
    ("swelling_course", {"swelling_course": "long_standing"}),
    ("swelling_not_improving", {"swelling_not_improving": False}),
    ("age", {"age": 44}),
    ("pregnancy", {"pregnant_or_recent_birth": True}),
    ("pregnancy_warning", {"pregnancy_warning": False}),
    ("walking", {"pain_walking_eases_with_rest": "both"}),
    ("walking_worse", {"walking_pain_suddenly_worse": False}),
    ("veins", {"heaviness_or_aching": "both", "varicose_veins": "both"}),
    ("seen", {"evaluated_by_clinician": True}),
    ("since", {"better_since_evaluation": True, "worse_since_evaluation": False}),
]
"""Answers after which every screen is shown that a first check can have."""


def page_routes() -> Iterator[str]:
    """The addresses that give a page, as the routes name them."""
    for module in pkgutil.iter_modules(routes.__path__, routes.__name__ + "."):
        for route in import_module(module.name).router.routes:
            assert isinstance(route, APIRoute)
            if "GET" in (route.methods or ()) and not route.path.startswith("/api/"):
                yield route.path


def examples(coach: Coach) -> dict[str, list[str]]:
    """An address for everything that a route with a gap shows differently."""
    screens = interview.visible(coach.checks.current(SELF).answers)
    plan = coach.weeks.current(SELF)
    assert plan is not None
    one_of_each = {item.kind.id: item.id for day in plan.days for item in plan.on(day)}
    topics = {bool(topic.figure): topic.id for topic in handbook.topics()}
    session = coach.practice.current(SELF)
    assert session is not None
    return {
        "/check/screen/{screen_id}": [screen.id for screen in screens],
        "/exercises/{exercise}": [str(GIVEN)],
        "/exercises/{exercise}/begin": [f"{GIVEN}/begin"],
        "/journey/{journey_id}": [str(GIVEN)],
        "/journey/{journey_id}/change": [f"{GIVEN}/change"],
        "/learn/{topic_id}": list(topics.values()),
        "/plan/items/{item_id}": list(one_of_each.values()),
        "/session/{routine_id}": [name for name in routines() if name != "pain_guided_walking"],
        "/session/run/{session_id}": [str(session.id)],
    }


@pytest.fixture
def prepared(served: Served) -> list[tuple[str, str]]:
    """Everything that there can be is there: each page as person and address."""
    with served.coach() as coach:
        coach.checks.record(SELF, WELL)
        coach.weeks.make(SELF, coach.weeks.profile(SELF))
        note_what_was_given(coach)
        answer_follow_ups(coach)
        coach.practice.begin(SELF, "ankle_pumps", anything_new=False)
        found = [(SELF, path) for path in addresses(examples(coach))]
        for name, document in STATES.items():
            person = coach.journal.add_person(name).id
            coach.checks.record(person, document)
            found += [(person, path) for path in ("/", "/result", "/plan", "/check/review")]
        nobody = coach.journal.add_person("nothing yet").id
        found += [(nobody, path) for path in ("/", "/check", "/plan", "/journal", "/nowhere")]
        ended = coach.journal.add_person("ended").id
        found.append((ended, f"/session/over/{end_a_session(coach, ended)}"))
    return found


def note_what_was_given(coach: Coach) -> None:
    """A visit, an exercise with a picture, a habit and some minutes: every page has its fill."""
    photo = BytesIO()
    Image.new("RGB", (120, 90), (120, 90, 60)).save(photo, "PNG")
    picture = coach.journal.append(SELF, read_picture(photo.getvalue())).id
    step = ExerciseStep("Pull the towel to you.", 3, 5, 2, Sides.EACH, picture)
    review = coach.today() + timedelta(days=30)
    coach.exercises.keep(
        SELF,
        ExerciseEntry(
            GIVEN,
            "Towel pull",
            Clinician.PHYSIOTHERAPIST,
            None,
            Position.SEATED,
            (step,),
            3,
            review,
        ),
    )
    note_visit(
        coach, SELF, VisitEntry(Clinician.GP, "Veins", (Activity.ELEVATION,), review, True, False)
    )
    coach.notes.take(
        SELF, coach.habits.read("smoking", {"smokes": "yes", "quit_date": review.isoformat()})
    )
    coach.journal.append(SELF, ActivityEntry(12, Intensity.MODERATE))
    coach.notes.take(SELF, JourneyEntry(GIVEN, tuple(legs_from(coach.today()))))


def legs_from(today: date) -> Iterator[JourneyLeg]:
    """A journey that begins tomorrow, by plane and after a change by train."""
    tomorrow = datetime.combine(today + timedelta(days=1), time(9))
    lands, leaves = (tomorrow + timedelta(hours=hours) for hours in (18, 20))
    yield JourneyLeg(tomorrow, "Europe/Berlin", lands, "Asia/Dubai", Means.FLIGHT, Seat.WINDOW)
    yield JourneyLeg(leaves, "Asia/Dubai", leaves + timedelta(hours=3), "Asia/Muscat", Means.TRAIN)


def answer_follow_ups(coach: Coach) -> None:
    for screen, given in MANY_FOLLOW_UPS:
        is_group = interview.screen(screen, interview.Subject.SELF).is_group
        coach.checks.answer(SELF, screen, given, none_of_these=is_group)


def end_a_session(coach: Coach, person: str) -> str:
    coach.checks.record(person, WELL)
    session = coach.practice.begin(person, "ankle_pumps", anything_new=False)
    stop = read_event({"do": "stop", "rule": "pain", "leg": "left"})
    coach.practice.on(person, session.id, (stop,))
    return str(session.id)


def addresses(known: dict[str, list[str]]) -> Iterator[str]:
    for route in page_routes():
        if route in FILES | PARTS or route in ("/session/over/{session_id}", "/check/next"):
            continue
        if "{" in route:
            stem = route.partition("{")[0]
            yield from (stem + each for each in known[route])
        else:
            yield route


@pytest.mark.parametrize(
    ("scheme", "language"), [("light", "en-GB"), ("dark", "en-GB"), ("light", "de-DE")]
)
def test_axe_finds_nothing_and_nothing_is_too_wide_on_any_page(
    open_tab: OpenTab,
    served: Served,
    prepared: list[tuple[str, str]],
    scheme: Literal["light", "dark"],
    language: str,
) -> None:
    page = open_tab(served.address, color_scheme=scheme, locale=language)
    wrong: dict[str, list[str]] = {}
    chosen = rules_for(scheme, language)
    for person, path in prepared:
        become(page, served, person)
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == (404 if path == "/nowhere" else 200), (person, path)
        page.wait_for_selector("h1")  # some pages are filled by their script
        page.evaluate(Axe().axe_script)
        for width in (1440, 360):
            page.set_viewport_size({"width": width, "height": 800})
            if found := page.evaluate(AXE, chosen):
                wrong[f"{person} {path} {width} px"] = found
        for width in (360, 320):
            page.set_viewport_size({"width": width, "height": 740})
            if page.evaluate(TOO_WIDE):
                wrong[f"{person} {path} scrolls sideways at {width} px"] = []
        page.set_viewport_size({"width": 720, "height": 740})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if page.evaluate(TOO_WIDE):
            wrong[f"{person} {path} scrolls sideways with letters twice as large"] = []
    assert wrong == {}


def rules_for(scheme: str, language: str) -> dict[str, Any]:
    """All rules once, in English by day; at night those of colours, in German all others."""
    if scheme == "dark":
        return {"runOnly": {"type": "rule", "values": [CONTRAST]}}
    seen_already = {CONTRAST: {"enabled": False}} if language != "en-GB" else {}
    return {"runOnly": ALL, "rules": seen_already}


def become(page: Page, served: Served, person: str) -> None:
    page.context.add_cookies([{"name": "person", "value": person, "url": served.address}])


def test_a_new_page_is_looked_at_too(served: Served, prepared: list[tuple[str, str]]) -> None:
    looked_at = {path for _, path in prepared}
    for route in page_routes():
        stem = route.partition("{")[0]
        assert any(path.startswith(stem) for path in looked_at) or route in FILES | PARTS | {
            "/check/next"
        }


LARGE = ("/", "/plan", "/visits", "/journal", "/languages", "/reminders", "/result", "/week")


@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
def test_with_letters_twice_as_large_on_a_phone_nothing_lies_outside(
    chromium_of_large_letters: Browser, new_context: NewContext, served: Served, locale: str
) -> None:
    served.record(WELL)
    phone = new_context(
        browser=chromium_of_large_letters,
        base_url=served.address,
        viewport={"width": 375, "height": 740},
        locale=locale,
        service_workers="block",
    )
    page = phone.new_page()
    outside = {}
    for path in LARGE:
        page.goto(path)
        if found := page.evaluate(OUTSIDE):
            outside[path] = found
    assert outside == {}


@pytest.mark.parametrize(
    "path", ["/about", "/learn", "/journal", "/emergency", "/check/screen/breath"]
)
def test_with_the_largest_letters_nothing_scrolls_sideways(
    open_tab: OpenTab, served: Served, path: str
) -> None:
    page = open_tab(served.address, viewport={"width": 320, "height": 740})
    page.context.add_cookies([{"name": "text", "value": "largest", "url": served.address}])
    page.goto(path)
    assert not page.evaluate(TOO_WIDE)
