"""What is to be done so many times a day: its times, spread over the waking day.

The waking day lies between the quiet hours; where these are short or there are none, it is the
hours that were set. A time that falls into a meeting, a flight or a pause waits for its end, and
what would then come after the day is left out. A day counts from the middle of the night before
it, so that what is done early is counted where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from soleus.reminders.limits import limits
from soleus.reminders.span import Span, merged
from soleus.reminders.windows import pauses_of, quiet_hours, span_of_day

if TYPE_CHECKING:
    from soleus.reminders.schedule import Situation

_DAY = timedelta(days=1)
_ROUND = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Daily:
    """Something to be done so many times a day.

    Parameters
    ----------
    times : how often a day
    before : the day from which on it is done no more
    done : when it was done
    """

    times: int
    before: date
    done: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One of its times: when, in UTC, and which of the day, counted from 1."""

    at: datetime
    number: int


def turn_due(daily: Daily, situation: Situation) -> Turn | None:
    """Return the turn that has come and is not done yet, however many passed; else None."""
    day = day_of(situation)
    waking = _waking(situation, day)
    busy = _busy(situation, waking)
    if not waking.holds(situation.now) or any(each.holds(situation.now) for each in busy):
        return None
    if _local(situation, situation.now) >= daily.before:
        return None
    come = [each for each in _turns(daily, waking, busy) if each.at <= situation.now]
    if not come or done_on(daily, situation, day) >= come[-1].number:
        return None
    return come[-1]


def turns_ahead(daily: Daily, situation: Situation, until: datetime) -> Iterator[Turn]:
    """Yield the turns after now that are left to do, in order."""
    day = day_of(situation)
    while True:
        waking = _waking(situation, day)
        if waking.starts >= until:
            return
        done = done_on(daily, situation, day)
        for turn in _turns(daily, waking, _busy(situation, waking)):
            if turn.at >= until or _local(situation, turn.at) >= daily.before:
                return
            if turn.at > situation.now and turn.number > done:
                yield turn
        day += _DAY


def done_on(daily: Daily, situation: Situation, day: date) -> int:
    """Return how often it was done on a day."""
    counted = _counted(situation, day)
    return sum(1 for at in daily.done if counted.holds(at) and at <= situation.now)


def day_of(situation: Situation) -> date:
    """Return the day that it is: a night belongs to the day before until its middle."""
    today = _local(situation, situation.now)
    near = (today + n * _DAY for n in (-1, 0, 1))
    return next(day for day in near if _counted(situation, day).holds(situation.now))


def _turns(daily: Daily, waking: Span, busy: tuple[Span, ...]) -> Iterator[Turn]:
    """Yield every turn of a day; of those that wait for the same moment, the last one counts."""
    share = (waking.ends - waking.starts) / (2 * daily.times)
    found: dict[datetime, Turn] = {}
    for number in range(1, daily.times + 1):
        at = max(waking.starts, _rounded(waking.starts + (2 * number - 1) * share))
        at = next((each.ends for each in busy if each.holds(at)), at)
        if at < waking.ends:
            found[at] = Turn(at, number)
    yield from found.values()


def _rounded(moment: datetime) -> datetime:
    return moment - (moment - datetime.min.replace(tzinfo=UTC)) % _ROUND


def _busy(situation: Situation, waking: Span) -> tuple[Span, ...]:
    """Return when nothing of the kind may come: in meetings, on flights, in pauses, when quiet."""
    asked = situation.asked
    flights = (Span(each.starts, each.ends) for each in asked.flights)
    quiet = quiet_hours(asked, situation.zone, waking)
    return merged([*situation.meetings, *flights, *pauses_of(situation.past()), *quiet])


def _waking(situation: Situation, day: date) -> Span:
    """Return the waking span that begins on a day."""
    asked = situation.asked
    quiet_from, quiet_to = asked.quiet_starts, asked.quiet_ends
    if quiet_from is None or quiet_to is None or _minutes(quiet_from, quiet_to) < _night():
        return span_of_day(day, asked.starts, asked.ends, situation.zone)
    return span_of_day(day, quiet_to, quiet_from, situation.zone)


def _counted(situation: Situation, day: date) -> Span:
    """Return the stretch in which what is done counts for a day: from middle to middle of night."""
    before, own, after = (_waking(situation, day + n * _DAY) for n in (-1, 0, 1))
    return Span(_middle(before.ends, own.starts), _middle(own.ends, after.starts))


def _middle(earlier: datetime, later: datetime) -> datetime:
    return earlier + (later - earlier) / 2


def _night() -> int:
    return limits().night_least * 60


def _minutes(starts: time, ends: time) -> int:
    """Return how long it is from one time of day to the next occurrence of another."""
    between = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    return between % (24 * 60)


def _local(situation: Situation, moment: datetime) -> date:
    return moment.astimezone(situation.zone).date()
