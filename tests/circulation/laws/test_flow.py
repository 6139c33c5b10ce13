import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation.laws import artery_slope, bed_flow, open_flow, valve_flow


@given(st.floats(-100, 100))
def test_flow_through_an_open_way_follows_pressure(drop: float) -> None:
    assert open_flow(drop, 2.0) == 2.0 * drop


def test_a_valve_lets_blood_one_way_and_leaks_as_told() -> None:
    assert valve_flow(10.0, 3.0, 0.0) == 30.0
    assert valve_flow(-10.0, 3.0, 0.0) == 0.0
    assert valve_flow(-10.0, 3.0, 0.1) == pytest.approx(-3.0)


@given(st.floats(0.1, 50), st.floats(0.0, 50), st.floats(0.0, 20))
def test_steady_flow_past_a_lesion_loses_what_young_and_tsai_say(
    flow: float, viscous: float, turbulent: float
) -> None:
    drop = (0.5 + viscous) * flow + turbulent * flow**2
    assert artery_slope(flow, drop, 0.5, viscous, turbulent, 0.1) == pytest.approx(0.0, abs=1e-6)


def test_pressure_behind_a_bed_counts_only_above_that_outside() -> None:
    assert bed_flow(90.0, 10.0, 0.0, 0.1) == pytest.approx(8.0)
    assert bed_flow(90.0, 10.0, 50.0, 0.1) == pytest.approx(4.0)
    assert bed_flow(90.0, 10.0, 200.0, 0.1) == 0.0
