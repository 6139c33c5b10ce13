import sys
from dataclasses import replace

import numpy as np
import pytest

from soleus.circulation import Person, Protocol, Run, Step, simulate
from soleus.circulation.network import elements


def hour() -> Protocol:
    return Protocol(
        (
            Step("lying", "supine", 600),
            Step("standing", "standing", 900),
            Step("walking", "standing", 600, "walking", 100),
            Step("sitting", "seated", 900),
            Step("pumps", "seated", 300, "ankle_pumps", 30),
            Step("raised", "legs_raised", 300, foot_above_heart_cm=40),
        )
    )


def test_an_hour_of_everything_loses_no_blood() -> None:
    run = simulate(Person(), hour())
    total = float(run.start[[i for i, n in enumerate(run.observed) if n.startswith("V_")], 0].sum())
    assert run.conservation_error_ml() < 1e-9 * total


def test_nothing_leaves_the_finite_numbers(mixed_run: Run) -> None:
    assert mixed_run.first_fault() is None


def test_a_person_in_a_crowd_fares_as_when_alone() -> None:
    protocol = Protocol((Step("rest", "supine", 20), Step("up", "standing", 20)))
    tall = Person(height_cm=190, weight_kg=85)
    crowd = simulate([Person(), tall, *[Person()] * 8], protocol)
    for who, person in ((tall, 1), (Person(), 9)):
        alone = simulate(who, protocol)
        for name in ("P_left_foot_vein", "P_aorta", "V_left_calf_vein"):
            _, one = alone.signal(name, 1)
            _, among = crowd.signal(name, 1, person)
            assert among == pytest.approx(one, rel=1e-6, abs=1e-6)


def test_both_legs_are_alike_where_nothing_sets_them_apart(mixed_run: Run) -> None:
    left, right = (mixed_run.signal(f"P_{leg}_foot_vein", 4)[1] for leg in ("left", "right"))
    assert left == pytest.approx(right, rel=1e-9)


def test_one_moving_leg_leaves_the_other_full() -> None:
    steps = (
        Step("up", "standing", 120),
        Step("one", "standing", 10, "calf_raises", 60, legs="left"),
    )
    run = simulate(Person(), Protocol(steps))
    ends = {leg: run.signal(f"P_{leg}_foot_vein", 1)[1][-50:].mean() for leg in ("left", "right")}
    assert ends["left"] < 50 < 75 < ends["right"]


def test_what_is_kept_is_the_same_as_when_everything_is() -> None:
    protocol = Protocol((Step("rest", "supine", 10),))
    everything = simulate(Person(), protocol)
    some = simulate(Person(), protocol, keep=("P_left_foot_vein",))
    assert np.array_equal(
        everything.signal("P_left_foot_vein", 0)[1], some.signal("P_left_foot_vein", 0)[1]
    )
    assert len(some.observed) < 30


def test_the_network_stands_twice_once_for_each_leg() -> None:
    left = {e.base for e in elements() if e.leg == "left"}
    assert left == {e.base for e in elements() if e.leg == "right"}


def test_a_step_too_long_for_stiff_veins_is_shortened(monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["soleus.circulation.simulate"]
    monkeypatch.setattr(module, "AVERAGED_REST", module.Pace(0.0, 0.05, 1, 40))
    run = simulate(Person(height_cm=215), Protocol((Step("up", "standing", 400),)))
    assert run.first_fault() is None
    assert run.conservation_error_ml() < 1e-6


BRIMFUL = Person(age=18, sex="female", height_cm=140, weight_kg=68.6, calf_strength=1.5)
IN_SUCTION = [
    # a vein that would end with less than nothing in it, and one that would be overfull in passing
    (BRIMFUL, Step("filled", "standing", 20, breathing="valsalva", lower_body_mmhg=-60), 1.0),
    (
        replace(BRIMFUL, age=35, weight_kg=88.2, dehydration=0.0234375, stockings="class2"),
        Step("filled", "standing", 3, breathing="diaphragm", cuff_seconds=0.2, lower_body_mmhg=-60),
        120.0,
    ),
]


@pytest.mark.parametrize(("person", "filled", "per_minute"), IN_SUCTION)
def test_a_step_too_long_for_brimful_knee_veins_is_shortened(
    person: Person, filled: Step, per_minute: float
) -> None:
    posture = "standing" if per_minute == 1.0 else "dangling"
    raised = Step("raised", posture, 3, "calf_raises", per_minute, legs="left")
    run = simulate(person, Protocol((filled, raised)))
    volumes = [name for name in run.observed if name.startswith("V_")]
    assert "V_left_femoral_vein" in volumes
    for name in volumes:
        assert run.signal(name, 1)[1].min() > 0.0, name
    assert run.signal("P_left_popliteal_vein", 1)[1].max() < 400.0


def test_an_unknown_number_is_named() -> None:
    with pytest.raises(KeyError, match="no_such"):
        simulate(Person(), Protocol((Step("rest", "supine", 1),)), {"no_such": 1.0})
