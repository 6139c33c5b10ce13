"""The questions of the handbook, each with its answer, its figure and its sources."""

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from soleus import handbook
from soleus.language import translate
from soleus.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/learn")
def learn(request: Request) -> Response:
    """Show every question by section."""
    return page(request, "learn/index.html", sections=handbook.sections())


@router.get("/learn/{topic_id}")
def topic(request: Request, topic_id: str) -> Response:
    """Show one question and its answer."""
    try:
        found = handbook.topic(topic_id)
    except handbook.UnknownTopicError as error:
        raise HTTPException(404, translate("There is no question of that name here.")) from error
    section = next(s for s in handbook.sections() if s.id == found.section)
    return page(request, "learn/topic.html", topic=found, section=section)
