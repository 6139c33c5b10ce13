"""Learn: what the person's check holds, the questions that fit them, and all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException

from soleus import handbook
from soleus.journal import JournalUnavailableError
from soleus.language import translate
from soleus.session import routine
from soleus.vocabulary import Status
from soleus.web.charts.measured import measured
from soleus.web.charts.simulated import simulated_chart
from soleus.web.current import TheCoach, ThePerson
from soleus.web.moving import moving
from soleus.web.preferences import Preferences
from soleus.web.rendering import page
from soleus.web.session_choices import stance

if TYPE_CHECKING:
    from starlette.responses import Response

    from soleus.assessment import ResultView, Standing
    from soleus.coach import Coach
    from soleus.handbook import Topic
    from soleus.journal import Person

router = APIRouter(include_in_schema=False)

LONGEST_SEARCH = 100


@router.get("/learn", response_model=None)
def learn(request: Request, coach: TheCoach, person: ThePerson, q: str = "") -> Response:
    """Show what fits the person first, what was searched for, and every question by section."""
    standing = _standing(coach, person)
    view = coach.result(person, standing, Preferences.of(request).calls) if standing else None
    typed = q[:LONGEST_SEARCH].strip()
    return page(
        request,
        "learn/index.html",
        typed=typed,
        found=handbook.found(typed),
        standing=standing,
        held=_held(view) if view else None,
        picked=handbook.picked(_told(standing)),
        sections=handbook.sections(),
        words_of=handbook.words_of,
        count=len(handbook.topics()),
    )


@router.get("/learn/{topic_id}", response_model=None)
def topic(request: Request, topic_id: str) -> Response:
    """Show one question and its answer."""
    try:
        found = handbook.topic(topic_id)
    except handbook.UnknownTopicError as error:
        raise HTTPException(404, translate("There is no question of that name here.")) from error
    section = next(s for s in handbook.sections() if s.id == found.section)
    return page(
        request,
        "learn/topic.html",
        topic=found,
        section=section,
        plot=measured(found.plot) if found.plot else None,
        curve=simulated_chart(found.curve) if found.curve else None,
        **_moving(found),
    )


def _standing(coach: Coach, person: Person) -> Standing | None:
    """Return where the person stands; None where the journal cannot be read."""
    try:
        return coach.gate.standing(person.id)
    except JournalUnavailableError:
        return None


def _told(standing: Standing | None) -> frozenset[str]:
    """Return the findings that the person has, by all that counts now."""
    answers = standing.answers if standing else {}
    return frozenset(each for each, value in answers.items() if value not in (None, False, "none"))


def _held(view: ResultView) -> list[Any]:
    """Return what the result says of each activity that is not simply open, row by row."""
    free = f"status {Status.PERMITTED}"
    rows = (row for each in view.sections if each.id == "may" for row in each.rows)
    return [row for row in rows if all(line.look != free for line in row)]


def _moving(found: Topic) -> dict[str, Any]:
    """Return how the leg of a topic moves, and which drawing it is."""
    if found.moving is None:
        return {"moving": None, "stance": ""}
    shown = routine(found.moving.value)
    return {"moving": moving(shown), "stance": stance(shown.posture)}
