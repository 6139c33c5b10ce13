import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation.laws import joint_lumen, lumen, squeeze, tube_pressure, tube_volume

VEIN = (12.0, 80.0, 17.0, 2.0)
PRESSURES = st.floats(-100.0, 400.0)


@given(PRESSURES)
def test_volume_and_pressure_of_a_vein_undo_each_other(pressure: float) -> None:
    volume = tube_volume(pressure, *VEIN)
    assert tube_pressure(volume, *VEIN) == pytest.approx(pressure, abs=1e-6)


@given(st.floats(0.3, 88.0), st.floats(0.01, 3.0))
def test_more_blood_always_means_more_pressure(volume: float, more: float) -> None:
    assert tube_pressure(volume + more, *VEIN) > tube_pressure(volume, *VEIN)


def test_half_of_the_room_is_filled_at_the_half_filling_pressure() -> None:
    assert tube_pressure(12.0 + 40.0, *VEIN) == pytest.approx(17.0)


def test_a_vein_stiffens_as_it_fills_and_collapses_when_outside_wins() -> None:
    roomy = tube_volume(11, *VEIN) - tube_volume(10, *VEIN)
    full = tube_volume(71, *VEIN) - tube_volume(70, *VEIN)
    assert full < roomy / 5
    assert tube_volume(-20, *VEIN) < 0.25 * VEIN[0]


def test_conductance_goes_with_the_square_of_the_lumen_until_capped() -> None:
    assert lumen(10.0, 10.0, 2.5) == 1.0
    assert lumen(5.0, 10.0, 2.5) == 0.25
    assert lumen(50.0, 10.0, 2.5) == 2.5
    assert lumen(-1.0, 10.0, 2.5) == 0.0


def test_the_narrower_end_rules_a_link() -> None:
    assert joint_lumen(1.0, 1.0) == pytest.approx(1.0)
    assert joint_lumen(1.0, 0.01) < 0.02


def test_a_muscle_loses_its_grip_on_an_empty_vein() -> None:
    assert squeeze(60.0, 12.0, 80.0, 100.0) == 100.0
    assert squeeze(12.0, 12.0, 80.0, 100.0) == 0.0
