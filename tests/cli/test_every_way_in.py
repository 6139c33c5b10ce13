"""Page, program, device, terminal and import: one set of limits, and each note counts once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from cli.said import Run
from node import said_by
from soleus.assessment import decide, rule_bundle
from soleus.coach import Coach
from soleus.compose import Settings, open_coach
from soleus.journal import SELF
from soleus.web import create_app
from soleus.web.routes.api import NOTED_HERE
from soleus.web.routes.device import kept_for

NOW = datetime.now(UTC)
SOON, PAST = ((NOW + timedelta(days=days)).date().isoformat() for days in (30, -30))
WELL: dict[str, Any] = {"answers": {"age": 40}, "others": "no"}
VISIT = {"who_kind": "gp", "cleared": ["walking"], "saw_everything": True, "worse_since": True}
SESSION = {
    "activity": "elevation",
    "routine": "elevation",
    "started_at": (NOW - timedelta(hours=1)).isoformat(),
    "active_seconds": 600.0,
    "planned_seconds": 900,
    "cycles": 0,
    "outcome": "dropped",
}
JOURNEY: dict[str, Any] = {
    "journey": str(UUID(int=8)),
    "legs": [
        {
            "departs": f"{SOON}T09:00",
            "departs_zone": "Europe/London",
            "arrives": f"{SOON}T19:00",
            "arrives_zone": "Asia/Dubai",
            "means": "flight",
            "seat": "aisle",
        }
    ],
}
EXERCISE = {
    "name": "Heel slide",
    "prescribed_by": "physiotherapist",
    "counts_as": "ankle_pumps",
    "position": "lying",
    "times_a_day": 2,
    "review_date": SOON,
    "steps": [{"does": "Slide your heel to you.", "repetitions": 5}],
}

LONG_AGO = {
    **JOURNEY["legs"][0],
    "departs": "2020-03-01T09:00",
    "arrives": "2020-03-01T19:00",
}

RIGHT: dict[str, dict[str, Any]] = {
    "symptom": {"scores": {"heaviness": 3}},
    "tape": {"calf_left_cm": 36.5},
    "blood_pressure": {"systolic_mmhg": 128, "diastolic_mmhg": 76, "arm": "left"},
    "ankle_index": {"ankle_index_left": 0.8, "ankle_index_right": 1.05},
    "weight": {"weight_kg": 82.5},
    "heel_raises": {"heel_raises_left": 22},
    "activity": {"minutes": 20, "intensity": "moderate"},
    "visit": {**VISIT, "review_date": SOON},
    "break": {"what": "moved"},
    "habit": {"thread": "sodium", "answers": {"has_limit": "yes", "limit_mg": "1500"}},
    "exercise": EXERCISE,
    "journey": JOURNEY,
    "journey_step": {"journey": str(UUID(int=8)), "step": "pack@20270301T1600Z", "is_done": True},
    "check": {"document": WELL},
    "session": SESSION,
    "nothing_new": {"anything_new": True},
}

NO_ENTRY: list[tuple[str, dict[str, Any], str]] = [
    ("symptom", {"scores": {"heaviness": 11}}, "from 0 to 10"),
    ("symptom", {}, "is recorded|is noted"),
    ("tape", {"calf_left_cm": 365.0}, "from 15 to 100"),
    ("blood_pressure", {"systolic_mmhg": 500, "diastolic_mmhg": 80}, "from 40 to 300"),
    ("blood_pressure", {"systolic_mmhg": 80, "diastolic_mmhg": 120}, "below the upper"),
    ("ankle_index", {"ankle_index_left": 9.5}, "from 0 to 3"),
    ("ankle_index", {}, "at least one"),
    ("weight", {"weight_kg": 0.5}, "from 20 to 400"),
    ("heel_raises", {"heel_raises_left": 301}, "from 0 to 300"),
    ("activity", {"minutes": 5000.0, "intensity": "light"}, "from 1 to 1440|from 1 to 1,440"),
    ("activity", {"minutes": 20.0, "intensity": "lazy"}, "one of"),
    ("visit", {**VISIT, "who_kind": "astrologer"}, "one of"),
    ("exercise", {**EXERCISE, "times_a_day": 99}, "from 1 to 12"),
    ("journey", {**JOURNEY, "legs": []}, "from 1 to 6|when and where"),
    ("journey_step", {"journey": str(UUID(int=8)), "step": "", "is_done": True}, "empty"),
    ("session", {**SESSION, "active_seconds": 1e6}, "from 0 to 86400"),
    ("nothing_new", {"anything_new": "perhaps"}, "true or false"),
]
"""What no entry of a kind may hold, and words of the refusal."""

NOT_NOW: list[tuple[str, dict[str, Any], str]] = [
    ("symptom", {"findings": {"sweling": "left"}}, "swelling"),
    ("visit", {**VISIT, "review_date": PAST}, "after the visit"),
    ("break", {"what": "snoozed", "minutes": 600.0}, "put off by 5, 10, 15 minutes"),
    ("break", {"what": "paused", "minutes": 20_000.0}, "up to 7 days"),
    ("habit", {"thread": "dancing", "answers": {}}, "no habit"),
    ("habit", {"thread": "sodium", "answers": {"has_limit": "yes", "limit_mg": "9"}}, "from 200"),
    ("exercise", {**EXERCISE, "review_date": PAST}, "lie ahead"),
    ("journey", {**JOURNEY, "legs": [LONG_AGO]}, "four weeks ago"),
    ("check", {"document": {"answers": {"swollen": "left"}}}, "swelling"),
]
"""What nobody may note now. An import takes it: a journal may hold it from another day."""


@dataclass(frozen=True)
class Here:
    """One installation, with all ways into it."""

    coach: Coach
    client: TestClient
    typed: Run
    folder: Path

    def everything(self) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self.coach.journal.export_json()["entries"]
        return entries


@pytest.fixture
def here(typed: Run, tmp_path: Path) -> Iterator[Here]:
    headers = {"sec-fetch-site": "same-origin", "accept-language": "en-GB"}
    with (
        open_coach(Settings.from_environment()) as coach,
        TestClient(
            create_app(coach), base_url="http://localhost", headers=headers, follow_redirects=False
        ) as client,
    ):
        yield Here(coach, client, typed, tmp_path)


Sent = str | None
"""Why it was refused, empty where it was taken; None where the kind does not come this way."""


def by_page(here: Here, kind: str, payload: dict[str, Any], _: UUID) -> Sent:
    if kind in ("check", "session", "nothing_new", "journey_step") or "findings" in payload:
        return None  # asked screen by screen, or led to by a session
    yes_no = {True: "yes", False: "no"}
    said = {
        key: yes_no.get(value, value) if isinstance(value, bool) else value
        for key, value in payload.items()
    }
    if kind == "break":
        if payload["what"] == "moved":
            answer = here.client.post("/reminders/moved")
        else:
            what = {"snoozed": "snooze", "paused": "pause"}[payload["what"]]
            answer = here.client.post(
                f"/reminders/{what}", data={"minutes": int(payload["minutes"])}
            )
        refused = "not_now" in answer.headers["location"]
        return "put off by 5, 10, 15 minutes, up to 7 days" if refused else ""
    where, form = {
        "symptom": ("/journal/feel", dict(payload.get("scores", {}))),
        "tape": ("/journal/feel", {**said, "units": "metric"}),
        "blood_pressure": ("/body/pressure", said),
        "ankle_index": ("/body/index", said),
        "weight": ("/body/weight", {**said, "units": "metric"}),
        "heel_raises": ("/body/raises", said),
        "activity": ("/journal/minutes", said),
        "visit": ("/visits", {**said, "since": _since(payload)}),
        "habit": (f"/habits/{payload.get('thread')}", payload.get("answers")),
        "journey": ("/journey/new", _journey_form(payload) if kind == "journey" else {}),
        "exercise": ("/exercises/new", _exercise_form(payload) if kind == "exercise" else {}),
    }[kind]
    answer = here.client.post(where, data=form)
    return "" if answer.status_code == 303 else answer.text


def _since(payload: dict[str, Any]) -> str:
    if payload.get("worse_since"):
        return "worse"
    return "better" if payload.get("better_since") else "same"


def _journey_form(payload: dict[str, Any]) -> dict[str, Any]:
    legs = enumerate(payload["legs"], 1)
    return {f"{name}_{n}": value for n, leg in legs for name, value in leg.items()}


def _exercise_form(payload: dict[str, Any]) -> dict[str, Any]:
    (step,) = payload["steps"]
    form = {f"step-0-{key}": str(value) for key, value in step.items()}
    form |= {"step-0-hold_seconds": "0", "step-0-rest_seconds": "0", "step-0-sides": "together"}
    return {**{key: str(value) for key, value in payload.items() if key != "steps"}, **form}


def by_program(here: Here, kind: str, payload: dict[str, Any], id_: UUID) -> Sent:
    if kind not in (*NOTED_HERE, "check"):
        return None
    if kind == "check":
        answer = here.client.post("/api/check", json=payload["document"])
    else:
        body = {"kind": kind, "payload": payload, "id": str(id_)}
        answer = here.client.post("/api/journal", json=body)
    return "" if answer.status_code == 201 else answer.text


def by_device(here: Here, kind: str, payload: dict[str, Any], id_: UUID) -> Sent:
    if kind in ("visit", "exercise", "journey"):
        return None
    sent = {"id": str(id_), "person": SELF, "kind": kind, "at": NOW.isoformat(), "payload": payload}
    [answer] = here.client.post("/api/sync", json={"entries": [sent]}).json()["entries"]
    return "" if answer["fate"] == "taken" else str(answer)


def by_terminal(here: Here, kind: str, payload: dict[str, Any], _: UUID) -> Sent:
    if kind in ("habit", "session", "nothing_new", "journey", "journey_step"):
        return None
    file = here.folder / f"{uuid4()}.json"
    if kind == "break":
        what = {"snoozed": "snooze", "paused": "pause", "moved": "moved"}[payload["what"]]
        minutes = [str(int(payload["minutes"]))] if "minutes" in payload else []
        said = here.typed("remind", what, *minutes)
    elif kind == "check":
        file.write_text(json.dumps(payload["document"]))
        said = here.typed("check", str(file), "--record")
    elif kind == "exercise":
        file.write_text(json.dumps({"soleus": "exercise", "version": 1, **payload}))
        said = here.typed("exercises", "import", str(file))
    else:
        said = here.typed("journal", "add", kind.replace("_", "-"), *_options(kind, payload))
    return said.err if said.status else ""


_NEITHER = {
    "saw_everything": "--not-everything",
    "worse_since": "--nothing-worse",
    "better_since": "--not-better",
    "clot_ruled_out": "--no-clot-test",
}


def _options(kind: str, payload: dict[str, Any]) -> Iterator[str]:
    shown = {**payload, **payload.get("scores", {})}
    for key, value in shown.items():
        name = f"--{key.replace('_', '-')}"
        if key == "findings":
            for found in value.items():
                yield from ("--finding", "=".join(found))
        elif key == "cleared":
            for each in value:
                yield from ("--cleared", each)
        elif key in _NEITHER:
            yield name if value else _NEITHER[key]
        elif value is True:
            yield name
        elif key == "who_kind":
            yield from ("--who", value)
        elif key != "scores":
            yield from (name, str(value))


def by_import(here: Here, kind: str, payload: dict[str, Any], id_: UUID) -> Sent:
    if kind == "habit":
        payload = {**payload, "answers": dict(payload["answers"])}
    if kind == "exercise":
        payload = {**payload, "exercise": str(UUID(int=7))}
    if kind == "check":
        payload = {**payload, "decision": {}}
    document = here.coach.journal.export_json([SELF])
    moment = NOW.isoformat()
    document["entries"] = [
        {
            "id": str(id_),
            "person": SELF,
            "kind": kind,
            "at": moment,
            "recorded_at": moment,
            "supersedes": None,
            "is_withdrawn": False,
            "payload": payload,
        }
    ]
    file = here.folder / f"{uuid4()}.json"
    file.write_text(json.dumps(document))
    said = here.typed("journal", "import", str(file), "--person", SELF)
    return said.err if said.status else ""


Way = Callable[[Here, str, dict[str, Any], UUID], Sent]
WAYS: list[Way] = [by_page, by_program, by_device, by_terminal, by_import]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_beyond_a_limit_is_refused_and_nothing_is_noted(here: Here, way: Way) -> None:
    refused = 0
    for kind, payload, words in NO_ENTRY if way is by_import else NO_ENTRY + NOT_NOW:
        noted = here.everything()
        said = way(here, kind, payload, uuid4())
        if said is not None:
            assert any(each in said for each in words.split("|")), (kind, payload, said)
            assert here.everything() == noted, (kind, payload)
            refused += 1
    assert refused >= 9


def test_an_import_takes_what_could_not_be_noted_today_as_it_was(here: Here) -> None:
    for kind, payload, _ in NOT_NOW:
        assert by_import(here, kind, payload, uuid4()) == "", kind
    assert here.coach.gate.standing(SELF).clearance is None


@pytest.mark.parametrize("way", WAYS)
def test_what_is_right_is_noted(here: Here, way: Way) -> None:
    for kind, payload in RIGHT.items():
        before = len(here.everything())
        said = way(here, kind, payload, uuid4())
        if said is None:
            continue
        assert said == "", (kind, said)
        noted = [each["kind"] for each in here.everything()[before:]]
        follows = kind == "visit" and way is not by_import  # which restores, and notes no more
        assert noted == [kind, *(["nothing_new"] if follows else [])]


@pytest.mark.parametrize("way", [by_program, by_device, by_import])
def test_what_is_sent_twice_with_one_id_counts_once(here: Here, way: Way) -> None:
    for kind, payload in RIGHT.items():
        id_ = uuid4()
        if way(here, kind, payload, id_) is None or (kind == "check" and way is by_program):
            continue
        noted = here.everything()
        assert str(id_) in {each["id"] for each in noted}
        assert way(here, kind, payload, id_) == "", kind
        assert here.everything() == noted, kind
        if kind == "tape":
            assert "other" in str(way(here, kind, {"calf_left_cm": 40}, id_))
            assert here.everything() == noted


UNLIKELY: list[tuple[str, dict[str, Any]]] = [
    ("tape", {"calf_left_cm": 82.5}),
    ("blood_pressure", {"systolic_mmhg": 60, "diastolic_mmhg": 45}),
    ("ankle_index", {"ankle_index_left": 0.2}),
    ("weight", {"weight_kg": 30.5}),
    ("heel_raises", {"heel_raises_right": 90}),
]


@pytest.mark.parametrize(("kind", "payload"), UNLIKELY)
def test_what_is_unlikely_is_asked_about_once_and_kept_as_it_is(
    here: Here, kind: str, payload: dict[str, Any]
) -> None:
    for way in (by_page, by_program, by_terminal):
        noted = here.everything()
        said = way(here, kind, payload, uuid4())
        assert said is not None
        assert re.search(r"is [\d.]+( cm| kg| mmHg)? right\?", said), (way, said)
        assert here.everything() == noted
    body = {"kind": kind, "payload": payload, "is_sure": True}
    assert here.client.post("/api/journal", json=body).status_code == 201
    options = _options(kind, payload)
    said_here = here.typed("journal", "add", kind.replace("_", "-"), *options, "--sure")
    assert said_here.status == 0, said_here.err
    where = {"tape": "/journal/feel", "blood_pressure": "/body/pressure", "weight": "/body/weight"}
    where |= {"ankle_index": "/body/index", "heel_raises": "/body/raises"}
    form = {**payload, "units": "metric"}
    asked = here.client.post(where[kind], data=form)
    assert asked.status_code == 409
    [sure] = re.findall(r'name="sure" value="([^"]+)"', asked.text)
    assert here.client.post(where[kind], data={**form, "sure": sure}).status_code == 303
    payloads = [each["payload"] for each in here.everything()[len(noted) :]]
    assert len(payloads) == 3
    for kept in payloads:
        assert {name: kept[name] for name in payload} == payload


def test_something_new_is_never_held_up_by_a_question(here: Here) -> None:
    here.coach.checks.record(SELF, WELL)
    form = {"units": "metric", "calf_left_cm": "82", "is_new": "yes"}
    assert here.client.post("/journal/feel", data=form).headers["location"] == "/check"
    assert here.coach.gate.standing(SELF).clearance is None


SEEN: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"leg_pain": "left"}, {"better_since": False, "clot_ruled_out": False}),
    ({"leg_pain": "left"}, {"better_since": True, "clot_ruled_out": False}),
    ({"swelling": "left", "swelling_course": "sudden"}, {"better_since": False}),
    ({"swelling": "left", "swelling_course": "sudden"}, {"clot_ruled_out": True}),
    ({"chest_pain": True}, {"better_since": True, "clot_ruled_out": True}),
    ({"slow_healing_wound": "left", "diabetes": True}, {"better_since": False}),
    ({"heaviness_or_aching": "both", "heaviness_worsening": True}, {"worse_since": True}),
    ({"cold_feet_or_legs": "left"}, {"saw_everything": False}),
]


@pytest.mark.parametrize(("answers", "seen"), SEEN)
@pytest.mark.parametrize("way", [by_page, by_program, by_terminal])
def test_a_visit_says_by_each_way_what_the_check_would_have_said(
    here: Here, way: Way, answers: dict[str, Any], seen: dict[str, Any]
) -> None:
    """The same decision at the gate here and on a device."""
    unseen = {"evaluated_by_clinician": False, "clot_ruled_out": False}
    here.coach.checks.record(SELF, {"answers": {**answers, **unseen}, "others": "no"})
    visit = {**VISIT, "worse_since": False, "better_since": False, "clot_ruled_out": False, **seen}
    visit["better_since"] = visit["better_since"] and not visit["worse_since"]
    assert way(here, "visit", visit, uuid4()) == ""
    said = {
        "evaluated_by_clinician": visit["saw_everything"],
        "worse_since_evaluation": visit["worse_since"],
        "better_since_evaluation": visit["better_since"],
        "clot_ruled_out": visit["clot_ruled_out"],
        "cleared_activities": visit["cleared"],
    }
    expected = decide({"answers": {**answers, **said}, "others": "no"})
    person = here.coach.journal.person(SELF)
    line = {"kept": kept_for(here.coach, person), "waiting": [], "now": later(here).isoformat()}
    (device,) = said_by(DEVICE, [rule_bundle(NOW.date()), line])
    standing = here.coach.gate.standing(SELF)
    assert standing.decision is not None
    here_: dict[str, Any] = standing.decision.as_dict()
    for found in (here_, device["decision"]):
        assert found["urgency"] == expected.urgency
        for activity, ruling in expected.activities.items():
            shown = found["activities"][activity]
            assert (shown["status"], shown["until"]) == (ruling.status, ruling.until), activity


def later(here: Here) -> datetime:
    return here.coach.clock.now()


DEVICE = Path(__file__).parents[1] / "assessment" / "device" / "gate.mjs"
