"""Journeys: noted, changed, cancelled; what to do when on the way; what is told to the check."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from soleus.assessment.interview import UNSURE
from soleus.journal import JourneyStepEntry, Means, Seat
from soleus.language import place_words, places
from soleus.plan import clock_lines, duration_words, journey_texts
from soleus.vocabulary import FaultsError
from soleus.web.current import TheCoach, ThePerson
from soleus.web.forms import TheSent
from soleus.web.journey_form import MOST_ROWS, JourneyForm
from soleus.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleus.assessment.interview import Value
    from soleus.coach import Coach, JourneyNow
    from soleus.journal import Person

router = APIRouter()

_SAID: dict[str, Value] = {"yes": True, "no": False, UNSURE: UNSURE}


@router.get("/journey", include_in_schema=False)
def journey(request: Request, coach: TheCoach, person: ThePerson, saved: str = "") -> Response:
    """Show the journey that comes next or is under way, and the way to the others."""
    return _show(request, coach, person, coach.journeys_now.next(person.id), saved=saved)


@router.get("/journey/new", include_in_schema=False)
def blank(request: Request, coach: TheCoach) -> Response:
    """Show the form of a new journey."""
    return _form(request, JourneyForm.empty(coach.timezone), None)


@router.post("/journey/new", include_in_schema=False)
def add(request: Request, coach: TheCoach, person: ThePerson, form: TheSent) -> Response:
    """Keep a new journey, or show the form with one more leg."""
    return _keep(request, coach, person, JourneyForm.sent(form), None, form.text("more"))


@router.get("/journey/{journey_id}", include_in_schema=False)
def one(request: Request, journey_id: UUID, coach: TheCoach, person: ThePerson) -> Response:
    """Show one journey."""
    return _show(request, coach, person, coach.journeys_now.view(person.id, journey_id))


@router.get("/journey/{journey_id}/change", include_in_schema=False)
def change(request: Request, journey_id: UUID, coach: TheCoach, person: ThePerson) -> Response:
    """Show the form of a journey as it stands."""
    entry = coach.journeys.get(person.id, journey_id).entry
    return _form(request, JourneyForm.of(entry), journey_id)


@router.post("/journey/{journey_id}", include_in_schema=False)
def keep(
    request: Request, journey_id: UUID, coach: TheCoach, person: ThePerson, form: TheSent
) -> Response:
    """Keep a changed journey, or show the form with one more leg."""
    coach.journeys.get(person.id, journey_id)
    sent = JourneyForm.sent(form)
    return _keep(request, coach, person, sent, journey_id, form.text("more"))


@router.post("/journey/{journey_id}/cancel", include_in_schema=False)
def cancel(request: Request, journey_id: UUID, coach: TheCoach, person: ThePerson) -> Response:
    """Note that the person does not go after all."""
    try:
        coach.journeys.cancel(person.id, journey_id)
    except FaultsError as error:
        shown = coach.journeys_now.view(person.id, journey_id)
        return _show(request, coach, person, shown, faults=error.faults)
    return RedirectResponse("/journey?saved=cancelled", 303)


@router.post("/journey/{journey_id}/risks", include_in_schema=False)
def risks(
    request: Request, journey_id: UUID, coach: TheCoach, person: ThePerson, form: TheSent
) -> Response:
    """Tell the check what was answered here, and lead on to the rest of it."""
    shown = coach.journeys_now.view(person.id, journey_id)
    given = {
        question.finding: _SAID.get(form.text(question.finding), form.text(question.finding))
        for question in shown.risks.to_ask
    }
    try:
        coach.journey_risks.tell(person.id, given)
    except FaultsError:
        return _show(request, coach, person, shown, asked=form.texts)
    return RedirectResponse(f"/journey/{journey_id}#risks", 303)


@router.post("/journey/{journey_id}/steps", include_in_schema=False)
def tick(journey_id: UUID, coach: TheCoach, person: ThePerson, form: TheSent) -> Response:
    """Note that something was done, or was not after all; works without a script."""
    done = form.text("done") == "yes"
    coach.notes.take(person.id, JourneyStepEntry(journey_id, form.text("step"), done))
    return RedirectResponse(f"/journey/{journey_id}#when", 303)


@router.get("/api/journeys", tags=["plan"])
def journeys(coach: TheCoach, person: ThePerson) -> dict[str, object]:
    """Return every journey that is not cancelled, with what to do when as far as it is open."""
    return {"journeys": [each.as_dict() for each in coach.journeys_now.all(person.id)]}


def _keep(
    request: Request,
    coach: Coach,
    person: Person,
    form: JourneyForm,
    journey_id: UUID | None,
    more: str,
) -> Response:
    if more:
        return _form(request, form.with_another(), journey_id)
    try:
        entry = form.read(journey_id or uuid4())
        kept = coach.notes.take(person.id, entry).recorded
    except FaultsError as error:
        return _form(request, form, journey_id, error.faults)
    soonest = coach.journeys_now.next(person.id)
    if soonest and soonest.entry.journey == kept.entry.journey:
        return RedirectResponse("/journey?saved=yes", 303)
    return RedirectResponse(f"/journey/{kept.entry.journey}", 303)


def _form(
    request: Request, form: JourneyForm, journey_id: UUID | None, faults: Sequence[str] = ()
) -> Response:
    return page(
        request,
        "journey/form.html",
        rows=form.shown,
        journey_id=journey_id,
        may_add=len(form.shown) < MOST_ROWS,
        means=[each.value for each in Means],
        seats=[each.value for each in Seat],
        cities=places(),
        faults=faults,
    )


def _show(
    request: Request,
    coach: Coach,
    person: Person,
    shown: JourneyNow | None,
    *,
    saved: str = "",
    faults: Sequence[str] = (),
    asked: dict[str, str] | None = None,
) -> Response:
    if coach.gate.standing(person.id).is_emergency:
        return RedirectResponse("/result", 303)
    own = shown.entry.journey if shown else None
    return page(
        request,
        "journey/journey.html",
        journey=shown,
        others=[e for e in coach.journeys.ahead(person.id) if e.entry.journey != own],
        past=[e for e in coach.journeys.past(person.id) if e.entry.journey != own],
        texts=journey_texts(),
        now=coach.clock.now(),
        saved=saved,
        faults=faults,
        asked=asked,
        status=None if asked is None else 422,
        words={"place": place_words, "clocks": clock_lines, "lasts": duration_words},
    )
