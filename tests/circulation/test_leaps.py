"""Hours of rest that are leapt over end where those that were run through end."""

import numpy as np
import pytest

from soleus.circulation import (
    COARSE,
    FINE,
    Person,
    Protocol,
    Reflux,
    Step,
    simulate,
    volume_over_run,
)

PEOPLE = [Person(), Person(age=75, sex="female", reflux=(Reflux("left", "popliteal", 1.0),))]
MISSED_PERCENT = 0.06
COARSELY_MISSED_PERCENT = 0.1
"""Of a foot's volume, where hours of sitting give it 2 to 4."""


@pytest.mark.parametrize("posture", ["seated", "standing", "supine"])
@pytest.mark.parametrize("person", PEOPLE)
def test_two_hours_swell_alike_and_keep_every_drop(person: Person, posture: str) -> None:
    protocol = Protocol((Step("kept", posture, 7200),))
    through, leapt = simulate(person, protocol), simulate(person, protocol, leaps=FINE)
    at, swollen = volume_over_run(leapt, "left_foot")
    expected = np.interp(at, *volume_over_run(through, "left_foot"))
    assert abs(swollen - expected).max() < MISSED_PERCENT
    assert leapt.conservation_error_ml() < 1e-6
    assert at[-1] == pytest.approx(7200, abs=2)
    assert (np.diff(at) > 0).all()


def test_breaks_are_run_through_and_leapt_between() -> None:
    steps = (
        Step("kept", "seated", 1800, block="day", repeat=5),
        Step("break", "standing", 120, "walking", 105, block="day", repeat=5),
    )
    exact, fine, coarse = (
        volume_over_run(simulate(Person(), Protocol(steps), leaps=leaps), "left_foot")[1][-1]
        for leaps in (None, FINE, COARSE)
    )
    assert fine == pytest.approx(exact, abs=MISSED_PERCENT)
    assert coarse == pytest.approx(exact, abs=COARSELY_MISSED_PERCENT)


def test_what_runs_between_stretches_can_end_a_run() -> None:
    stretches: list[None] = []

    def between() -> None:
        stretches.append(None)
        if len(stretches) == 3:
            raise KeyError("enough")

    with pytest.raises(KeyError):
        simulate(Person(), Protocol((Step("kept", "seated", 60),)), between=between)
    assert len(stretches) == 3


def test_short_steps_are_run_as_ever() -> None:
    protocol = Protocol(
        (Step("rest", "seated", 60), Step("pumps", "seated", 60, "ankle_pumps", 30))
    )
    through, leapt = simulate(Person(), protocol), simulate(Person(), protocol, leaps=FINE)
    for step in (0, 1):
        one, other = (run.signal("P_left_foot_vein", step)[1] for run in (through, leapt))
        assert (one == other).all()
