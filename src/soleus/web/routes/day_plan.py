"""The day planned by simulated legs: what can be chosen, and taking the break times over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from soleus.coach import said_of
from soleus.reminders import limits
from soleus.web.charts.trade_off import trade_off_chart
from soleus.web.current import TheCoach, ThePerson
from soleus.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from soleus.coach import Coach, DayOffer
    from soleus.journal import Person

router = APIRouter(prefix="/plan/breaks", include_in_schema=False)

LEAST, MOST = 0.5, 12.0
"""Limits of swelling that can be asked for [% of the foot's volume]."""


@router.get("")
def show(
    request: Request, coach: TheCoach, person: ThePerson, limit: str = "", said: str = ""
) -> Response:
    """Show the trade-off of the day, and the plan under the limit."""
    if coach.gate.standing(person.id).is_emergency:
        return RedirectResponse("/result", 303)
    return _page(request, coach, person, coach.day_plans.offer(person.id), limit, said)


@router.post("")
def take(
    coach: TheCoach,
    person: ThePerson,
    limit: Annotated[str, Form()] = "",
    shown: Annotated[str | None, Form()] = None,
) -> Response:
    """Take over the break times of the plan under a limit, if they are still those shown."""
    asked = read_limit(limit)
    done = asked is not None and coach.day_plans.take(person.id, asked, shown=shown)
    query = urlencode({"limit": limit, "said": "taken" if done else "not"})
    return RedirectResponse(f"/plan/breaks?{query}", 303)


@router.post("/rule")
def by_the_rule(coach: TheCoach, person: ThePerson) -> Response:
    """Let breaks come by the ordinary rule again."""
    coach.reminders.planned_days.drop(person.id)
    return RedirectResponse("/plan/breaks?said=rule", 303)


def read_limit(text: str) -> float | None:
    """Return a limit as it was typed; None where it is none that can be asked for."""
    try:
        limit = float(text.replace(",", "."))
    except ValueError:
        return None
    return limit if LEAST <= limit <= MOST else None


def _page(
    request: Request, coach: Coach, person: Person, offer: DayOffer, limit: str, said: str
) -> Response:
    asked = read_limit(limit)
    taken = coach.reminders.planned_days.of(person.id)
    return page(
        request,
        "plan/breaks.html",
        offer=offer,
        taken=taken,
        times_taken=_times(offer, taken.breaks) if taken else (),
        said=said,
        fault=bool(limit) and asked is None,
        least=LEAST,
        most=MOST,
        **_chosen(offer, asked),
    )


def _chosen(offer: DayOffer, asked: float | None) -> dict[str, Any]:
    """Return the day under a limit, or the nearest, and its drawing."""
    if offer.choice is None:
        return {"choice": None}
    choice = offer.choice
    limit = choice.usual_limit if asked is None else asked
    under = choice.under(limit)
    option = under or choice.lowest
    return {
        "choice": choice,
        "limit": limit,
        "is_under": under is not None,
        "option": option,
        "shown": said_of(option.breaks),
        "times": _times(offer, option.breaks),
        "chart": trade_off_chart(choice, limit, option),
        "error": max(choice.people.errors.values()),
        "longest": limits().interval_most,
        "shortest": limits().interval_least,
    }


def _times(offer: DayOffer, breaks: Sequence[datetime]) -> list[datetime]:
    """Return moments by the clocks of where the person is then."""
    parts = offer.day.parts if offer.day else ()
    local = []
    for at in breaks:
        window = next((each.window for each in parts if each.window.span.holds(at)), None)
        local.append(at.astimezone(window.zone_at(at)) if window else at.astimezone())
    return local
