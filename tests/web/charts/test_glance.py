"""The picture of two weeks says what was noted, and invents no day."""

from datetime import date, timedelta

import pytest

from coach.samples import note_symptoms
from soleus.coach import Coach
from soleus.journal import Score
from soleus.vocabulary.clock import FixedClock
from soleus.web.charts.glance import DAYS, Glance, glance

LEFT, RIGHT = Score.SWELLING_LEFT, Score.SWELLING_RIGHT


def noted(coach: Coach, clock: FixedClock, days: dict[int, dict[Score, int]]) -> Glance:
    """Note scores so many days ago, and return the picture as it is now."""
    today = coach.today()
    for ago, scores in days.items():
        note_symptoms(coach, "self", scores=scores, at=clock.now() - timedelta(days=ago))
    moved = {today - timedelta(days=ago) for ago in (0, 3, 40)}
    return glance(coach.journal.entries("self"), moved, until=today)


def test_one_day_is_no_line_and_two_are(coach: Coach, clock: FixedClock) -> None:
    assert not noted(coach, clock, {0: {LEFT: 4, RIGHT: 2}}).has_line
    assert noted(coach, clock, {5: {LEFT: 6, RIGHT: 2}}).has_line


def test_the_table_has_each_day_that_is_known_and_no_other(coach: Coach, clock: FixedClock) -> None:
    today = coach.today()
    seen = noted(coach, clock, {0: {LEFT: 4, RIGHT: 2}, 5: {LEFT: 6}, 20: {LEFT: 9}})
    assert seen.rows == [
        (today - timedelta(days=5), [6, None], False),
        (today - timedelta(days=3), [None, None], True),
        (today, [4, 2], True),
    ]
    assert (len(seen.days), seen.moved) == (DAYS, 2)


def test_only_a_dot_of_today_is_todays(coach: Coach, clock: FixedClock) -> None:
    seen = noted(coach, clock, {0: {LEFT: 4}, 1: {RIGHT: 3}, 2: {LEFT: 5, RIGHT: 3}})
    assert {line.leg: seen.is_today(line) for line in seen.chart.lines} == {
        "Left": True,
        "Right": False,
    }


def test_legs_that_are_alike_are_one_line(coach: Coach, clock: FixedClock) -> None:
    seen = noted(coach, clock, {0: {LEFT: 4, RIGHT: 4}, 1: {LEFT: 5, RIGHT: 5}})
    assert [line.leg for line in seen.chart.lines] == ["Both legs"]


def test_a_leg_that_was_never_noted_has_no_line(coach: Coach, clock: FixedClock) -> None:
    seen = noted(coach, clock, {0: {LEFT: 4}, 1: {LEFT: 5}})
    assert [line.leg for line in seen.chart.lines] == ["Left"]


@pytest.mark.parametrize("score", [0, 10])
def test_all_of_it_lies_in_the_frame(coach: Coach, clock: FixedClock, score: int) -> None:
    seen = noted(coach, clock, {ago: {LEFT: score} for ago in range(DAYS)})
    [line] = seen.chart.lines
    assert all(0 < x < seen.chart.width and 0 < y < seen.moved_at for x, y in line.points)
    assert seen.today.x == line.points[-1][0]
    assert seen.today.day == coach.today() == date(2026, 3, 2)
