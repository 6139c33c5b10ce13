"""Today: the one thing to do next, why it is safe, and how the day and the week stand."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from soleus.learning import days_moved
from soleus.plan import targets
from soleus.session import Posture, Routine, routine, routines
from soleus.web.ahead import comes_first, local, local_now
from soleus.web.charts.day import day_band
from soleus.web.charts.glance import DAYS, glance
from soleus.web.charts.week_bar import week_bar
from soleus.web.copies_due import copy_is_due
from soleus.web.current import TheCoach, ThePerson
from soleus.web.moving import moving
from soleus.web.preferences import Preferences
from soleus.web.rendering import page
from soleus.web.routes.reminders import card
from soleus.web.starts import starts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from soleus.assessment import Standing
    from soleus.coach import Coach, Tick, TodayList
    from soleus.journal import Entry, Person, Recorded
    from soleus.plan import Item, WeekPlan
    from soleus.reminders import ExerciseToday

router = APIRouter(include_in_schema=False)


@router.get("/")
def today(request: Request, coach: TheCoach, person: ThePerson, saved: str = "") -> Response:
    """Show what to do next, and what was noted from here means."""
    standing = coach.gate.standing(person.id)
    if standing.is_emergency:
        return RedirectResponse("/result", 303)
    plan = coach.weeks.current(person.id) if standing.clearance else None
    recorded = _lately(coach, person.id)
    day, open_now = coach.today(), _open_routines(standing)
    now, todo = local_now(coach), coach.days.now(person.id)
    upcoming = todo.next(now) if todo else None
    breaks = card(request, coach, person)
    exercises, task = breaks["reminder"].exercises, breaks["reminder"].exercise
    return page(
        request,
        "today/today.html",
        standing=standing,
        **_start(coach, person.id, is_new=standing.decision is None and not recorded),
        has_unreadable=coach.checks.has_unreadable(person.id, standing),
        plan=plan,
        todo=todo,
        ticks=_ticks(coach, person.id, todo),
        starts=starts(standing),
        upcoming=upcoming,
        now=now,
        day_name=day,
        copy_due=copy_is_due(request, coach, person),
        session=coach.practice.current(person.id),
        **_of_morning(request, coach, person, saved),
        **_told(coach, person.id, standing, plan),
        **_seen(coach, person.id, recorded),
        journey=coach.journeys_now.soon(person.id),
        exercises=exercises,
        task=comes_first(coach, task, upcoming),
        check_under_way=coach.checks.is_under_way(person.id),
        routines=open_now,
        stance=_stance(upcoming, open_now),
        band=day_band(day, recorded, plan.on(day) if plan else (), _to_do(coach, exercises)),
        **breaks,
    )


@router.post("/today/{item_id}/tick")
def tick(item_id: str, coach: TheCoach, person: ThePerson) -> Response:
    """Note that an item of today was done; pressed twice it counts once."""
    coach.days.tick(person.id, item_id)
    return RedirectResponse("/#list", 303)


@router.post("/today/{item_id}/untick")
def untick(item_id: str, coach: TheCoach, person: ThePerson) -> Response:
    """Take a tick back."""
    coach.days.untick(person.id, item_id)
    return RedirectResponse("/#list", 303)


def _of_morning(request: Request, coach: Coach, person: Person, saved: str) -> dict[str, Any]:
    """Return whether the morning is asked about, or what it means, just after it was noted."""
    asks = coach.meanings.asks_of_morning(person.id)
    meaning = coach.meanings.of(person.id) if saved == "feel" else None
    if meaning is None or not meaning.says:
        return {"asks_of_morning": asks, "saved": "", "told": None, "curve": None}
    told = coach.tell(person, meaning, Preferences.of(request).calls)
    return {"asks_of_morning": asks, "saved": saved, "told": told, "curve": None}


def _ticks(coach: Coach, person_id: str, todo: TodayList | None) -> Mapping[str, dict[str, Any]]:
    """Return what a press on each open item's ring notes, as a device reads it."""
    found = coach.days.ticks(person_id, todo) if todo else {}
    return {item: {"entries": [_as_form(tick)]} for item, tick in found.items()}


def _as_form(tick: Tick) -> dict[str, Any]:
    payload, began = tick.entry.as_dict(), tick.seconds
    ago = {} if began is None else {"started_at": began}
    fixed = {name: value for name, value in payload.items() if name not in ago}
    return {"kind": tick.entry.kind, "id": str(tick.id), "fixed": fixed, "ago": ago}


def _told(
    coach: Coach, person_id: str, standing: Standing, plan: WeekPlan | None
) -> dict[str, Any]:
    """Return what the days before say, what is asked about them, and the day's sentence."""
    return {
        "learnt": standing.learnt,
        "learnt_texts": coach.learning.texts(person_id),
        "visit": coach.visits.to_tell(person_id),
        "habit": coach.habits.next(person_id) if plan else None,
        "daily": coach.daily.of(person_id),
        "absence": coach.absences.of(person_id),
        "can_be_taken_up": coach.weeks.can_be_taken_up(person_id),
    }


def _seen(coach: Coach, person_id: str, recorded: Sequence[Recorded[Entry]]) -> dict[str, Any]:
    """Return the two weeks as a picture, and the week's aim."""
    aim = coach.aims.of(person_id)
    return {
        "glance": glance(recorded, days_moved(recorded), until=coach.today()),
        "aim": aim,
        "bar": week_bar(aim.done, aim.minutes) if aim.minutes else None,
        "target": targets(),
    }


def _lately(coach: Coach, person_id: str) -> tuple[Recorded[Entry], ...]:
    return coach.journal.entries(person_id, since=coach.today() - timedelta(days=DAYS - 1))


def _to_do(
    coach: Coach, exercises: Iterable[ExerciseToday]
) -> Iterator[tuple[datetime, float, str]]:
    for each in exercises:
        for at in each.left:
            yield local(coach, at), each.exercise.seconds / 60, each.exercise.name


def _open_routines(standing: Standing) -> list[Routine]:
    if standing.clearance is None:
        return []
    return [each for each in routines().values() if each.activity in standing.clearance.permits]


def _start(coach: Coach, person_id: str, *, is_new: bool) -> dict[str, Any]:
    """Return what the page of somebody who is here for the first time shows."""
    leg = moving(routine("ankle_pumps"))
    return {"is_new": is_new, "asks_sex": not coach.sex.is_asked(person_id), "moving": leg}


def _stance(upcoming: Item | None, open_now: list[Routine]) -> str:
    """Return which drawing of the leg fits what comes next."""
    activity = upcoming.kind.activity if upcoming else None
    found = next((each.posture for each in open_now if each.activity is activity), None)
    return "seated" if found in (None, Posture.LYING) else found.value
