"""States of the model as readings: what is asked for, in its own unit."""

from typing import Any

import pytest

from soleus.circulation import ExperimentError, parse_experiment, run_experiment

REST = {"name": "rest", "posture": "supine", "seconds": 10}


def asking(*names: str) -> dict[str, Any]:
    return {"step": [REST], "read": [{"instrument": "state", "name": name} for name in names]}


def test_a_state_and_an_inner_signal_are_read_in_their_units() -> None:
    names = ("P_aorta", "a_left_calf", "G_bed_left_calf", "D_left_foot")
    readings = run_experiment(asking(*names))["steps"][0]["readings"]
    aorta = readings["state:P_aorta"]
    assert aorta["lowest_mmhg"] < aorta["mean_mmhg"] < aorta["highest_mmhg"]
    assert readings["state:a_left_calf"]["mean"] == pytest.approx(1.0, abs=0.1)
    assert "end_ml_s_mmhg" in readings["state:G_bed_left_calf"]
    assert "end_percent" in readings["state:D_left_foot"]


def test_an_unknown_state_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(ExperimentError) as refused:
        parse_experiment(asking("P_aortaa", "zzz"))
    assert refused.value.faults == (
        "read 1: name is 'P_aortaa'; did you mean 'P_aorta'?",
        "read 2: name is 'zzz'; soleus lab states lists every name",
    )
