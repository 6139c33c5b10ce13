"""A score that has clearly fallen: improvement that can be told on the day it is there."""

from dataclasses import dataclass

from soleus.learning.broken_line import Scatter, broken_line
from soleus.learning.series import Series
from soleus.records import Record


@dataclass(frozen=True, slots=True)
class FallRule(Record):
    """What counts as a fall.

    Parameters
    ----------
    window_days : how far back is looked, for the level before the fall
    onset_days : how many days ago the fall may have begun
    least_values : values to judge by
    sureness : standard errors that the slope has to be below nought by
    least_fall : points that it has to be down by
    scatter : what scatter to expect of a score
    """

    window_days: int
    onset_days: tuple[int, ...]
    least_values: int
    sureness: float
    least_fall: float
    scatter: Scatter


def is_falling(scores: Series, day: int, by: FallRule) -> bool:
    """Whether the score has been going down up to a day, by more than chance and rhythm do."""
    seen = scores.until(day, by.window_days)
    if len(seen) < by.least_values:
        return False
    begins = seen.days[0] - 1
    for onset in {max(day - ago, begins) for ago in by.onset_days}:
        line = broken_line(seen, onset, by.scatter)
        if line and line.sureness <= -by.sureness and -line.slope * (day - onset) >= by.least_fall:
            return True
    return False
