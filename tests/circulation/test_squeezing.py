"""Muscles, cuffs, boots and stockings: what squeezing and moving do to the flow of a leg."""

from functools import cache

import pytest

from soleus.circulation import INSTRUMENTS, Person, Protocol, Run, Step, simulate
from soleus.circulation.instruments.air_plethysmograph import air_plethysmograph
from soleus.circulation.person import Stenosis

STRENGTHS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5)
CLASSES = ("none", "class1", "class2", "class3")
CLAUDICANT = (Stenosis("left", "superficial_femoral", 0.84, 6.0),)


def popliteal(run: Run, step: int, person: int = 0) -> float:
    read = INSTRUMENTS["doppler"].read(run.view(step, person), "left_popliteal_artery")
    return float(read["flow_ml_min"] or 0.0)


@pytest.mark.parametrize("posture", ["supine", "seated"])
def test_a_stronger_calf_never_gains_less(posture: str) -> None:
    steps = (Step("rest", posture, 240), Step("pumps", posture, 180, "ankle_pumps", 60))
    run = simulate([Person(calf_strength=s) for s in STRENGTHS], Protocol(steps))
    gains = [popliteal(run, 1, i) / popliteal(run, 0, i) for i in range(len(STRENGTHS))]
    assert gains == sorted(gains)
    assert gains[0] == pytest.approx(1.0, abs=0.1)
    assert gains[4] > 2.0


def test_one_squeeze_of_a_seated_calf_calls_for_blood() -> None:
    # van Bemmelen 1994, J Vasc Surg 19:1052-1058: 4.4 times (2 to 8), 3.2 (SD 1.6) behind an
    # obstruction.
    steps = (Step("rest", "seated", 300), Step("cuff", "seated", 2, calf_cuff_mmhg=100))
    people = [Person(age=65), Person(age=65, stenosis=CLAUDICANT)]
    run = simulate(people, Protocol((*steps, Step("after", "seated", 5), Step("on", "seated", 60))))
    for person, least in ((0, 2.0), (1, 1.6)):
        assert least < popliteal(run, 2, person) / popliteal(run, 0, person) < 8.0
        assert popliteal(run, 3, person) < 0.7 * popliteal(run, 2, person)


def test_boots_raise_the_flow_of_a_seated_leg() -> None:
    # Delis 2000, J Vasc Surg 32:284-292: 2.9 times in health, 2.3 in claudicants.
    cycle = (Step("on", "seated", 4, calf_cuff_mmhg=120), Step("off", "seated", 16))
    protocol = Protocol((Step("rest", "seated", 600), *cycle * 6))
    run = simulate([Person(age=65), Person(age=65, stenosis=CLAUDICANT)], protocol)
    for person in (0, 1):
        flows = [popliteal(run, i, person) for i in range(13)]
        mean = sum(4 * on + 16 * off for on, off in zip(flows[5::2], flows[6::2], strict=True)) / 80
        assert 1.7 < mean / flows[0] < 4.3


@cache
def filling(stockings: str) -> float:
    run = simulate(Person(stockings=stockings), Protocol((Step("rest", "supine", 1),)))
    return float(air_plethysmograph(run.view(0), "left")["vfi_ml_s"] or 0.0)


@pytest.mark.parametrize("stockings", ["class1", "class2"])
def test_a_stocking_slows_the_filling_of_a_calf(stockings: str) -> None:
    assert 0.4 < filling(stockings) / filling("none") < 0.99


def test_a_stocking_worn_opens_no_vessels() -> None:
    steps = tuple(Step(posture, posture, 300) for posture in ("supine", "standing"))
    run = simulate([Person(stockings=s) for s in CLASSES], Protocol(steps))
    for step in (0, 1):
        flows = [popliteal(run, step, i) for i in range(4)]
        assert max(flows) <= 1.05 * flows[0]


def test_walking_undoes_what_sitting_did_to_the_vessels() -> None:
    steps = (
        Step("sit down", "seated", 600),
        Step("sit", "seated", 3 * 3600),
        Step("walk", "standing", 600, "walking", 105),
        Step("sit again", "seated", 600),
    )
    run = simulate(Person(), Protocol(steps))
    at_first, at_last, again = (popliteal(run, step) for step in (0, 1, 3))
    assert at_last < 0.95 * at_first
    assert again > at_last + 0.5 * (at_first - at_last)
