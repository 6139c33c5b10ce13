from math import cos, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation.laws import (
    activation,
    chamber_pressure,
    cosine_activation,
    mean_output,
    systole_part,
)


def test_a_chamber_is_slack_contracted_and_slack_again() -> None:
    assert activation(0.0, 0.3) == 0.0
    assert activation(0.3, 0.3) == 1.0
    assert activation(0.5, 0.3) == 0.0


@given(st.floats(0.0, 0.8))
def test_cosine_activation_is_made_of_cosines(t: float) -> None:
    up = (1 - cos(pi * t / 0.25)) / 2
    down = (1 + cos(pi * (t - 0.25) / 0.4)) / 2 if t < 0.65 else 0.0
    expected = up if t < 0.25 else down
    assert cosine_activation(t + 3 * 0.8, 0.8, 0.25, 0.4) == pytest.approx(
        expected if t < 0.7999 else 0.0, abs=1e-3
    )


def test_a_chamber_lies_between_slack_and_contracted() -> None:
    assert chamber_pressure(60.0, 10.0, 2.0, 0.1, 1e9, 1.0) == pytest.approx(100.0)
    assert chamber_pressure(60.0, 10.0, 2.0, 0.1, 1e9, 0.0) == pytest.approx(5.0)
    assert chamber_pressure(60.0, 10.0, 2.0, 0.1, 50.0, 0.0) == pytest.approx(10.0)


def test_output_is_what_was_filled_less_what_the_artery_holds_back() -> None:
    assert mean_output(120.0, 10.0, 100.0, 2.0, 1.0, 1.0) == pytest.approx(60.0)
    assert mean_output(20.0, 10.0, 100.0, 2.0, 1.0, 1.0) == 0.0


def test_systole_lasts_as_measured_at_rest() -> None:
    for beats in (55, 72, 90):
        assert systole_part(beats / 60) * 60 / beats == pytest.approx(
            0.413 - 0.0017 * beats, abs=0.002
        )


@given(st.floats(0.5, 3.5))
def test_systole_leaves_room_for_filling_even_in_a_fast_heart(rate: float) -> None:
    assert 0.15 < systole_part(rate) <= 0.40 + 1e-12
    assert 1.5 * systole_part(rate) <= 0.6 + 1e-12
    # It grows shorter in seconds as the heart quickens.
    assert systole_part(rate + 0.1) / (rate + 0.1) < systole_part(rate) / rate + 1e-12
