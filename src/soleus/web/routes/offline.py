"""The installed app: its manifest, its service worker, its sessions, and what it sends later."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from starlette.responses import JSONResponse, Response

from soleus.coach import Arrival, Fate, take_in
from soleus.language import Units, translated
from soleus.session import fitted, routine, routines
from soleus.web import offline
from soleus.web.current import TheCoach, ThePerson
from soleus.web.entry_forms import lines_of
from soleus.web.preferences import Preferences
from soleus.web.rendering import page
from soleus.web.said_once import SaidOnce
from soleus.web.session_choices import choices

router = APIRouter(route_class=SaidOnce)

_ASK_EACH_TIME = {"cache-control": "no-cache"}


@router.get("/service-worker.js", include_in_schema=False)
def service_worker() -> Response:
    """Give the service worker of all pages; the browser asks anew each time."""
    return Response(offline.worker(), media_type="text/javascript", headers=_ASK_EACH_TIME)


@router.get("/manifest.webmanifest", include_in_schema=False)
def manifest() -> Response:
    """Give what a browser needs to install the app."""
    kind = "application/manifest+json"
    return JSONResponse(offline.manifest(), media_type=kind, headers=_ASK_EACH_TIME)


@router.get("/offline/session", include_in_schema=False)
def session_page(request: Request) -> Response:
    """Show the page that guides a session on the device itself; it holds nothing of a person."""
    return page(request, "offline/session.html")


@router.get("/offline/lost", include_in_schema=False)
def lost(request: Request) -> Response:
    """Show what can be done where a page was not kept and there is no network."""
    return page(request, "offline/lost.html")


@router.get("/offline/sessions.json", include_in_schema=False)
def sessions(coach: TheCoach, person: ThePerson) -> dict[str, Any]:
    """Give the script of all that the gate opens now; the device asks its own gate before each."""
    ready = coach.practice.ready(person.id)
    limbs = coach.limbs.of(person.id)
    scripts = {id_: translated(script.as_dict()) for id_, script in ready.items()}
    return {
        "person": person.id,
        "only_leg": limbs.only_leg.value if limbs.only_leg else None,
        "scripts": scripts,
        "choices": {
            id_: choices(fitted(routine(id_), limbs), coach.practice.variants(person.id, id_))
            for id_ in ready
            if id_ in routines()
        },
        "stops": offline.findings_of_stops(),
    }


@router.get("/api/sync", tags=["journal"])
def reached() -> dict[str, bool]:
    """Say that the server is there."""
    return {"reached": True}


@router.post("/api/sync", tags=["journal"])
def sync(
    request: Request, coach: TheCoach, entries: Annotated[list[Any], Body(embed=True)]
) -> dict[str, list[dict[str, Any]]]:
    """Take entries that a device made with no network, each once, whatever is wrong with others.

    An entry is ``{id, person, kind, at, payload, supersedes?}``; each has its fate in the answer:
    ``taken`` now or before, ``refused`` with its faults, or ``waits`` for what it corrects.
    """
    units = Preferences.of(request).units
    arrived = take_in(coach, entries)
    return {"entries": [_told(*each, units) for each in zip(arrived, entries, strict=True)]}


def _told(arrival: Arrival, sent: object, units: Units) -> dict[str, Any]:
    """Return what became of an entry; of a form's own values in the lines of that form."""
    said = arrival.as_dict()
    if arrival.fate is Fate.REFUSED and isinstance(sent, dict):
        lines = lines_of(sent.get("kind"), sent.get("payload"), units)
        said["faults"] = lines or said["faults"]
    return said
