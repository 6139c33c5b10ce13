"""What a device keeps to go on without the server: rules, questions, where the person stands.

The service worker keeps these addresses and the page; ``static/js/check/README.md`` says how.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, time, timezone
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from soleus import assessment, coach, session
from soleus.assessment import interview
from soleus.assessment.interview import Subject
from soleus.coach import refusal_text
from soleus.language import translated
from soleus.web.citations import cited
from soleus.web.current import TheCoach, ThePerson
from soleus.web.rendering import page

if TYPE_CHECKING:
    from soleus.coach import Coach, Standing
    from soleus.evidence import Claim
    from soleus.journal import Person

router = APIRouter(include_in_schema=False)


@router.get("/offline/check")
def check_page(request: Request) -> Response:
    """Show the page that asks the check on the device itself; it holds nothing of a person."""
    return page(request, "offline/check.html")


@router.get("/offline/check/rules.json")
def rules(request: Request, coach: TheCoach) -> Response:
    """Give all that decides, good from today for a while, with the claims that it cites."""
    bundle = assessment.rule_bundle(coach.clock.now().date())
    return _kept(request, translated({**bundle, "claims": _claims(), "causes": _causes()}))


@router.get("/offline/check/interview.json")
def questions(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Give the screens of the check, worded for the person."""
    subject = Subject.SELF if person.is_self else Subject.OTHER
    asked = interview.interview_bundle(subject, coach.limbs.of(person.id))
    about = {"id": person.id, "name": person.name, "is_self": person.is_self}
    return _kept(request, {**asked, "person": about})


@router.get("/offline/check/kept.json")
def kept(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Give where the person stands: the last check, what is new since, what was learnt."""
    return _kept(request, translated(kept_for(coach, person)))


def kept_for(coach: Coach, person: Person) -> dict[str, Any]:
    """Return where a person stands, as the gate of a device takes it."""
    standing = coach.gate.standing(person.id)
    now = coach.clock.now().isoformat()
    return {
        "person": person.id,
        "check": _check(coach, person, standing),
        "news": [{"at": now, "findings": dict(findings)} for findings in standing.news],
        "learnt": [
            {"finding": each.finding, "value": each.value, "implies": dict(each.implies)}
            for each in standing.learnt.findings
        ],
    }


def _check(coach: Coach, person: Person, standing: Standing) -> dict[str, Any] | None:
    """Return the last check as it counts now, and the day from which it counts for less."""
    if standing.decision is None or standing.checked_at is None:
        return None
    until = _first_review(coach, person)
    return {
        "id": str(standing.check_id),
        "at": standing.checked_at.isoformat(),
        "until": until.isoformat() if until else None,
        "document": standing.document,
        "decision": standing.decision.as_dict(),
    }


def _first_review(coach: Coach, person: Person) -> datetime | None:
    """Return the first moment at which something that a clinician allowed lapses, if any does."""
    now = coach.clock.now()
    ends = (
        datetime.combine(seen.ends_on, time(), timezone(seen.visit.utc_offset))
        for seen in coach.visits.seen(person.id)
        if seen.visit.entry.cleared
    )
    return min((end for end in ends if end > now), default=None)


def _kept(request: Request, content: Any) -> Response:  # noqa: ANN401  any JSON value
    """Return JSON that a device may keep, and that is not sent again while it is the same."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return JSONResponse(content, headers=headers)


def _claims() -> dict[str, Any]:
    """Return every claim that the check or a session cites, as a page shows it."""
    rooms = (assessment, interview, coach, session)
    carriers = [carrier for room in rooms for carrier in room.carriers()]
    ids = dict.fromkeys(id_ for carrier in carriers for id_ in carrier.claims)
    return {one.id: _claim(one) for one in cited(ids)}


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "text": claim.text,
        "notes": [{"text": note} for note in (claim.origin, claim.reading) if note],
        "see_also": list(claim.see_also),
        "sources": [
            {"name": one.title, "address": one.address, "date": one.date} for one in claim.sources
        ],
    }


def _causes() -> dict[str, Any]:
    """Return what is said where there is no leave, by its cause."""
    return {
        cause.value: {"says": refusal_text(cause).says, "claims": list(refusal_text(cause).claims)}
        for cause in assessment.RefusalCause
    }
