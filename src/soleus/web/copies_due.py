"""When to take a copy away: a journal that lives in one browser alone is lost with it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from soleus.vocabulary import capabilities

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from soleus.coach import Coach
    from soleus.journal import Person

EVERY = timedelta(days=14)
_COOKIE = "copied"
_KEPT_SECONDS = 365 * 24 * 3600


def copy_is_due(request: Request, coach: Coach, person: Person) -> bool:
    """Whether the last copy, or else the first entry, is two weeks old; never with a server."""
    if not capabilities().is_pocket:
        return False
    last = _day(request.cookies.get(_COOKIE, "")) or _first_day(coach, person.id)
    return last is not None and coach.today() - last >= EVERY


def note_copy(answer: Response, coach: Coach) -> None:
    """Remember with the answer that hands out a copy that it was handed out today."""
    if capabilities().is_pocket:
        said = coach.today().isoformat()
        answer.set_cookie(_COOKIE, said, max_age=_KEPT_SECONDS, httponly=True, samesite="strict")


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _first_day(coach: Coach, person_id: str) -> date | None:
    days = [recorded.recorded_at.date() for recorded in coach.journal.entries(person_id)]
    return min(days, default=None)
