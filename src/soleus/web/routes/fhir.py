"""FHIR: a person's bundle as a file, and notes from one, looked at before they are taken in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from soleus.fhir import FhirNotHereError
from soleus.language import msgid, translate
from soleus.records import read_json, sizes
from soleus.vocabulary import FaultsError
from soleus.web.current import TheCoach, ThePerson
from soleus.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleus.coach import FhirPreview, FhirTaking
    from soleus.journal import ImportReport

router = APIRouter(prefix="/data", include_in_schema=False)

FILE_NAME = "soleus-fhir.json"
MEDIA_TYPE = "application/fhir+json"
SHOWN = 12
"""Notes that are shown one by one; of more, the number."""

_WHOSE = msgid("Please say that the file is about this person alone.")


@router.get("/fhir")
def show(request: Request, coach: TheCoach, person: ThePerson, undone: str = "") -> Response:
    """Offer the bundle, and ask for one; what came in can be taken back."""
    number = int(undone) if undone.isdecimal() and len(undone) < 7 else None
    return _page(request, takings=coach.fhir.takings(person.id), undone=number)


@router.get("/fhir.json")
def give(coach: TheCoach, person: ThePerson, consent: str = "") -> Response:
    """Return the person's bundle; a consent is in it only where the form gave it."""
    zone = ZoneInfo(coach.timezone)
    bundle = coach.fhir.bundle(person, zone, is_consented=consent == "yes")
    headers = {"content-disposition": f'attachment; filename="{FILE_NAME}"'}
    text = json.dumps(bundle, indent=2, ensure_ascii=False)
    return Response(text, media_type=MEDIA_TYPE, headers=headers)


@router.post("/import/fhir")
def look(
    request: Request,
    coach: TheCoach,
    person: ThePerson,
    file: UploadFile,
    same: Annotated[str, Form()] = "",
) -> Response:
    """Show what a bundle would add; nothing is taken yet."""
    if same != "yes":
        return _page(request, faults=[translate(_WHOSE)])
    try:
        document = read_json(file.file.read(), sizes.SENT_COPY)
        preview = coach.fhir.look(person.id, document, ZoneInfo(coach.timezone))
    except FaultsError as error:
        return _page(request, faults=error.faults)
    except FhirNotHereError as error:
        return _page(request, faults=[str(error)])
    return _page(request, preview=preview)


@router.post("/import/fhir/take")
def take(
    request: Request, coach: TheCoach, person: ThePerson, token: Annotated[str, Form()] = ""
) -> Response:
    """Take in what was looked at, all of it or nothing."""
    try:
        report = coach.fhir.take(person, _token(token))
    except FaultsError as error:
        return _page(request, faults=error.faults)
    return _page(request, taken=report, takings=coach.fhir.takings(person.id))


@router.post("/import/fhir/undo")
def undo(coach: TheCoach, person: ThePerson, id: Annotated[UUID, Form()]) -> Response:  # noqa: A002
    """Take back all that came in with one file."""
    return RedirectResponse(f"/data/fhir?undone={coach.fhir.undo(person.id, id)}", 303)


def _token(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:  # waits for nothing
        return UUID(int=0)


def _page(
    request: Request,
    *,
    preview: FhirPreview | None = None,
    taken: ImportReport | None = None,
    takings: Sequence[FhirTaking] = (),
    undone: int | None = None,
    faults: Sequence[str] = (),
) -> Response:
    return page(
        request,
        "data/fhir.html",
        preview=preview,
        taken=taken,
        takings=takings,
        undone=undone,
        faults=faults,
        shown=SHOWN,
    )
