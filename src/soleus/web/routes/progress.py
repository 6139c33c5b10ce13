"""Progress: this week at a glance, the curves of the last weeks, and the way to notes and weeks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request

from soleus.journal import Entry, Recorded
from soleus.web.charts.foretold import foretold_chart
from soleus.web.charts.girth import calf_chart
from soleus.web.charts.report_curves import minutes_by_week
from soleus.web.charts.scores import swelling_chart
from soleus.web.charts.week_bar import week_bar
from soleus.web.current import TheCoach, ThePerson
from soleus.web.rendering import page

if TYPE_CHECKING:
    from starlette.responses import Response

router = APIRouter(include_in_schema=False)

WEEKS_SHOWN = 8


@router.get("/progress", response_model=None)
def progress(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Show how the week stands and how the last ones went."""
    today = coach.today()
    since = today - timedelta(weeks=WEEKS_SHOWN)
    recorded: tuple[Recorded[Entry], ...] = coach.journal.entries(person.id, since=since)
    aim = coach.aims.of(person.id)
    return page(
        request,
        "progress/progress.html",
        aim=aim,
        bar=week_bar(aim.done, aim.minutes) if aim.minutes else None,
        sides=coach.limbs.of(person.id).legs,
        charts=[
            swelling_chart(recorded, until=today, days=WEEKS_SHOWN * 7),
            calf_chart(recorded, until=today, days=WEEKS_SHOWN * 7),
        ],
        weeks=minutes_by_week(recorded, today, WEEKS_SHOWN),
    )


@router.get("/progress/foretold", response_model=None)
def foretold(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Show what simulated legs foretold of the last evenings, beside what was noted."""
    found = coach.foretold.of(person.id)
    return page(
        request,
        "progress/foretold.html",
        hours=coach.foretold.hours(person.id),
        found=found,
        chart=foretold_chart(found) if found else None,
    )
