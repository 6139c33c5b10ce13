"""A guided session: the question before it, the session itself, and what comes after it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from soleus.coach import CheckAgainError, NotThereError, SessionMotion
from soleus.journal import Felt
from soleus.language import translate, translated
from soleus.session import (
    Page,
    fitted,
    read_batch,
    read_event,
    routine,
    stop_rule,
)
from soleus.vocabulary import FaultsError
from soleus.web.ahead import next_today
from soleus.web.current import TheCoach, ThePerson
from soleus.web.forms import TheSent
from soleus.web.offline import findings_of_stops
from soleus.web.preferences import Preferences
from soleus.web.rendering import page
from soleus.web.said_once import SaidOnce
from soleus.web.sent_form import SentForm, whole
from soleus.web.session_choices import offered, stance
from soleus.web.what_if_links import picture_of

if TYPE_CHECKING:
    from soleus.coach import Coach
    from soleus.journal import Person
    from soleus.session import Practised, Routine

router = APIRouter(route_class=SaidOnce)

_LEADS_TO = {
    Page.EMERGENCY: "/result",
    Page.TODAY: "/result",
    Page.CHECK: "/check",
}


@router.get("/session/{routine_id}", include_in_schema=False)
def before(
    request: Request,
    routine_id: str,
    coach: TheCoach,
    person: ThePerson,
    item: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Ask whether anything is new, and how the session should go."""
    if coach.gate.standing(person.id).is_emergency:
        return RedirectResponse("/result", 303)
    chosen = routine(routine_id)
    coach.gate.permit(person.id, chosen.activity)
    return _before(request, coach, person, chosen, item)


@router.post("/session/{routine_id}", include_in_schema=False)
def begin(
    request: Request, routine_id: str, coach: TheCoach, person: ThePerson, form: TheSent
) -> Response:
    """Begin, unless something is new: then the check comes first."""
    chosen, item = routine(routine_id), form.text("item")[:100]
    if form.text("anything_new") not in ("yes", "no"):
        fault = translate("Please answer the first question.")
        return _before(request, coach, person, chosen, item, fault)
    is_new, options = form.text("anything_new") == "yes", _options(chosen, form)
    try:
        practised = coach.practice.begin(
            person.id, chosen.id, options, anything_new=is_new, item=item
        )
    except CheckAgainError:
        return RedirectResponse("/check", 303)
    except FaultsError as error:
        return _before(request, coach, person, chosen, item, str(error))
    return RedirectResponse(f"/session/run/{practised.id}", 303)


@router.get("/session/run/{session_id}", include_in_schema=False)
def run(request: Request, session_id: UUID, coach: TheCoach, person: ThePerson) -> Response:
    """Show the session under way."""
    practised = _known(coach, person, session_id)
    if isinstance(practised, Response):
        return practised
    if practised.session.is_over or practised.script is None:
        return RedirectResponse(f"/session/over/{session_id}", 303)
    return page(
        request,
        "session/run.html",
        id=session_id,
        script=practised.script,
        only_leg=coach.limbs.of(person.id).only_leg,
        stance=stance(practised.script.posture),
        cycle=coach.cycles.may_have(person.id, _motion(practised)),
        data={
            "script": translated(practised.script.as_dict()),
            "state": practised.session.as_dict(),
            "stops": findings_of_stops(),
        },
    )


@router.get("/session/run/{session_id}/cycle.json", include_in_schema=False)
def cycle(session_id: UUID, coach: TheCoach, person: ThePerson) -> dict[str, object]:
    """Give the simulated cycle of a session: its table, null while it is made or where none is."""
    try:
        motion = _motion(coach.practice.get(person.id, session_id))
    except NotThereError:
        motion = None
    look = coach.cycles.look(person.id, motion)
    return {"table": look.table, "is_coming": look.is_coming}


@router.post("/session/run/{session_id}/stop", include_in_schema=False)
def stop(
    session_id: UUID,
    coach: TheCoach,
    person: ThePerson,
    rule: Annotated[str, Form()],
    leg: Annotated[str, Form()] = "",
) -> Response:
    """Stop because something is wrong; works without any script."""
    event = read_event({"do": "stop", "rule": rule, "leg": leg or None})
    with suppress(NotThereError):  # the stop is noted all the same
        coach.practice.on(person.id, session_id, (event,))
    return RedirectResponse(f"/session/over/{session_id}", 303)


@router.get("/session/over/{session_id}", include_in_schema=False)
def over(request: Request, session_id: UUID, coach: TheCoach, person: ThePerson) -> Response:
    """Lead on from a session that has ended: to help, to the check, or to the journal."""
    practised = _known(coach, person, session_id)
    if isinstance(practised, Response):
        return practised
    session = practised.session
    if not session.is_over:
        return RedirectResponse(f"/session/run/{session_id}", 303)
    if session.page in _LEADS_TO:
        return RedirectResponse(_LEADS_TO[session.page], 303)
    stops = [stop_rule(stopped.rule) for stopped in session.stops]
    return page(
        request,
        "session/over.html",
        id=session_id,
        title=coach.practice.title(person.id, session.routine),
        session=session,
        stops=stops,
        ahead=None if stops else next_today(coach, person.id),
        counts_as=practised.activity.value,
        **({"ending": None, "told": None} if stops else _ending(request, coach, person, practised)),
    )


@router.post("/session/over/{session_id}/felt", include_in_schema=False)
def feel(
    session_id: UUID, coach: TheCoach, person: ThePerson, felt: Annotated[Felt, Form()]
) -> Response:
    """Note how the legs feel after a session; worse leads to the check."""
    practised = _known(coach, person, session_id)
    if felt is Felt.WORSE or not isinstance(practised, Response):
        coach.endings.feel(person.id, session_id, felt)  # worse counts whatever became of it
    if isinstance(practised, Response):
        return practised
    there = "/check" if felt is Felt.WORSE else f"/session/over/{session_id}"
    return RedirectResponse(there, 303)


@router.get("/api/sessions/{session_id}", tags=["session"])
def read(session_id: UUID, coach: TheCoach, person: ThePerson) -> dict[str, object]:
    """Give a session: its script (null once the gate is shut) and its state."""
    return _as_json(coach.practice.get(person.id, session_id))


@router.post("/api/sessions/{session_id}/events", tags=["session"])
def events(
    session_id: UUID,
    coach: TheCoach,
    person: ThePerson,
    events: Annotated[list[object], Body(embed=True)],
) -> dict[str, object]:
    """Apply events in order; an event that arrives twice with one id counts once."""
    readable, faults = read_batch(events)
    practised = coach.practice.on(person.id, session_id, readable)
    if faults:
        raise FaultsError(faults)
    return {"state": practised.session.as_dict()}


@router.post("/api/sessions", status_code=201, tags=["session"])
def start(
    coach: TheCoach,
    person: ThePerson,
    routine: Annotated[str, Body()],
    anything_new: Annotated[bool, Body(strict=True)],
    options: Annotated[dict[str, object] | None, Body()] = None,
    item: Annotated[str, Body(max_length=100)] = "",
) -> dict[str, object]:
    """Begin a session; `anything_new` answers "anything new since your last check?".

    `item` is the item of the week's plan that it is begun from, which it ticks once it is done.
    """
    return _as_json(
        coach.practice.begin(person.id, routine, options, anything_new=anything_new, item=item)
    )


def _known(coach: Coach, person: Person, session_id: UUID) -> Practised | Response:
    """Return the session, or where to go instead.

    An emergency comes first. A session is gone if it was deleted or another has begun since.
    """
    standing = coach.gate.standing(person.id)
    if standing.is_emergency:
        return RedirectResponse("/result", 303)
    try:
        return coach.practice.get(person.id, session_id)
    except NotThereError:
        return RedirectResponse("/check" if standing.new_notes else "/", 303)


def _ending(request: Request, coach: Coach, person: Person, practised: Practised) -> dict[str, Any]:
    """Return what the end says; what the notes of today mean, once it was said how the legs feel.

    Where somebody has to be seen, that is said first and nothing else of it.
    """
    ending = coach.endings.of(person.id, practised)
    meaning = coach.meanings.of(person.id)
    told = coach.tell(person, meaning, Preferences.of(request).calls) if ending.felt else None
    return {"ending": ending, "told": told}


def _motion(practised: Practised) -> SessionMotion | None:
    """Return what a session does, for its simulated leg."""
    return SessionMotion.of(practised.session.routine, practised.session.options)


def _as_json(practised: Practised) -> dict[str, object]:
    script = practised.script.as_dict() if practised.script else None
    return {"id": str(practised.id), "script": script, "state": practised.session.as_dict()}


def _before(
    request: Request, coach: Coach, person: Person, chosen: Routine, item: str, fault: str = ""
) -> Response:
    permit = coach.gate.permit(person.id, chosen.activity)
    data = fitted(chosen, coach.limbs.of(person.id))
    coach.cycles.look(person.id, SessionMotion.of(chosen.id, data.defaults))  # soon asked for
    return page(
        request,
        "session/before.html",
        what_if=picture_of(chosen.activity),
        routine=data,
        permit=permit,
        learnt=coach.learning.learnt(person.id),
        learnt_texts=coach.learning.texts(person.id),
        intro=data.intro_with(data.defaults),
        options=[(name, *offered(option)) for name, option in data.options.items()],
        stance=stance(data.posture_with(data.defaults)),
        item=item,
        fault=fault,
    )


def _options(chosen: Routine, form: SentForm) -> dict[str, int | str]:
    """Return the options that the form names; numbers as numbers."""
    typed = {name: form.text(name) for name in chosen.options if form.text(name)}
    return {name: whole(text) if name in chosen.numbers else text for name, text in typed.items()}
