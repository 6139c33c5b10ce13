"""What comes next today: an item of the plan, a prescribed exercise or a break."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from soleus.coach import Coach, TodayList
    from soleus.plan import Item
    from soleus.reminders import ExerciseToday, ReminderCard


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


def comes_first(
    coach: Coach, exercise: ExerciseToday | None, item: Item | None
) -> ExerciseToday | None:
    """Return the exercise if it comes before the plan's next item, else None."""
    if exercise is None:
        return None
    moments = (exercise.due, *exercise.left)
    at = next((local(coach, moment) for moment in moments if moment is not None), None)
    return None if at is None or (item is not None and item.at < at) else exercise


def next_today(coach: Coach, person_id: str) -> Ahead | None:
    """Return the next thing to do today, or None."""
    standing = coach.gate.standing(person_id)
    if standing.clearance is None:
        return None
    reminder = coach.reminders.now(person_id, wait=False)
    found = [
        *_planned(coach, coach.days.now(person_id)),
        *_exercises(coach, reminder),
        *_breaks(coach, reminder),
    ]
    return min(found, key=lambda each: each.at, default=None)


def _planned(coach: Coach, today: TodayList | None) -> Iterator[Ahead]:
    for todo in today.shown if today else ():
        item = todo.item
        if not todo.is_done and item.at > local_now(coach):
            yield Ahead(item.at, item.title, item.claims)


def _exercises(coach: Coach, reminder: ReminderCard) -> Iterator[Ahead]:
    for each in reminder.exercises:
        moments = [local(coach, at) for at in each.left]
        if each.exercise.is_open and moments:
            yield Ahead(moments[0], each.exercise.name, is_own=True)


def _breaks(coach: Coach, reminder: ReminderCard) -> Iterator[Ahead]:
    coming = reminder.next
    if coming is not None and local(coach, coming.at).date() == coach.today():
        yield Ahead(local(coach, coming.at), "", coming.claims, coming.why)
