"""The same doors for programs: JSON in, JSON out, under the same gate."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Request
from starlette.exceptions import HTTPException

from soleus import evidence
from soleus.assessment import decide
from soleus.journal import Entry, Recorded, SymptomEntry, VisitEntry, entry_from_dict
from soleus.plan import Profile
from soleus.vocabulary import SoleusError
from soleus.web.current import TheCoach, ThePerson
from soleus.web.said_once import SaidOnce

router = APIRouter(prefix="/api", route_class=SaidOnce)

Document = Annotated[dict[str, Any], Body()]

_NOT_NOTED = ("check", "plan", "session", "nothing_new", "exercise", "picture", "habit")
"""Kinds that only their own doors may record."""


@router.post("/decide", tags=["check"])
def decide_only(document: Document) -> dict[str, Any]:
    """Decide an answer file and keep nothing."""
    return decide(document).as_dict()


@router.get("/standing", tags=["check"])
def standing(coach: TheCoach, person: ThePerson) -> dict[str, Any]:
    """Say where the person stands before the gate now."""
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
def record_check(document: Document, coach: TheCoach, person: ThePerson) -> dict[str, Any]:
    """Record a check from an answer file and give its decision."""
    return coach.checks.record(person.id, document).as_dict()


@router.get("/plan", tags=["plan"])
def plan(coach: TheCoach, person: ThePerson) -> dict[str, Any]:
    """Give this week's plan."""
    found = coach.weeks.current(person.id)
    if found is None:
        raise HTTPException(404, "There is no plan for this week yet. Make one first.")
    return found.as_dict()


@router.post("/plan", status_code=201, tags=["plan"])
def make_plan(
    coach: TheCoach, person: ThePerson, profile: Annotated[dict[str, Any], Body(embed=True)]
) -> dict[str, Any]:
    """Make the week that begins today; what the profile leaves out stays as it was."""
    known = coach.weeks.profile(person.id).as_dict()
    return coach.weeks.make(person.id, Profile.from_dict({**known, **profile})).as_dict()


@router.get("/journal", tags=["journal"])
def journal(coach: TheCoach, person: ThePerson) -> dict[str, Any]:
    """Give what is noted, corrections applied."""
    recorded: tuple[Recorded[Entry], ...] = coach.journal.entries(person.id)
    return {"entries": [each.as_dict() for each in recorded]}


@router.post("/journal", status_code=201, tags=["journal"])
def note(
    coach: TheCoach,
    person: ThePerson,
    kind: Annotated[str, Body()],
    payload: Annotated[dict[str, Any], Body()],
    id: Annotated[UUID | None, Body()] = None,  # noqa: A002 - the word of the file format
    at: Annotated[datetime | None, Body()] = None,
) -> dict[str, Any]:
    """Note something; the same id with the same content counts once."""
    if kind in _NOT_NOTED:
        raise SoleusError(f"'{kind}' is recorded by its own door and cannot be noted")
    entry = entry_from_dict(kind, payload)
    if isinstance(entry, SymptomEntry):
        noted: Recorded[Any] = coach.diary.note_symptoms(
            person.id,
            scores=entry.scores,
            findings=entry.findings,
            is_new=entry.is_new,
            note=entry.note,
            at=at,
        )
    elif isinstance(entry, VisitEntry):
        noted = coach.visits.record(person.id, entry, id=id, at=at).visit
    else:
        noted = coach.journal.append(person.id, entry, id=id, at=at)
    return noted.as_dict()


@router.get("/evidence", tags=["evidence"])
def claims(request: Request) -> dict[str, Any]:
    """Give every claim with its sources and what tells it."""
    users = evidence.used_by(request.app.state.carriers())
    return {
        "claims": [
            claim.as_dict() | {"used_by": [{"kind": u.kind, "id": u.id} for u in users[claim.id]]}
            for claim in evidence.claims().values()
        ]
    }
