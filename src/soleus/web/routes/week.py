"""The week on one page: what was done, how the legs felt, what comes next; made for paper too."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import Response

from soleus.journal import Score, daily_scores
from soleus.language import msgid
from soleus.plan import targets
from soleus.web.charts.lines import LineChart, one_line, two_legs
from soleus.web.charts.week import week_bar
from soleus.web.current import TheCoach, ThePerson
from soleus.web.rendering import page

if TYPE_CHECKING:
    from soleus.coach import WeekSeen

router = APIRouter(include_in_schema=False)

_EARLIEST = date(1970, 1, 5)
_DAYS = 7
_WEEK = timedelta(days=_DAYS)
_SINGLE = {
    Score.HEAVINESS: msgid("Heavy or aching"),
    Score.LEG_FATIGUE: msgid("Tired"),
    Score.LEG_PAIN: msgid("Pain"),
}


@router.get("/week")
def week(request: Request, coach: TheCoach, person: ThePerson, of: str = "") -> Response:
    """Show the week that a day lies in; by default this one."""
    today = coach.today()
    seen = coach.looking_back.week(person.id, _day(of, today))
    standing = coach.gate.standing(person.id)
    is_now = seen.start <= today < seen.start + _WEEK
    target = targets().moderate_minutes_per_week.value
    return page(
        request,
        "week/week.html",
        seen=seen,
        standing=standing,
        bar=week_bar(seen.minutes.moderate_equivalent, target),
        target=targets(),
        charts=_charts(seen),
        streak=coach.looking_back.streak(person.id) if is_now else None,
        next_step=coach.looking_back.next_step(person.id) if is_now else None,
        exercises=coach.reminders.exercises_today(person.id) if is_now else (),
        before=seen.start - _WEEK,
        after=None if is_now else seen.start + _WEEK,
        ends=seen.start + _WEEK - timedelta(days=1),
    )


def _day(of: str, today: date) -> date:
    """Return the day that was asked for; what is no day, or could hold nothing, is today."""
    try:
        asked = date.fromisoformat(of)
    except ValueError:
        return today
    return asked if _EARLIEST <= asked <= today else today


def _charts(seen: WeekSeen) -> list[LineChart]:
    """Return swelling of both legs, and each other score that was noted."""
    days = daily_scores(seen.recorded)
    until = seen.start + _WEEK - timedelta(days=1)

    def of(score: Score) -> list[tuple[date, float]]:
        return [(day.day, float(day.scores[score])) for day in days if score in day.scores]

    legs = [of(Score.SWELLING_LEFT), of(Score.SWELLING_RIGHT)]
    unit = msgid("0 to 10")
    swelling = two_legs(
        msgid("Swelling"), unit, legs[0], legs[1], until=until, days=_DAYS, bounds=(0, 10)
    )
    others = [
        one_line(title, unit, points, until=until, days=_DAYS, bounds=(0, 10))
        for score, title in _SINGLE.items()
        if (points := of(score))
    ]
    return [swelling, *others]
