"""What is drawn of a moving leg is what its readings are of."""

import numpy as np
import pytest

from soleus.circulation import Known
from soleus.prediction import LegSetting
from soleus.prediction.runs.moving import PHASES
from soleus.prediction.runs.simulating import simulate_usual


@pytest.mark.parametrize("setting", [LegSetting(cadence=60), LegSetting(posture="lying")])
def test_over_a_cycle_as_much_leaves_the_leg_as_is_read(setting: LegSetting) -> None:
    found = simulate_usual(setting, "flow", Known())
    moves = found.moves
    assert moves
    assert np.mean(moves.curves["out"]) * 60 == pytest.approx(found.readings[0], rel=0.08)
    assert {len(curve) for curve in moves.curves.values()} == {PHASES}


def test_a_leg_kept_still_breathes_and_a_pumping_one_empties_its_calf() -> None:
    still, pumping = (simulate_usual(LegSetting(cadence=n), "flow", Known()).moves for n in (0, 10))
    assert still
    assert pumping
    assert not still.is_movement
    assert 10 < still.per_minute < 20
    assert pumping.per_minute == 10
    emptied, breathed = (np.ptp(each.curves["calf_volume"]) for each in (pumping, still))
    assert emptied > 5 * breathed
    emptiest = np.argmin(pumping.curves["calf_volume"])
    assert np.argmax(pumping.curves["out"]) <= emptiest


def test_blood_falls_back_in_a_surface_vein_that_leaks() -> None:
    leaking = simulate_usual(LegSetting(posture="walking", leaking="surface"), "vein", Known())
    assert leaking.moves
    assert leaking.moves.leaks
    assert min(leaking.moves.curves["skin"]) < -1.0


def test_hours_end_in_a_cycle_too() -> None:
    moves = simulate_usual(LegSetting(hours=1), "swelling", Known()).moves
    assert moves
    assert min(moves.curves["out"]) > 0
