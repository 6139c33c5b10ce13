"""What the check found: where to go, what may be done, what waits, and which answers led there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from soleus.assessment import interview
from soleus.assessment.interview import Subject
from soleus.handbook import emergency_numbers
from soleus.vocabulary import Status
from soleus.web.current import TheCoach, ThePerson
from soleus.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from soleus.assessment import Decision, Reason, Ruling
    from soleus.coach import Standing
    from soleus.vocabulary import Activity

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Said:
    """One answer that led somewhere: the question and the answer in their own words."""

    asks: str
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """Activities that share one ruling."""

    ruling: Ruling
    activities: tuple[Activity, ...]


@router.get("/result")
def result(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Show the result of the last check with what was noticed since."""
    standing = coach.gate.standing(person.id)
    if standing.decision is None:
        return RedirectResponse("/check", 303)
    subject = Subject.SELF if person.is_self else Subject.OTHER
    if standing.is_emergency:
        return _emergency(request, standing, subject)
    return page(
        request,
        "result/result.html",
        standing=standing,
        decision=standing.decision,
        groups=grouped(standing.decision),
        led=[(reason, said(reason, standing, subject)) for reason in standing.decision.reasons],
        told=_told(standing.decision.reasons, standing, subject),
        open_questions=[
            (interview.question(finding, subject), interview.screen_of(finding, subject).id)
            for finding in standing.decision.questions
        ],
    )


def _emergency(request: Request, standing: Standing, subject: Subject) -> Response:
    reasons = standing.decision.reasons if standing.decision else ()
    return page(
        request,
        "emergency/emergency.html",
        reasons=reasons,
        told=_told(reasons, standing, subject),
        countries=emergency_numbers(),
    )


def grouped(decision: Decision) -> list[Group]:
    """Return the activities, freest first; those with the same ruling stand together."""
    found: dict[Ruling, list[Activity]] = {}
    for activity, ruling in decision.activities.items():
        found.setdefault(ruling, []).append(activity)
    groups = [Group(ruling, tuple(activities)) for ruling, activities in found.items()]
    return sorted(groups, key=lambda group: tuple(Status).index(group.ruling.status))


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
