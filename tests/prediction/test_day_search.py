"""The search finds what looking at every day finds, and answers in time."""

from collections.abc import Iterator
from itertools import pairwise
from time import perf_counter

import pytest

from prediction.days import at, desk_day, to_plan
from soleus.prediction import DayToPlan, trade_off
from soleus.prediction.day_people import people_in_general
from soleus.prediction.day_search import CLOSE, best_days
from soleus.reminders import Event, Happened, Situation

PEOPLE = people_in_general()
CASES = [
    desk_day(now=at(13, 40), starts=at(13, 30).time()),
    desk_day((at(14, 30), at(15)), now=at(13), starts=at(13, 30).time()),
    desk_day(
        now=at(13, 50),
        starts=at(11).time(),
        history=(Event(Happened.MOVED, at(13, 10)), Event(Happened.SKIPPED, at(13, 47))),
    ),
]


def every_day(day: DayToPlan, ends: float, since: float, first: float) -> Iterator[list[float]]:
    """Yield every way to put breaks on the five minutes of a day within the bounds, by hand."""
    meetings = [
        ((m.starts - day.ahead.starts).total_seconds() / 60, (m.ends - m.starts).seconds / 60)
        for m in day.ahead.meetings
    ]

    def go_on(last: float, breaks: list[float]) -> Iterator[list[float]]:
        if ends - last <= 60:
            yield breaks
        for here in range(
            int(max(last + 30, first) + 4) // 5 * 5, int(min(last + 60, ends - 1)) + 1, 5
        ):
            if not any(begins < here + 2 and here < begins + lasts for begins, lasts in meetings):
                yield from go_on(here, [*breaks, here])

    yield from go_on(since, [])


@pytest.mark.parametrize("number", range(len(CASES)))
def test_no_day_within_the_bounds_is_better(number: int) -> None:
    day = to_plan(CASES[number])
    part = day.ahead.parts[0]
    _, since, ends = day.minutes(part)
    first = (day.ahead.now - day.ahead.starts).total_seconds() / 60
    for legs in PEOPLE.legs[:3]:
        known: dict[int, float] = {}
        for breaks in every_day(day, ends, since, first):
            peak = day.highest(legs, breaks)
            known[len(breaks)] = min(known.get(len(breaks), peak), peak)
        found = best_days(day, legs)
        assert set(found) == set(known)
        assert len(known) > 1
        for count, best in found.items():
            minutes = [(b - day.ahead.starts).total_seconds() / 60 for b in best]
            assert day.highest(legs, minutes) <= known[count] + CLOSE * (count + 1)


def test_more_breaks_never_swell_more_than_fewer() -> None:
    situation = desk_day()
    choice = trade_off(to_plan(situation), situation, PEOPLE)
    counts = [len(each.breaks) for each in choice.options]
    assert counts == list(range(7, 16))
    assert all(a.high >= b.high - CLOSE * 15 for a, b in pairwise(choice.options))


def test_the_plan_needs_fewer_breaks_than_the_rule_for_as_little_swelling() -> None:
    situation = desk_day()
    choice = trade_off(to_plan(situation), situation, PEOPLE)
    rule = choice.own_rule.option
    found = choice.under(rule.high + 0.01)
    assert found is not None
    assert found.high <= rule.high + 0.01
    assert len(found.breaks) < len(rule.breaks)


def test_a_limit_that_nothing_reaches_gives_the_nearest_day() -> None:
    situation = desk_day()
    choice = trade_off(to_plan(situation), situation, PEOPLE)
    assert choice.under(0.5) is None
    assert choice.lowest.high <= min(each.high for each in choice.options) + 0.01
    assert choice.under(choice.lowest.high) is not None


def test_sitting_through_swells_most_of_all() -> None:
    situation = desk_day()
    choice = trade_off(to_plan(situation), situation, PEOPLE)
    assert choice.still.high > max(each.high for each in choice.options)


def test_the_range_of_people_is_told_in_order() -> None:
    situation = desk_day((at(10), at(11)))
    choice = trade_off(to_plan(situation), situation, PEOPLE)
    for each in (*choice.options, *(rule.option for rule in choice.rules)):
        assert each.low < each.middle < each.high


def longest_day() -> Situation:
    return desk_day(
        now=at(5), starts=at(5).time(), ends=at(23).time(), quiet_starts=None, quiet_ends=None
    )


def test_the_longest_day_is_answered_within_two_seconds() -> None:
    situation = longest_day()
    begins = perf_counter()
    choice = trade_off(to_plan(situation), situation, PEOPLE)
    assert perf_counter() - begins < 2.0
    assert len(choice.options) > 10
