"""The pages of the app in the browser that come before it: what it is, and that it starts."""

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from soleus.vocabulary import capabilities
from soleus.web.rendering import page

router = APIRouter(prefix="/pocket", include_in_schema=False)


@router.get("/welcome")
def welcome(request: Request) -> Response:
    """Show what somebody reads before the app is fetched into this browser."""
    _refuse_elsewhere()
    return page(request, "pocket/welcome.html")


@router.get("/starting")
def starting(request: Request) -> Response:
    """Show the page that waits until the app has started."""
    _refuse_elsewhere()
    return page(request, "pocket/starting.html")


@router.get("/not-kept")
def not_kept(request: Request) -> Response:
    """Show that this browser could not keep what was sent."""
    _refuse_elsewhere()
    return page(request, "pocket/not_kept.html")


@router.get("/not-here")
def not_here(request: Request) -> Response:
    """Show that a part of the app has not come yet, and needs the network once more."""
    _refuse_elsewhere()
    return page(request, "pocket/not_here.html")


def _refuse_elsewhere() -> None:
    if not capabilities().is_pocket:
        raise HTTPException(404)
