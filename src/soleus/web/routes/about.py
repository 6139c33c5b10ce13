"""What Soleus is for, what it keeps, what it rests on."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from soleus import __version__
from soleus.evidence import sources
from soleus.vocabulary import build
from soleus.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/about")
def about(request: Request) -> Response:
    """Show the page about Soleus."""
    return page(
        request, "about/about.html", sources=sources().values(), version=__version__, build=build()
    )
