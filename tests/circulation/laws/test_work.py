import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation.laws import walking_power

SPEED = st.floats(0.3, 2.2)


def test_level_walking_costs_what_was_measured() -> None:
    # Waters 1983: 11.9 mL/kg/min at 80 m/min; 1 W/kg is 2.96 mL/kg/min, standing 3.6.
    assert 3.6 + 2.96 * walking_power(80 / 60, 0.0) == pytest.approx(11.9, abs=0.8)
    # Levine 2000: +154, +202 and +292 % of lying at 1.6, 3.2 and 4.8 km/h, standing +13 %.
    for km_h, percent in ((1.6, 154), (3.2, 202), (4.8, 292)):
        measured = (percent - 13) / 100 * 3.2 / 2.96
        assert walking_power(km_h / 3.6, 0.0) == pytest.approx(measured, rel=0.25)


@given(SPEED, st.floats(0.0, 15.0))
def test_faster_and_steeper_costs_more(speed: float, grade: float) -> None:
    assert walking_power(speed + 0.1, grade) > walking_power(speed, grade)
    assert walking_power(speed, grade + 5.0) > walking_power(speed, grade)


@given(SPEED)
def test_a_little_downhill_is_cheapest_and_never_free(speed: float) -> None:
    costs = [walking_power(speed, g) for g in (0.0, -8.0)]
    assert 0.0 < costs[1] < costs[0]


def test_climbing_costs_as_by_another_equation() -> None:
    # ACSM: 0.1 v + 1.8 v G + 3.5 mL/kg/min, v in m/min.
    acsm = 0.1 * 80 + 1.8 * 80 * 0.10
    assert 2.96 * walking_power(80 / 60, 10.0) == pytest.approx(acsm, rel=0.2)
