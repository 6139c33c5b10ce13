"""What tissue can lose and hold, whatever an experiment asks for."""

import pytest

from soleus.circulation import Person, Protocol, Step, simulate
from soleus.circulation.network import elements
from soleus.circulation.numbers import written_numbers

EXTREMES = {
    "a tight cuff over a stocking, moved": (
        Person(stockings="class3"),
        Step("hour", "supine", 3600, "passive_ankle_pumps", 60, calf_cuff_mmhg=300),
    ),
    "pumps on raised legs in stockings": (
        Person(stockings="class3"),
        Step("hour", "legs_raised", 3600, "ankle_pumps", 60, foot_above_heart_cm=100),
    ),
    "eight hours of a cuff on raised legs": (
        Person(),
        Step("hours", "legs_raised", 8 * 3600, calf_cuff_mmhg=300, foot_above_heart_cm=100),
    ),
    "a day of standing with a failing heart": (
        Person(heart_failure="severe"),
        Step("day", "standing", 86400),
    ),
}
KEPT = tuple(f"F_{e.id}" for e in elements("tissue"))


@pytest.mark.parametrize("name", EXTREMES)
def test_tissue_keeps_what_it_cannot_lose_and_takes_what_it_can_hold(name: str) -> None:
    person, step = EXTREMES[name]
    run, n = simulate(person, Protocol((step,)), keep=KEPT), written_numbers()
    for e in elements("tissue"):
        gained = run.signal(f"F_{e.id}", 0)[1]
        volume = n[f"tissue_{e.base}"] * person.scale
        free = n["water_part"] * volume * (1.0 - n["bound_part"])
        assert gained.min() > -free, e.id
        assert gained.max() < 0.2 * volume, e.id


def test_beneath_a_cuff_that_stops_the_blood_nothing_is_taken_up() -> None:
    step = Step("hour", "supine", 3600, calf_cuff_mmhg=300)
    run = simulate(Person(), Protocol((step,)), keep=KEPT)
    assert abs(run.signal("F_left_calf", 0)[1][-1]) < 3.0


def test_raised_tissue_dries_ever_more_slowly() -> None:
    steps = tuple(Step(f"hour {i}", "legs_raised", 3600, foot_above_heart_cm=60) for i in range(4))
    run = simulate(Person(), Protocol(steps), keep=KEPT)
    ends = [float(run.signal("F_left_calf", i)[1][-1]) for i in range(4)]
    lost = [a - b for a, b in zip([0.0, *ends], ends, strict=False)]
    assert all(x > 0.0 for x in lost)
    assert lost == sorted(lost, reverse=True)
