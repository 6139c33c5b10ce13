"""Swelling that is gone on waking: whether that is known of most of the days noted."""

from dataclasses import dataclass

from soleus.learning.diary import Diary
from soleus.records import Record

SWELLINGS = ("swelling_left", "swelling_right")


@dataclass(frozen=True, slots=True)
class MorningRule(Record):
    """What counts as mostly gone by morning. A morning that nobody noted is not known to be gone.

    Parameters
    ----------
    window_days : the newest days that are looked at
    most : more than this part of the days noted, to be mostly gone
    known : or, where more than this part of them has a note of the morning,
    most_of_known : more than this part of the mornings noted
    newest_days : the newest of all, that tell of a change
    newest_left : mornings among them on which it was not gone, to be mostly gone no more
    evening_days : days noted by which somebody known to swell by evening alone is judged
    early_left : mornings before then on which it was not gone, that say something
    """

    window_days: int
    most: float
    known: float
    most_of_known: float
    newest_days: int
    newest_left: int
    evening_days: int
    early_left: int


def is_mostly_gone(diary: Diary, day: int, by: MorningRule) -> bool:
    """Whether swelling is known to be gone by morning on most of the days noted up to a day."""
    mornings = diary.series["gone_by_morning"].until(day, by.window_days)
    newest = mornings.until(day, by.newest_days)
    if len(newest) - sum(newest.values) >= by.newest_left:
        return False
    gone, noted = sum(mornings.values), days_noted(diary, day, by)
    if gone > by.most * noted:
        return True
    return len(mornings) > by.known * noted and gone > by.most_of_known * len(mornings)


def is_too_early(diary: Diary, day: int, by: MorningRule) -> bool:
    """Whether too few days are noted to doubt what the check knows: evening swelling alone.

    Of mornings that are noted it has to be gone on most all the same, but for the first few
    that it was not: one or two say little. With no morning known to be gone nothing is too early.
    """
    if not diary.is_evening or days_noted(diary, day, by) >= by.evening_days:
        return False
    mornings = diary.series["gone_by_morning"].until(day, by.window_days)
    gone = sum(mornings.values)
    return gone > by.most * len(mornings) or (gone > 0 and len(mornings) - gone < by.early_left)


def days_noted(diary: Diary, day: int, by: MorningRule) -> int:
    """Return on how many days an evening's swelling was noted, or how it was in the morning."""
    series = [diary.series[name] for name in (*SWELLINGS, "gone_by_morning")]
    return len(set().union(*(each.until(day, by.window_days).days for each in series)))
