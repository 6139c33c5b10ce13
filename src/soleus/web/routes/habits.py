"""Habits: one thread asked at a time, all of them on one page, each answer with what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from soleus.lifestyle import InvalidHabitError
from soleus.web.current import TheCoach, ThePerson
from soleus.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleus.coach import Coach
    from soleus.journal import Person

router = APIRouter(prefix="/habits", include_in_schema=False)


@router.get("")
def habits(request: Request, coach: TheCoach, person: ThePerson, saved: str = "") -> Response:
    """Show every thread: what was answered, what follows, when it is asked again."""
    if coach.gate.standing(person.id).is_emergency:
        return RedirectResponse("/result", 303)
    return _page(request, coach, person, saved=saved)


@router.post("/{thread}")
async def answer(request: Request, thread: str, coach: TheCoach, person: ThePerson) -> Response:
    """Keep the answers to one thread, or ask it again in a week."""
    form = await request.form()
    given = {name: str(value) for name, value in form.items()}
    try:
        if given.get("later"):
            coach.habits.put_off(person.id, thread)
            return RedirectResponse("/", 303)
        coach.habits.record(person.id, thread, given)
    except InvalidHabitError as error:
        return _page(request, coach, person, faulty=thread, given=given, faults=error.faults)
    return RedirectResponse(f"/habits?saved={thread}#{thread}", 303)


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
        status=422 if faults else 200,
        habits=coach.habits.all(person.id),
        saved=saved,
        faulty=faulty,
        given=given or {},
        faults=faults,
    )
