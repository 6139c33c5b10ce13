"""What lies ahead today: the plan's next item, an exercise that was given, the next break."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from soleus.coach import Coach, ExerciseToday, Reminder
    from soleus.plan import Item, WeekPlan


@dataclass(frozen=True, slots=True)
class Day:
    """The plan's items of today, and the first that is not over yet."""

    items: tuple[Item, ...]
    next: Item | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """One thing to come today, at a local moment.

    ``why`` is when a break comes and why then, as a sentence; empty for anything else. ``is_own``
    marks a name that is the person's own.
    """

    at: datetime
    name: str
    claims: tuple[str, ...] = ()
    why: str = ""
    is_own: bool = False


def local_now(coach: Coach) -> datetime:
    """Return the wall clock of the place where the people here live, without its zone."""
    return local(coach, coach.clock.now())


def local(coach: Coach, moment: datetime) -> datetime:
    """Return a moment by that clock."""
    return moment.astimezone(ZoneInfo(coach.timezone)).replace(tzinfo=None)


def day_of(coach: Coach, plan: WeekPlan | None) -> Day:
    """Return what a plan holds today; nothing where there is no plan."""
    if plan is None:
        return Day((), None)
    items = plan.on(coach.today())
    now = local_now(coach)
    ahead = [item for item in items if not item.is_repeated and item.span.ends >= now]
    return Day(items, ahead[0] if ahead else None)


def comes_first(coach: Coach, exercise: ExerciseToday | None, day: Day) -> ExerciseToday | None:
    """Return the exercise where it comes before what the plan holds next; else None."""
    if exercise is None:
        return None
    moments = (exercise.due, *exercise.left)
    at = next((local(coach, each) for each in moments if each is not None), None)
    if at is None or (day.next is not None and day.next.at < at):
        return None
    return exercise


def next_today(coach: Coach, person_id: str) -> Ahead | None:
    """Return what comes next today after what was just done; None where nothing does."""
    standing = coach.gate.standing(person_id)
    if standing.clearance is None:
        return None
    reminder = coach.reminders.now(person_id, wait=False)
    found = [
        *_planned(coach, coach.weeks.current(person_id)),
        *_exercises(coach, reminder),
        *_breaks(coach, reminder),
    ]
    return min(found, key=lambda each: each.at, default=None)


def _planned(coach: Coach, plan: WeekPlan | None) -> Iterator[Ahead]:
    for item in day_of(coach, plan).items:
        if not item.is_repeated and item.at > local_now(coach):
            yield Ahead(item.at, item.title, item.claims)


def _exercises(coach: Coach, reminder: Reminder) -> Iterator[Ahead]:
    for each in reminder.exercises:
        moments = [local(coach, at) for at in each.left]
        if each.prescribed.is_open and moments:
            yield Ahead(moments[0], each.entry.name, is_own=True)


def _breaks(coach: Coach, reminder: Reminder) -> Iterator[Ahead]:
    coming = reminder.next
    if coming is not None and local(coach, coming.at).date() == coach.today():
        yield Ahead(local(coach, coming.at), "", coming.claims, coming.why)
