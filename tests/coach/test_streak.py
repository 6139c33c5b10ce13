"""Days with movement in a row: forgiving, and never a reason to move when a doctor comes first."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.samples import WELL
from soleus.coach import Coach
from soleus.coach.streak import DAYS_OFF, IN_DAYS, streak
from soleus.journal import ActivityEntry, Intensity, Recorded
from soleus.vocabulary import FixedClock

TODAY = date(2026, 3, 30)


def moved(coach: Coach, clock: FixedClock, pattern: str) -> int:
    """Live a day for each sign, ``x`` with and ``-`` without movement, and count on the last."""
    for place, sign in enumerate(pattern):
        if place:
            clock.advance(timedelta(days=1))
        if sign == "x":
            coach.journal.append("self", ActivityEntry(5, Intensity.LIGHT))
    return coach.looking_back.streak("self").days


@pytest.mark.parametrize(
    ("pattern", "days"),
    [
        ("-", 0),
        ("x", 1),
        ("xxx-", 3),
        ("xx-xx-x", 5),
        ("xxx--xxx", 6),
        ("xxx---xxx", 3),
        ("xx-x-x-xx", 4),
        ("xx-xxxxxx-xxxxxx-xx", 16),
    ],
)
def test_two_days_off_in_any_seven_are_part_of_it(
    coach: Coach, clock: FixedClock, pattern: str, days: int
) -> None:
    assert moved(coach, clock, pattern) == days


def test_days_on_which_a_doctor_comes_first_are_left_out(coach: Coach, clock: FixedClock) -> None:
    assert moved(coach, clock, "xxx") == 3
    clock.advance(timedelta(days=1))
    coach.checks.record("self", {"answers": {"leg_pain": "left"}, "others": "no"})
    clock.advance(timedelta(days=9))
    coach.checks.record("self", WELL)
    assert coach.looking_back.streak("self").days == 3
    clock.advance(timedelta(days=1))
    assert moved(coach, clock, "x") == 4


@given(st.sets(st.integers(0, 40)))
def test_it_never_counts_a_day_without_movement_and_never_misses_the_last_ones(
    ago: set[int],
) -> None:
    days = streak(
        [_noted(TODAY - timedelta(days=each)) for each in sorted(ago, reverse=True)], TODAY
    )
    assert days.days <= len(ago)
    in_a_row = next(n for n in range(42) if n not in ago)
    assert days.days >= in_a_row
    if days.since is not None:
        span = [TODAY - timedelta(days=n) for n in range(1, (TODAY - days.since).days + 1)]
        missed = [day for day in span if (TODAY - day).days not in ago]
        for day in missed:
            near = [other for other in missed if 0 <= (day - other).days < IN_DAYS]
            assert len(near) <= DAYS_OFF


def _noted(day: date) -> Recorded[ActivityEntry]:
    from datetime import UTC, datetime, time
    from uuid import uuid4

    at = datetime.combine(day, time(12), UTC)
    entry = ActivityEntry(5, Intensity.LIGHT)
    return Recorded(uuid4(), "self", entry, at, timedelta(0), at, None, False, True, 1)
