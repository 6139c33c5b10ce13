"""All data of a person: importing a copy, or deleting everything after typing a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Request, UploadFile
from starlette.responses import Response

from soleus.journal import SELF
from soleus.language import msgid, translate
from soleus.records import read_json, sizes
from soleus.vocabulary import FaultsError, Urgency
from soleus.web.current import PERSON_COOKIE, TheCoach, ThePerson
from soleus.web.preferences import forget
from soleus.web.rendering import page
from soleus.web.routes.what_if import forget_simulated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleus.coach import Coach
    from soleus.journal import Person

router = APIRouter(prefix="/data", include_in_schema=False)

WORD = msgid("delete")
"""What has to be typed, in English or in the language of the page."""

_WHOSE = msgid("Please say that the copy is about this person alone.")
_TO_BE_SEEN = (Urgency.TODAY, Urgency.WITHIN_DAYS)
_MISTYPED = msgid("Please type the word as it stands there.")
_CHANGED = msgid("Something was noted since this page was opened. Please look again.")


@router.get("/import")
def choose_copy(request: Request) -> Response:
    """Ask for a copy to import."""
    return page(request, "data/import.html", taken=None, faults=[])


@router.post("/import")
def take_copy(
    request: Request,
    coach: TheCoach,
    person: ThePerson,
    file: UploadFile,
    same: Annotated[str, Form()] = "",
) -> Response:
    """Import a copy that the person says is their own: each entry once, all or nothing."""
    taken, faults = None, [] if same == "yes" else [translate(_WHOSE)]
    if not faults:
        try:
            document = read_json(file.file.read(), sizes.SENT_COPY)
            taken = coach.copies.take(document, own_entries_of=person.id)
        except FaultsError as error:
            faults = list(error.faults)
    return page(request, "data/import.html", taken=taken, faults=faults)


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
    forget_simulated(request)
    request.state.person = coach.journal.person(SELF)
    answer = page(request, "data/deleted.html", is_all=set(gone) >= set(everybody))
    forget(answer, *([] if SELF in gone else [PERSON_COOKIE]))
    return answer


def _words() -> set[str]:
    return {WORD.casefold(), translate(WORD).casefold()}


def _page(request: Request, coach: Coach, person: Person, faults: Sequence[str] = ()) -> Response:
    standing = coach.gate.standing(person.id)
    decision = standing.decision
    return page(
        request,
        "data/delete.html",
        standing=standing,
        is_referred=decision is not None and decision.urgency in _TO_BE_SEEN,
        others=len(coach.journal.people()) > 1,
        as_of=coach.journal.newest_seq(),
        word=translate(WORD),
        faults=faults,
    )
