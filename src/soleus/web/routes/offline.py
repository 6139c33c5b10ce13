"""The installed app: its manifest, its service worker, its sessions, and the sync of its notes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from starlette.responses import JSONResponse, Response

from soleus.coach import Fate, SyncResult, take_batch
from soleus.language import Units, translated
from soleus.session import fitted, routine, routines
from soleus.web import offline
from soleus.web.current import TheCoach, ThePerson
from soleus.web.device_cycles import device_cycles
from soleus.web.journal_forms import lines_of
from soleus.web.preferences import Preferences
from soleus.web.rendering import page
from soleus.web.said_once import SaidOnce
from soleus.web.session_choices import choices

router = APIRouter(route_class=SaidOnce)

_ASK_EACH_TIME = {"cache-control": "no-cache"}


@router.get("/service-worker.js", include_in_schema=False)
def service_worker() -> Response:
    """Return the service worker of all pages; the browser asks for it every time."""
    return Response(offline.worker(), media_type="text/javascript", headers=_ASK_EACH_TIME)


@router.get("/manifest.webmanifest", include_in_schema=False)
def manifest() -> Response:
    """Return what a browser needs to install the app."""
    kind = "application/manifest+json"
    return JSONResponse(offline.manifest(), media_type=kind, headers=_ASK_EACH_TIME)


@router.get("/offline/session", include_in_schema=False)
def session_page(request: Request) -> Response:
    """Show the page that guides a session with no network; it holds no data of a person."""
    return page(request, "offline/session.html")


@router.get("/offline/lost", include_in_schema=False)
def lost(request: Request) -> Response:
    """Show the page for an address that the device has not kept, with no network."""
    return page(request, "offline/lost.html")


@router.get("/offline/sessions.json", include_in_schema=False)
def sessions(coach: TheCoach, person: ThePerson) -> dict[str, object]:
    """Return the script of each open session; the device asks its own gate before it begins one."""
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


@router.get("/offline/cycles.json", include_in_schema=False)
def cycles(coach: TheCoach, person: ThePerson) -> dict[str, object]:
    """Return the simulated cycles that are kept; without one a session goes on as well."""
    return device_cycles(coach, person.id)


@router.get("/api/sync", tags=["journal"])
def reached() -> dict[str, bool]:
    """Confirm that the server can be reached."""
    return {"reached": True}


@router.post("/api/sync", tags=["journal"])
def sync(
    request: Request, coach: TheCoach, entries: Annotated[list[Any], Body(embed=True)]
) -> dict[str, list[dict[str, object]]]:
    """Record notes that a device made with no network, each once, whatever is wrong with others.

    An entry is ``{id, person, kind, at, payload, supersedes?}``; each has its fate in the answer:
    ``taken`` now or before, ``refused`` with its faults, or ``waits`` for what it corrects.
    """
    units = Preferences.of(request).units
    results = take_batch(coach, entries)
    return {"entries": [_as_dict(*each, units) for each in zip(results, entries, strict=True)]}


def _as_dict(result: SyncResult, sent: object, units: Units) -> dict[str, object]:
    """Return what became of a note; faults of a form's values in the words of that form."""
    said = asdict(result)
    if result.fate is Fate.REFUSED and isinstance(sent, dict):
        said["faults"] = lines_of(sent.get("kind"), sent.get("payload"), units) or result.faults
    return said
