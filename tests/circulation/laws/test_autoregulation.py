import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation.laws import (
    arteriole_wall,
    autoregulation,
    escaped_tone,
    ischaemic_dilation,
    reserve,
    reserve_used,
    shear_follow,
    squeezed_open,
)

PRESSURES = st.floats(0.0, 150.0)
WIDENING = st.floats(0.5, 3.0)


@given(PRESSURES, PRESSURES)
def test_an_arteriole_lies_between_its_ends(artery: float, vein: float) -> None:
    low, high = sorted((artery, vein))
    assert low - 1e-9 <= arteriole_wall(artery, vein, 0.0) <= high + 1e-9


def test_nothing_holds_an_arteriole_open_beneath_a_tight_cuff() -> None:
    assert arteriole_wall(90.0, 10.0, 250.0) < 0.0


@given(PRESSURES, st.floats(0.0, 50.0))
def test_relaxed_vessels_reach_further_at_higher_pressure(wall: float, more: float) -> None:
    assert 0.0 < reserve(wall, 20.0) <= reserve(wall + more, 20.0) <= 1.0


def test_above_the_limit_all_of_the_width_can_be_reached() -> None:
    assert reserve(20.0, 20.0) == 1.0
    assert reserve(10.0, 20.0) == 0.5


@given(WIDENING, st.floats(0.02, 1.0), st.floats(0.0, 1.0))
def test_the_reserve_is_used_up_sooner_at_low_pressure(
    a: float, reserved: float, less: float
) -> None:
    used = reserve_used(a, 3.0, reserved)
    assert 0.0 <= used <= reserve_used(a, 3.0, reserved * (1.0 - less)) <= 1.0
    assert reserve_used(1.0, 3.0, reserved) == 0.0
    assert reserve_used(3.0, 3.0, reserved) == 1.0


def test_arterioles_rest_at_demand_and_widen_when_short() -> None:
    assert autoregulation(1.0, 2.0, 2.0, 0.5, 3.0, 0.0, 30.0, 6.0) == 0.0
    assert autoregulation(1.0, 1.0, 2.0, 0.5, 3.0, 0.0, 30.0, 6.0) > 0.0
    assert autoregulation(3.0, 1.0, 2.0, 0.5, 3.0, 0.0, 30.0, 6.0) == 0.0
    assert autoregulation(0.5, 9.0, 2.0, 0.5, 3.0, 0.0, 30.0, 6.0) == 0.0


@given(st.floats(0.0, 1.0))
def test_arterioles_that_near_their_limit_hold_less_than_the_demand(lost: float) -> None:
    assert autoregulation(2.0, 2.0 * (1.0 - lost), 2.0, 0.5, 3.0, lost, 30.0, 6.0) == pytest.approx(
        0.0, abs=1e-12
    )


@given(st.floats(0.0, 3.0))
def test_a_pulse_is_no_surge(flow: float) -> None:
    rate = autoregulation(1.0, flow, 2.0, 0.5, 3.0, 0.0, 30.0, 6.0)
    assert rate == pytest.approx((1.0 - flow / 2.0) / 30.0)


@given(st.floats(3.1, 100.0))
def test_arterioles_narrow_soon_against_a_surge(flow: float) -> None:
    rate = autoregulation(1.0, flow, 2.0, 0.5, 3.0, 0.0, 30.0, 6.0)
    assert rate < max(1.0 - flow / 2.0, -1.0) / 30.0
    assert rate >= -1.0 / 30.0 - 1.5 / 6.0


@given(st.floats(0.3, 1.0), st.floats(0.0, 0.9), PRESSURES)
def test_a_nerve_loses_its_hold_as_vessels_wear(tone: float, worn: float, wall: float) -> None:
    def left(part: float) -> float:
        return escaped_tone(tone, part, 0.0, wall, 50.0, 0.3)

    assert left(0.0) == tone
    assert left(worn) <= left(worn + 0.1) + 1e-12
    assert left(1.0) >= 1.0 - 1e-12


def test_the_weight_of_the_blood_stretches_vessels_without_tone() -> None:
    lying, hanging = (escaped_tone(0.5, 1.0, 0.5, p, 50.0, 0.3) for p in (40.0, 100.0))
    assert lying == pytest.approx(1.0)
    assert hanging == pytest.approx(1.3)


def test_nothing_is_left_to_open_once_the_reserve_is_gone() -> None:
    assert escaped_tone(1.05, 0.0, 0.0, 50.0, 50.0, 0.3) == 1.05
    assert escaped_tone(1.05, 1.0, 1.0, 50.0, 50.0, 0.3) == pytest.approx(1.0)


def debt_after(seconds: float, flow: float) -> float:
    i, dt = 0.0, 0.1
    for _ in range(round(seconds / dt)):
        i += dt * ischaemic_dilation(i, flow, 1.0, 0.3, 10.0, 120.0, 25.0)
    return i


@given(st.floats(0.3, 10.0))
def test_no_debt_grows_while_enough_blood_flows(flow: float) -> None:
    assert ischaemic_dilation(0.0, flow, 1.0, 0.3, 10.0, 120.0, 25.0) == 0.0


def test_a_debt_grows_with_the_time_of_arrest_and_is_paid_back() -> None:
    assert 3.0 < debt_after(60.0, 0.0) < 5.0
    assert 9.0 < debt_after(300.0, 0.0) < 10.0
    assert debt_after(300.0, 0.1) < debt_after(300.0, 0.0)
    assert ischaemic_dilation(5.0, 1.0, 1.0, 0.3, 10.0, 120.0, 25.0) == pytest.approx(-5.0 / 25.0)


def test_squeezing_opens_until_it_fades_as_fast() -> None:
    m = 0.6 * 0.25 * 4.0 / (0.6 * 0.25 + 0.1)
    assert squeezed_open(m, 4.0, 0.6, 0.25, 10.0) == pytest.approx(0.0, abs=1e-12)
    assert squeezed_open(1.0, 4.0, 0.6, 0.0, 10.0) == pytest.approx(-0.1)


def test_the_tone_of_slow_blood_comes_in_an_hour_and_goes_in_minutes() -> None:
    assert shear_follow(1.0, 0.6, 0.0, 3600.0, 180.0) == pytest.approx(-0.4 / 3600.0)
    assert shear_follow(0.6, 1.0, 1.0, 3600.0, 180.0) == pytest.approx(0.4 / 3600.0)
    assert shear_follow(0.6, 1.0, 5.0, 3600.0, 180.0) == pytest.approx(0.4 / 3600.0 + 0.4 / 180.0)
