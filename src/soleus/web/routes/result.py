"""What the check found: where to go, what may be done, what waits, and which answers led there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from soleus.assessment import explain, interview
from soleus.assessment.interview import UNSURE, Subject
from soleus.handbook import emergency_numbers
from soleus.vocabulary import Status
from soleus.web.current import TheCoach, ThePerson
from soleus.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from soleus.assessment import Decision, Reason, Ruling
    from soleus.assessment.interview import Question
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
    """Activities that share one ruling; ``like`` are those told above for the same reasons."""

    ruling: Ruling
    activities: tuple[Activity, ...]
    like: tuple[Activity, ...] = ()


@router.get("/result")
def result(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Show the result of the last check with what was noticed since."""
    standing = coach.gate.standing(person.id)
    if standing.decision is None:
        return RedirectResponse("/check", 303)
    subject = Subject.SELF if person.is_self else Subject.OTHER
    if standing.is_emergency:
        return _emergency(request, standing, subject)
    explained = explain(_all_answers(standing), standing.decision)
    told = _told(standing.decision.reasons, standing, subject)
    return page(
        request,
        "result/result.html",
        standing=standing,
        learnt=standing.learnt,
        learnt_texts=coach.learning.texts(person.id),
        decision=standing.decision,
        groups=grouped(standing.decision),
        explained=explained,
        led=[(reason, said(reason, standing, subject)) for reason in standing.decision.reasons],
        told=told,
        also=_also(told, standing, subject),
        denied=_denied(standing, subject),
        open_questions=[
            (interview.question(each.finding, subject), each.could) for each in explained.open
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
    rulings = sorted(found, key=lambda ruling: tuple(Status).index(ruling.status))
    return [
        Group(ruling, tuple(found[ruling]), _told_above(ruling, rulings[:place], found))
        for place, ruling in enumerate(rulings)
    ]


def _told_above(
    ruling: Ruling, above: list[Ruling], found: dict[Ruling, list[Activity]]
) -> tuple[Activity, ...]:
    """Return the activities further up that are ruled for just these several reasons."""
    same = (
        found[each] for each in above if len(ruling.reasons) > 1 and each.reasons == ruling.reasons
    )
    return tuple(next(same, ()))


def _all_answers(standing: Standing) -> dict[str, Any]:
    """Return the answers of the last check, with what was noticed and learnt laid over them."""
    return {**(standing.document or {}), "answers": standing.answers}


def said(reason: Reason, standing: Standing, subject: Subject) -> list[Said]:
    """Return the answers that made a rule count, in the words of the check."""
    answers = _all_answers(standing)["answers"]
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


def _also(told: list[Said], standing: Standing, subject: Subject) -> list[Said]:
    """Return what else was marked, the age first: whoever examines weighs all of it.

    An operation some weeks ago may have led to no rule here and still be what matters most.
    """
    answers = _all_answers(standing)["answers"]
    above = {each.asks for each in told}
    marked = [
        question
        for question in _asked(subject)
        if question.finding in answers
        and question.asks not in above
        and not _denies(question, answers[question.finding])
    ]
    marked.sort(key=lambda question: question.finding != "age")
    return [
        Said(question.asks, question.label(UNSURE if value is None else _as_value(value)))
        for question in marked
        for value in [answers[question.finding]]
    ]


def _denied(standing: Standing, subject: Subject) -> list[str]:
    """Return what everybody is asked and was denied here, each as its line on the screen."""
    document = _all_answers(standing)
    rest = document.get("others") == "no"
    return [
        question.item
        for screen in interview.screens(subject)
        if not screen.after
        for question in screen.questions
        if question.denial is not None
        and (
            _denies(question, document["answers"][question.finding])
            if question.finding in document["answers"]
            else rest
        )
    ]


def _asked(subject: Subject) -> Iterator[Question]:
    for screen in interview.screens(subject):
        yield from screen.questions


def _denies(question: Question, value: Any) -> bool:  # noqa: ANN401 - a JSON value
    return question.denial is not None and _as_value(value) == question.denial


def _as_value(value: Any) -> Any:  # noqa: ANN401 - a JSON value
    return tuple(value) if isinstance(value, list) else value
