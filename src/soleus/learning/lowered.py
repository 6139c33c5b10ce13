"""Swelling that is down by a third since it was first noted, by more than chance and rhythm do."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from soleus.journal import Entry, Recorded
from soleus.learning.diary import Diary
from soleus.learning.from_journal import diary_of_entries
from soleus.learning.mornings import SWELLINGS
from soleus.learning.rule import rule
from soleus.learning.series import DAYS_A_WEEK, Series
from soleus.learning.swelling import SwellingRule

_SHARE = 2 / 3
"""What is left of the first level at most."""

_LEAST_VALUES = 4
"""Notes of a leg in its first week, and in the last one, to judge it by."""

_APART_DAYS = 3 * DAYS_A_WEEK
"""From how many days on after its first note the last week can be held against the first."""


@dataclass(frozen=True, slots=True)
class Lowered:
    """The levels of the leg that fell most: of its first week of notes, and of the last week."""

    before: float
    now: float


def lowered(entries: Iterable[Recorded[Entry]], today: date) -> Lowered | None:
    """Return the fall of the swelling that a journal shows, or None."""
    return lowered_in(diary_of_entries(entries), today)


def lowered_in(diary: Diary, today: date) -> Lowered | None:
    """Return the fall if one leg is down by a third, and no leg that was noted has risen."""
    by = rule(SwellingRule)
    legs = [diary.series[name] for name in SWELLINGS]
    levels = [_levels(leg, today.toordinal()) for leg in legs if len(leg)]
    known = [each for each in levels if each is not None]
    if not known or len(known) < len(levels):
        return None
    falls = list(_falls(known, by))
    is_down = bool(falls) and all(now.mean <= before.mean for before, now in known)
    return max(falls, key=lambda each: each.before - each.now) if is_down else None


def _levels(leg: Series, today: int) -> tuple[Series, Series] | None:
    """Return a leg's first week and its last one; None where they tell too little."""
    first, last = leg.days[0], today - DAYS_A_WEEK + 1
    before, now = leg.between(first, first + DAYS_A_WEEK - 1), leg.between(last, today)
    is_enough = min(len(before), len(now)) >= _LEAST_VALUES and today - first >= _APART_DAYS
    return (before, now) if is_enough else None


def _falls(known: Iterable[tuple[Series, Series]], by: SwellingRule) -> Iterator[Lowered]:
    """Give the legs that fell by a third, by what the rule takes for a fall."""
    for before, now in known:
        scatter = max(by.fall.scatter.noise, before.spread, now.spread)
        error = scatter * math.sqrt(1 / len(before) + 1 / len(now))
        fall = before.mean - now.mean
        is_sure = fall >= max(by.fall.least_fall, by.fall.sureness * error)
        if before.mean >= by.level and now.mean <= before.mean * _SHARE and is_sure:
            yield Lowered(before.mean, now.mean)
