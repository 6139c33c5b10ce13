import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation.laws import (
    capillary_pressure,
    filtered_part,
    lymph_flow,
    oncotic_pressure,
    tissue_pressure,
)


def test_normal_plasma_holds_its_water_with_some_25_mmhg() -> None:
    assert oncotic_pressure(1.0) == pytest.approx(25.6, abs=0.1)
    assert oncotic_pressure(0.0) == 0.0


@given(st.floats(0, 200), st.floats(-10, 100))
def test_a_capillary_lies_between_its_artery_and_its_vein(artery: float, vein: float) -> None:
    low, high = sorted((artery, vein))
    assert low - 1e-9 <= capillary_pressure(artery, vein, 0.1, 0.0) <= high + 1e-9


@given(st.floats(1e-4, 0.3), st.floats(-40.0, 100.0), st.floats(1.0, 40.0), st.floats(0.05, 5.0))
def test_the_filtered_part_solves_its_own_equation(
    coefficient: float, pressure: float, brake: float, plasma: float
) -> None:
    x = filtered_part(coefficient, pressure, brake, plasma)
    assert x < 1.0
    assert plasma * x * (1 - x) == pytest.approx(
        coefficient * (pressure * (1 - x) - brake * x), rel=1e-6, abs=1e-9
    )


def test_with_much_plasma_passing_only_starling_is_left() -> None:
    assert filtered_part(0.01, 20.0, 10.0, 1e6) * 1e6 == pytest.approx(0.2, rel=1e-4)


def test_tissue_is_stiff_until_it_has_crept() -> None:
    assert tissue_pressure(0.0, 0.0, 0.0, 20.0, 2.0) == -1.0
    assert tissue_pressure(2.0, 0.0, 0.0, 20.0, 2.0) > tissue_pressure(2.0, 2.0, 0.0, 20.0, 2.0)


def test_movement_and_full_tissue_drain_lymph() -> None:
    assert lymph_flow(1.0, 0.0, 10.0, -1.0, 0.1) == pytest.approx(1.0)
    assert lymph_flow(1.0, 1.0, 10.0, -1.0, 0.1) == pytest.approx(11.0)
    assert lymph_flow(1.0, 0.0, 10.0, 4.0, 0.1) == pytest.approx(1.5)
    assert lymph_flow(1.0, 0.0, 10.0, -500.0, 0.1) == pytest.approx(0.05)
