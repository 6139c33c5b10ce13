"""What the check found: where to go, what may be done, what waits, and which answers led there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from soleus.assessment import interview
from soleus.assessment.interview import Subject
from soleus.vocabulary import Status, Urgency
from soleus.web.current import TheCoach, ThePerson
from soleus.web.emergency_numbers import countries
from soleus.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from soleus.assessment import Decision, Reason
    from soleus.coach.gate import Standing

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Said:
    """One answer that led somewhere: the question and the answer in their own words."""

    asks: str
    label: str


@router.get("/result")
def result(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Show the result of the last check with what was noticed since."""
    standing = coach.gate.standing(person.id)
    if standing.decision is None:
        return RedirectResponse("/check", 303)
    if standing.is_emergency:
        return emergency_page(request, standing)
    subject = Subject.SELF if person.is_self else Subject.OTHER
    return page(
        request,
        "result/result.html",
        standing=standing,
        decision=standing.decision,
        rulings=by_status(standing.decision),
        led=[(reason, said(reason, standing, subject)) for reason in standing.decision.reasons],
        told=_told(standing.decision.reasons, standing, subject),
        open_questions=[
            (interview.question(finding, subject), interview.screen_of(finding, subject).id)
            for finding in standing.decision.questions
        ],
        is_settled=standing.decision.urgency is Urgency.SELF_CARE,
    )


def emergency_page(request: Request, standing: Standing) -> Response:
    """Show the emergency that a person's answers lead to."""
    reasons = standing.decision.reasons if standing.decision else ()
    return page(request, "emergency/emergency.html", reasons=reasons, countries=countries())


def by_status(decision: Decision) -> Mapping[Status, list[tuple[str, Any]]]:
    """Return activities with their rulings, freest first; a status that none has is missing."""
    grouped: dict[Status, list[tuple[str, Any]]] = {}
    for status in Status:
        found = [(a.value, r) for a, r in decision.activities.items() if r.status is status]
        if found:
            grouped[status] = found
    return grouped


def said(reason: Reason, standing: Standing, subject: Subject) -> list[Said]:
    """Return the answers that made a rule count, in the words of the check."""
    answers = {**(standing.document or {"answers": {}})["answers"], **standing.noticed}
    return [
        Said(question.asks, question.label(_as_value(answers[finding])))
        for finding in reason.findings
        if answers.get(finding) is not None
        for question in [interview.question(finding, subject)]
    ]


def _told(reasons: Iterable[Reason], standing: Standing, subject: Subject) -> list[Said]:
    """Return each answer once, for the sheet to take along."""
    found: dict[str, Said] = {}
    for reason in reasons:
        for each in said(reason, standing, subject):
            found.setdefault(each.asks, each)
    return list(found.values())


def _as_value(value: Any) -> Any:  # noqa: ANN401 - a JSON value
    return tuple(value) if isinstance(value, list) else value
