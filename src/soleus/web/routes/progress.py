"""Progress: this week at a glance, the curves of the last weeks, and the way to notes and weeks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request

from soleus.journal import Entry, Recorded, circumferences, week_minutes
from soleus.language import Units, length, measures, msgid
from soleus.plan import targets
from soleus.vocabulary import Leg
from soleus.web.charts.lines import two_legs
from soleus.web.charts.scores import swelling_chart
from soleus.web.charts.week_bar import week_bar
from soleus.web.charts.weeks_chart import weeks_chart
from soleus.web.current import TheCoach, ThePerson
from soleus.web.rendering import page

if TYPE_CHECKING:
    from datetime import date

    from starlette.responses import Response

    from soleus.web.charts.lines import LineChart
    from soleus.web.charts.weeks_chart import WeeksChart

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
            _calves(recorded, today),
        ],
        weeks=_weeks(recorded, today),
    )


def _calves(recorded: tuple[Recorded[Entry], ...], today: date) -> LineChart:
    units = measures().length
    around = msgid("inches around") if units is Units.IMPERIAL else msgid("cm around")
    left, right = (
        [
            (each.day, length(each.calf_cm, units))
            for each in circumferences(recorded, leg)
            if each.calf_cm is not None
        ]
        for leg in (Leg.LEFT, Leg.RIGHT)
    )
    return two_legs(msgid("Calf"), around, left, right, until=today, days=WEEKS_SHOWN * 7)


def _weeks(recorded: tuple[Recorded[Entry], ...], today: date) -> WeeksChart:
    monday = today - timedelta(days=today.weekday())
    starts = [monday - timedelta(weeks=back) for back in range(WEEKS_SHOWN - 1, -1, -1)]
    sums = [(start, week_minutes(recorded, start).moderate_equivalent) for start in starts]
    return weeks_chart(sums, targets().moderate_minutes_per_week.value)
