import numpy as np
import pytest

from soleus.circulation import (
    INSTRUMENTS,
    Person,
    Protocol,
    Run,
    Step,
    run_experiment,
    simulate,
)
from soleus.circulation.instruments.air_plethysmograph import (
    MANOEUVRE,
    SLEEVE,
    air_plethysmograph,
)
from soleus.circulation.instruments.doppler import longest_backward_s


def test_every_instrument_reads_every_place_it_names(mixed_run: Run) -> None:
    for name, instrument in INSTRUMENTS.items():
        if name == "state":  # most states are not recorded unless one is asked for
            continue
        for place in instrument.places or ("",):
            reading = instrument.read(mixed_run.view(3), place)
            numbers = [v for part, v in reading.items() if part != "why" and v is not None]
            assert np.isfinite(numbers).all(), (name, place)
            assert ("why" in reading) <= (None in reading.values()), (name, place)


def test_a_doppler_counts_the_longest_backward_flow_without_a_break() -> None:
    times = np.asarray(np.arange(10) * 0.1, np.float64)
    velocity = np.array([1, -2, -2, 1, -2, -2, -2, 0.0, -0.5, 1])
    assert longest_backward_s(times, velocity) == pytest.approx(0.3)


def test_flow_area_and_velocity_of_a_doppler_belong_together(mixed_run: Run) -> None:
    d = INSTRUMENTS["doppler"].read(mixed_run.view(0), "left_common_femoral_vein")
    flow, area, velocity = d["flow_ml_min"], d["area_mm2"], d["tamv_cm_s"]
    assert flow
    assert area
    assert velocity
    assert velocity == pytest.approx(2 * flow / 60 / (area / 100), rel=0.03)


def test_ten_tiptoes_empty_a_foot_vein_and_it_refills(mixed_run: Run) -> None:
    reading = INSTRUMENTS["foot_vein"].read(mixed_run.view(3), "left")
    assert reading["start_mmhg"]
    assert reading["end_mmhg"]
    assert reading["refill_90_s"]
    assert reading["start_mmhg"] > 75 > 40 > reading["end_mmhg"]
    assert 10 < reading["refill_90_s"] < 90


def test_rest_has_no_refilling(mixed_run: Run) -> None:
    assert INSTRUMENTS["foot_vein"].read(mixed_run.view(2), "left")["refill_90_s"] is None


def test_a_calf_gains_blood_on_standing(mixed_run: Run) -> None:
    lying, up = (INSTRUMENTS["volume"].read(mixed_run.view(i), "left_calf") for i in (0, 2))
    assert lying["change_ml"] == pytest.approx(0.0, abs=3.0)
    assert up["change_ml"] is not None
    assert 15 < up["change_ml"] < 90


def test_the_ankle_index_falls_behind_a_narrowing_and_its_own_side_only() -> None:
    narrowed = {"leg": "left", "vessel": "superficial_femoral", "diameter_reduction": 0.88}
    answer = run_experiment(
        {
            "person": {"stenosis": [narrowed]},
            "step": [{"name": "rest", "posture": "supine", "seconds": 60}],
            "read": [{"instrument": "abi"}],
        }
    )
    index = answer["steps"][0]["readings"]["abi"]
    assert index["left"] < 0.9 < index["right"]


def test_leaking_valves_fill_a_calf_faster() -> None:
    def vfi(reflux: list[dict[str, str | float]]) -> float:
        data = {
            "person": {"reflux": reflux},
            "step": [{"name": "rest", "posture": "supine", "seconds": 1}],
            "read": [{"instrument": "air_plethysmograph", "place": "left"}],
        }
        reading = run_experiment(data)["steps"][0]["readings"]
        return float(reading["air_plethysmograph:left"]["vfi_ml_s"])

    leak: list[dict[str, str | float]] = [
        {"leg": "left", "vessel": v, "severity": 0.9} for v in ("popliteal", "femoral")
    ]
    assert vfi(leak) > 2 * vfi([])


def test_air_plethysmography_counts_a_small_body_once() -> None:
    small = Person(age=55, sex="female", height_cm=155, weight_kg=50)
    rest = simulate(small, Protocol((Step("lying", "supine", 30),)))
    read = air_plethysmograph(rest.view(0), "left")
    own = simulate(small, MANOEUVRE)
    parts = [[own.signal(n.format("left"), i)[1] for n in SLEEVE] for i in (0, 1)]
    calf = [np.sum(signals, axis=0) for signals in parts]
    until = round(120 / 0.02)
    gained = calf[1][until - 225 : until].mean() - calf[0][-50:].mean()
    assert read["vv_ml"] == pytest.approx(gained, rel=1e-3)
