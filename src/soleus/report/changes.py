"""How scores and circumferences stand at the end of some weeks against their beginning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from soleus.journal import Score, circumferences, daily_scores
from soleus.language import length_words, msgid, number_words
from soleus.vocabulary import Leg

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from soleus.journal import Entry, Recorded

    Point = tuple[date, float]

STRETCH = timedelta(days=7)
"""A week at either end: swelling has a rhythm of the week, so a single day tells little."""

SCORES = {
    Score.SWELLING_LEFT: msgid("Swelling, left"),
    Score.SWELLING_RIGHT: msgid("Swelling, right"),
    Score.LEG_PAIN: msgid("Pain"),
    Score.HEAVINESS: msgid("Heavy or aching"),
    Score.LEG_FATIGUE: msgid("Tired"),
}
_GIRTHS = {
    ("calf_cm", Leg.LEFT): msgid("Calf, left"),
    ("calf_cm", Leg.RIGHT): msgid("Calf, right"),
    ("ankle_cm", Leg.LEFT): msgid("Ankle, left"),
    ("ankle_cm", Leg.RIGHT): msgid("Ankle, right"),
}


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of some days."""

    value: float
    days: int

    def words(self, unit: str) -> str:
        """Return the value with one decimal, and its unit where it is a length."""
        rounded = round(self.value, 1)
        return length_words(rounded) if unit == "cm" else number_words(rounded)


@dataclass(frozen=True, slots=True)
class NotedChange:
    """One thing that was noted again and again: its first seven days and its last seven.

    Parameters
    ----------
    what : a noun phrase
    unit : ``score`` (0 to 10) or ``cm``
    before, now : None for ``before`` where the notes do not reach over two weeks
    """

    what: str
    unit: str
    before: Mean | None
    now: Mean


def changes(entries: Sequence[Recorded[Entry]]) -> tuple[NotedChange, ...]:
    """Return the change of each score and circumference of which there is a note."""
    return tuple(
        _change(what, unit, points) for what, unit, points in _series(entries) if len(points)
    )


def _series(entries: Sequence[Recorded[Entry]]) -> Iterator[tuple[str, str, list[Point]]]:
    days = daily_scores(entries)
    for score, what in SCORES.items():
        yield (
            what,
            "score",
            [(each.day, float(each.scores[score])) for each in days if score in each.scores],
        )
    for (place, leg), what in _GIRTHS.items():
        measured = [(each.day, getattr(each, place)) for each in circumferences(entries, leg)]
        yield what, "cm", [(day, value) for day, value in measured if value is not None]


def _change(what: str, unit: str, points: list[Point]) -> NotedChange:
    first, last = points[0][0], points[-1][0]
    before = [value for day, value in points if day < first + STRETCH]
    now = [value for day, value in points if day > last - STRETCH]
    reaches = last - first >= 2 * STRETCH - timedelta(days=1)
    return NotedChange(what, unit, _mean(before) if reaches else None, _mean(now))


def _mean(values: list[float]) -> Mean:
    return Mean(sum(values) / len(values), len(values))
