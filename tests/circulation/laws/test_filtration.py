import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation.laws import (
    capillary_pressure,
    filtered_part,
    lymph_flow,
    oncotic_pressure,
    tissue_pressure,
    water_left,
)


def test_normal_plasma_holds_its_water_with_some_25_mmhg() -> None:
    assert oncotic_pressure(1.0) == pytest.approx(25.6, abs=0.1)
    assert oncotic_pressure(0.0) == 0.0


@given(st.floats(0, 200), st.floats(-10, 100))
def test_a_capillary_lies_between_its_artery_and_its_vein(artery: float, vein: float) -> None:
    low, high = sorted((artery, vein))
    assert low - 1e-9 <= capillary_pressure(artery, vein, 0.1, 0.0) <= high + 1e-9


def test_no_artery_draws_on_a_capillary_beneath_a_cuff() -> None:
    assert capillary_pressure(90.0, 300.0, 0.1, 0.0) == 300.0


@given(st.floats(1e-4, 0.3), st.floats(-40.0, 100.0), st.floats(1.0, 40.0), st.floats(0.05, 5.0))
def test_the_filtered_part_solves_its_own_equation(
    coefficient: float, pressure: float, brake: float, plasma: float
) -> None:
    x = filtered_part(coefficient, pressure, brake, plasma)
    assert -0.5 <= x < 1.0
    if x == -0.5:
        return
    assert plasma * x * (1 - x) == pytest.approx(
        coefficient * (pressure * (1 - x) - brake * x), rel=1e-6, abs=1e-9
    )


def test_with_much_plasma_passing_only_starling_is_left() -> None:
    assert filtered_part(0.01, 20.0, 10.0, 1e6) * 1e6 == pytest.approx(0.2, rel=1e-4)


@given(st.floats(1e-4, 0.3), st.floats(-300.0, 0.0), st.floats(1.0, 40.0), st.floats(0.0, 5.0))
def test_blood_takes_up_fluid_only_as_it_passes(
    coefficient: float, pressure: float, brake: float, plasma: float
) -> None:
    taken = filtered_part(coefficient, pressure, brake, plasma) * plasma
    assert -0.5 * plasma <= taken <= 0.0


def pressure(gained: float, crept: float = 0.0, left: float = 1.0, outside: float = 0.0) -> float:
    return tissue_pressure(gained, crept, left, outside, 20.0, 2.0, 8.0)


def test_tissue_is_stiff_until_it_has_crept() -> None:
    assert pressure(0.0) == -1.0
    assert pressure(2.0) > pressure(2.0, crept=2.0)
    assert pressure(0.0, outside=20.0) == 19.0


@given(st.floats(-400.0, 400.0), st.floats(0.1, 50.0))
def test_more_fluid_always_means_more_pressure_in_the_tissue(fluid: float, more: float) -> None:
    def at(F: float) -> float:  # noqa: N803 - the field's symbol
        return pressure(F / 24.0, 0.0, water_left(F, 360.0, 0.5))

    assert at(fluid + more) > at(fluid)


def test_drying_tissue_holds_on_to_the_last_of_its_fluid() -> None:
    suction = [pressure(0.0, left=w) for w in (1.0, 0.5, 0.1, 0.02)]
    assert suction == [-1.0, -9.0, pytest.approx(-73.0), pytest.approx(-393.0)]


@given(st.floats(-1e6, 1e6))
def test_free_fluid_has_a_floor(fluid: float) -> None:
    assert water_left(fluid, 360.0, 0.5) >= 0.02
    assert water_left(0.0, 360.0, 0.5) == 1.0


def test_movement_and_full_tissue_drain_lymph() -> None:
    def lymph(moving: float, tissue: float, outside: float = 0.0, left: float = 1.0) -> float:
        return lymph_flow(1.0, moving, 10.0, tissue, 0.1, outside, 90.0, left)

    assert lymph(0.0, -1.0) == pytest.approx(1.0)
    assert lymph(1.0, -1.0) == pytest.approx(11.0)
    assert lymph(0.0, 4.0) == pytest.approx(1.5)
    assert lymph(0.0, -500.0) == 0.0
    assert lymph(1.0, 299.0, outside=300.0) == 0.0
    assert lymph(1.0, -1.0, left=0.02) < 0.5
