"""Prescribed exercises: noted, changed, put away, handed on as a file, and begun."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from fastapi import APIRouter, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from soleus.coach import CheckAgainError
from soleus.journal import Clinician, InvalidEntryError, Position, Sides
from soleus.language import translate
from soleus.vocabulary import Activity, FaultsError
from soleus.web.current import TheCoach, ThePerson
from soleus.web.exercise_form import NONE, ExerciseForm, read_form
from soleus.web.forms import TheForm, TheSent
from soleus.web.rendering import page
from soleus.web.session_choices import stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleus.coach import Coach
    from soleus.journal import Person

router = APIRouter()

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
def add(request: Request, coach: TheCoach, person: ThePerson, form: TheForm) -> Response:
    """Keep a new exercise."""
    return _keep(request, coach, person, form, None)


@router.post("/exercises/import", include_in_schema=False)
def take(request: Request, coach: TheCoach, person: ThePerson, form: TheForm) -> Response:
    """Keep the exercise that a file describes."""
    upload = form.get("file")
    content = upload.file.read() if isinstance(upload, UploadFile) else b""
    try:
        coach.exercises.take_file(person.id, content)
    except FaultsError as error:
        return _list(request, coach, person, faults=error.faults)
    return RedirectResponse("/exercises?saved=taken", 303)


@router.get("/exercises/{exercise}", include_in_schema=False)
def change(request: Request, exercise: UUID, coach: TheCoach, person: ThePerson) -> Response:
    """Show the form of one exercise."""
    entry = coach.exercises.get(person.id, exercise)
    return _form(request, coach, ExerciseForm.of(entry), exercise)


@router.post("/exercises/{exercise}", include_in_schema=False)
def keep(
    request: Request, exercise: UUID, coach: TheCoach, person: ThePerson, form: TheForm
) -> Response:
    """Keep a changed exercise."""
    coach.exercises.get(person.id, exercise)
    return _keep(request, coach, person, form, exercise)


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
def begin(
    request: Request, exercise: UUID, coach: TheCoach, person: ThePerson, form: TheSent
) -> Response:
    """Begin, unless something is new: then the check comes first."""
    answer = form.text("anything_new")
    if answer not in ("yes", "no"):
        fault = translate("Please answer the first question.")
        return _before(request, coach, person, exercise, fault)
    try:
        practised = coach.practice.begin(
            person.id, f"prescribed-{exercise}", anything_new=answer == "yes"
        )
    except CheckAgainError:
        return RedirectResponse("/check", 303)
    return RedirectResponse(f"/session/run/{practised.id}", 303)


@router.get("/api/exercises", tags=["exercises"])
def read(coach: TheCoach, person: ThePerson) -> dict[str, object]:
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
    text = coach.exercises.file(person.id, exercise)
    return Response(text, media_type="application/json", headers=headers)


def _keep(
    request: Request, coach: Coach, person: Person, form: FormData, exercise: UUID | None
) -> Response:
    read = read_form(form, coach, person.id)
    if form.get("more"):
        coach.exercises.keep_held(person.id, read.pictures)
        read.grow()
        return _form(request, coach, read, exercise)
    if not read.faults:
        try:
            coach.notes.take(person.id, read.entry(exercise or uuid4()))
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
    faults: Sequence[str] = (),
) -> Response:
    return page(
        request,
        "exercises/exercises.html",
        prescribed=coach.exercises.prescribed(person.id),
        standing=coach.gate.standing(person.id),
        saved=saved,
        faults=faults,
    )


def _before(
    request: Request, coach: Coach, person: Person, exercise: UUID, fault: str = ""
) -> Response:
    script = coach.exercises.script(person.id, f"prescribed-{exercise}")
    return page(
        request,
        "exercises/before.html",
        exercise=coach.exercises.get(person.id, exercise),
        script=script,
        stance=stance(script.posture),
        learnt=coach.learning.learnt(person.id),
        learnt_texts=coach.learning.texts(person.id),
        fault=fault,
    )
