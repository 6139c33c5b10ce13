from math import cos, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation.laws import pulse, sigmoid, sine_of_quarter, smooth_step


def test_a_smooth_step_goes_from_nothing_to_all_and_stays() -> None:
    assert [smooth_step(x) for x in (-1.0, 0.0, 0.5, 1.0, 2.0)] == [0.0, 0.0, 0.5, 1.0, 1.0]


@given(st.floats(0.0, 1.0))
def test_a_smooth_step_stays_near_half_a_cosine(x: float) -> None:
    assert smooth_step(x) == pytest.approx((1 - cos(pi * x)) / 2, abs=0.011)


@given(st.floats(-1.0, 1.0))
def test_the_polynomial_sine_is_the_sine(x: float) -> None:
    assert sine_of_quarter(x) == pytest.approx(sin(pi / 2 * x), abs=1e-11)


def test_a_pulse_is_nothing_outside_and_all_in_its_middle() -> None:
    assert pulse(0.0, 0.1, 0.4) == 0.0
    assert pulse(0.3, 0.1, 0.4) == 1.0
    assert pulse(0.6, 0.1, 0.4) == 0.0


def test_a_pulse_fills_six_tenths_of_its_width() -> None:
    n = 10000
    mean = sum(pulse(i / n, 0.0, 0.5) for i in range(n)) / n
    assert mean == pytest.approx(0.6 * 0.5, abs=1e-4)


@given(st.floats(-50, 50))
def test_a_sigmoid_mirrors_itself(x: float) -> None:
    assert sigmoid(x) + sigmoid(-x) == pytest.approx(1.0)
