"""Prescribed exercises: noted, changed, put away, handed on as a file, and begun."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from soleus.coach import CheckAgainError, exercise_file, take_exercise_file
from soleus.journal import Clinician, InvalidEntryError, Position, Sides
from soleus.language import translate
from soleus.vocabulary import Activity
from soleus.web.current import TheCoach, ThePerson
from soleus.web.exercise_form import NONE, ExerciseForm, read_form
from soleus.web.rendering import page

if TYPE_CHECKING:
    from soleus.coach import Coach
    from soleus.journal import Person
    from soleus.session import Script

router = APIRouter()

_MOST_FILE_BYTES = 6_000_000
_COUNTS_AS = tuple(each.value for each in Activity if each is not Activity.COMPRESSION)


@router.get("/exercises", include_in_schema=False)
def exercises(request: Request, coach: TheCoach, person: ThePerson, saved: str = "") -> Response:
    """Show every prescribed exercise, and whether it can be begun now."""
    return _list(request, coach, person, saved=saved)


@router.get("/exercises/new", include_in_schema=False)
def blank(request: Request, coach: TheCoach) -> Response:
    """Show an empty form."""
    return _form(request, coach, ExerciseForm.empty(), None)


@router.post("/exercises/new", include_in_schema=False)
async def add(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Keep a new exercise."""
    return await _keep(request, coach, person, None)


@router.post("/exercises/import", include_in_schema=False)
async def take(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Keep the exercise that a file describes."""
    async with request.form() as form:
        upload = form.get("file")
        content = b""
        if isinstance(upload, UploadFile):
            content = await upload.read(_MOST_FILE_BYTES + 1)
    try:
        if not content or len(content) > _MOST_FILE_BYTES:
            raise InvalidEntryError([translate("choose a file of an exercise, of 6 MB at most")])
        take_exercise_file(coach.exercises, person.id, content.decode("utf-8"))
    except InvalidEntryError as error:
        return _list(request, coach, person, faults=list(error.faults))
    except UnicodeDecodeError:
        return _list(request, coach, person, faults=[translate("the file is no text in UTF-8")])
    return RedirectResponse("/exercises?saved=taken", 303)


@router.get("/exercises/{exercise}", include_in_schema=False)
def change(request: Request, exercise: UUID, coach: TheCoach, person: ThePerson) -> Response:
    """Show the form of one exercise."""
    entry = coach.exercises.get(person.id, exercise)
    return _form(request, coach, ExerciseForm.of(entry), exercise)


@router.post("/exercises/{exercise}", include_in_schema=False)
async def keep(request: Request, exercise: UUID, coach: TheCoach, person: ThePerson) -> Response:
    """Keep a changed exercise."""
    coach.exercises.get(person.id, exercise)
    return await _keep(request, coach, person, exercise)


@router.post("/exercises/{exercise}/end", include_in_schema=False)
def end(exercise: UUID, coach: TheCoach, person: ThePerson) -> Response:
    """Put an exercise away."""
    coach.exercises.end(person.id, exercise)
    return RedirectResponse("/exercises?saved=ended", 303)


@router.get("/exercises/{exercise}/begin", include_in_schema=False)
def before(request: Request, exercise: UUID, coach: TheCoach, person: ThePerson) -> Response:
    """Ask whether anything is new."""
    if coach.gate.standing(person.id).is_emergency:
        return RedirectResponse("/result", 303)
    return _before(request, coach, person, exercise)


@router.post("/exercises/{exercise}/begin", include_in_schema=False)
async def begin(request: Request, exercise: UUID, coach: TheCoach, person: ThePerson) -> Response:
    """Begin, unless something is new: then the check comes first."""
    said = (await request.form()).get("anything_new")
    if said not in ("yes", "no"):
        fault = translate("Please answer the first question.")
        return _before(request, coach, person, exercise, fault)
    try:
        practised = coach.practice.begin(
            person.id, f"prescribed-{exercise}", anything_new=said == "yes"
        )
    except CheckAgainError:
        return RedirectResponse("/check", 303)
    return RedirectResponse(f"/session/run/{practised.id}", 303)


@router.get("/api/exercises", tags=["exercises"])
def read(coach: TheCoach, person: ThePerson) -> dict[str, Any]:
    """Give every prescribed exercise and whether it can be begun now."""
    return {
        "exercises": [
            {
                **each.entry.as_dict(),
                "routine": each.routine,
                "is_open": each.is_open,
                "why_not": each.why_not,
                "done_today": each.done_today,
            }
            for each in coach.exercises.prescribed(person.id)
        ]
    }


@router.get("/api/exercises/pictures/{picture}", tags=["exercises"])
def picture(picture: UUID, coach: TheCoach, person: ThePerson) -> Response:
    """Give a picture of a step."""
    found = coach.exercises.picture(person.id, picture)
    headers = {"cache-control": "private, max-age=86400"}
    return Response(found.webp, media_type="image/webp", headers=headers)


@router.get("/api/exercises/{exercise}/file", tags=["exercises"])
def give(exercise: UUID, coach: TheCoach, person: ThePerson) -> Response:
    """Give an exercise as a file that can be taken in elsewhere."""
    name = coach.exercises.get(person.id, exercise).name
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "exercise"
    headers = {"content-disposition": f'attachment; filename="{plain}.json"'}
    text = exercise_file(coach.exercises, person.id, exercise)
    return Response(text, media_type="application/json", headers=headers)


async def _keep(request: Request, coach: Coach, person: Person, exercise: UUID | None) -> Response:
    async with request.form() as form:
        read = await read_form(form, coach, person.id)
        wants_more = bool(form.get("more"))
    if wants_more:
        read.grow()
        return _form(request, coach, read, exercise)
    if not read.faults:
        try:
            coach.exercises.keep(person.id, read.entry(exercise or uuid4()))
        except InvalidEntryError as error:
            read.faults.extend(error.faults)
        else:
            return RedirectResponse("/exercises?saved=kept", 303)
    return _form(request, coach, read, exercise)


def _form(request: Request, coach: Coach, form: ExerciseForm, exercise: UUID | None) -> Response:
    return page(
        request,
        "exercises/form.html",
        status=422 if form.faults else 200,
        form=form,
        exercise=exercise,
        earliest=coach.today() + timedelta(days=1),
        clinicians=list(Clinician),
        counts_as=_COUNTS_AS,
        none=NONE,
        positions=list(Position),
        sides=list(Sides),
    )


def _list(
    request: Request,
    coach: Coach,
    person: Person,
    *,
    saved: str = "",
    faults: list[str] | None = None,
) -> Response:
    return page(
        request,
        "exercises/exercises.html",
        status=422 if faults else 200,
        prescribed=coach.exercises.prescribed(person.id),
        standing=coach.gate.standing(person.id),
        saved=saved,
        faults=faults or [],
    )


def _before(
    request: Request, coach: Coach, person: Person, exercise: UUID, fault: str = ""
) -> Response:
    permit, script = coach.exercises.leave(person.id, f"prescribed-{exercise}")
    return page(
        request,
        "exercises/before.html",
        status=422 if fault else 200,
        exercise=coach.exercises.get(person.id, exercise),
        permit=permit,
        script=script,
        stance=_stance(script),
        learnt=coach.learning.learnt(person.id),
        learnt_texts=coach.learning.texts(person.id),
        fault=fault,
    )


def _stance(script: Script) -> str:
    """Return which drawing of the leg fits."""
    return {"lying": "close", "seated": "close"}.get(script.posture, script.posture.value)
