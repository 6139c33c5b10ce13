import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation.laws import (
    bounded,
    command,
    contractility,
    heart_rate,
    nerve_conductance,
    pressure_error,
    relative_work,
    slack_volume,
)

WORK = st.floats(0.0, 1.0)


@given(st.floats(-1e6, 1e6))
def test_a_bounded_value_stays_between_its_limits(x: float) -> None:
    assert -1.0 <= bounded(x, -1.0, 2.0) <= 2.0


def test_effort_is_what_of_the_reserve_is_used() -> None:
    assert relative_work(250.0, 250.0, 3000.0) == 0.0
    assert relative_work(3000.0, 250.0, 3000.0) == relative_work(9000.0, 250.0, 3000.0) == 1.0
    assert relative_work(1000.0, 250.0, 1500.0) > relative_work(1000.0, 250.0, 3000.0)


def test_the_first_steps_of_work_change_more_than_the_last() -> None:
    assert (command(0.0), command(1.0)) == (0.0, 1.0)
    assert command(0.2) - command(0.0) > 3 * (command(1.0) - command(0.8))


@given(WORK)
def test_work_raises_the_pressure_that_is_defended(work: float) -> None:
    assert pressure_error(93.0, 93.0, 30.0, 0.0) == 0.0
    assert pressure_error(93.0, 93.0, 30.0, work) == pytest.approx(30.0 * work)
    assert pressure_error(93.0, 250.0, 30.0, work) == -30.0


@given(WORK)
def test_half_the_reserve_of_oxygen_is_half_the_reserve_of_rate(work: float) -> None:
    rate = 60.0 * heart_rate(60.0, 180.0, work, 1.4, 0.0)
    assert (rate - 60.0) / 120.0 == pytest.approx(work)


def test_a_heart_beats_no_faster_than_it_can() -> None:
    assert heart_rate(60.0, 180.0, 1.0, 1.4, 40.0) == 3.0
    assert heart_rate(60.0, 180.0, 0.0, 1.4, -30.0) == pytest.approx(35.0 / 60.0)
    assert heart_rate(60.0, 180.0, 0.0, 1.4, 10.0) == pytest.approx(74.0 / 60.0)


@given(WORK, st.floats(-30.0, 45.0), st.floats(0.1, 5.0))
def test_nerves_strengthen_the_beat_and_narrow_vessels_together(
    work: float, error: float, more: float
) -> None:
    assert contractility(0.012, 0.0, 1.0, 0.0) == nerve_conductance(0.02, 0.0) == 1.0
    assert contractility(0.012, 5.0, 1.0, 0.5) > contractility(0.012, 5.0, 1.0, 0.1) > 1.0
    assert 0.6 <= contractility(0.012, error, 1.0, work) <= 2.5
    assert 1.0 / 3.0 <= nerve_conductance(0.02, error) <= 2.0
    assert contractility(0.012, error + more, 1.0, work) >= contractility(0.012, error, 1.0, work)
    assert nerve_conductance(0.02, error + more) <= nerve_conductance(0.02, error)


@given(WORK)
def test_gut_and_liver_give_blood_to_who_works_or_is_short_of_it(work: float) -> None:
    assert slack_volume(2000.0, 20.0, 0.0, 600.0, 0.0) == 2000.0
    assert slack_volume(2000.0, 20.0, 5.0, 600.0, work) == pytest.approx(1900.0 - 600.0 * work)
    assert slack_volume(2000.0, 20.0, 90.0, 600.0, 0.0) == pytest.approx(1200.0)
