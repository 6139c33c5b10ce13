"""Today: the one thing to do next, why it is safe, and how the day and the week stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from soleus.journal import Entry, Recorded, week_minutes
from soleus.plan import targets
from soleus.session import Posture, Routine, routines
from soleus.web.charts.day import ToDo, day_band
from soleus.web.charts.week import week_bar
from soleus.web.current import TheCoach, ThePerson
from soleus.web.rendering import page
from soleus.web.routes.reminders import card

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from soleus.coach import Coach, ExerciseToday, Standing
    from soleus.plan import Item, WeekPlan

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Day:
    """The plan's items of today, and the first that is not over yet."""

    items: tuple[Item, ...]
    next: Item | None


@router.get("/")
def today(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Show what to do next."""
    standing = coach.gate.standing(person.id)
    if standing.is_emergency:
        return RedirectResponse("/result", 303)
    plan = coach.weeks.current(person.id) if standing.clearance else None
    monday = coach.today() - timedelta(days=coach.today().weekday())
    recorded: tuple[Recorded[Entry], ...] = coach.journal.entries(person.id, since=monday)
    minutes = week_minutes(recorded, monday)
    day, open_now = _day(coach, plan), _open_routines(standing)
    breaks = card(request, coach, person)
    exercises = breaks["reminder"].exercises
    return page(
        request,
        "today/today.html",
        standing=standing,
        is_new=standing.decision is None and not recorded,
        plan=plan,
        day=day,
        now=_now(coach),
        day_name=coach.today(),
        session=coach.practice.current(person.id),
        learnt=standing.learnt,
        learnt_texts=coach.learning.texts(person.id),
        visit=coach.visits.to_tell(person.id),
        habit=coach.habits.next(person.id) if plan else None,
        exercises=exercises,
        task=_task(coach, breaks["reminder"].exercise, day),
        check_under_way=coach.checks.is_under_way(person.id),
        routines=open_now,
        stance=_stance(day, open_now),
        builds=standing.builds_up,
        minutes=minutes,
        target=targets(),
        week=week_bar(minutes.moderate_equivalent, targets().moderate_minutes_per_week.value),
        band=day_band(coach.today(), recorded, day.items, _to_do(coach, exercises)),
        **breaks,
    )


def _now(coach: Coach) -> datetime:
    return _local(coach, coach.clock.now())


def _local(coach: Coach, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(coach.timezone)).replace(tzinfo=None)


def _task(coach: Coach, exercise: ExerciseToday | None, day: Day) -> ExerciseToday | None:
    """Return the exercise where it comes before what the plan holds next; else None."""
    if exercise is None:
        return None
    moments = (exercise.due, *exercise.left)
    at = next((_local(coach, each) for each in moments if each is not None), None)
    if at is None or (day.next is not None and day.next.at < at):
        return None
    return exercise


def _to_do(coach: Coach, exercises: Iterable[ExerciseToday]) -> Iterator[ToDo]:
    for each in exercises:
        for at in each.left:
            yield ToDo(_local(coach, at), each.entry.seconds / 60, each.entry.name)


def _day(coach: Coach, plan: WeekPlan | None) -> Day:
    if plan is None:
        return Day((), None)
    items = plan.on(coach.today())
    ahead = [item for item in items if not item.is_repeated and item.span.ends >= _now(coach)]
    return Day(items, ahead[0] if ahead else None)


def _open_routines(standing: Standing) -> list[Routine]:
    if standing.clearance is None:
        return []
    return [each for each in routines().values() if each.activity in standing.clearance.permits]


def _stance(day: Day, open_now: list[Routine]) -> str:
    """Return which drawing of the leg fits what comes next."""
    activity = day.next.kind.activity if day.next else None
    found = next((each.posture for each in open_now if each.activity is activity), None)
    return "seated" if found in (None, Posture.LYING) else found.value
