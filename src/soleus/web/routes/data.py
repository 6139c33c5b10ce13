"""One's own data as a whole: a copy taken in, or all of it deleted after a word was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Request, UploadFile
from starlette.responses import Response

from soleus.journal import SELF, InvalidImportError, parse_json
from soleus.language import msgid, translate
from soleus.vocabulary import Urgency
from soleus.web.current import PERSON_COOKIE, TheCoach, ThePerson
from soleus.web.preferences import forget
from soleus.web.rendering import page

if TYPE_CHECKING:
    from soleus.coach import Coach
    from soleus.journal import Person

router = APIRouter(prefix="/data", include_in_schema=False)

WORD = msgid("delete")
"""What has to be typed, in English or in the language of the page."""

MOST_BYTES = 500 * 1024 * 1024
"""More than many years with pictures; the rest of a longer file makes it unreadable."""

_WHOSE = msgid("Please say that the copy is about this person alone.")
_TO_BE_SEEN = (Urgency.TODAY, Urgency.WITHIN_DAYS)
_MISTYPED = msgid("Please type the word as it stands there.")
_CHANGED = msgid("Something was noted since this page was opened. Please look again.")


@router.get("/import")
def choose_copy(request: Request) -> Response:
    """Ask for a copy to take in."""
    return page(request, "data/import.html", report=None, faults=[])


@router.post("/import")
def take_copy(
    request: Request,
    coach: TheCoach,
    person: ThePerson,
    file: UploadFile,
    same: Annotated[str, Form()] = "",
) -> Response:
    """Take in a copy that the person says is their own: each entry once, all or nothing."""
    report, faults = None, [] if same == "yes" else [translate(_WHOSE)]
    if not faults:
        try:
            document = parse_json(file.file.read(MOST_BYTES).decode("utf-8", "replace"))
            report = coach.journal.import_json(document, own_entries_of=person.id)
        except InvalidImportError as error:
            faults = list(error.faults)
    status = 422 if faults else 200
    return page(request, "data/import.html", status=status, report=report, faults=faults)


@router.get("/delete")
def ask(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Say plainly what will be gone, and offer a copy first."""
    return _page(request, coach, person)


@router.post("/delete")
def delete(
    request: Request,
    coach: TheCoach,
    person: ThePerson,
    word: Annotated[str, Form()] = "",
    as_of: Annotated[str, Form()] = "",
    whose: Annotated[str, Form()] = "this",
) -> Response:
    """Delete all that is kept of this person, or of everybody; the page makes the browser forget.

    A page that is older than the last entry deletes nothing, so that sending it again does not.
    """
    faults = [] if word.strip().casefold() in _words() else [_MISTYPED]
    faults += [] if as_of == str(coach.journal.newest_seq()) else [_CHANGED]
    if faults:
        return _page(request, coach, person, faults)
    everybody = [each.id for each in coach.journal.people()]
    gone = everybody if whose == "everybody" else [person.id]
    coach.delete(gone)
    request.state.person = coach.journal.person(SELF)
    answer = page(request, "data/deleted.html")
    forget(answer, *([] if SELF in gone else [PERSON_COOKIE]))
    return answer


def _words() -> set[str]:
    return {WORD.casefold(), translate(WORD).casefold()}


def _page(
    request: Request, coach: Coach, person: Person, faults: list[str] | None = None
) -> Response:
    standing = coach.gate.standing(person.id)
    decision = standing.decision
    return page(
        request,
        "data/delete.html",
        status=422 if faults else 200,
        standing=standing,
        is_referred=decision is not None and decision.urgency in _TO_BE_SEEN,
        others=len(coach.journal.people()) > 1,
        as_of=coach.journal.newest_seq(),
        word=translate(WORD),
        faults=faults or [],
    )
