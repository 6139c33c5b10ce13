"""The coach and the person of a request, which nearly every route needs."""

from typing import Annotated

from fastapi import Depends, Request

from soleus.coach import Coach
from soleus.journal import SELF, JournalUnavailableError, Person, UnknownPersonError

PERSON_COOKIE = "person"


async def the_coach(request: Request) -> Coach:
    """Return the coach of this application; needs no thread for it."""
    coach: Coach = request.app.state.coach
    return coach


def the_person(request: Request, coach: Annotated[Coach, Depends(the_coach)]) -> Person:
    """Return the person whose pages these are: the one chosen in this browser, or the owner."""
    chosen = request.cookies.get(PERSON_COOKIE, SELF)
    try:
        person = coach.journal.person_of_id(chosen)
    except UnknownPersonError:
        person = coach.journal.person(SELF)
    except JournalUnavailableError:
        # the emergency page needs no journal, and a danger sign is answered without one
        person = Person(chosen, name="", is_self=chosen == SELF)
    request.state.person = person
    return person


TheCoach = Annotated[Coach, Depends(the_coach)]
ThePerson = Annotated[Person, Depends(the_person)]
