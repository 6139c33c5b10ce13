"""Activity out of files of a watch or phone: choose, watch it being read, look, count, undo."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.responses import JSONResponse, RedirectResponse, Response

from soleus.coach import (
    BASIS_WORDS,
    EFFORT_WORDS,
    FORMAT_WORDS,
    SPORT_WORDS,
    CountsAs,
    GivenFile,
    file_lines,
    summary,
)
from soleus.devices import Column, DistanceUnit, DurationUnit, Mapped, efforts
from soleus.language import current, msgid, translate
from soleus.records import limits
from soleus.vocabulary import FaultsError, SoleusError
from soleus.web.current import TheCoach, ThePerson
from soleus.web.forms import TheForm
from soleus.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from soleus.coach import Coach, Proposal, ProposedActivity
    from soleus.journal import Person

router = APIRouter(prefix="/activity", include_in_schema=False)

MOST_FILES = 300
_IN_MEMORY_BYTES = 64_000
_SHOWN = 60

_CHOOSE = msgid("Choose one file or more.")
_TOO_MANY = msgid("Send at most {most} files at once, or a zip of them.")
_GONE = msgid("Nothing was counted: these files were decided on already, or read anew since.")
_CHOOSE_AGAIN = msgid("The table is not held any more. Please choose it again.")
_NAME_START = msgid("Say which column tells when, and which how long or until when.")


async def the_files(request: Request) -> AsyncIterator[FormData]:
    """Give the form with its files, each of which lies on the disk but for the smallest."""
    parser = MultiPartParser(
        request.headers, request.stream(), max_files=MOST_FILES, max_fields=MOST_FILES
    )
    parser.spool_max_size = _IN_MEMORY_BYTES
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError):
        yield FormData()
        return
    try:
        yield form
    finally:
        await form.close()


@router.get("")
def show(
    request: Request,
    coach: TheCoach,
    person: ThePerson,
    counted: str = "",
    undone: str = "",
) -> Response:
    """Show how far the reading is, or what was read and waits for a decision, or the choice."""
    reading = coach.file_readings.now(person.id)
    if reading is not None and not reading.is_over:
        return page(request, "activity/reading.html", reading=reading)
    if (proposal := coach.device_files.held(person.id)) is not None:
        return _preview(request, coach, person, proposal)
    return _choice(request, coach, person, counted=counted, undone=undone)


@router.post("/files")
def give(
    request: Request,
    coach: TheCoach,
    person: ThePerson,
    form: Annotated[FormData, Depends(the_files)],
) -> Response:
    """Begin to read the files."""
    sent = [each for each in form.getlist("files") if isinstance(each, UploadFile)]
    named = [each for each in sent if each.filename]
    if not named:
        text = translate(_CHOOSE) + " " + translate(_TOO_MANY, most=MOST_FILES)
        return _choice(request, coach, person, faults=[text])
    try:
        since = limits.day().load(form.get("since") or None) if form.get("since") else None
    except ValueError as error:
        return _choice(request, coach, person, faults=[limits.fault_of("since", str(error))])
    coach.device_files.drop(person.id)
    try:
        coach.file_readings.begin(person.id, [_kept(each) for each in named], since, current())
    except SoleusError as error:
        return _choice(request, coach, person, faults=[str(error)])
    return RedirectResponse("/activity", 303)


def _kept(sent: UploadFile) -> GivenFile:
    """Return a file that outlives the request; it has no name on the disk, and ends when closed."""
    spooled: Any = sent.file
    spooled.rollover()
    spooled.flush()
    return GivenFile(sent.filename or "", os.fdopen(os.dup(spooled.fileno()), "rb"))


@router.get("/progress")
def progress(coach: TheCoach, person: ThePerson) -> Response:
    """Say how far the reading is, for the page that shows it."""
    reading = coach.file_readings.now(person.id)
    return JSONResponse({"is_over": True} if reading is None else reading.as_dict())


@router.post("/stop")
def stop(coach: TheCoach, person: ThePerson) -> Response:
    """Stop reading; nothing is held or counted."""
    coach.file_readings.stop(person.id)
    return RedirectResponse("/activity", 303)


@router.post("/columns")
def name_columns(request: Request, coach: TheCoach, person: ThePerson, form: TheForm) -> Response:
    """Read the tables again, with the columns that the person named."""
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    proposal = coach.device_files.held(person.id)
    try:
        mapped = _mapped(fields)
    except FaultsError as error:
        faults = list(error.faults)
    else:
        faults = [] if mapped.is_enough else [translate(_NAME_START)]
        if not faults and proposal is not None:
            tables = {fields.get("table", ""): mapped}
            if coach.file_readings.name_columns(person.id, tables, current()) is not None:
                coach.device_files.drop(person.id)
                return RedirectResponse("/activity", 303)
            faults = [translate(_CHOOSE_AGAIN)]
    if proposal is None:
        return _choice(request, coach, person, faults=faults or [translate(_CHOOSE_AGAIN)])
    return _preview(request, coach, person, proposal, faults=faults)


def _mapped(fields: dict[str, str]) -> Mapped:
    columns = {each.value: fields[each.value] for each in Column if fields.get(each.value)}
    return Mapped.from_dict(
        {
            "columns": columns,
            "duration_unit": fields.get("duration_unit", DurationUnit.MINUTES.value),
            "distance_unit": fields.get("distance_unit", DistanceUnit.KILOMETRES.value),
            "is_day_first": fields.get("order", "day") == "day",
        }
    )


@router.post("/count")
def count(request: Request, coach: TheCoach, person: ThePerson, form: TheForm) -> Response:
    """Count what was read, and of what is told twice what the person says."""
    proposal = coach.device_files.held(person.id)
    if proposal is None or str(proposal.id) != form.get("id"):
        return _choice(request, coach, person, faults=[translate(_GONE)])
    also = {int(each) for each in form.getlist("also") if str(each).isdecimal()}  # type: ignore[arg-type]
    done = coach.device_files.confirm(person.id, proposal, also)
    coach.file_readings.let_go(person.id)
    return RedirectResponse(f"/activity?counted={done.id if done else ''}", 303)


@router.post("/drop")
def drop(coach: TheCoach, person: ThePerson) -> Response:
    """Drop what was read; nothing of it was counted."""
    coach.device_files.drop(person.id)
    coach.file_readings.let_go(person.id)
    return RedirectResponse("/activity", 303)


@router.post("/undo")
def undo(coach: TheCoach, person: ThePerson, id: Annotated[UUID, Form()]) -> Response:  # noqa: A002
    """Take back all that came in together."""
    number = coach.device_files.undo(person.id, id)
    return RedirectResponse(f"/activity?undone={number}", 303)


def _choice(
    request: Request,
    coach: Coach,
    person: Person,
    *,
    counted: str = "",
    undone: str = "",
    faults: list[str] | None = None,
) -> Response:
    imports = coach.device_files.imports(person.id)
    return page(
        request,
        "activity/choose.html",
        imports=imports,
        counted=next((each for each in imports if str(each.id) == counted), None),
        undone=int(undone) if undone.isdecimal() and len(undone) < 7 else None,
        since=coach.device_files.usual_since(),
        today=coach.today(),
        faults=faults or [],
    )


def _preview(
    request: Request,
    coach: Coach,
    person: Person,
    proposal: Proposal,
    faults: list[str] | None = None,
) -> Response:
    age = coach.device_files.judged_age(person.id)
    counts = proposal.those(CountsAs.COUNTS)
    asked = proposal.those(CountsAs.DOUBLE, CountsAs.NOTED)
    return page(
        request,
        "activity/preview.html",
        proposal=proposal,
        lines=list(summary(proposal)),
        counts=list(_rows(proposal, counts[:_SHOWN], age)),
        more=max(0, len(counts) - _SHOWN),
        asked=list(_rows(proposal, asked[:_SHOWN], age)),
        files=[(file, list(file_lines(file))) for file in proposal.files],
        formats=FORMAT_WORDS,
        columns=list(Column),
        faults=faults or [],
    )


def _rows(
    proposal: Proposal, activities: tuple[ProposedActivity, ...], age: int | None
) -> Iterator[dict[str, object]]:
    """Yield what a line of the preview says of each activity."""
    for one in activities:
        parts = efforts(one.activity, age)
        yield {
            "one": one,
            "begins": proposal.begins(one),
            "sport": SPORT_WORDS[one.activity.sport],
            "parts": [(EFFORT_WORDS[each.judged.effort], each.minutes) for each in parts],
            "basis": BASIS_WORDS[parts[0].judged.basis],
        }
