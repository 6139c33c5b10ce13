from typing import Any

import pytest

from soleus.circulation import INSTRUMENTS, Run, RunFailedError, run_experiment
from soleus.circulation.instruments import implausible, plausible_bounds

REST = {"name": "rest", "posture": "supine", "seconds": 20}


def test_every_reading_of_every_instrument_has_bounds_with_a_reason(mixed_run: Run) -> None:
    for name, instrument in INSTRUMENTS.items():
        if name == "state":  # nobody measures the inside of a model
            continue
        for place in instrument.places or ("",):
            for part in instrument.read(mixed_run.view(3), place):
                if part != "why":
                    bounds = plausible_bounds(f"{name}:{place}", part)
                    assert bounds.low < bounds.high
                    assert bounds.because


def test_a_vein_has_bounds_of_its_own() -> None:
    vein, artery = (
        plausible_bounds(f"doppler:left_popliteal_{kind}", "tamv_cm_s").low
        for kind in ("vein", "artery")
    )
    assert vein != artery


@pytest.mark.parametrize("output", [0.01, 175.0])
def test_an_output_that_nobody_has_is_named(output: float) -> None:
    lines = list(implausible({"heart": {"output_l_min": output, "map_mmhg": 90.0}}))
    assert len(lines) == 1
    assert "heart output_l_min" in lines[0]


def test_what_cannot_be_had_is_not_implausible() -> None:
    assert not list(implausible({"abi": {"left": None, "right": None, "why": "posture changed"}}))


def test_a_run_beyond_a_living_person_is_refused_by_name() -> None:
    experiment: dict[str, Any] = {
        "model": {"unbounded": True},
        "numbers": {"cfv_area_mm2": 0.5},
        "step": [REST],
        "read": [{"instrument": "doppler", "vessel": "left_common_femoral_vein"}],
    }
    with pytest.raises(RunFailedError, match=r"in rest: doppler:left_common_femoral_vein tamv"):
        run_experiment(experiment)
