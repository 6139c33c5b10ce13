"""What programs are answered, as JSON Schemas: records by their limits, the rest spelt out here.

Each object is closed, so that a key which is added to an answer and not here is noticed: tests
hold every answer of the JSON API to these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.assessment import RefusalCause
from soleus.coach import Fate, JourneyStage
from soleus.journal import KINDS, ExerciseEntry, ExerciseStep, JourneyEntry, Outcome
from soleus.learning import Course
from soleus.plan import Profile
from soleus.records import Record, Schema, limits, limits_of, object_schema
from soleus.reminders import NextBreak, Notice
from soleus.session import Page, Posture, Segment, Session
from soleus.vocabulary import Activity, Status, Until, Urgency

if TYPE_CHECKING:
    from enum import StrEnum

TEXT = {"type": "string"}
FLAG = {"type": "boolean"}
WHOLE = {"type": "integer"}
NUMBER = {"type": "number"}
MOMENT = limits.moment().schema
DAY = limits.day().schema
LOCAL = limits.local_moment().schema
ID = limits.identifier().schema
OBJECT = {"type": "object"}
BASE64 = {"type": "string", "contentEncoding": "base64"}


def closed(title_: str, /, **properties: Schema) -> Schema:
    """Return the schema of an object with exactly these keys."""
    return {
        "title": title_,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def listed(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def maybe(schema: Schema) -> Schema:
    """Return the schema of a value or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def word(words: type[StrEnum]) -> Schema:
    """Return the schema of a word of a closed set."""
    return limits.one_of(words).schema


def whole(cls: type[Record], **instead: Schema) -> Schema:
    """Return the schema of a record as it is written: with all its keys, some of them other."""
    schema = object_schema(cls, needed=limits_of(cls))
    title = f"{cls.__name__}_written"  # what may be left out on reading is always written
    return {**schema, "title": title, "properties": {**schema["properties"], **instead}}


CLAIMS = listed(TEXT)
SAID = closed("Said", text=TEXT, claims=CLAIMS)
REASON = closed("Reason", rule=TEXT, findings=listed(TEXT), claims=CLAIMS, text=TEXT)
RULING = closed("Ruling", status=word(Status), until=maybe(word(Until)), reasons=listed(REASON))
DECISION = closed(
    "Decision",
    urgency=word(Urgency),
    pattern=TEXT,
    reasons=listed(REASON),
    activities=closed("Rulings", **{each.value: RULING for each in Activity}),
    questions=listed(TEXT),
)
STANDING = closed(
    "Standing",
    person=TEXT,
    refusal=maybe(word(RefusalCause)),
    activities=listed(word(Activity)),
    expires_at=maybe(MOMENT),
    checked_at=maybe(MOMENT),
    decision=maybe(DECISION),
)
ITEM = closed(
    "Item",
    id=TEXT,
    kind=TEXT,
    activity=word(Activity),
    title=TEXT,
    day=DAY,
    at=LOCAL,
    until=maybe(LOCAL),
    every_minutes=maybe(WHOLE),
    minutes=WHOLE,
    repetitions=maybe(listed(WHOLE)),
    height=maybe(TEXT),
    intensity=TEXT,
    counted_minutes=WHOLE,
    does=TEXT,
    why=SAID,
    limits=listed(REASON),
    awaits_new_check=FLAG,
)
WEEK = closed(
    "WeekPlan",
    format=WHOLE,
    start=DAY,
    expires_at=MOMENT,
    urgency=word(Urgency),
    profile=whole(Profile),
    previous_minutes=maybe(WHOLE),
    planned_minutes=WHOLE,
    step=closed(
        "Step",
        basis=TEXT,
        before=maybe(WHOLE),
        minutes=WHOLE,
        to_place=WHOLE,
        ladder=listed(WHOLE),
        text=TEXT,
        claims=CLAIMS,
    ),
    statements=listed(closed("Statement", id=TEXT, text=TEXT, claims=CLAIMS)),
    advice=listed(closed("Advice", id=TEXT, title=TEXT, text=TEXT, claims=CLAIMS)),
    items=listed(ITEM),
    changes=listed(
        closed("Change", edit=TEXT, item_id=TEXT, text=TEXT, at=maybe(LOCAL), kind=maybe(TEXT))
    ),
    refused=listed(closed("RefusedItem", id=TEXT, title=TEXT, why=TEXT)),
)


MEANS = closed(
    "Means",
    text=TEXT,
    claims=CLAIMS,
    course=maybe(word(Course)),
    refers=maybe(word(Urgency)),
    card=maybe(closed("Card", title=TEXT, lines=listed(closed("Line", text=TEXT, claims=CLAIMS)))),
    because=listed(SAID),
)
"""What a note means; ``card`` says whom to see where somebody has to."""


def _recorded(kind: str, name: str = "Recorded", **more: Schema) -> Schema:
    return closed(
        f"{name}_{kind}",
        id=ID,
        person=TEXT,
        kind={"const": kind},
        at=MOMENT,
        local_date=DAY,
        recorded_at=MOMENT,
        supersedes=maybe(ID),
        is_withdrawn=FLAG,
        is_current=FLAG,
        payload=whole(KINDS[kind]),
        **more,
    )


RECORDED: Schema = {"title": "Recorded", "oneOf": [_recorded(kind) for kind in KINDS]}
NOTED: Schema = {
    "title": "Noted",
    "oneOf": [_recorded(kind, "Noted", means=MEANS) for kind in KINDS],
}

_FACTS = {name: limit.schema for name, limit in limits_of(Session).items()}
STATE = closed(
    "SessionState",
    version=WHOLE,
    visits=_FACTS.pop("stays"),
    **_FACTS,
    position=closed("Place", segment=WHOLE, seconds=NUMBER),
    outcome=maybe(word(Outcome)),
    page=maybe(word(Page)),
)
_SEGMENT = whole(
    Segment,
    show=SAID,
    ask=maybe(OBJECT),
    cues=listed(OBJECT),
    beats=listed(OBJECT),
    counter=maybe(OBJECT),
    pose=maybe(OBJECT),
)
SEGMENT = {**_SEGMENT, "required": [name for name in _SEGMENT["required"] if name != "picture"]}
SCRIPT = closed(
    "Script",
    version=WHOLE,
    routine=TEXT,
    activity=word(Activity),
    title=TEXT,
    posture=word(Posture),
    options={"type": "object", "additionalProperties": {"type": ["integer", "string"]}},
    planned_seconds=maybe(NUMBER),
    summary=SAID,
    intro=listed(SAID),
    limits=listed(SAID),
    stop_rules=listed(
        closed(
            "StopRule",
            id=TEXT,
            label=TEXT,
            asks_leg=FLAG,
            page=word(Page),
            says=TEXT,
            claims=CLAIMS,
        )
    ),
    repeat=maybe(closed("Repeat", first=WHOLE, last=WHOLE, for_seconds=NUMBER)),
    segments=listed(SEGMENT),
)
SESSION = closed("GuidedSession", id=ID, script=maybe(SCRIPT), state=STATE)

EXERCISE = closed(
    "ExerciseToday",
    exercise=TEXT,
    name=TEXT,
    times_a_day=WHOLE,
    done=WHOLE,
    is_open=FLAG,
    is_review_due=FLAG,
    why_not=maybe(TEXT),
    due=maybe(MOMENT),
    next=maybe(MOMENT),
    says=maybe(TEXT),
    link=TEXT,
)
_PRESCRIBED = closed(
    "PrescribedExercise",
    **whole(ExerciseEntry)["properties"],
    routine=TEXT,
    is_open=FLAG,
    why_not=TEXT,
    done_today=WHOLE,
)
_IN_FILE = {
    name: schema
    for name, schema in whole(ExerciseEntry)["properties"].items()
    if name not in ("exercise", "is_ended")
}
_STEP = object_schema(ExerciseStep)
_STEP_IN_FILE = {
    **_STEP,
    "title": "StepInFile",
    "properties": {
        **_STEP["properties"],
        "picture": BASE64,
    },
}
EXERCISE_FILE = closed(
    "ExerciseFile",
    soleus={"const": "exercise"},
    version={"const": 1},
    **{
        **_IN_FILE,
        "counts_as": {"enum": [*(each.value for each in Activity), "none"]},
        "steps": listed(_STEP_IN_FILE),
    },
)
PICTURE = {"type": "string", "contentMediaType": "image/webp"}
_CARD: dict[str, Schema] = {
    "is_on": FLAG,
    "now": MOMENT,
    "due": maybe(whole(NextBreak)),
    "next": maybe(whole(NextBreak)),
    "says": maybe(TEXT),
    "referral": maybe(TEXT),
    "is_held": FLAG,
    "notice": maybe(whole(Notice)),
    "link": TEXT,
    "snoozes": listed(WHOLE),
    "may_skip": FLAG,
    "away_minutes": NUMBER,
    "paused_until": maybe(MOMENT),
    "calendar_fault": maybe(TEXT),
    "calendar_state": maybe(TEXT),
    "exercises": listed(EXERCISE),
}
CARD = closed("ReminderCard", **_CARD)
CARD_AFTER = closed("ReminderCardAfter", said=TEXT, **_CARD)

CLAIM = closed(
    "Claim",
    id=TEXT,
    kind=TEXT,
    text=TEXT,
    sources=listed({"title": "Source", "type": "object", "additionalProperties": TEXT}),
    beyond_article=FLAG,
    unread=FLAG,
    read_at=listed(TEXT),
    reading=TEXT,
    see_also=listed(TEXT),
    used_by=listed(closed("User", kind=TEXT, id=TEXT)),
)
_JOURNEY_STEP = closed(
    "JourneyStep",
    id=TEXT,
    at=MOMENT,
    zone=TEXT,
    local=MOMENT,
    leg=maybe(WHOLE),
    activity=maybe(word(Activity)),
    title=TEXT,
    text=TEXT,
    claims=CLAIMS,
    is_done=FLAG,
    needs_new_check=FLAG,
)
JOURNEY = closed(
    "JourneyNow",
    **whole(JourneyEntry)["properties"],
    stage=word(JourneyStage),
    starts=MOMENT,
    ends=MOMENT,
    is_long=FLAG,
    refusal=maybe(word(RefusalCause)),
    risks=listed(TEXT),
    risks_unknown=listed(TEXT),
    needs_check=FLAG,
    steps=listed(_JOURNEY_STEP),
    held=listed(
        closed(
            "HeldBack",
            activity=word(Activity),
            until=maybe(word(Until)),
            reasons=listed(SAID),
            instead=SAID,
        )
    ),
)
SYNCED = closed("Fate", id=TEXT, fate=word(Fate), faults=listed(TEXT))
_SIMULATED_LEG = closed(
    "SimulatedLeg",
    setting=OBJECT,
    at=listed(NUMBER),
    curve=listed(NUMBER),
    reading=NUMBER,
    low=listed(NUMBER),
    high=listed(NUMBER),
)
WHAT_IF = closed(
    "WhatIf",
    simulated={"const": True},
    address=TEXT,
    view=TEXT,
    first=_SIMULATED_LEG,
    second=_SIMULATED_LEG,
    says=listed(SAID),
    people=WHOLE,
    of=WHOLE,
    is_refined=FLAG,
)
ERROR = closed("Error", error=closed("Fault", status=WHOLE, message=TEXT, faults=listed(TEXT)))

ANSWERS: dict[str, Schema] = {
    "POST /api/decide": DECISION,
    "GET /api/standing": STANDING,
    "POST /api/check": DECISION,
    "GET /api/plan": WEEK,
    "POST /api/plan": WEEK,
    "GET /api/journal": closed("Entries", entries=listed(RECORDED)),
    "POST /api/journal": NOTED,
    "GET /api/evidence": closed("Ledger", claims=listed(CLAIM)),
    "GET /api/sync": closed("Reached", reached=FLAG),
    "POST /api/sync": closed("Fates", entries=listed(SYNCED)),
    "GET /api/sessions/{session_id}": SESSION,
    "POST /api/sessions/{session_id}/events": closed("After", state=STATE),
    "POST /api/sessions": SESSION,
    "GET /api/exercises": closed("Exercises", exercises=listed(_PRESCRIBED)),
    "GET /api/exercises/pictures/{picture}": PICTURE,
    "GET /api/exercises/{exercise}/file": EXERCISE_FILE,
    "GET /api/journeys": closed("Journeys", journeys=listed(JOURNEY)),
    "GET /api/what-if": WHAT_IF,
    "GET /api/reminders/next": CARD,
    "POST /api/reminders/away": CARD,
    "POST /api/reminders/{what}": CARD_AFTER,
}
"""The answer of each address where all is well."""
