from hypothesis import given
from hypothesis import strategies as st

from soleus.plan.bouts import split, spread


@given(st.integers(0, 500), st.integers(0, 6))
def test_a_day_is_split_into_bouts_of_five_to_ten_minutes(minutes: int, wished: int) -> None:
    bouts = split(min(minutes, 40), wished)
    assert all(5 <= bout <= 10 for bout in bouts)
    assert sum(bouts) == (min(minutes, 40) if minutes >= 5 else 0)


@given(st.integers(0, 500), st.integers(0, 7))
def test_minutes_are_spread_over_days_that_are_empty_or_worth_a_bout(
    minutes: int, days: int
) -> None:
    spreaded = spread(minutes, days)
    assert len(spreaded) == days
    assert all(amount == 0 or 5 <= amount <= 40 for amount in spreaded)
    assert sum(spreaded) <= minutes
    if 5 <= minutes <= 40 * days:
        assert sum(spreaded) == minutes


def test_ten_minutes_are_two_bouts_when_two_places_are_liked_and_one_otherwise() -> None:
    assert split(10, 2) == [5, 5]
    assert split(10, 1) == [10]
    assert split(23, 2) == [8, 8, 7]


def test_a_few_minutes_fall_on_days_apart() -> None:
    assert spread(14, 7) == [7, 0, 0, 7, 0, 0, 0]
