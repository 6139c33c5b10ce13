"""The page for an emergency: always there, whatever is stored and whoever asks."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from soleus.web.emergency_numbers import countries, numbers_of
from soleus.web.preferences import keep
from soleus.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/emergency")
def emergency(request: Request) -> Response:
    """Show what to do now and whom to call."""
    return page(request, "emergency/emergency.html", reasons=(), told=(), countries=countries())


@router.post("/emergency/country")
def choose_country(country: Annotated[str, Form()] = "") -> Response:
    """Keep the country whose number is shown, and go back to the number."""
    answer = RedirectResponse("/emergency", 303)
    keep(answer, "country", numbers_of(country).code or "")
    return answer
