"""Prescribed exercises as things to do so many times a day, spread over the waking day.

The waking day lies between the quiet hours; where these are short or not set, it is the hours of
the reminders. A time that falls into a meeting, a flight or a pause waits for its end; one that
would then come after the waking day is left out. What is done counts for a day from the middle of
the night before it to the middle of the night after it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from soleus.reminders.limits import limits
from soleus.reminders.schedule import Situation
from soleus.reminders.span import Span, merged
from soleus.reminders.windows import pauses_of, quiet_hours, span_of_day
from soleus.reminders.words import sentence, when

_DAY = timedelta(days=1)
_ROUND = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Exercise:
    """A prescribed exercise, as far as reminders need it.

    Parameters
    ----------
    seconds : how long it takes
    review_date : from this day on it does not come
    finished : when it was done to its end
    open_until : until when it can be begun; None where it cannot be begun now
    why_not, claims : why it cannot be begun, and what that rests on; empty where it can
    """

    id: str
    name: str
    seconds: float
    times_a_day: int
    review_date: date
    finished: tuple[datetime, ...] = ()
    open_until: datetime | None = None
    why_not: str = ""
    claims: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it can be begun now."""
        return self.open_until is not None

    @property
    def link(self) -> str:
        """The page on which it is begun."""
        return f"/exercises/{self.id}/begin"


@dataclass(frozen=True, slots=True)
class ExerciseToday:
    """A prescribed exercise as it stands today.

    Parameters
    ----------
    done : how often it was done today
    came : since when it is to be done, open or not; None where its time has not come
    next : when it comes next, today or later; None where that is not known
    left : the times that are still to come today
    says : when it comes next and why then; empty where that is not known
    is_review_due : whether the day of its review has come
    """

    exercise: Exercise
    done: int
    came: datetime | None
    next: datetime | None
    left: tuple[datetime, ...]
    says: str
    is_review_due: bool

    @property
    def due(self) -> datetime | None:
        """Since when it is to be done and can be; else None."""
        return self.came if self.exercise.is_open else None

    @property
    def is_done(self) -> bool:
        """Whether it was done as often as prescribed for a day."""
        return self.done >= self.exercise.times_a_day

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {
            "exercise": self.exercise.id,
            "name": self.exercise.name,
            "times_a_day": self.exercise.times_a_day,
            "done": self.done,
            "is_open": self.exercise.is_open,
            "is_review_due": self.is_review_due,
            "why_not": self.exercise.why_not or None,
            "due": self.due.isoformat() if self.due else None,
            "next": self.next.isoformat() if self.next else None,
            "says": self.says or None,
            "link": self.exercise.link,
        }


def exercises_today(
    exercises: Iterable[Exercise], situation: Situation
) -> tuple[ExerciseToday, ...]:
    """Return how every exercise stands today; one that is not open has no next time."""
    return tuple(_today(each, situation) for each in exercises)


def _today(exercise: Exercise, situation: Situation) -> ExerciseToday:
    zone, day = situation.zone, day_of(situation)
    came = turn_due(exercise, situation)
    ahead = [at.astimezone(zone) for at in open_turns(exercise, situation, days=2)]
    return ExerciseToday(
        exercise=exercise,
        done=done_on(exercise, situation, day),
        came=came.astimezone(zone) if came else None,
        next=ahead[0] if ahead else None,
        left=tuple(at for at in ahead if day_of(replace(situation, now=at)) == day),
        says=_next_says(ahead[0], situation) if ahead else "",
        is_review_due=exercise.review_date <= _local_date(situation, situation.now),
    )


def _next_says(at: datetime, situation: Situation) -> str:
    return sentence("exercise_next", at=when(at, situation.now, situation.zone)).says


def open_turns(exercise: Exercise, situation: Situation, *, days: int) -> Iterator[datetime]:
    """Yield when an exercise comes in the coming days, as long as it is open."""
    if exercise.open_until is not None:
        until = min(situation.now + timedelta(days=days), exercise.open_until)
        yield from turns_ahead(exercise, situation, until)


def review_notice_at(exercise: Exercise, situation: Situation) -> datetime | None:
    """Return since when to say that a review is due today; None where that is not to be said."""
    if exercise.review_date != _local_date(situation, situation.now):
        return None
    once_a_day = replace(exercise, times_a_day=1, review_date=date.max, finished=())
    return turn_due(once_a_day, situation)


def turn_due(exercise: Exercise, situation: Situation) -> datetime | None:
    """Return since when an exercise is to be done, however many times passed; else None."""
    day = day_of(situation)
    waking = _waking(situation, day)
    busy = _busy(situation, waking)
    if not waking.holds(situation.now) or any(each.holds(situation.now) for each in busy):
        return None
    if _local_date(situation, situation.now) >= exercise.review_date:
        return None
    turns = _turns(exercise.times_a_day, waking, busy)
    passed = [(number, at) for number, at in turns if at <= situation.now]
    if not passed or done_on(exercise, situation, day) >= passed[-1][0]:
        return None
    return passed[-1][1]


def turns_ahead(exercise: Exercise, situation: Situation, until: datetime) -> Iterator[datetime]:
    """Yield when an exercise is still to be done after now, in order."""
    day = day_of(situation)
    while True:
        waking = _waking(situation, day)
        if waking.starts >= until:
            return
        done = done_on(exercise, situation, day)
        for number, at in _turns(exercise.times_a_day, waking, _busy(situation, waking)):
            if at >= until or _local_date(situation, at) >= exercise.review_date:
                return
            if at > situation.now and number > done:
                yield at
        day += _DAY


def done_on(exercise: Exercise, situation: Situation, day: date) -> int:
    """Return how often an exercise was done on a day."""
    counted = _counted(situation, day)
    return sum(counted.holds(at) and at <= situation.now for at in exercise.finished)


def day_of(situation: Situation) -> date:
    """Return the day that it is: a night belongs to the day before until its middle."""
    today = _local_date(situation, situation.now)
    near = (today + n * _DAY for n in (-1, 0, 1))
    return next(day for day in near if _counted(situation, day).holds(situation.now))


def _turns(times: int, waking: Span, busy: tuple[Span, ...]) -> list[tuple[int, datetime]]:
    """Return the times of a day, each with its number; of those at one moment the last counts."""
    share = (waking.ends - waking.starts) / (2 * times)
    number_at: dict[datetime, int] = {}
    for number in range(1, times + 1):
        at = max(waking.starts, _rounded(waking.starts + (2 * number - 1) * share))
        at = next((each.ends for each in busy if each.holds(at)), at)
        if at < waking.ends:
            number_at[at] = number
    return [(number, at) for at, number in number_at.items()]


def _rounded(moment: datetime) -> datetime:
    return moment - (moment - datetime.min.replace(tzinfo=UTC)) % _ROUND


def _busy(situation: Situation, waking: Span) -> tuple[Span, ...]:
    """Return when no exercise may come: in meetings, on flights, in pauses and quiet hours."""
    settings = situation.settings
    flights = (Span(each.starts, each.ends) for each in settings.flights)
    quiet = quiet_hours(settings, situation.zone, waking)
    return merged([*situation.meetings, *flights, *pauses_of(situation.past()), *quiet])


def _waking(situation: Situation, day: date) -> Span:
    """Return the waking span that begins on a day."""
    settings = situation.settings
    quiet_from, quiet_to = settings.quiet_starts, settings.quiet_ends
    if quiet_from is None or quiet_to is None or _minutes(quiet_from, quiet_to) < _night():
        return span_of_day(day, settings.starts, settings.ends, situation.zone)
    return span_of_day(day, quiet_to, quiet_from, situation.zone)


def _counted(situation: Situation, day: date) -> Span:
    """Return the span in which what is done counts for a day."""
    before, own, after = (_waking(situation, day + n * _DAY) for n in (-1, 0, 1))
    return Span(_middle(before.ends, own.starts), _middle(own.ends, after.starts))


def _middle(earlier: datetime, later: datetime) -> datetime:
    return earlier + (later - earlier) / 2


def _night() -> int:
    return limits().night_least_hours * 60


def _minutes(starts: time, ends: time) -> int:
    """Return how long it is from one time of day to the next occurrence of another."""
    between = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    return between % (24 * 60)


def _local_date(situation: Situation, moment: datetime) -> date:
    return moment.astimezone(situation.zone).date()
