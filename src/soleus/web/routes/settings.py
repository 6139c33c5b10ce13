"""How the pages look on this device, and whose emergency number they show."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from soleus.handbook import emergency_numbers, emergency_numbers_of
from soleus.language import languages
from soleus.web.preferences import CHOICES, keep
from soleus.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/settings")
def settings(request: Request, saved: bool = False) -> Response:
    """Show the settings of this device."""
    return page(request, "settings/settings.html", countries=emergency_numbers(), saved=saved)


@router.post("/settings")
def save(
    theme: Annotated[str, Form()] = "auto",
    text: Annotated[str, Form()] = "normal",
    units: Annotated[str, Form()] = "",
    sodium: Annotated[str, Form()] = "",
    language: Annotated[str, Form()] = "",
    country: Annotated[str, Form()] = "",
) -> Response:
    """Keep the settings in this browser; what is not among the choices is not chosen."""
    answer = RedirectResponse("/settings?saved=true", 303)
    for name, value in (("theme", theme), ("text", text)):
        keep(answer, name, value if value in CHOICES[name] else CHOICES[name][0])
    for name, value in (("units", units), ("sodium", sodium)):
        if value in CHOICES[name]:
            keep(answer, name, value)
    if language in languages():
        keep(answer, "language", language)
    keep(answer, "country", emergency_numbers_of(country).code or "")
    return answer
