"""What a planned day may look like: where breaks can lie, and how long sitting may last.

From one break to the next it is between the shortest and the longest interval of the reminders
(E04). A break never lies in a meeting; where meetings leave no way, sitting lasts longer, but over
the whole day as little longer as can be. A meeting, or one after another, holds breaks back for as
long as the reminders let it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from soleus.prediction.day_legs import BREAK_MINUTES
from soleus.reminders import limits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from soleus.reminders import DayAhead, WindowOfDay

GRID_MINUTES = 5
"""Breaks are planned to whole five minutes by the clock, but for what a meeting leaves."""

_MINUTE = timedelta(minutes=1)


class StopKind(Enum):
    """What kind of a stop it is."""

    OPENS = auto()
    BREAK = auto()
    ENDS = auto()


@dataclass(frozen=True, slots=True)
class Stop:
    """One place that a plan can pass: a possible break, the opening of a part, or the end.

    Parameters
    ----------
    at : minutes from the beginning of the day's first part
    since : what sitting is counted from here, in the same minutes
    part : index of the day's part
    ahead : indices of the stops that can follow
    """

    at: float
    since: float
    part: int
    kind: StopKind
    ahead: tuple[int, ...] = ()


def minutes_into(day: DayAhead, moment: datetime) -> float:
    """Return how many minutes of the day are over at a moment."""
    return (moment - day.starts) / _MINUTE


def moment_of(day: DayAhead, minutes: float) -> datetime:
    """Return the moment at so many minutes of the day."""
    return day.starts + minutes * _MINUTE


def stops(day: DayAhead) -> list[Stop]:
    """Return every place of what is left of a day, in order, with what can follow each.

    The first is where the plan begins, the last is the end. Only ways on which nobody sits longer
    beyond the longest interval than meetings make them are left.
    """
    bare = list(_bare(day))
    ends = [minutes_into(day, part.window.span.ends) for part in day.parts]
    can_follow = [_follows(bare, i, ends) for i in range(len(bare))]
    least = [0.0] * len(bare)
    for i in range(len(bare) - 2, -1, -1):
        least[i] = min(over + least[j] for j, over in can_follow[i])
    return [
        Stop(
            each.at,
            each.since,
            each.part,
            each.kind,
            tuple(j for j, over in can_follow[i] if over + least[j] <= least[i] + 1e-6),
        )
        for i, each in enumerate(bare)
    ]


def _bare(day: DayAhead) -> Iterator[Stop]:
    """Yield every stop without what follows it."""
    for number, part in enumerate(day.parts):
        if part.window.span.ends <= day.now:
            continue
        opens = minutes_into(day, part.window.span.starts)
        since = minutes_into(day, part.since)
        yield Stop(max(opens, since), since, number, StopKind.OPENS)
        for moment in possible_breaks(day, part):
            at = minutes_into(day, moment)
            yield Stop(at, at, number, StopKind.BREAK)
    end = minutes_into(day, day.ends)
    yield Stop(end, end, len(day.parts) - 1, StopKind.ENDS)


def possible_breaks(day: DayAhead, part: WindowOfDay) -> list[datetime]:
    """Return the moments of a part at which a break can be, in order.

    Not before now, not sooner after the last than the shortest interval, and in no meeting.
    """
    earliest = max(day.now, part.since + timedelta(minutes=limits().interval_least))
    moments = {*_on_the_grid(earliest, part.window.span.ends), *_allowed_in_meetings(day)}
    return sorted(
        each
        for each in moments
        if earliest <= each < part.window.span.ends and not is_held_back(day, each)
    )


def is_held_back(day: DayAhead, at: datetime) -> bool:
    """Whether a break at a moment would lie in a meeting that may hold it back."""
    if at in _allowed_in_meetings(day):
        return False
    lasts = timedelta(minutes=BREAK_MINUTES)
    return any(each.starts < at + lasts and at < each.ends for each in day.meetings)


def _allowed_in_meetings(day: DayAhead) -> set[datetime]:
    """Return when a meeting, or one after another, has held breaks back for long enough."""
    most = timedelta(minutes=limits().meeting_most)
    allowed: set[datetime] = set()
    for meeting in day.meetings:
        at = meeting.starts + most
        while at < meeting.ends:
            allowed.add(at)
            at += most
    return allowed


def _on_the_grid(earliest: datetime, ends: datetime) -> Iterator[datetime]:
    """Yield whole five minutes of the clock from a moment on; the next minute first if late."""
    at = earliest.replace(second=0, microsecond=0)
    at += timedelta(minutes=-at.minute % GRID_MINUTES)
    if at < earliest:
        at += timedelta(minutes=GRID_MINUTES)
    while at < ends:
        yield at
        at += timedelta(minutes=GRID_MINUTES)


def _follows(bare: Sequence[Stop], here: int, ends: Sequence[float]) -> list[tuple[int, float]]:
    """Return what can follow a stop, and by how many minutes sitting is then too long."""
    least, most = limits().interval_least, limits().interval_most
    stop = bare[here]
    after = here + 1
    while after < len(bare) and bare[after].part == stop.part and _is_break(bare[after]):
        after += 1
    in_part = range(here + 1, after)
    first = bisect_left(in_part, stop.since + least, key=lambda j: bare[j].at)
    found = []
    for j in in_part[first:]:
        over = max(0.0, bare[j].at - stop.since - most)
        found.append((j, over))
        if over:
            break
    if after < len(bare):
        found.append((after, max(0.0, ends[stop.part] - stop.since - most)))
    return found


def _is_break(stop: Stop) -> bool:
    return stop.kind is StopKind.BREAK
