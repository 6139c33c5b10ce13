"""When a rule repeats within some days: only the periods that touch them are looked at.

So the work is bounded by the days that are asked for, and not by when a series began nor by
whether it can ever repeat. Only a rule that ends after so many times has to be counted from its
beginning, and that is charged to a budget.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from soleus.reminders.ics.moments import LAST_YEAR, UnreadableError
from soleus.reminders.ics.rules import Period, RecurrenceRule

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY = timedelta(days=1)
MOST_COUNTED = 10_000
"""How many steps the counting of one rule from its beginning may take."""


class TooMuchError(Exception):
    """A calendar asks for more work than any that a person keeps."""


@dataclass(slots=True)
class Budget:
    """How many steps the reading of one calendar may still take."""

    steps: int

    def spend(self, steps: int = 1) -> None:
        """Take some steps off.

        Raises
        ------
        TooMuchError
            where none are left.
        """
        self.steps -= steps
        if self.steps < 0:
            raise TooMuchError


def times_between(
    rule: RecurrenceRule, starts: datetime, first: date, last: date, budget: Budget
) -> Iterator[datetime]:
    """Yield the local times of a rule on the days from ``first`` to ``last``, in order.

    Parameters
    ----------
    starts : the first time of the series, by the same clock

    Raises
    ------
    UnreadableError
        where it takes too long to count how often the rule has repeated.
    TooMuchError
        where the budget is spent.
    """
    yield from _Expansion(rule, starts, budget).between(max(first, starts.date()), last)


class _Expansion:
    """One rule, with what it takes from the first time of its series."""

    def __init__(self, rule: RecurrenceRule, starts: datetime, budget: Budget) -> None:
        self._rule = rule
        self._starts = starts
        self._budget = budget
        self._months, self._month_days, self._weekdays = _defaults(rule, starts.date())
        self._plain_weekdays = {
            day for day, number in self._weekdays if not number or rule.pace < Period.MONTHLY
        }
        self._numbered = {
            pair for pair in self._weekdays if pair[1] and rule.pace >= Period.MONTHLY
        }
        self._times = sorted(
            time(hour, minute, second)
            for hour in rule.hours or (starts.hour,)
            for minute in rule.minutes or (starts.minute,)
            for second in rule.seconds or (starts.second,)
        )

    def between(self, first: date, last: date) -> Iterator[datetime]:
        until = self._rule.until
        if until is not None:
            last = min(last, until.local.date() + _DAY)
        if self._rule.count is not None:
            yield from self._counted(first, last)
            return
        index = self._index_of(first)
        while (period := self._period(index)) is not None and period[0] <= last:
            for at in self._in_period(*period, first, last):
                if first <= at.date() <= last and at >= self._starts:
                    yield at
            index += 1

    def _counted(self, first: date, last: date) -> Iterator[datetime]:
        left, index = self._rule.count or 0, 0
        steady = self._times_a_period()
        if steady is not None:
            skipped = max(0, self._index_of(first) - 1)
            if skipped > 0:
                period = self._period(0)
                beginning = () if period is None else self._in_period(*period, *period)
                left -= sum(1 for at in beginning if at >= self._starts) + (skipped - 1) * steady
                index = skipped
        had = self._budget.steps
        while left > 0 and (period := self._period(index)) is not None and period[0] <= last:
            self._budget.spend()
            if had - self._budget.steps > MOST_COUNTED:
                raise UnreadableError
            for at in self._in_period(*period, *period):
                if at < self._starts:
                    continue
                left -= 1
                if first <= at.date() <= last:
                    yield at
                if not left:
                    return
            index += 1

    def _times_a_period(self) -> int | None:
        """Return how many times every period has, where that is plain."""
        rule = self._rule
        is_plain = not (
            rule.months or rule.week_numbers or rule.year_days or rule.month_days or rule.positions
        )
        if rule.pace is Period.WEEKLY and is_plain:
            return len(self._plain_weekdays) * len(self._times)
        if rule.pace is Period.DAILY and is_plain and not rule.weekdays:
            return len(self._times)
        return None

    # Periods, by their number since the first time

    def _index_of(self, day: date) -> int:
        """Return the number of a period that lies before a day or holds it, the last such."""
        starts, rule = self._starts.date(), self._rule
        match rule.pace:
            case Period.DAILY:
                passed = (day - starts).days
            case Period.WEEKLY:
                passed = (day - self._week_of(starts)).days // 7
            case Period.MONTHLY:
                passed = (day.year - starts.year) * 12 + day.month - starts.month
            case Period.YEARLY:
                passed = day.year - starts.year
        return max(0, passed // rule.interval)

    def _period(self, index: int) -> tuple[date, date] | None:
        """Return the first and the last day of a period; None beyond all years."""
        starts, passed = self._starts.date(), index * self._rule.interval
        try:
            match self._rule.pace:
                case Period.DAILY:
                    day = starts + passed * _DAY
                    return day, day
                case Period.WEEKLY:
                    day = self._week_of(starts) + 7 * passed * _DAY
                    return day, day + 6 * _DAY
                case Period.MONTHLY:
                    year, month = divmod(starts.year * 12 + starts.month - 1 + passed, 12)
                    day = date(year, month + 1, 1)
                    return day, _end_of_month(day)
                case Period.YEARLY:
                    year = starts.year + passed
                    return date(year, 1, 1), date(year, 12, 31)
        except (OverflowError, ValueError):
            return None

    def _week_of(self, day: date) -> date:
        """Return the day on which the week of a day begins."""
        back = (day.weekday() - self._rule.week_starts) % 7
        return day - min(back, day.toordinal() - 1) * _DAY

    def _in_period(self, begins: date, ends: date, first: date, last: date) -> list[datetime]:
        """Return the times of a period, in order; without positions only those that are asked."""
        if not self._rule.positions:
            begins, ends = max(begins, first), min(ends, last)
        times = [
            datetime.combine(day, at) for day in self._days(begins, ends) for at in self._times
        ]
        if not self._rule.positions:
            return times
        places = {place - 1 if place > 0 else len(times) + place for place in self._rule.positions}
        return [at for place, at in enumerate(times) if place in places]

    def _days(self, begins: date, ends: date) -> Iterator[date]:
        day = begins
        while day <= ends and day.year < LAST_YEAR:
            self._budget.spend()
            if self._months and day.month not in self._months:
                day = _end_of_month(day) + _DAY
                continue
            if self._fits(day):
                yield day
            day += _DAY

    def _fits(self, day: date) -> bool:
        rule = self._rule
        if self._weekdays and not self._fits_weekday(day):
            return False
        if self._month_days:
            from_end = day.day - _end_of_month(day).day - 1
            if day.day not in self._month_days and from_end not in self._month_days:
                return False
        if rule.year_days:
            number = day.timetuple().tm_yday
            from_end = number - date(day.year, 12, 31).timetuple().tm_yday - 1
            if number not in rule.year_days and from_end not in rule.year_days:
                return False
        return not rule.week_numbers or self._fits_week_number(day)

    def _fits_weekday(self, day: date) -> bool:
        if day.weekday() in self._plain_weekdays:
            return True
        if not self._numbered:
            return False
        if self._rule.pace is Period.MONTHLY or self._rule.months:
            number, length = day.day, _end_of_month(day).day
        else:
            number = day.timetuple().tm_yday
            length = date(day.year, 12, 31).timetuple().tm_yday
        from_start, from_end = (number - 1) // 7 + 1, -((length - number) // 7 + 1)
        return not self._numbered.isdisjoint(
            {(day.weekday(), from_start), (day.weekday(), from_end)}
        )

    def _fits_week_number(self, day: date) -> bool:
        middle = self._week_of(day) + 3 * _DAY
        number = (middle.timetuple().tm_yday - 1) // 7 + 1
        last = (date(middle.year, 12, 31).timetuple().tm_yday - middle.timetuple().tm_yday) // 7
        return number in self._rule.week_numbers or -last - 1 in self._rule.week_numbers


def _defaults(
    rule: RecurrenceRule, starts: date
) -> tuple[frozenset[int], frozenset[int], frozenset[tuple[int, int]]]:
    """Return months, days of the month and weekdays, where left out those of the first time."""
    months, month_days, weekdays = rule.months, rule.month_days, rule.weekdays
    if not (rule.week_numbers or rule.year_days or month_days or weekdays):
        match rule.pace:
            case Period.YEARLY:
                months = months or frozenset({starts.month})
                month_days = frozenset({starts.day})
            case Period.MONTHLY:
                month_days = frozenset({starts.day})
            case Period.WEEKLY:
                weekdays = frozenset({(starts.weekday(), 0)})
            case Period.DAILY:
                pass
    return months, month_days, weekdays


def _end_of_month(day: date) -> date:
    if day.month == 12:
        return date(day.year, 12, 31)
    return date(day.year, day.month + 1, 1) - _DAY
