"""Scores from 0 to 10 over some days: the swelling of each leg, and what both legs share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.journal import Score, daily_scores
from soleus.language import msgid
from soleus.web.charts.lines import LineChart, line_chart, two_legs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from soleus.journal import Entry, Recorded

_UNIT, _BOUNDS = msgid("0 to 10"), (0.0, 10.0)
_SHARED = {
    Score.HEAVINESS: msgid("Heavy or aching"),
    Score.LEG_FATIGUE: msgid("Tired"),
    Score.LEG_PAIN: msgid("Pain"),
}


def swelling_chart(recorded: Sequence[Recorded[Entry]], *, until: date, days: int) -> LineChart:
    """Return the swelling of both legs over the last ``days`` days."""
    left, right = swelling_points(recorded)
    title = msgid("Swelling")
    return two_legs(title, _UNIT, left, right, until=until, days=days, bounds=_BOUNDS)


def swelling_points(
    recorded: Sequence[Recorded[Entry]],
) -> tuple[list[tuple[date, float]], list[tuple[date, float]]]:
    """Return the swelling of each day on which it was noted, of the left leg and of the right."""
    return _points(recorded, Score.SWELLING_LEFT), _points(recorded, Score.SWELLING_RIGHT)


def shared_charts(
    recorded: Sequence[Recorded[Entry]], *, until: date, days: int
) -> list[LineChart]:
    """Return a chart of each other score that was recorded in the last ``days`` days."""
    return [
        score_chart(recorded, score, until=until, days=days)
        for score in _SHARED
        if _points(recorded, score)
    ]


def score_chart(
    recorded: Sequence[Recorded[Entry]], score: Score, *, until: date, days: int
) -> LineChart:
    """Return the chart of one score of both legs together."""
    title = _SHARED[score]
    points = {title: _points(recorded, score)}
    return line_chart(title, _UNIT, points, until=until, days=days, bounds=_BOUNDS)


def _points(recorded: Sequence[Recorded[Entry]], score: Score) -> list[tuple[date, float]]:
    days = daily_scores(recorded)
    return [(day.day, float(day.scores[score])) for day in days if score in day.scores]
