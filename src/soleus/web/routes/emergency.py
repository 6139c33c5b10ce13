"""The page for an emergency, which needs neither stored data nor a chosen person."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from soleus.assessment import emergency_view
from soleus.handbook import emergency_numbers, emergency_numbers_of
from soleus.web.preferences import Preferences, keep
from soleus.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/emergency")
def emergency(request: Request) -> Response:
    """Show what to do now and whom to call."""
    view = emergency_view(Preferences.of(request).calls)
    return page(request, "emergency/emergency.html", view=view, countries=emergency_numbers())


@router.post("/emergency/country")
def choose_country(country: Annotated[str, Form()] = "") -> Response:
    """Keep the country whose number is shown, and go back to the number."""
    answer = RedirectResponse("/emergency", 303)
    keep(answer, "country", emergency_numbers_of(country).code or "")
    return answer
