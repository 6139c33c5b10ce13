"""Who asks, and the coach that answers: what nearly every route begins with."""

from typing import Annotated

from fastapi import Depends, Request

from soleus.coach import Coach
from soleus.journal import SELF, Person, UnknownPersonError

PERSON_COOKIE = "person"


def the_coach(request: Request) -> Coach:
    """Return the coach of this application."""
    coach: Coach = request.app.state.coach
    return coach


def the_person(request: Request, coach: Annotated[Coach, Depends(the_coach)]) -> Person:
    """Return the person whose pages these are: the one chosen in this browser, or oneself."""
    chosen = request.cookies.get(PERSON_COOKIE, SELF)
    try:
        person = coach.journal.person(chosen)
    except UnknownPersonError:
        person = coach.journal.person(SELF)
    request.state.person = person
    return person


TheCoach = Annotated[Coach, Depends(the_coach)]
ThePerson = Annotated[Person, Depends(the_person)]
