"""The week on one page: what was done, how the legs felt, what comes next; made for paper too."""

from __future__ import annotations

from datetime import date, timedelta

from fastapi import APIRouter, Request
from starlette.responses import Response

from soleus.plan import targets
from soleus.web.charts.scores import shared_charts, swelling_chart
from soleus.web.charts.week_bar import week_bar
from soleus.web.current import TheCoach, ThePerson
from soleus.web.rendering import page

router = APIRouter(include_in_schema=False)

_EARLIEST = date(1970, 1, 5)
_DAYS = 7
_WEEK = timedelta(days=_DAYS)


@router.get("/week")
def week(request: Request, coach: TheCoach, person: ThePerson, of: str = "") -> Response:
    """Show the week that a day lies in; by default this one."""
    today = coach.today()
    seen = coach.looking_back.week(person.id, _day(of, today))
    standing = coach.gate.standing(person.id)
    is_now = seen.start <= today < seen.start + _WEEK
    ends = seen.start + _WEEK - timedelta(days=1)
    aim, target = coach.aims.of(person.id), targets().moderate_minutes_per_week.value
    done = aim.done if is_now else seen.minutes.moderate_equivalent
    return page(
        request,
        "week/week.html",
        seen=seen,
        standing=standing,
        aim=aim,
        bar=week_bar(done, aim.minutes if is_now and aim.minutes else target),
        target=targets(),
        charts=[
            swelling_chart(seen.recorded, until=ends, days=_DAYS),
            *shared_charts(seen.recorded, until=ends, days=_DAYS),
        ],
        days_in_a_row=coach.looking_back.days_in_a_row(person.id) if is_now else None,
        next_step=coach.looking_back.next_step(person.id) if is_now else None,
        exercises=coach.reminders.exercises_today(person.id) if is_now else (),
        before=seen.start - _WEEK,
        after=None if is_now else seen.start + _WEEK,
        ends=ends,
    )


def _day(of: str, today: date) -> date:
    """Return the day of the query; today if it is no day, in the future or before 1970."""
    try:
        asked = date.fromisoformat(of)
    except ValueError:
        return today
    return asked if _EARLIEST <= asked <= today else today
