"""No copy of a journal breaks a page: whatever stands in it is refused, or can be shown."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from journal.test_entries import JSON
from soleus.coach import Coach
from soleus.journal import KINDS, SELF, ActivityEntry, CheckEntry, Intensity, Journal
from soleus.reminders import ReminderSettings
from soleus.vocabulary import Weekday
from soleus.vocabulary.clock import FixedClock
from soleus.web import create_app
from web.conftest import MONDAY_MORNING, WELL
from web.test_any_input import spots

ID = "11111111-1111-4111-8111-111111111111"
PAGES = (
    "/", "/body", "/check", "/result", "/plan", "/week", "/journal", "/data/delete", "/data/import",
    "/visits", "/habits", "/exercises", "/reminders", "/settings", "/session/ankle-pumps",
    f"/exercises/{ID}", "/journal/export.json", "/journal/export.csv", "/api/standing",
    "/api/journal", "/api/plan", "/api/reminders/next", "/emergency", "/plan/week.ics",
    f"/session/x-{ID}", "/device.json", "/plan/new",
)  # fmt: skip
AT = (MONDAY_MORNING - timedelta(hours=3)).isoformat()
NOTED: dict[str, dict[str, Any]] = {
    "check": {
        "document": {"answers": {"age": 40, "swelling": "left"}, "others": "no"},
        "decision": {"urgency": "self_care", "patterns": [], "activities": {"walking": "open"}},
    },
    "plan": {"plan": {"start": "2026-03-02", "profile": {"age": 40}, "items": [{"kind": "walk"}]}},
    "session": {
        "activity": "ankle_pumps", "routine": "ankle_pumps", "started_at": AT,
        "active_seconds": 60, "planned_seconds": 90, "cycles": 20, "outcome": "stopped",
        "stop_reason": "leg_pain", "scores_before": {"heaviness": 3}, "scores_after": {},
    },
    "symptom": {
        "scores": {"heaviness": 3}, "findings": {"swelling": "left", "age": 40}, "is_new": True,
        "note": "after a walk",
    },
    "tape": {"calf_left_cm": 36, "ankle_right_cm": 22.5},
    "blood_pressure": {
        "systolic_mmhg": 128, "diastolic_mmhg": 76, "pulse_per_minute": 64, "arm": "left",
        "posture": "sitting",
    },
    "ankle_index": {"ankle_index_left": 0.8, "ankle_index_right": 1.05},
    "weight": {"weight_kg": 82.5},
    "heel_raises": {"heel_raises_left": 22, "heel_raises_right": 20},
    "activity": {"minutes": 20, "intensity": "light", "what": "to the shop"},
    "steps": {
        "steps": 4200, "import_id": ID, "moved": ["07:30-07:42", "12:05-12:20"],
        "file": "watch.fit",
    },
    "visit": {
        "who_kind": "gp", "found": "veins", "cleared": ["walking"], "review_date": "2026-04-01",
        "saw_everything": True, "worse_since": False,
    },
    "nothing_new": {"anything_new": True},
    "exercise": {
        "exercise": ID, "name": "Towel pull", "prescribed_by": "gp", "counts_as": "ankle_pumps",
        "position": "seated", "steps": [{"does": "Pull.", "repetitions": 3, "sides": "each"}],
        "times_a_day": 3, "review_date": "2026-04-01", "note": "slowly", "is_ended": False,
    },
    "picture": {"webp": "UklGRgAAAABXRUJQ"},
    "habit": {"thread": "smoking", "answers": {"smokes": "daily", "cigarettes": 10}},
    "break": {"what": "paused", "minutes": 20},
    "journey": {
        "journey": ID, "is_cancelled": False, "legs": [
            {"departs": "2026-03-02T13:00", "departs_zone": "Europe/Berlin", "means": "flight",
             "arrives": "2026-03-03T08:00", "arrives_zone": "Asia/Tokyo", "seat": "aisle"},
        ],
    },
    "journey_step": {"journey": ID, "step": "pumps@20260302T1300Z", "is_done": True},
}  # fmt: skip
ME = {"id": SELF, "name": "Me", "is_self": True}
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 10**30, 1e300, "", "x", "é" * 300, "9999-12-31", "0001-01-01", [], ["x"],
    [None], [[1]], {}, {"x": "y"}, {"x": None}, {"a": {"b": [1]}}, {"": 0},
)  # fmt: skip


def odd_copy(kind: str, spot: tuple[Any, ...], odd: object) -> dict[str, Any]:
    """Return a copy with one entry whose payload, or one of its values, is replaced."""
    payload = json.loads(json.dumps(NOTED[kind]))
    inner = whole = {"payload": payload}
    path = ("payload", *spot)
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = odd
    entry = {
        "id": str(UUID(int=7)), "person": SELF, "kind": kind, "at": AT, "recorded_at": AT,
        "supersedes": None, "is_withdrawn": False, **whole,
    }  # fmt: skip
    return {"format": "soleus-journal", "version": 1, "people": [ME], "entries": [entry]}


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Coach, TestClient]]:
    """Open the pages of a new journal; a page that breaks answers 500."""
    clock = FixedClock(MONDAY_MORNING)
    with Coach(Journal.open(folder / "journal.sqlite3", clock), clock) as coach:
        yield (
            coach,
            TestClient(
                create_app(coach),
                base_url="http://localhost",
                headers={"sec-fetch-site": "same-origin", "accept-language": "en-GB"},
                follow_redirects=False,
                raise_server_exceptions=False,
            ),
        )


def take_in(client: TestClient, copy: dict[str, Any]) -> Any:
    sent = {"file": ("copy.json", json.dumps(copy), "application/json")}
    return client.post("/data/import", data={"same": "yes"}, files=sent)


def broken(client: TestClient) -> list[str]:
    return [page for page in PAGES if client.get(page).status_code >= 500]


SPOTS = [(kind, spot) for kind in NOTED for spot in ((), *spots(NOTED[kind]))]


def test_every_kind_is_among_what_is_sent() -> None:
    assert set(NOTED) == set(KINDS)


@settings(max_examples=50)
@given(place=st.sampled_from(SPOTS), odd=st.sampled_from(ODD) | JSON)
def test_what_stands_in_an_entry_breaks_no_page(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[str, tuple[Any, ...]], odd: object
) -> None:
    with opened(tmp_path_factory.mktemp("odd")) as (coach, client):
        if place[0] != "check":
            coach.checks.record(SELF, WELL)
        before = coach.journal.newest_seq()
        answer = take_in(client, odd_copy(*place, odd))
        assert answer.status_code < 500
        if "Nothing was taken in" in answer.text:
            assert coach.journal.newest_seq() == before
        else:
            assert broken(client) == []


DATES = (("visit", ("review_date",)), ("exercise", ("review_date",)), ("plan", ("plan", "start")))


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-02", "9999-12-30", "9999-12-31"])
def test_a_day_at_the_ends_of_the_calendar_breaks_no_page(tmp_path: Path, day: str) -> None:
    with opened(tmp_path) as (coach, client):
        coach.checks.record(SELF, WELL)
        asked = ReminderSettings(is_on=True, days=tuple(Weekday), zone="Pacific/Kiritimati")
        coach.reminders.save(SELF, asked)
        for number, place in enumerate(DATES, start=1):
            copy = odd_copy(*place, day)
            copy["entries"][0]["id"] = str(UUID(int=number))
            assert take_in(client, copy).status_code == 200
        noted = {"who_kind": "gp", "whose": "none", "saw_everything": "yes", "worse_since": "no"}
        assert client.post("/visits", data={**noted, "review_date": day}).status_code < 500
        assert broken(client) == []


KEPT: dict[str, Any] = {
    "reminders": {
        "is_on": True, "mode": "travel", "days": ["monday"], "starts": "09:00", "ends": "17:00",
        "interval_minutes": 45, "quiet_starts": "22:00", "quiet_ends": "07:00", "zone": "UTC",
        "flights": [
            {
                "departs": "2026-03-02T09:15", "arrives": "2026-03-02T15:15",
                "departs_zone": "UTC", "arrives_zone": "UTC",
            }
        ],
        "away_minutes": 5, "calendar": "/no/such/file.ics",
    },
    "reminders_token": "chosen",
    "profile": {
        "setting": "desk", "timezone": "UTC", "current_minutes_per_day": 10,
        "work_days": ["monday"], "wakes_at": "06:30", "risk_factors": {"smoker": True},
    },
    "limbs": "left_leg",
}  # fmt: skip
ADDRESSES = st.sampled_from(["https://[", "https://\u2100/", "https://host:x/", "//host/a", "\0"])


@settings(max_examples=20)
@given(place=st.sampled_from(list(spots(KEPT))), odd=st.sampled_from(ODD) | JSON | ADDRESSES)
def test_what_stands_in_the_settings_breaks_no_page(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[Any, ...], odd: object
) -> None:
    kept = json.loads(json.dumps(KEPT))
    inner = kept
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = odd
    copy = odd_copy("activity", ("what",), "to the shop")
    copy["people"] = [{**ME, "settings": kept}]
    with opened(tmp_path_factory.mktemp("odd")) as (coach, client):
        coach.checks.record(SELF, WELL)
        assert take_in(client, copy).status_code < 500
        assert broken(client) == []
        assert client.get("/reminders.ics?token=chosen").status_code == 404


def test_the_settings_that_are_made_odd_are_right_before(tmp_path: Path) -> None:
    copy = odd_copy("activity", ("what",), "to the shop")
    copy["people"] = [{**ME, "settings": KEPT}]
    with opened(tmp_path) as (coach, client):
        assert "Settings not taken over" not in take_in(client, copy).text
        assert set(coach.journal.settings(SELF)) == {*KEPT} - {"reminders_token"}


def test_the_page_says_what_became_of_the_settings(tmp_path: Path) -> None:
    copy = odd_copy("activity", ("what",), "to the shop")
    copy["people"] = [{**ME, "settings": {**KEPT, "reminders": {"sound": "bell"}}}]
    with opened(tmp_path) as (_, client):
        shown = take_in(client, copy).text
        assert "Settings not taken over: reminders: sound" in shown
        assert "Settings taken over: what the week is made from" in shown
        assert "reminder feed is not taken over" in shown


@pytest.mark.parametrize("odd", [None, 7, "x", ["x"], {"swelling": {"a": 1}}, {"age": 1.5}])
def test_answers_of_no_shape_are_refused_with_their_entry_named(
    tmp_path: Path, odd: object
) -> None:
    with opened(tmp_path) as (coach, client):
        answer = take_in(client, odd_copy("check", ("document", "answers"), odd))
        assert "entry 1: check: " in answer.text
        assert "answers" in answer.text
        assert coach.journal.entries(SELF) == ()


def test_a_check_that_asked_other_questions_is_still_taken_in(tmp_path: Path) -> None:
    with opened(tmp_path) as (coach, client):
        take_in(client, odd_copy("check", ("document", "answers"), {"asked_once": "often"}))
        assert len(coach.journal.entries(SELF)) == 1
        assert coach.gate.standing(SELF).clearance is None
        assert "cannot be read here" in client.get("/").text


@pytest.mark.parametrize("answers", [None, 7, "x", ["x"], {"asked_once": "often"}])
@pytest.mark.parametrize("urgency", [None, ["x"], "self_care"])
def test_a_journal_that_holds_such_a_check_already_shows_the_rest(
    tmp_path: Path, answers: Any, urgency: object
) -> None:
    with opened(tmp_path) as (coach, client):
        coach.journal.append(SELF, ActivityEntry(20, Intensity.LIGHT, "to the shop"))
        coach.journal.append(SELF, CheckEntry({"answers": answers}, {"urgency": urgency}))
        assert broken(client) == []
        assert "cannot be read here" in client.get("/").text
        shown = client.get("/journal").text
        assert "to the shop" in shown
        assert ("its answers cannot be read" in shown) == (not isinstance(answers, dict))
        coach.checks.record(SELF, WELL)
        assert coach.gate.standing(SELF).clearance is not None
        assert broken(client) == []
        assert "cannot be read here" not in client.get("/").text
