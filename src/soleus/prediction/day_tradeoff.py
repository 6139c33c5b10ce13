"""Fewer breaks against less swelling: the days that can be chosen, and the plain rule beside them.

Everything here is simulated. The swelling of a day is the most that the foot has swollen when a
stretch of sitting or standing ends, which is late in the day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from soleus.prediction.day_bounds import minutes_into
from soleus.prediction.day_search import best_days
from soleus.reminders import limits, slots_ahead

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from soleus.prediction.day_legs import ShortLegs
    from soleus.prediction.day_people import PeopleOfADay
    from soleus.prediction.day_ways import DayToPlan
    from soleus.reminders import Situation

MANY = 0.9
"""The part of the simulated people whose swelling has to stay below the limit."""


@dataclass(frozen=True, slots=True)
class DayOption:
    """A day with breaks at some moments, and what the simulated people's feet do on it.

    Parameters
    ----------
    breaks : when they are
    low, middle, high : the swelling that one, five and nine of ten people do not pass [% of the
        foot's volume]
    """

    breaks: tuple[datetime, ...]
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class RuleDay:
    """The day of the ordinary rule: a break every so many minutes."""

    every_minutes: int
    option: DayOption
    is_own: bool


@dataclass(frozen=True, slots=True)
class TradeOff:
    """What can be chosen of a day.

    Parameters
    ----------
    options : the best day for each number of breaks, the fewest first
    rules : the ordinary rule, at the shortest and the longest interval and at the person's own
    still : the day with no break at all, which nobody is advised to have
    people : whose legs it rests on
    """

    options: tuple[DayOption, ...]
    rules: tuple[RuleDay, ...]
    still: DayOption
    people: PeopleOfADay

    @property
    def own_rule(self) -> RuleDay:
        """The ordinary rule at the person's own interval."""
        return next(each for each in self.rules if each.is_own)

    @property
    def usual_limit(self) -> float:
        """The limit that is met by the ordinary rule: its swelling, to the next twentieth."""
        return ceil(self.own_rule.option.high * 20.0 - 1e-6) / 20.0

    def under(self, limit: float) -> DayOption | None:
        """Return the day with the fewest breaks that stays under a limit; None if none does.

        It does where the swelling of nine of ten people is no more than the limit.
        """
        return next((each for each in self.options if each.high <= limit), None)

    @property
    def lowest(self) -> DayOption:
        """The day that comes nearest to a limit that no day stays under."""
        return min(self.options, key=lambda each: (round(each.high, 2), len(each.breaks)))


def trade_off(day: DayToPlan, situation: Situation, people: PeopleOfADay) -> TradeOff:
    """Return what can be chosen of a day, for simulated people; well under two seconds.

    Parameters
    ----------
    situation : what is known now; its ordinary rule is drawn beside
    """
    typical = _cautious_one(day, people.legs)
    found = best_days(day, typical).values()
    rules = tuple(_rules(day, situation, people))
    still = _option(day, people, ())
    return TradeOff(tuple(_option(day, people, each) for each in found), rules, still, people)


def _cautious_one(day: DayToPlan, legs: Sequence[ShortLegs]) -> ShortLegs:
    """Return the person whose swelling on a day with no break nine of ten do not pass."""
    return sorted(legs, key=lambda each: day.highest(each, ()))[_place(len(legs), MANY)]


def _option(day: DayToPlan, people: PeopleOfADay, breaks: Iterable[datetime]) -> DayOption:
    moments = tuple(breaks)
    minutes = [minutes_into(day.ahead, each) for each in moments]
    swollen = sorted(day.highest(each, minutes) for each in people.legs)
    low, middle, high = (swollen[_place(len(swollen), part)] for part in (1.0 - MANY, 0.5, MANY))
    return DayOption(moments, low, middle, high)


def _place(people: int, part: float) -> int:
    """Return the place, in order, of the first whom this part of people do not pass."""
    return max(0, ceil(part * people - 1e-9) - 1)


def _rules(day: DayToPlan, situation: Situation, people: PeopleOfADay) -> Iterable[RuleDay]:
    own = situation.settings.interval_minutes
    for minutes in sorted({limits().interval_least, own, limits().interval_most}):
        settings = replace(situation.settings, is_on=True, interval_minutes=minutes)
        ordinary = replace(situation, settings=settings, planned=None)
        slots = slots_ahead(ordinary, day.ahead.ends)
        option = _option(day, people, (each.at for each in slots))
        yield RuleDay(minutes, option, is_own=minutes == own)
