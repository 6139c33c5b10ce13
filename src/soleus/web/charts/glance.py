"""Two weeks in one glance: the swelling as a line up to today, and beneath it the days moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from soleus.language import msgid
from soleus.web.charts.lines import ChartLine, LineChart, Place, line_chart
from soleus.web.charts.scores import swelling_points

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from soleus.journal import Entry, Recorded

DAYS = 14
_PLACE = Place(width=320, height=104, top=8, bottom=62, left=26, right=308)
_MOVED_AT = 82
_LEAST_DAYS = 2
"""From how many noted days on there is a line to see."""


@dataclass(frozen=True, slots=True)
class GlanceDay:
    """One day of the row beneath the line."""

    day: date
    x: float
    is_moved: bool


@dataclass(frozen=True, slots=True)
class Glance:
    """The picture of the last days.

    Parameters
    ----------
    chart : the swelling of each leg, or of both in one line where they are alike
    days : the days from the first to today, and on which of them the legs were moved
    """

    chart: LineChart
    days: tuple[GlanceDay, ...]
    moved_at: int = _MOVED_AT

    @property
    def has_line(self) -> bool:
        """Whether enough days were noted to draw a line."""
        return len(self.chart.rows) >= _LEAST_DAYS

    @property
    def moved(self) -> int:
        """On how many of the days the legs were moved."""
        return sum(each.is_moved for each in self.days)

    @property
    def today(self) -> GlanceDay:
        """Today, the last of the days."""
        return self.days[-1]

    def is_today(self, line: ChartLine) -> bool:
        """Whether the last dot of a line is today's."""
        return bool(line.values) and line.values[-1][0] == self.today.day

    @property
    def rows(self) -> list[tuple[date, list[float | None], bool]]:
        """The table: each day on which something is known."""
        known = dict(self.chart.rows)
        none: list[float | None] = [None] * len(self.chart.lines)
        return [
            (each.day, known.get(each.day, none), each.is_moved)
            for each in self.days
            if each.is_moved or each.day in known
        ]


def glance(recorded: Sequence[Recorded[Entry]], moved: Collection[date], *, until: date) -> Glance:
    """Return the picture of the two weeks that end with a day."""
    left, right = swelling_points(recorded)
    named = {msgid("Left"): left, msgid("Right"): right}
    if left == right:
        named = {msgid("Both legs"): left}
    named = {name: points for name, points in named.items() if points}
    chart = line_chart(
        msgid("Swelling"),
        msgid("0 to 10"),
        named,
        until=until,
        days=DAYS,
        bounds=(0.0, 10.0),
        place=_PLACE,
    )
    days = [until - timedelta(days=ago) for ago in range(DAYS - 1, -1, -1)]
    row = (GlanceDay(day, _PLACE.along(n / (DAYS - 1)), day in moved) for n, day in enumerate(days))
    return Glance(chart, tuple(row))
