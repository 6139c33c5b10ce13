"""Where a session is in its script: the segments entered so far and the time spent in each.

Time is kept in whole microseconds, so that however often it is added up nothing is lost.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from soleus.session.events import Position
from soleus.session.script import Script, Segment
from soleus.session.words import Away, Kind

ZERO = timedelta(0)


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay in one segment."""

    segment: int
    spent: timedelta = ZERO
    answer: int | str | None = None
    is_skipped: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {
            "segment": self.segment,
            "seconds": self.spent.total_seconds(),
            "answer": self.answer,
            "is_skipped": self.is_skipped,
        }


Visits = tuple[Visit, ...]


def current(script: Script, visits: Visits) -> Segment:
    """Return the segment that the last visit is in."""
    return script.segments[visits[-1].segment]


def is_done(script: Script, visits: Visits) -> bool:
    """Whether the end has been reached."""
    return current(script, visits).kind is Kind.DONE


def waits(segment: Segment) -> bool:
    """Whether the segment lasts until the person says so."""
    return segment.seconds is None


def spend(
    script: Script, visits: Visits, time: timedelta, *, only_elapsing: bool = False
) -> Visits:
    """Return the visits after ``time`` more; what is left over at the end of the script goes.

    Parameters
    ----------
    only_elapsing : stop at the first segment that cannot go on unguided
    """
    while time > ZERO and not is_done(script, visits):
        segment = current(script, visits)
        if only_elapsing and segment.away is Away.PAUSE:
            break
        room = _room(script, visits)
        step = time if room is None else min(time, room)
        visits = with_last(visits, replace(visits[-1], spent=visits[-1].spent + step))
        time -= step
        if room is not None and step == room:
            visits = move_on(script, visits)
    return visits


def move_on(script: Script, visits: Visits) -> Visits:
    """Return the visits after entering the segment that comes next."""
    here, repeat = visits[-1].segment, script.repeat
    again = repeat is not None and here == repeat.last and _repeat_room(script, visits) > ZERO
    following = repeat.first if again and repeat is not None else here + 1
    return (*visits, Visit(following))


def with_last(visits: Visits, last: Visit) -> Visits:
    """Return the visits with the last one replaced."""
    return (*visits[:-1], last)


def pulled_back(script: Script, visits: Visits, to: Position) -> Visits:
    """Return the visits pulled back to where the page says it is; never pushed on.

    A page that stalled knows better than the wall clock how far it has guided. Nothing that was
    answered or skipped is undone.
    """
    places = [number for number, visit in enumerate(visits) if visit.segment == to.segment]
    if not places:
        return visits
    place = places[-1]
    if any(visit.answer is not None or visit.is_skipped for visit in visits[place:]):
        return visits
    if any(waits(script.segments[visit.segment]) for visit in visits[place:-1]):
        return visits
    said = timedelta(seconds=to.seconds)
    kept = visits[: place + 1]
    return with_last(kept, replace(kept[-1], spent=said)) if said < kept[-1].spent else kept


def active_time(script: Script, visits: Iterable[Visit]) -> timedelta:
    """Return the time spent in active segments."""
    return sum((each.spent for each in visits if script.segments[each.segment].is_active), ZERO)


def cycles(script: Script, visits: Iterable[Visit]) -> int:
    """Return how many cycles were done in full."""
    return sum(_cycles(script.segments[each.segment], each) for each in visits)


def _cycles(segment: Segment, visit: Visit) -> int:
    if not segment.is_active or segment.per_minute is None:
        return 0
    return visit.spent * segment.per_minute // timedelta(minutes=1)


def _room(script: Script, visits: Visits) -> timedelta | None:
    """Return how long the current visit may still last; None where it waits."""
    segment = current(script, visits)
    if segment.seconds is not None:
        return max(ZERO, timedelta(seconds=segment.seconds) - visits[-1].spent)
    return _repeat_room(script, visits) if segment.ends_with_repeat else None


def _repeat_room(script: Script, visits: Visits) -> timedelta:
    repeat = script.repeat
    if repeat is None:
        return ZERO
    spent = (each.spent for each in visits if repeat.first <= each.segment <= repeat.last)
    return max(ZERO, timedelta(seconds=repeat.for_seconds) - sum(spent, ZERO))
