from typing import Any

import pytest

from soleus.circulation import INSTRUMENTS, Person, Protocol, Reflux, Step, simulate

READ = INSTRUMENTS["saphenous_probe"].read
SQUEEZED = Protocol(
    (
        Step("stand", "standing", 60),
        Step("squeeze", "standing", 4, calf_cuff_mmhg=100, cuff_seconds=0.5),
        Step("open", "standing", 20, cuff_seconds=0.5),
    )
)


def readings(person: Person, protocol: Protocol, leg: str = "left") -> list[dict[str, Any]]:
    run = simulate(person, protocol)
    return [dict(READ(run.view(i), leg)) for i in range(len(protocol.steps))]


def test_a_competent_vein_closes_within_half_a_second_of_a_release() -> None:
    """Labropoulos 2003, J Vasc Surg 38:793-798."""
    assert readings(Person(), SQUEEZED)[2]["closing_s"] < 0.5


def test_a_leaking_vein_lets_blood_fall_and_more_so_the_more_it_leaks() -> None:
    closing = []
    for severity in (0.0, 0.4, 1.0):
        sick = Person(reflux=(Reflux("left", "great_saphenous", severity),))
        last = readings(sick, SQUEEZED)[2]
        closing.append(last["closing_s"])
        assert last["reflux_s"] <= 20.0
    assert closing[0] < 0.5 < closing[2]
    assert closing == sorted(closing) or closing[1] >= closing[2] > 0.5, "a full leak fills at once"


def test_a_squeeze_sends_blood_up() -> None:
    rest, squeeze, _ = readings(Person(), SQUEEZED)
    assert squeeze["peak_cm_s"] > 3.0 * max(rest["peak_cm_s"], 1.0)


def test_without_a_release_there_is_nothing_to_close_and_it_says_so() -> None:
    rest = readings(Person(), SQUEEZED)[0]
    assert rest["closing_s"] is None
    assert "lets go" in rest["why"]


@pytest.mark.parametrize("leg", ["left", "right"])
def test_the_release_of_a_movement_is_its_last_contraction_of_that_leg(leg: str) -> None:
    pump = Step("pump", "standing", 6, "ankle_pumps", 20, legs="left")
    reading = readings(Person(), Protocol((pump, Step("after", "standing", 20))), leg)[0]
    assert (reading["closing_s"] is None) == (leg == "right")
