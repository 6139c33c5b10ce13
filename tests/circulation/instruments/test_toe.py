from typing import Any

import pytest

from soleus.circulation import INSTRUMENTS, Person, Protocol, Stenosis, Step, simulate


def readings(person: Person, *steps: Step) -> list[dict[str, Any]]:
    run = simulate(person, Protocol(steps))
    return [dict(INSTRUMENTS["toe"].read(run.view(i), "left")) for i in range(len(steps))]


def test_a_raised_toe_loses_the_weight_of_the_blood() -> None:
    lying, raised = readings(
        Person(),
        Step("lying", "supine", 60),
        Step("raised", "legs_raised", 60, foot_above_heart_cm=40),
    )
    assert lying["pressure_mmhg"] - raised["pressure_mmhg"] == pytest.approx(31.0, abs=8.0)


def test_a_narrowed_leg_has_less_pressure_at_the_toe_and_loses_it_when_raised() -> None:
    narrowed = Person(stenosis=(Stenosis("left", "superficial_femoral", 1.0, 10.0),))
    (healthy,) = readings(Person(), Step("lying", "supine", 60))
    lying, raised = readings(
        narrowed,
        Step("lying", "supine", 60),
        Step("raised", "legs_raised", 120, foot_above_heart_cm=100),
    )
    assert lying["pressure_mmhg"] < 0.8 * healthy["pressure_mmhg"]
    assert raised["flow_ml_min"] < lying["flow_ml_min"]
    if raised["pressure_mmhg"] is None:
        assert "no pulse" in raised["why"]
    else:
        assert raised["pressure_mmhg"] < 0.5 * lying["pressure_mmhg"]
