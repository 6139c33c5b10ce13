"""The page for an emergency: always there, whatever is stored and whoever asks."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from soleus.handbook import emergency_numbers, emergency_numbers_of
from soleus.web.preferences import keep
from soleus.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/emergency")
def emergency(request: Request) -> Response:
    """Show what to do now and whom to call."""
    return page(
        request, "emergency/emergency.html", reasons=(), told=(), countries=emergency_numbers()
    )


@router.post("/emergency/country")
def choose_country(country: Annotated[str, Form()] = "") -> Response:
    """Keep the country whose number is shown, and go back to the number."""
    answer = RedirectResponse("/emergency", 303)
    keep(answer, "country", emergency_numbers_of(country).code or "")
    return answer
