"""The data that a device stores to work without the server: rules, questions, the last check.

The service worker keeps these addresses and the page; ``static/js/check/README.md`` says how.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, time, timezone
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from soleus import assessment
from soleus.assessment import interview
from soleus.coach import refusal_texts
from soleus.evidence import carriers
from soleus.language import translated
from soleus.web.citations import cited
from soleus.web.current import TheCoach, ThePerson
from soleus.web.rendering import page

if TYPE_CHECKING:
    from soleus.assessment import Standing
    from soleus.coach import Coach
    from soleus.evidence import Claim
    from soleus.journal import Person

router = APIRouter(include_in_schema=False)


@router.get("/offline/check")
def check_page(request: Request) -> Response:
    """Show the page that asks the check on the device itself; it holds nothing of a person."""
    return page(request, "offline/check.html")


@router.get("/offline/check/rules.json")
def rules(request: Request, coach: TheCoach) -> Response:
    """Return the rules, valid from today for a while, with the claims that they cite."""
    bundle = assessment.rule_bundle(coach.clock.now().date())
    return _kept(request, translated({**bundle, "claims": _claims(), "causes": _causes()}))


@router.get("/offline/check/interview.json")
def questions(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Return the screens of the check, worded for the person."""
    asked = interview.interview_bundle(coach.checks.about(person.id))
    about = {"id": person.id, "name": person.name, "is_self": person.is_self}
    return _kept(request, {**asked, "person": about})


@router.get("/offline/check/kept.json")
def kept(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Return the last check, what is new since then, and the derived findings."""
    return _kept(request, translated(kept_for(coach, person)))


def kept_for(coach: Coach, person: Person) -> dict[str, object]:
    """Return the standing of a person in the form that the gate of a device reads."""
    newest = coach.journal.newest_telling(person.id)  # first: what comes now is not in the rest
    standing = coach.gate.standing(person.id)
    return {
        "person": person.id,
        "newest": str(newest) if newest else None,
        "check": _check(coach, person, standing),
        "news": [{"id": None, "findings": dict(findings)} for findings in standing.new_notes],
        "learnt": [
            {"finding": each.finding, "value": each.value, "implies": dict(each.implies)}
            for each in standing.learnt.findings
        ],
        "veins": _veins(coach, person),
        "swelling": coach.meanings.swelling_of_days(person.id),
        "circumstances": _circumstances(coach, person, standing),
        "measured": {
            "findings": [each.finding for each in standing.measured],
            "rules": [
                {
                    "id": rule.id,
                    "fields": list(rule.fields),
                    "at_most": rule.at_most,
                    "finding": rule.finding,
                }
                for rule in assessment.measured_rules().values()
            ],
        },
        "notes": [each.as_dict() for each in coach.learnt_texts(person.id, standing)],
    }


def _check(coach: Coach, person: Person, standing: Standing) -> dict[str, object] | None:
    """Return the last check as it counts now, and until when it does."""
    if standing.decision is None or standing.check is None:
        return None
    until = _first_review(coach, person)
    return {
        "id": str(standing.check.id),
        "at": standing.check.begun_at.isoformat(),
        "until": until.isoformat() if until else None,
        "has_run_out": standing.check.has_run_out,
        "document": standing.document,
        "decision": standing.decision.as_dict(),
        "cause": standing.refusal.cause if standing.refusal and standing.new_notes else None,
    }


def _veins(coach: Coach, person: Person) -> dict[str, object]:
    """Return what can show, with a note that waits on a device, that veins are new or worse."""
    notes, evaluated_on = coach.learning.veins(person.id)
    noted = [
        {
            "at": note.at.isoformat(),
            "findings": dict(note.entry.findings),
            "scores": {score.value: given for score, given in note.entry.scores.items()},
        }
        for note in notes
    ]
    return {"noted": noted, "evaluated_on": [each.isoformat() for each in evaluated_on]}


def _circumstances(coach: Coach, person: Person, standing: Standing) -> list[dict[str, object]]:
    """Return what week and journeys say, now and later, and whether the check knew it."""
    knows = standing.check.knows if standing.check else frozenset()
    return [
        {
            "any_of": list(each.any_of),
            "since": each.since.isoformat() if each.since else None,
            "until": each.until.isoformat() if each.until else None,
            "is_known": seq is None or seq in knows,
        }
        for seq, each in coach.gate.circumstances(person.id)
    ]


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
    """Return JSON that a device may store; while it is unchanged it is not sent again."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return JSONResponse(content, headers=headers)


def _claims() -> dict[str, object]:
    """Return every claim that the check or a session cites, as a page shows it."""
    rooms = ("assessment", "coach", "learning", "session")
    ids = dict.fromkeys(
        id_ for carrier in carriers() if carrier.room in rooms for id_ in carrier.claims
    )
    return {one.id: _claim(one) for one in cited(ids)}


def _claim(claim: Claim) -> dict[str, object]:
    return {
        "text": claim.text,
        "see_also": list(claim.see_also),
        "sources": [
            {"name": one.title, "address": one.address, "date": one.date} for one in claim.sources
        ],
    }


def _causes() -> dict[str, object]:
    """Return what is said where there is no leave, by its cause."""
    return {cause.value: text.as_dict() for cause, text in refusal_texts().items()}
