"""The people whose journals are kept here, each apart from the others."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from soleus.vocabulary import Limbs
from soleus.web.current import PERSON_COOKIE, TheCoach, ThePerson
from soleus.web.preferences import keep
from soleus.web.rendering import page

router = APIRouter(prefix="/people", include_in_schema=False)


@router.get("")
def people(request: Request, coach: TheCoach, person: ThePerson, saved: str = "") -> Response:
    """Show everybody that this computer keeps a journal for, and the legs of the one chosen."""
    return page(
        request,
        "people/people.html",
        people=coach.journal.people(),
        limbs=coach.limbs.of(person.id).value,
        saved=saved,
    )


@router.post("/choose")
def choose(coach: TheCoach, chosen: Annotated[str, Form(alias="person")]) -> Response:
    """Show another person's pages from now on."""
    answer = RedirectResponse("/", 303)
    keep(answer, PERSON_COOKIE, coach.journal.person_of_id(chosen).id)
    return answer


@router.post("/limbs")
def keep_limbs(coach: TheCoach, person: ThePerson, limbs: Annotated[Limbs, Form()]) -> Response:
    """Keep which legs and feet the person has."""
    coach.limbs.keep(person.id, limbs)
    return RedirectResponse("/people?saved=limbs#limbs", 303)


@router.post("")
def add(coach: TheCoach, name: Annotated[str, Form()] = "") -> Response:
    """Add a person and show their pages from now on."""
    person = coach.journal.add_person(name)
    answer = RedirectResponse("/check", 303)
    keep(answer, PERSON_COOKIE, person.id)
    return answer
