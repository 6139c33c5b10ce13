"""The JSON API: the same functions as the pages, under the same gate."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Request
from pydantic import BeforeValidator
from starlette.exceptions import HTTPException

from soleus import evidence
from soleus.assessment import decide
from soleus.journal import Entry, Recorded
from soleus.language import translate
from soleus.plan import Profile
from soleus.records import limits
from soleus.web.current import TheCoach, ThePerson
from soleus.web.preferences import Preferences
from soleus.web.said_once import SaidOnce

router = APIRouter(prefix="/api", route_class=SaidOnce)

Document = Annotated[dict[str, object], Body()]


def _moment(value: object) -> object:
    """Read a moment; the reader of types would take any number for seconds since 1970."""
    return None if value is None else limits.moment().load(value)


NOTED_HERE = (
    "symptom",
    "tape",
    "blood_pressure",
    "ankle_index",
    "weight",
    "heel_raises",
    "activity",
    "visit",
    "break",
    "journey",
    "journey_step",
)
"""Kinds that a program may note one by one. Others have addresses of their own."""


@router.post("/decide", tags=["check"])
def decide_only(document: Document) -> dict[str, object]:
    """Decide an answer file; nothing is recorded."""
    return decide(document).as_dict()


@router.get("/standing", tags=["check"])
def standing(coach: TheCoach, person: ThePerson) -> dict[str, object]:
    """Return what the gate allows the person now."""
    found = coach.gate.standing(person.id)
    clearance, refusal = found.clearance, found.refusal
    return {
        "person": person.id,
        "refusal": refusal.cause.value if refusal else None,
        "activities": [activity.value for activity in clearance.permits] if clearance else [],
        "expires_at": clearance.expires_at.isoformat() if clearance else None,
        "checked_at": found.checked_at.isoformat() if found.checked_at else None,
        "decision": found.decision.as_dict() if found.decision else None,
    }


@router.post("/check", status_code=201, tags=["check"])
def record_check(document: Document, coach: TheCoach, person: ThePerson) -> dict[str, object]:
    """Record a check from an answer file and return its decision."""
    return coach.checks.record(person.id, document).as_dict()


@router.get("/plan", tags=["plan"])
def plan(coach: TheCoach, person: ThePerson) -> dict[str, object]:
    """Return this week's plan."""
    found = coach.weeks.current(person.id)
    if found is None:
        raise HTTPException(404, translate("There is no plan for this week yet. Make one first."))
    return found.as_dict()


@router.post("/plan", status_code=201, tags=["plan"])
def make_plan(
    coach: TheCoach, person: ThePerson, profile: Annotated[dict[str, object], Body(embed=True)]
) -> dict[str, object]:
    """Make the week that begins today; fields that the profile leaves out keep their values."""
    known = coach.weeks.profile(person.id).as_dict()
    return coach.weeks.make(person.id, Profile.from_dict({**known, **profile})).as_dict()


@router.get("/journal", tags=["journal"])
def journal(coach: TheCoach, person: ThePerson) -> dict[str, object]:
    """Return all current entries."""
    recorded: tuple[Recorded[Entry], ...] = coach.journal.entries(person.id)
    return {"entries": [each.as_dict() for each in recorded]}


@router.post("/journal", status_code=201, tags=["journal"])
def note(
    request: Request,
    coach: TheCoach,
    person: ThePerson,
    kind: Annotated[str, Body()],
    payload: Annotated[dict[str, object], Body()],
    id: Annotated[UUID | None, Body()] = None,  # noqa: A002 - the word of the file format
    at: Annotated[datetime | None, BeforeValidator(_moment), Body()] = None,
    is_sure: Annotated[bool, Body(strict=True)] = False,
) -> dict[str, object]:
    """Record a note and return it with what it means; the same id and content count once.

    What is possible but unlikely is asked about (409), and noted when sent again with ``is_sure``.
    """
    entry = coach.notes.read(kind, payload, NOTED_HERE)
    sure = None if is_sure else ()
    noted = coach.notes.take_asking(person.id, entry, sure, id=id, at=at)
    told = coach.told(person, noted, Preferences.of(request).calls)
    return {**noted.recorded.as_dict(), "means": told.as_dict()}


@router.get("/evidence", tags=["evidence"])
def claims() -> dict[str, object]:
    """Return every claim with its sources and the texts that cite it."""
    users = evidence.used_by()
    return {
        "claims": [
            claim.as_dict() | {"used_by": [{"kind": u.kind, "id": u.id} for u in users[claim.id]]}
            for claim in evidence.claims().values()
        ]
    }
