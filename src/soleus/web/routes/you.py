"""You: the way to all that is of a person or of this device, and is not of every day."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from soleus.web.current import TheCoach
from soleus.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/you")
def you(request: Request, coach: TheCoach) -> Response:
    """Show the people here, and where everything else is set."""
    return page(request, "you/you.html", people=coach.journal.people())
