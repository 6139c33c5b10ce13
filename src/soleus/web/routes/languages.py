"""Which languages there are, how complete each is, and the one that this browser speaks."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from soleus.language import completeness, language_name, languages, reviewers
from soleus.web.preferences import keep
from soleus.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/languages")
def show(request: Request) -> Response:
    """Show how complete each language is, and who has read its safety texts."""
    return page(
        request,
        "languages/languages.html",
        shown=[(code, language_name(code), completeness(code)) for code in languages()],
        read_by={code: reviewers(code) for code in languages()},
    )


@router.post("/language")
def choose(language: Annotated[str, Form()], back: Annotated[str, Form()] = "/") -> Response:
    """Keep the language in this browser, and go back to the page that it was chosen on."""
    is_ours = back.startswith("/") and not back.startswith("//") and "\\" not in back
    answer = RedirectResponse(back if is_ours else "/", 303)
    if language in languages():
        keep(answer, "language", language)
    return answer
