"""Closed forms that the whole model must keep."""

import pytest

from soleus.circulation import Person, Protocol, Run, Step, simulate
from soleus.circulation.lesion import OCCLUDED, lesion_coefficients
from soleus.circulation.protocol import heights_cm

MMHG_PER_CM = 0.775


def test_a_standing_column_of_blood_weighs_on_the_foot(mixed_run: Run) -> None:
    step = mixed_run.protocol.steps[2]
    heights = heights_cm(step, Person())
    column = MMHG_PER_CM * (heights["foot"] - heights["calf"])
    foot = mixed_run.signal("P_left_foot_vein", 2)[1][-225:].mean()
    calf = mixed_run.signal("P_left_calf_vein", 2)[1][-225:].mean()
    # What is left over drives the flow from foot to calf.
    assert foot - calf == pytest.approx(column, abs=1.5)


def test_pumping_alone_cannot_change_what_flows_through() -> None:
    still = {f"ankle_pumps.h_max.{part}": 0.0 for part in ("calf", "thigh")}
    steps = (Step("rest", "supine", 120), Step("pumps", "supine", 180, "ankle_pumps", 30))
    run = simulate(Person(), Protocol(steps), still)
    rest, pumped = (run.signal("q_left_femoral_to_iliac", i)[1][-2250:].mean() for i in (0, 1))
    assert pumped == pytest.approx(rest, rel=0.06)


def test_no_narrowing_costs_nothing_and_an_occlusion_lets_nothing_by() -> None:
    assert lesion_coefficients(0.6, 0.0, 4.0) == (0.0, 0.0)
    assert lesion_coefficients(0.6, 1.0, 4.0)[0] == OCCLUDED


def test_a_lesion_costs_ever_more_the_narrower_it_is() -> None:
    losses = [lesion_coefficients(0.6, r, 4.0)[0] for r in (0.3, 0.5, 0.7, 0.8, 0.9)]
    assert losses == sorted(losses)
    assert losses[-1] > 50 * losses[2] / 2
