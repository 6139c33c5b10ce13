"""A guided session: the question first, then the leg, the beat and the count; and the way out."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Form, Request
from starlette.responses import RedirectResponse, Response

from soleus.coach import CheckAgainError, NoSuchSessionError
from soleus.language import translate, translated
from soleus.session import (
    InvalidEventError,
    InvalidOptionsError,
    Page,
    Posture,
    fitted,
    read_batch,
    read_sent,
    routine,
    stop_rule,
)
from soleus.web.ahead import next_today
from soleus.web.current import TheCoach, ThePerson
from soleus.web.offline import findings_of_stops
from soleus.web.rendering import page
from soleus.web.said_once import SaidOnce
from soleus.web.session_choices import offered

if TYPE_CHECKING:
    from starlette.datastructures import FormData

    from soleus.coach import Coach, Practised
    from soleus.journal import Person
    from soleus.session import Routine, Text

router = APIRouter(route_class=SaidOnce)

_WHERE = {
    Page.EMERGENCY.value: "/result",
    Page.TODAY.value: "/result",
    Page.CHECK.value: "/check",
}


@router.get("/session/{routine_id}", include_in_schema=False)
def before(request: Request, routine_id: str, coach: TheCoach, person: ThePerson) -> Response:
    """Ask whether anything is new, and how the session should go."""
    if coach.gate.standing(person.id).is_emergency:
        return RedirectResponse("/result", 303)
    found = routine(routine_id)
    coach.gate.permit(person.id, found.activity)
    return _before(request, coach, person, found)


@router.post("/session/{routine_id}", include_in_schema=False)
async def begin(request: Request, routine_id: str, coach: TheCoach, person: ThePerson) -> Response:
    """Begin, unless something is new: then the check comes first."""
    form = await request.form()
    found = routine(routine_id)
    if form.get("anything_new") not in ("yes", "no"):
        return _before(
            request, coach, person, found, translate("Please answer the first question.")
        )
    try:
        practised = coach.practice.begin(
            person.id, found.id, _options(found, form), anything_new=form["anything_new"] == "yes"
        )
    except CheckAgainError:
        return RedirectResponse("/check", 303)
    except InvalidOptionsError as error:
        return _before(request, coach, person, found, str(error))
    return RedirectResponse(f"/session/run/{practised.id}", 303)


@router.get("/session/run/{session_id}", include_in_schema=False)
def run(request: Request, session_id: UUID, coach: TheCoach, person: ThePerson) -> Response:
    """Show the session under way."""
    practised = _known(coach, person, session_id)
    if isinstance(practised, Response):
        return practised
    if practised.is_over or practised.script is None:
        return RedirectResponse(f"/session/over/{session_id}", 303)
    return page(
        request,
        "session/run.html",
        id=session_id,
        script=practised.script,
        only_leg=coach.limbs.of(person.id).only_leg,
        stance=_stance(practised.script.posture),
        data={
            "script": translated(practised.script.as_dict()),
            "state": dict(practised.state),
            "stops": findings_of_stops(),
        },
    )


@router.post("/session/run/{session_id}/stop", include_in_schema=False)
def stop(
    session_id: UUID,
    coach: TheCoach,
    person: ThePerson,
    rule: Annotated[str, Form()],
    leg: Annotated[str, Form()] = "",
) -> Response:
    """Stop because something is wrong; works without any script."""
    sent = read_sent({"do": "stop", "rule": rule, "leg": leg or None})
    with suppress(NoSuchSessionError):  # what is wrong was taken down even so
        coach.practice.on(person.id, session_id, (sent,))
    return RedirectResponse(f"/session/over/{session_id}", 303)


@router.get("/session/over/{session_id}", include_in_schema=False)
def over(request: Request, session_id: UUID, coach: TheCoach, person: ThePerson) -> Response:
    """Lead on from a session that has ended: to help, to the check, or to the journal."""
    practised = _known(coach, person, session_id)
    if isinstance(practised, Response):
        return practised
    if not practised.is_over:
        return RedirectResponse(f"/session/run/{session_id}", 303)
    if practised.page in _WHERE:
        return RedirectResponse(_WHERE[practised.page], 303)
    stops = [stop_rule(each["rule"]) for each in practised.state["stops"]]
    routine_id = str(practised.state["routine"])
    return page(
        request,
        "session/over.html",
        title=coach.practice.title(person.id, routine_id),
        state=practised.state,
        stops=stops,
        ahead=None if stops else next_today(coach, person.id),
        counts_as=coach.practice.activity(person.id, routine_id).value,
    )


@router.get("/api/sessions/{session_id}", tags=["session"])
def read(session_id: UUID, coach: TheCoach, person: ThePerson) -> dict[str, Any]:
    """Give a session: its script (null once the gate is shut) and its state."""
    return _as_json(coach.practice.get(person.id, session_id))


@router.post("/api/sessions/{session_id}/events", tags=["session"])
def events(
    session_id: UUID,
    coach: TheCoach,
    person: ThePerson,
    events: Annotated[list[dict[str, Any]], Body(embed=True)],
) -> dict[str, Any]:
    """Take what happened, in order; each event's id makes it count once."""
    sent, faults = read_batch(events)
    practised = coach.practice.on(person.id, session_id, sent)
    if faults:
        raise InvalidEventError(faults)
    return {"state": dict(practised.state)}


@router.post("/api/sessions", status_code=201, tags=["session"])
def start(
    coach: TheCoach,
    person: ThePerson,
    routine: Annotated[str, Body()],
    anything_new: Annotated[bool, Body()],
    options: Annotated[dict[str, Any] | None, Body()] = None,
) -> dict[str, Any]:
    """Begin a session; `anything_new` answers "anything new since your last check?"."""
    return _as_json(coach.practice.begin(person.id, routine, options, anything_new=anything_new))


def _known(coach: Coach, person: Person, session_id: UUID) -> Practised | Response:
    """Return the session, or where to go instead.

    An emergency comes first; one that is gone was deleted, or another has begun in its place.
    """
    standing = coach.gate.standing(person.id)
    if standing.is_emergency:
        return RedirectResponse("/result", 303)
    try:
        return coach.practice.get(person.id, session_id)
    except NoSuchSessionError:
        return RedirectResponse("/check" if standing.has_news else "/", 303)


def _as_json(practised: Practised) -> dict[str, Any]:
    script = practised.script.as_dict() if practised.script else None
    return {"id": str(practised.id), "script": script, "state": dict(practised.state)}


def _before(
    request: Request, coach: Coach, person: Person, found: Routine, fault: str = ""
) -> Response:
    permit = coach.gate.permit(person.id, found.activity)
    found = fitted(found, coach.limbs.of(person.id))
    return page(
        request,
        "session/before.html",
        status=422 if fault else 200,
        routine=found,
        permit=permit,
        learnt=coach.learning.learnt(person.id),
        learnt_texts=coach.learning.texts(person.id),
        intro=[text for text in found.intro if _is_default(text, found)],
        options=[(name, *offered(option)) for name, option in found.options.items()],
        stance=_stance(_posture(found)),
        fault=fault,
    )


def _is_default(text: Text, found: Routine) -> bool:
    """Whether a text is told when nothing is changed."""
    return all(found.options[option].default == value for option, value in text.only.items())


def _posture(found: Routine) -> Posture:
    chosen = found.choices.get("posture")
    return Posture(chosen.default) if chosen else found.posture


def _stance(posture: Posture) -> str:
    """Return which drawing of the leg fits."""
    return "close" if posture in (Posture.LYING, Posture.SEATED) else posture.value


def _options(found: Routine, form: FormData) -> dict[str, int | str]:
    """Return the options that the form names; numbers as numbers."""
    chosen: dict[str, int | str] = {}
    for name in found.options:
        value = str(form.get(name, ""))
        if value:
            is_number = name in found.numbers and value.lstrip("-").isdecimal()
            chosen[name] = int(value) if is_number else value
    return chosen
