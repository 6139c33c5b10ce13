"""The result of the check: where to go, what may be done, what waits, and why."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from soleus.assessment import Standing
from soleus.assessment.interview import names_of
from soleus.coach import Coach
from soleus.handbook import emergency_numbers
from soleus.journal import Person
from soleus.web.current import TheCoach, ThePerson
from soleus.web.preferences import Preferences
from soleus.web.rendering import page
from soleus.web.what_if_links import why_not_raise

router = APIRouter(include_in_schema=False)


@router.get("/result")
def result(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Show the result of the last check with what was noticed since."""
    standing = coach.gate.standing(person.id)
    view = coach.result(person, standing, Preferences.of(request).calls)
    if view is None:
        return RedirectResponse("/check", 303)
    pressed = pressed_names(coach, person, standing)
    if standing.is_emergency:
        countries = emergency_numbers()
        return page(
            request, "emergency/emergency.html", view=view, countries=countries, pressed=pressed
        )
    return page(
        request,
        "result/result.html",
        view=view,
        standing=standing,
        pressed=pressed,
        why_not_raise=why_not_raise(standing),
    )


def pressed_names(coach: Coach, person: Person, standing: Standing) -> tuple[str, ...]:
    """Return the names of what was noted since the check, which a wrong press may have told."""
    noted = (each for findings in standing.new_notes for each in findings.items())
    told = {finding: value for finding, value in noted if isinstance(value, str | bool)}
    return names_of(coach.checks.about(person.id), told)
