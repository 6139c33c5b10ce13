"""Prescribed exercises as things to do today: how often done, when next, and what is said then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from soleus.coach.exercises import LIKE_NONE
from soleus.coach.notice import Line, Notice, coach_line, said_with
from soleus.reminders import Daily, day_of, done_on, limits, turn_due, turns_ahead, when

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from soleus.assessment import Clearance
    from soleus.coach.exercises import Prescribed
    from soleus.journal import ExerciseEntry
    from soleus.reminders import Said, Situation

_NEVER = date.max


@dataclass(frozen=True, slots=True)
class ExerciseToday:
    """One prescribed exercise as it stands today.

    Parameters
    ----------
    prescribed : the exercise, and whether the gate opens it
    done : how often it was finished today, by the clock that the hours are meant in
    came : since when it is to be done, where its time has come, open or not; else None
    next : when it comes next, today or on a later day; None where that is not known
    left : the times that are left today
    says : when it comes next, and why then; None where ``next`` is
    is_review_due : whether the day of its review has come
    notice : what a client shows now, once; while reminders are off it is shown by none
    """

    prescribed: Prescribed
    done: int
    came: datetime | None
    next: datetime | None
    left: tuple[datetime, ...]
    says: Said | None
    is_review_due: bool
    notice: Notice | None

    @property
    def entry(self) -> ExerciseEntry:
        """What was prescribed."""
        return self.prescribed.entry

    @property
    def due(self) -> datetime | None:
        """Since when it is to be done and can be; else None."""
        return self.came if self.prescribed.is_open else None

    @property
    def link(self) -> str:
        """The page on which it is begun."""
        return f"/exercises/{self.entry.exercise}/begin"

    @property
    def is_done(self) -> bool:
        """Whether it was done as often as it is to be done a day."""
        return self.done >= self.entry.times_a_day

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {
            "exercise": str(self.entry.exercise),
            "name": self.entry.name,
            "times_a_day": self.entry.times_a_day,
            "done": self.done,
            "is_open": self.prescribed.is_open,
            "is_review_due": self.is_review_due,
            "why_not": self.prescribed.why_not or None,
            "due": self.due.isoformat() if self.due else None,
            "next": self.next.isoformat() if self.next else None,
            "says": self.says.says if self.says else None,
            "link": self.link,
        }


def exercises_today(
    prescribed: Iterable[Prescribed],
    finished: Iterable[tuple[str, datetime]],
    situation: Situation,
    clearance: Clearance | None,
) -> tuple[ExerciseToday, ...]:
    """Return every exercise as it stands; what the gate holds back has no time.

    Parameters
    ----------
    finished : the sessions that were done to their end, each by its routine and when
    """
    done: dict[str, list[datetime]] = {}
    for routine, at in finished:
        done.setdefault(routine, []).append(at)
    return tuple(
        _as_it_stands(each, tuple(done.get(each.routine, ())), situation, clearance)
        for each in prescribed
    )


def exercise_turns(
    each: ExerciseToday,
    finished: Iterable[tuple[str, datetime]],
    situation: Situation,
    clearance: Clearance,
) -> Iterator[datetime]:
    """Yield when an exercise comes in the days ahead, as far as the check reaches."""
    done = tuple(at for routine, at in finished if routine == each.prescribed.routine)
    if each.prescribed.is_open:
        until = _until(each.entry, situation, clearance, days=limits().feed_days)
        yield from _ahead(_daily(each.entry, done), situation, until)


def _until(
    entry: ExerciseEntry, situation: Situation, clearance: Clearance, *, days: int
) -> datetime:
    """Return how far ahead an exercise may be named: no further than leave for it reaches."""
    activities = LIKE_NONE if entry.counts_as is None else (entry.counts_as,)
    ends = [clearance.ends_at(each) for each in activities]
    return min(situation.now + timedelta(days=days), *ends)


def _as_it_stands(
    prescribed: Prescribed,
    done: tuple[datetime, ...],
    situation: Situation,
    clearance: Clearance | None,
) -> ExerciseToday:
    entry, today = prescribed.entry, day_of(situation)
    daily = _daily(entry, done)
    turn = turn_due(daily, situation)
    came = turn.at.astimezone(situation.zone) if turn else None
    ahead: tuple[datetime, ...] = ()
    if prescribed.is_open and clearance is not None:
        until = _until(entry, situation, clearance, days=2)
        ahead = tuple(at.astimezone(situation.zone) for at in _ahead(daily, situation, until))
    count = done_on(daily, situation, today)
    return ExerciseToday(
        prescribed=prescribed,
        done=count,
        came=came,
        next=ahead[0] if ahead else None,
        left=tuple(at for at in ahead if day_of(replace(situation, now=at)) == today),
        says=_next_says(ahead[0], situation) if ahead else None,
        is_review_due=entry.review_date <= situation.now.astimezone(situation.zone).date(),
        notice=_notice(entry, count, came if prescribed.is_open else None, situation, clearance),
    )


def _daily(entry: ExerciseEntry, done: tuple[datetime, ...]) -> Daily:
    return Daily(entry.times_a_day, entry.review_date, done)


def _ahead(daily: Daily, situation: Situation, until: datetime) -> Iterator[datetime]:
    return (turn.at for turn in turns_ahead(daily, situation, until))


def _next_says(at: datetime, situation: Situation) -> Said:
    return said_with(coach_line(Line.EXERCISE_NEXT), at=when(at, situation.now, situation.zone))


def _notice(
    entry: ExerciseEntry,
    done: int,
    due: datetime | None,
    situation: Situation,
    clearance: Clearance | None,
) -> Notice | None:
    """Return the exercise whose time has come; on the day of its review, that this is due."""
    if due is not None:
        times = entry.times_a_day
        said = said_with(coach_line(Line.EXERCISE_DUE), name=entry.name, done=done, times=times)
        link = f"/exercises/{entry.exercise}/begin"
        return Notice(f"{entry.exercise}:{due.isoformat()}", due, said.says, said.claims, link)
    today = situation.now.astimezone(situation.zone).date()
    if clearance is None or entry.review_date != today:
        return None
    turn = turn_due(Daily(1, _NEVER), situation)
    if turn is None:
        return None
    said = said_with(coach_line(Line.REVIEW_DUE), name=entry.name)
    return Notice(f"{entry.exercise}:review", turn.at, said.says, said.claims, "/exercises")
