"""Visits: who looked at the legs, what was found, what was allowed by name and until when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from soleus.coach import Effect
from soleus.journal import Clinician, InvalidEntryError
from soleus.vocabulary import Activity
from soleus.web.current import TheCoach, ThePerson
from soleus.web.moments import moment_of
from soleus.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.datastructures import FormData

    from soleus.coach import Coach
    from soleus.journal import Person

router = APIRouter(prefix="/visits", include_in_schema=False)

_SAID = {"yes": True, "no": False}


@router.get("")
def visits(request: Request, coach: TheCoach, person: ThePerson, saved: str = "") -> Response:
    """Show every visit with what it does now, and take down another."""
    return _page(request, coach, person, saved=saved)


@router.post("")
async def record(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Take down a visit; what is worse since leads to the check at once."""
    form = await request.form()
    given = _given(form)
    said = {
        **{key: given[key] for key in ("who_kind", "found", "cleared")},
        "review_date": given["review_date"] or None,
        "saw_everything": _SAID.get(given["saw_everything"]),
        "worse_since": _SAID.get(given["worse_since"]),
    }
    try:
        seen = coach.visits.note(person.id, said, at=moment_of(coach, given["day"]))
    except InvalidEntryError as error:
        return _page(request, coach, person, given=given, faults=list(error.faults))
    where = "/check" if seen.effect is Effect.WORSE else f"/visits?saved={seen.effect}"
    return RedirectResponse(where, 303)


@router.post("/withdraw/{entry_id}")
def withdraw(entry_id: UUID, coach: TheCoach, person: ThePerson) -> Response:
    """Take a visit back; what it opened is shut again."""
    if coach.journal.get(entry_id).person_id == person.id:
        coach.journal.withdraw(entry_id)
    return RedirectResponse("/visits?saved=withdrawn", 303)


def _given(form: FormData) -> dict[str, Any]:
    names = ("who_kind", "found", "review_date", "saw_everything", "worse_since", "day")
    said: dict[str, Any] = {name: str(form.get(name, "")).strip() for name in names}
    return {**said, "cleared": [str(each) for each in form.getlist("cleared")]}


def _page(
    request: Request,
    coach: Coach,
    person: Person,
    *,
    saved: str = "",
    given: Mapping[str, Any] | None = None,
    faults: list[str] | None = None,
) -> Response:
    today = coach.today()
    return page(
        request,
        "visits/visits.html",
        status=422 if faults else 200,
        standing=coach.gate.standing(person.id),
        visits=coach.visits.seen(person.id),
        given=given or {"day": today.isoformat(), "cleared": []},
        faults=faults or [],
        saved=saved,
        today=today,
        earliest_review=_after(today),
        clinicians=list(Clinician),
        activity_ids=[activity.value for activity in Activity],
    )


def _after(day: date) -> date:
    return day + timedelta(days=1)
