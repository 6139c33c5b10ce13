"""What if: two simulated legs that differ in one thing; each setting is an address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from soleus.coach import refusal_texts
from soleus.journal import JournalUnavailableError
from soleus.language import msgid, translate
from soleus.vocabulary import FaultsError, SoleusError, capabilities, sayable
from soleus.web.current import TheCoach, ThePerson
from soleus.web.rendering import page

if TYPE_CHECKING:
    from soleus.assessment import Standing
    from soleus.circulation import Known
    from soleus.coach import Coach
    from soleus.journal import Person
    from soleus.prediction import Comparison
    from soleus.prediction.runs import Simulations

router = APIRouter()

NOT_HERE = msgid("Simulated legs are not in this edition of Soleus: it has no room for the model.")


@router.get("/what-if", include_in_schema=False)
def what_if(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Show two simulated legs; with no script, pressing once more shows how people differ."""
    asker = person.id if "people" in request.query_params else ""
    return page(request, "what_if/what_if.html", **_shown(request, coach, person, asker=asker))


@router.get("/what-if/picture", include_in_schema=False)
def picture(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Give the pieces of the page that change with a setting, and as people are simulated."""
    shown = _shown(request, coach, person, asker=person.id)
    if not shown["shown"]:
        return JSONResponse({"faults": shown["faults"]}, shown.get("status") or 422)
    page(request, "what_if/_picture.html", **shown)
    pieces = {name: sayable(inner) for name, inner in shown["collected"].items()}
    return JSONResponse(
        {
            "address": f"/what-if?{shown['shown'].query}",
            "refined": shown["is_refined"],
            "legs": [
                {"classes": each.classes, "stance": each.stance, "moves": each.moves}
                for each in shown["sides"]
            ],
            "pieces": pieces,
        }
    )


@router.get("/what-if/experiment.toml", include_in_schema=False)
def experiment(request: Request, coach: TheCoach, person: ThePerson, leg: int = 2) -> Response:
    """Give the experiment of one of the two legs as a file for the lab."""
    comparison = _comparison(request)
    from soleus.prediction.runs import experiment_of, experiment_text, usual_person

    setting = comparison.first if leg == 1 else comparison.second
    told = experiment_of(setting, comparison.view, usual_person(_known(coach, person)))
    made_of = f"leg {1 if leg == 1 else 2} of /what-if?{comparison.query}"
    text = experiment_text(told, f"Run it by: soleus lab FILE. It is {made_of}.")
    headers = {"content-disposition": f'attachment; filename="soleus-what-if-{leg}.toml"'}
    return Response(text, media_type="application/toml", headers=headers)


@router.get("/api/what-if", tags=["simulated"])
def compare(request: Request, coach: TheCoach, person: ThePerson) -> dict[str, Any]:
    """Compare two simulated legs; asked again, the range of simulated people grows.

    The query is that of the page: fields of the first leg, ``change``, ``to`` and ``view``.
    """
    comparison, known = _comparison(request), _known(coach, person)
    compared = simulations(request).compared(
        comparison, known, person.id, coach.fits.people_of(person.id)
    )
    from soleus.web.what_if_json import as_json

    is_refined = simulations(request).is_refined(comparison, known)
    return as_json(comparison, compared, is_refined=is_refined)


def simulations(request: Request) -> Simulations:
    """Return the one place of this server in which people are simulated.

    Raises
    ------
    HTTPException
        501 where the model's packages are missing.
    """
    state = request.app.state
    if not hasattr(state, "simulations"):
        if not capabilities().simulation:
            raise HTTPException(501, translate(NOT_HERE))
        from soleus.prediction.runs import Simulations

        state.simulations = Simulations()
    found: Simulations = state.simulations
    return found


def forget_simulated(request: Request) -> None:
    """Forget what this server has simulated for anybody, after data was deleted."""
    if hasattr(request.app.state, "simulations"):
        simulations(request).forget()


def _comparison(request: Request) -> Comparison:
    simulations(request)
    from soleus.prediction import Comparison

    return Comparison.of_query(request.query_params)


def _known(coach: Coach, person: Person) -> Known:
    return coach.body.known_of(person.id)


def _standing(coach: Coach, person: Person) -> Standing | None:
    """Return where the person stands; None where the journal cannot be read."""
    try:
        return coach.gate.standing(person.id)
    except JournalUnavailableError:
        return None


def _shown(request: Request, coach: Coach, person: Person, *, asker: str) -> dict[str, Any]:
    """Return what the page shows, or in one line why it shows nothing."""
    try:
        comparison, known = _comparison(request), _known(coach, person)
        like = coach.fits.people_of(person.id)
        compared = simulations(request).compared(comparison, known, asker, like)
    except HTTPException as error:
        return {"shown": None, "faults": [error.detail], "status": 200}
    except FaultsError as error:
        return {"shown": None, "faults": list(error.faults)}
    except SoleusError as error:  # the run broke down
        return {"shown": None, "faults": [str(error)]}
    from soleus.prediction import controls
    from soleus.prediction.runs import FIRST_MISSES_PERCENT
    from soleus.web import what_if_view as view

    standing = _standing(coach, person)
    refusal = standing.refusal if standing else None
    return {
        "shown": comparison,
        "faults": [],
        "collected": {},
        "compared": compared,
        "is_refined": not asker or simulations(request).is_refined(comparison, known),
        "first_misses": FIRST_MISSES_PERCENT,
        "sides": view.sides(comparison, compared),
        "says": compared.sentences(),
        "whose": view.whose_leg(comparison, standing),
        "held": list(view.held_back(comparison, standing)),
        "refused": refusal_texts()[refusal.cause].said() if refusal else None,
        "wants_activity": view.wants_activity(comparison),
        "view_title": view.VIEWS[comparison.view],
        "views": view.views_of(comparison),
        "choices": view.choices(comparison),
        "used": view.used_controls(comparison),
        "controls": controls(),
        "measured": view.measured_of(comparison),
    }
