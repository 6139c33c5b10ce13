"""The curves of a report: those of which something was noted, each with its numbers in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from soleus.journal import Score, week_minutes
from soleus.language import day_and_month, msgid, number_words, translate
from soleus.plan import targets
from soleus.web.charts.girth import calf_chart
from soleus.web.charts.lines import LineChart
from soleus.web.charts.scores import score_chart, swelling_chart
from soleus.web.charts.weeks_chart import WeeksChart, weeks_chart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from soleus.journal import Entry, Recorded
    from soleus.web.charts.lines import ChartLine

_OF_A_LINE = msgid(
    "{what}: first {first} on {first_day}, last {last} on {last_day}, lowest {low}, highest {high}."
)
_OF_A_WEEK = msgid("week of {day}: {minutes}")


@dataclass(frozen=True, slots=True)
class ReportCurve:
    """One picture of a report.

    Parameters
    ----------
    words : what it shows with its numbers, for somebody who does not see it
    weeks : the bars, where it is a picture of weeks; ``chart`` gives its size
    """

    title: str
    unit: str
    words: str
    chart: LineChart | WeeksChart
    weeks: WeeksChart | None = None


def report_curves(
    recorded: Sequence[Recorded[Entry]], *, until: date, since: date
) -> tuple[ReportCurve, ...]:
    """Return the curves of swelling, pain, girth and minutes of which there is a note."""
    days = (until - since).days + 1
    lines = (
        swelling_chart(recorded, until=until, days=days),
        score_chart(recorded, Score.LEG_PAIN, until=until, days=days),
        calf_chart(recorded, until=until, days=days),
    )
    curves = [
        ReportCurve(each.title, each.unit, _words(each), each)
        for each in lines
        if not each.is_empty
    ]
    weeks = minutes_by_week(recorded, until, -(-days // 7))
    if not weeks.is_empty:
        title, unit = msgid("Minutes"), msgid("that count, each week")
        curves.append(ReportCurve(title, unit, _words_of(weeks), weeks, weeks))
    return tuple(curves)


def minutes_by_week(recorded: Sequence[Recorded[Entry]], until: date, weeks: int) -> WeeksChart:
    """Return one bar for each of the last weeks, this one included."""
    monday = until - timedelta(days=until.weekday())
    starts = [monday - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
    sums = [(start, week_minutes(recorded, start).moderate_equivalent) for start in starts]
    return weeks_chart(sums, targets().moderate_minutes_per_week.value)


def _words(chart: LineChart) -> str:
    lines = " ".join(_line_words(each) for each in chart.lines if each.values)
    return f"{translate(chart.title)}, {translate(chart.unit)}. {lines}"


def _line_words(line: ChartLine) -> str:
    values = [value for _, value in line.values]
    (first_day, first), (last_day, last) = line.values[0], line.values[-1]
    return translate(
        _OF_A_LINE,
        what=translate(line.leg),
        first=number_words(first),
        first_day=day_and_month(first_day),
        last=number_words(last),
        last_day=day_and_month(last_day),
        low=number_words(min(values)),
        high=number_words(max(values)),
    )


def _words_of(weeks: WeeksChart) -> str:
    def told() -> Iterator[str]:
        for bar in weeks.bars:
            day = day_and_month(bar.week, short=True)
            yield translate(_OF_A_WEEK, day=day, minutes=bar.minutes)

    text = msgid("Minutes that count; the target is {target}.")
    return f"{translate(text, target=weeks.target)} {'; '.join(told())}."
