"""Visits: who examined the legs, what they found, and what they allowed by name until when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from soleus.assessment import Effect
from soleus.assessment.interview import GONE
from soleus.journal import Clinician, InvalidEntryError, VisitEntry
from soleus.report import InvalidSheetCode, activity_codes
from soleus.vocabulary import Activity
from soleus.web.current import TheCoach, ThePerson
from soleus.web.forms import TheSent
from soleus.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from soleus.coach import Coach, TickedSheet
    from soleus.journal import Person

router = APIRouter(prefix="/visits", include_in_schema=False)

_ASKED = ("who_kind", "found", "cleared", "review_date", "saw_everything", "clot_ruled_out")

_SINCE = {
    "better": {"worse_since": False, "better_since": True},
    "same": {"worse_since": False, "better_since": False},
    "worse": {"worse_since": True, "better_since": False},
}
"""What became of it since the visit, as it is chosen and as it is kept."""


@router.get("")
def visits(request: Request, coach: TheCoach, person: ThePerson, saved: str = "") -> Response:
    """Show every visit with its present effect, and the form for another."""
    return _page(request, coach, person, saved=saved)


@router.post("")
def record(request: Request, coach: TheCoach, person: ThePerson, form: TheSent) -> Response:
    """Record a visit; where anything is worse since, the check comes next."""
    since = _SINCE.get(form.text("since"), {"worse_since": None, "better_since": None})
    fields = {**form.fields(VisitEntry, *_ASKED), **since}
    try:
        at = coach.visits.moment(person.id, form.moment(coach))
        noted = coach.notes.take(person.id, coach.visits.read(fields), at=at)
    except InvalidEntryError as error:
        given = {"day": "", **form.texts, "cleared": fields["cleared"]}
        return _page(request, coach, person, given=given, faults=error.faults)
    effect = coach.visits.now(noted.recorded).effect
    where = "/check" if effect is Effect.WORSE else f"/visits?saved={effect}"
    return RedirectResponse(where, 303)


@router.get("/sheet")
def sheet(request: Request, coach: TheCoach, person: ThePerson, code: str = "") -> Response:
    """Show the form filled in with what a ticked sheet names; nothing is saved by its address."""
    if not code.strip():
        return _page(request, coach, person, typed="")
    try:
        ticked = coach.sheets.read(person, code)
    except InvalidSheetCode as error:
        return _page(request, coach, person, typed=code, faults=error.faults)
    given = {
        "day": coach.today().isoformat(),
        "cleared": [each.value for each in ticked.activities],
    }
    return _page(request, coach, person, typed=code, given=given, ticked=ticked)


@router.post("/withdraw/{entry_id}")
def withdraw(entry_id: UUID, coach: TheCoach, person: ThePerson) -> Response:
    """Withdraw a visit; what it opened is closed again."""
    if coach.journal.get(entry_id).person_id == person.id:
        coach.journal.withdraw(entry_id)
    return RedirectResponse("/visits?saved=withdrawn", 303)


def _page(
    request: Request,
    coach: Coach,
    person: Person,
    *,
    saved: str = "",
    given: Mapping[str, Any] | None = None,
    faults: Sequence[str] = (),
    typed: str | None = None,
    ticked: TickedSheet | None = None,
) -> Response:
    today = coach.today()
    standing = coach.gate.standing(person.id)
    return page(
        request,
        "visits/visits.html",
        standing=standing,
        has_gone=bool(standing.check and standing.check.document["answers"].get(GONE)),
        visits=coach.visits.seen(person.id),
        given=given or {"day": today.isoformat(), "cleared": []},
        faults=faults,
        typed=typed,
        sheet=ticked,
        line_codes=activity_codes(ticked.code) if ticked else {},
        saved=saved,
        today=today,
        earliest_review=_after(today),
        clinicians=list(Clinician),
        activity_ids=[activity.value for activity in Activity],
    )


def _after(day: date) -> date:
    return day + timedelta(days=1)
