"""Days with movement in a row: none counted that had none, and no recent one missed."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from soleus.learning.streak import DAYS_OFF, IN_DAYS, days_in_a_row

TODAY = date(2026, 3, 30)


@given(st.sets(st.integers(0, 40)))
def test_it_never_counts_a_day_without_movement_and_never_misses_the_last_ones(
    ago: set[int],
) -> None:
    days = days_in_a_row({TODAY - timedelta(days=each) for each in ago}, (), TODAY)
    assert len(days) <= len(ago)
    in_a_row = next(n for n in range(42) if n not in ago)
    assert len(days) >= in_a_row
    if days:
        span = [TODAY - timedelta(days=n) for n in range(1, (TODAY - days[-1]).days + 1)]
        missed = [day for day in span if (TODAY - day).days not in ago]
        for day in missed:
            near = [other for other in missed if 0 <= (day - other).days < IN_DAYS]
            assert len(near) <= DAYS_OFF
