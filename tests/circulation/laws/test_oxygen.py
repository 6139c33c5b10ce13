import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation.laws import arterial_oxygen, limited_uptake, walking_uptake

SPEEDS = st.floats(30, 130)
GRADES = st.floats(-0.1, 0.2)


def test_four_km_an_hour_on_the_level_takes_6_7_ml_beyond_rest() -> None:
    assert walking_uptake(4.0 / 0.06, 0.0) == pytest.approx(6.67, abs=0.01)


def test_ten_percent_up_takes_18_7_ml_beyond_rest() -> None:
    assert walking_uptake(4.0 / 0.06, 0.1) == pytest.approx(18.67, abs=0.01)


@given(SPEEDS, SPEEDS, GRADES, GRADES)
def test_faster_and_steeper_takes_more(s1: float, s2: float, g1: float, g2: float) -> None:
    (slow, fast), (flat, steep) = sorted((s1, s2)), sorted((g1, g2))
    assert 0.0 < walking_uptake(slow, flat) <= walking_uptake(fast, steep) + 1e-9


def test_the_level_is_reached_alike_from_both_sides() -> None:
    up, down = walking_uptake(70.0, 1e-9), walking_uptake(70.0, -1e-9)
    assert up == pytest.approx(down, rel=1e-6)


def test_a_healthy_mans_blood_holds_about_200_ml_a_litre() -> None:
    assert 0.185 < arterial_oxygen(0.44) < 0.205


@given(st.floats(0, 5000), st.floats(0, 5000))
def test_nothing_takes_more_than_it_asks_for_or_gets(demand: float, delivered: float) -> None:
    taken = limited_uptake(demand, delivered, 0.88)
    assert taken <= demand
    assert taken <= 0.88 * delivered
    assert taken in (demand, 0.88 * delivered)
