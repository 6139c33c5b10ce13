import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation.laws import (
    bed_conductance,
    follow,
    hyperaemia,
    shear_tone,
    venoarteriolar,
    viscosity_ratio,
)


def test_a_full_vein_narrows_its_arterioles_and_lying_down_does_not() -> None:
    assert venoarteriolar(10.0, 0.45, 30.0, 10.0) == pytest.approx(1.0)
    assert venoarteriolar(90.0, 0.45, 30.0, 10.0) == pytest.approx(0.55, abs=0.03)
    assert venoarteriolar(25.0, 0.45, 30.0, 10.0) > 0.85


def test_a_lag_comes_within_one_in_e_of_its_target_in_one_time_constant() -> None:
    x, dt = 0.0, 0.001
    for _ in range(2000):
        x += dt * follow(x, 1.0, 2.0)
    assert 1.0 - x == pytest.approx(2.718281828**-1, abs=1e-3)


def test_steady_work_settles_between_what_it_calls_for_and_what_fades() -> None:
    h = 0.29 * 3.8 / (0.29 + 1 / 20)
    assert hyperaemia(h, 3.8, 0.29, 1.0, 20.0) == pytest.approx(0.0, abs=1e-12)
    assert hyperaemia(1.0, 0.0, 0.29, 0.0, 20.0) == pytest.approx(-0.05)


def test_controls_multiply_and_share_one_limit() -> None:
    def conductance(a: float, w: float, i: float, tone: float, viscosity: float = 1.0) -> float:
        return bed_conductance(2.0, a, w, i, tone, viscosity, 3.0, 10.0, 1.0)

    assert conductance(1.0, 0.0, 0.0, 1.0) == 2.0
    assert conductance(5.0, 0.0, 0.0, 0.25) == pytest.approx(2.0 * 3.0 * 0.25)
    assert conductance(2.0, 4.0, 0.0, 1.0, 2.0) == pytest.approx(6.0)
    assert conductance(0.5, 4.0, 0.0, 1.0) == pytest.approx(5.0)
    assert conductance(1.0, 0.0, 20.0, 1.0) == pytest.approx(20.0)


def test_what_has_opened_stays_open_against_the_nerve() -> None:
    for w, i in ((1.0, 0.0), (0.0, 1.0)):
        g = bed_conductance(1.0, 1.0, w, i, 0.25, 1.0, 3.0, 10.0, 1.0)
        assert g == pytest.approx(1.25)
    assert bed_conductance(1.0, 1.0, 9.0, 0.0, 0.25, 1.0, 3.0, 20.0, 1.0) == pytest.approx(9.25)


@given(st.floats(0.5, 3.0), st.floats(0.0, 8.0), st.floats(0.0, 9.0), st.floats(0.02, 1.0))
def test_no_control_opens_more_than_the_pressure_allows(
    a: float, w: float, i: float, reserve: float
) -> None:
    g = bed_conductance(1.0, a, w, i, 1.0, 1.0, 3.0, 10.0, reserve)
    assert g <= 10.0 * reserve + 1e-9


def test_a_leg_at_work_has_less_left_to_widen() -> None:
    gains = [
        bed_conductance(1.0, 3.0, w, 0.0, 1.0, 1.0, 3.0, 12.0, 1.0)
        / bed_conductance(1.0, 1.0, w, 0.0, 1.0, 1.0, 3.0, 12.0, 1.0)
        for w in (0.0, 1.0, 4.0)
    ]
    assert gains == sorted(gains, reverse=True)
    assert gains[0] == pytest.approx(3.0)


def test_slow_blood_tightens_arterioles_and_fast_blood_does_nothing() -> None:
    assert shear_tone(1.0, 0.4) == 1.0
    assert shear_tone(3.0, 0.4) == 1.0
    assert shear_tone(0.0, 0.4) == pytest.approx(0.6)


def test_three_points_of_haematocrit_thicken_blood_by_about_a_tenth() -> None:
    assert viscosity_ratio(0.42) == pytest.approx(1.0)
    assert 1.05 < viscosity_ratio(0.45) < 1.12
