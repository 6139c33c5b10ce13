"""One day's swelling against the days before it: no day looks ahead, no rise is better."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.journal import DayScores, Score
from soleus.learning import Course, change_on

LEFT, RIGHT = Score.SWELLING_LEFT, Score.SWELLING_RIGHT
START = date(2026, 3, 1)
EVENINGS = st.lists(
    st.dictionaries(st.sampled_from([LEFT, RIGHT, Score.HEAVINESS]), st.integers(0, 10)),
    min_size=1,
    max_size=20,
)


def days_of(evenings: list[dict[Score, int]]) -> list[DayScores]:
    return [DayScores(START + timedelta(days=n), each) for n, each in enumerate(evenings) if each]


def both(*scores: int | None) -> list[DayScores]:
    return days_of([{} if s is None else {LEFT: s, RIGHT: s} for s in scores])


def course(*scores: int | None) -> tuple[Course, int]:
    """Return the course of the last evening, and how many days ago it began."""
    change = change_on(START + timedelta(days=len(scores) - 1), both(*scores))
    assert change is not None
    return change.course, (change.day - change.since).days


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((3,), (Course.FIRST, 0)),
        ((3, 3), (Course.SAME, 1)),
        ((1, 9), (Course.UP, 1)),
        ((4, 3), (Course.LOWER, 1)),
        ((6, 4), (Course.BETTER, 1)),
        ((2, 6, 5, 5, 3), (Course.BETTER, 3)),
        ((6, 6, 5, 4), (Course.BETTER, 2)),
        ((6, None, None, 3), (Course.BETTER, 3)),
        ((6, *[None] * 8, 3), (Course.FIRST, 0)),
    ],
)
def test_a_row_of_evenings(scores: tuple[int | None, ...], expected: tuple[Course, int]) -> None:
    assert course(*scores) == expected


def test_one_leg_up_is_up_whatever_the_other_does() -> None:
    change = change_on(
        START + timedelta(days=1), days_of([{LEFT: 8, RIGHT: 1}, {LEFT: 0, RIGHT: 2}])
    )
    assert change is not None
    assert change.course is Course.UP


def test_a_leg_is_held_against_its_own_last_note() -> None:
    days = days_of([{LEFT: 3, RIGHT: 2}, {LEFT: 3}, {LEFT: 3, RIGHT: 9}])
    change = change_on(START + timedelta(days=2), days)
    assert change is not None
    assert (change.course, dict(change.before)) == (Course.UP, {LEFT: 3, RIGHT: 2})


@given(EVENINGS, st.integers(0, 19))
def test_no_day_looks_ahead(evenings: list[dict[Score, int]], back: int) -> None:
    days = days_of(evenings)
    day = START + timedelta(days=back)
    assert change_on(day, days) == change_on(day, [each for each in days if each.day <= day])


@given(EVENINGS)
def test_better_only_where_no_leg_rose_and_one_fell_by_two(
    evenings: list[dict[Score, int]],
) -> None:
    day = START + timedelta(days=len(evenings) - 1)
    change = change_on(day, days_of(evenings))
    noted = evenings[-1].keys() & {LEFT, RIGHT}
    assert (change is None) == (not noted)
    if change is None:
        return
    for leg in change.before:
        last = next(each[leg] for each in reversed(evenings[:-1]) if leg in each)
        if change.course is not Course.UP:
            assert change.now[leg] <= last
    falls = [change.before[leg] - change.now[leg] for leg in change.before]
    assert (change.course is Course.BETTER) == (
        change.course is not Course.UP and max(falls, default=0) >= 2
    )
