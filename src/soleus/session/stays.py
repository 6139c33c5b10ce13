"""Where a session is in its script: the segments entered so far and the time spent in each.

Time is added up in whole microseconds, so that nothing is lost however often that is done. The
browser's ``progress.js`` computes the same; one set of examples tests both.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated

from soleus.records import Record, limits
from soleus.session.cues import Away, Kind
from soleus.session.events import Position
from soleus.session.script import Script, Segment

ZERO = timedelta(0)


@dataclass(frozen=True, slots=True)
class Stay(Record):
    """One stay in one segment; ``seconds`` is the time spent in it, to the microsecond."""

    segment: Annotated[int, limits.whole(0)]
    seconds: Annotated[float, limits.number(0)] = 0.0
    answer: int | str | None = None
    is_skipped: bool = False

    @property
    def spent(self) -> timedelta:
        """The time spent in the segment."""
        return timedelta(seconds=self.seconds)


Stays = tuple[Stay, ...]


def current(script: Script, stays: Stays) -> Segment:
    """Return the segment that the person is in."""
    return script.segments[stays[-1].segment]


def is_done(script: Script, stays: Stays) -> bool:
    """Whether the end has been reached."""
    return current(script, stays).kind is Kind.DONE


def waits(segment: Segment) -> bool:
    """Whether the segment lasts until the person says so."""
    return segment.seconds is None


def spend(script: Script, stays: Stays, time: timedelta, *, only_elapsing: bool = False) -> Stays:
    """Return the stays after ``time`` more; what is left over at the end of the script is dropped.

    Parameters
    ----------
    only_elapsing : stop at the first segment that cannot go on unguided
    """
    while time > ZERO and not is_done(script, stays):
        segment = current(script, stays)
        if only_elapsing and segment.away is Away.PAUSE:
            break
        room = _room(script, stays)
        step = time if room is None else min(time, room)
        seconds = (stays[-1].spent + step).total_seconds()
        stays = with_last(stays, replace(stays[-1], seconds=seconds))
        time -= step
        if room is not None and step == room:
            stays = move_on(script, stays)
    return stays


def move_on(script: Script, stays: Stays) -> Stays:
    """Return the stays after entering the next segment."""
    current_index, repeat = stays[-1].segment, script.repeat
    if repeat and current_index == repeat.last and _repeat_room(script, stays) > ZERO:
        return (*stays, Stay(repeat.first))
    return (*stays, Stay(current_index + 1))


def with_last(stays: Stays, last: Stay) -> Stays:
    """Return the stays with another one in place of the last."""
    return (*stays[:-1], last)


def pulled_back(script: Script, stays: Stays, to: Position) -> Stays:
    """Return the stays cut back to where the page says it is; a page cannot push them on.

    A page that stalled knows better than the wall clock how far it has guided. Nothing that was
    answered or skipped is undone.
    """
    places = [number for number, stay in enumerate(stays) if stay.segment == to.segment]
    if not places:
        return stays
    place = places[-1]
    if any(stay.answer is not None or stay.is_skipped for stay in stays[place:]):
        return stays
    if any(waits(script.segments[stay.segment]) for stay in stays[place:-1]):
        return stays
    seconds = min(stays[place].seconds, to.seconds)
    return (*stays[:place], replace(stays[place], seconds=seconds))


def active_time(script: Script, stays: Iterable[Stay]) -> timedelta:
    """Return the time spent in active segments."""
    return sum((stay.spent for stay in stays if script.segments[stay.segment].is_active), ZERO)


def cycles(script: Script, stays: Iterable[Stay]) -> int:
    """Return how many cycles were done in full."""
    return sum(_cycles(script.segments[stay.segment], stay) for stay in stays)


def _cycles(segment: Segment, stay: Stay) -> int:
    if not segment.is_active or segment.counter is None:
        return 0
    return stay.spent * segment.counter.per_minute // timedelta(minutes=1)


def _room(script: Script, stays: Stays) -> timedelta | None:
    """Return how long the current stay may still last; None where the segment waits."""
    segment = current(script, stays)
    if segment.seconds is not None:
        return max(ZERO, timedelta(seconds=segment.seconds) - stays[-1].spent)
    return _repeat_room(script, stays) if segment.ends_with_repeat else None


def _repeat_room(script: Script, stays: Stays) -> timedelta:
    repeat = script.repeat
    if repeat is None:
        return ZERO
    spent = (stay.spent for stay in stays if repeat.first <= stay.segment <= repeat.last)
    return max(ZERO, timedelta(seconds=repeat.for_seconds) - sum(spent, ZERO))
