"""Habits: every thread on one page, with its answers and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from soleus.lifestyle import InvalidHabitError
from soleus.web.current import TheCoach, ThePerson
from soleus.web.forms import TheSent
from soleus.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleus.coach import Coach
    from soleus.journal import Person

router = APIRouter(prefix="/habits", include_in_schema=False)


@router.get("")
def habits(request: Request, coach: TheCoach, person: ThePerson, saved: str = "") -> Response:
    """Show every thread: the answers, what follows from them, when it is asked again."""
    if coach.gate.standing(person.id).is_emergency:
        return RedirectResponse("/result", 303)
    return _page(request, coach, person, saved=saved)


@router.post("/{thread}")
def answer(
    request: Request, thread: str, coach: TheCoach, person: ThePerson, form: TheSent
) -> Response:
    """Record the answers to one thread, or put it off for a week."""
    given = form.texts
    try:
        is_later, habits = bool(given.get("later")), coach.habits
        coach.notes.take(
            person.id, habits.put_off(thread) if is_later else habits.read(thread, given)
        )
    except InvalidHabitError as error:
        return _page(request, coach, person, faulty=thread, given=given, faults=error.faults)
    return RedirectResponse("/" if is_later else f"/habits?saved={thread}#{thread}", 303)


def _page(
    request: Request,
    coach: Coach,
    person: Person,
    *,
    saved: str = "",
    faulty: str = "",
    given: Mapping[str, str] | None = None,
    faults: tuple[str, ...] = (),
) -> Response:
    return page(
        request,
        "habits/habits.html",
        habits=coach.habits.all(person.id),
        saved=saved,
        faulty=faulty,
        given=given or {},
        faults=faults,
    )
