"""How one day's swelling stands against the days before it, in the numbers that were noted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from soleus.journal import DayScores, Score

SWELLING = (Score.SWELLING_LEFT, Score.SWELLING_RIGHT)

_Point = tuple[date, int]

_GAP = timedelta(days=7)
"""A note longer before the next one says nothing of what changed since."""

_BETTER_POINTS = 2
"""What a leg has to fall by to be called better: scores go up and down by a point (learning.md)."""


class Course(StrEnum):
    """What became of the swelling since it was noted before."""

    FIRST = "first"
    SAME = "same"
    UP = "up"
    LOWER = "lower"
    BETTER = "better"


@dataclass(frozen=True, slots=True)
class SwellingChange:
    """One day's swelling against the days before it, each leg against its own notes.

    Parameters
    ----------
    now : the scores of the day: of all that were noted, or of those that can be held against some
    before : those that they are held against: the note before, or where it fell, its height
    since : the day of ``before``, of two the longer ago; where it fell, of the leg that fell most
    """

    course: Course
    day: date
    now: Mapping[Score, int]
    before: Mapping[Score, int]
    since: date


def change_on(day: date, days: Iterable[DayScores]) -> SwellingChange | None:
    """Return what the swelling of a day is against the days before; None where none was noted.

    No day after it counts. One leg up is up, whatever the other does.
    """
    known = sorted((each for each in days if each.day <= day), key=lambda each: each.day)
    rows = {leg: _newest_first(known, leg) for leg in SWELLING}
    now = {leg: row[0][1] for leg, row in rows.items() if row and row[0][0] == day}
    if not now:
        return None
    rows = {leg: rows[leg] for leg in now if _is_near(rows[leg])}
    if not rows:
        return SwellingChange(Course.FIRST, day, now, {}, day)
    now = {leg: now[leg] for leg in rows}
    last = {leg: row[1] for leg, row in rows.items()}
    since, before = min(at for at, _ in last.values()), {leg: last[leg][1] for leg in last}
    if now == before:
        return SwellingChange(Course.SAME, day, now, before, since)
    if any(now[leg] > before[leg] for leg in now):
        return SwellingChange(Course.UP, day, now, before, since)
    heights = {leg: _height(row) for leg, row in rows.items()}
    before = {leg: value for leg, (_, value) in heights.items()}
    fall, since = max((before[leg] - now[leg], at) for leg, (at, _) in heights.items())
    course = Course.BETTER if fall >= _BETTER_POINTS else Course.LOWER
    return SwellingChange(course, day, now, before, since)


def _newest_first(days: Iterable[DayScores], leg: Score) -> list[_Point]:
    return [(each.day, each.scores[leg]) for each in days if leg in each.scores][::-1]


def _is_near(row: list[_Point]) -> bool:
    return len(row) > 1 and row[0][0] - row[1][0] <= _GAP


def _height(row: list[_Point]) -> _Point:
    """Return the note from which a leg has only fallen since: of its height, the newest."""
    height = row[0]
    for later, earlier in pairwise(row):
        if later[0] - earlier[0] > _GAP or earlier[1] < later[1]:
            break
        if earlier[1] > height[1]:
            height = earlier
    return height
