"""Reminders for programs: how they stand, and what became of a break."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body

from soleus.web.current import TheCoach, ThePerson
from soleus.web.living_in import known_zone
from soleus.web.routes.reminders import act
from soleus.web.said_once import SaidOnce

router = APIRouter(prefix="/api/reminders", tags=["reminders"], route_class=SaidOnce)


@router.get("/next")
def next_break(coach: TheCoach, person: ThePerson, zone: str = "") -> dict[str, object]:
    """Say which break is due, which is next, and why then.

    ``zone`` is the IANA name of the zone where the person is; the settings may fix another.
    """
    return coach.reminders.now(person.id, here=known_zone(zone), wait=False).as_dict()


@router.post("/away")
def away(
    coach: TheCoach,
    person: ThePerson,
    minutes: Annotated[float, Body(ge=0, allow_inf_nan=False, strict=True)],
    asleep: Annotated[bool, Body(strict=True)] = False,
) -> dict[str, object]:
    """Note that the person has just come back after some minutes, or the machine has just woken."""
    coach.reminders.away(person.id, minutes, asleep=asleep)
    return coach.reminders.now(person.id, wait=False).as_dict()


@router.post("/{what}")
def note(
    what: str,
    coach: TheCoach,
    person: ThePerson,
    minutes: Annotated[float, Body(ge=0, allow_inf_nan=False, strict=True, embed=True)] = 0,
    zone: Annotated[str, Body(embed=True)] = "",
) -> dict[str, object]:
    """Note what became of a break: moved, snooze, skip, pause, until_tomorrow or resume.

    ``zone`` is as for the next break.
    """
    here = known_zone(zone)
    said = act(coach, person.id, what, minutes, here=here)
    return {"said": said, **coach.reminders.now(person.id, here=here, wait=False).as_dict()}
