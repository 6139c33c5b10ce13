from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation import ExperimentError, Person, Protocol, Run, Step, simulate
from soleus.circulation.numbers import numbers_with
from soleus.circulation.person import person_numbers
from soleus.circulation.protocol import contractions, step_numbers

REST = Step("rest", "supine", 30)
PUMP: dict[str, Any] = {"activity": "ankle_pumps", "per_minute": 30.0}


def set_by(step: Step) -> dict[str, float]:
    numbers = person_numbers(Person(), numbers_with())
    return step_numbers(step, REST, Person(), numbers)


def mean_flow(run: Run, step: int, name: str) -> float:
    return float(run.signal(name, step)[1].mean())


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"breathing": "valsalva", "seconds": 21}, "at most 20"),
        ({"cuff_seconds": 5.0, "seconds": 4}, "longer than the step"),
        ({"cuff_seconds": 0.1}, "cuff_seconds is 0.1"),
        ({"lower_body_mmhg": -61.0}, "lower_body_mmhg"),
        ({"lower_body_mmhg": 1.0}, "lower_body_mmhg"),
        ({"degrees": -31.0, "posture": "tilted"}, "degrees"),
        ({"thigh_cuff_mmhg": 301.0}, "thigh_cuff_mmhg"),
        ({"repeat": 501}, "repeat"),
        ({"movement": "sideways"}, "movement"),
        ({"load": 1.1}, "load"),
    ],
)
def test_a_step_beyond_its_limits_is_refused_by_name(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ExperimentError, match=told):
        Step(**{"name": "x", "posture": "supine", "seconds": 30, **changes})


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"legs": "left"}, "walking takes both"),
        ({"per_minute": 10.0, "speed_km_h": 8.0}, "10 steps a minute at 8 km/h would be 13 m"),
        ({"per_minute": 200.0, "speed_km_h": 0.5}, "would be 0.042 m"),
        ({"grade_percent": 21.0}, "grade_percent"),
        ({"grade_percent": -11.0}, "grade_percent"),
    ],
)
def test_a_walk_that_nobody_can_walk_is_refused(changes: dict[str, Any], told: str) -> None:
    walk = {"name": "x", "posture": "standing", "seconds": 30, "activity": "walking"}
    with pytest.raises(ExperimentError, match=told):
        Step(**{**walk, "per_minute": 105.0, **changes})


@given(st.integers(1, 500))
def test_a_step_repeats_as_often_as_it_says(times: int) -> None:
    steps = Protocol((Step("squeeze", "supine", 5, repeat=times), REST)).steps
    assert [s.round for s in steps] == [*range(1, times + 1), 1]
    assert Protocol(steps).steps == steps, "what is written out stays as it is"


def test_a_block_repeats_as_a_whole() -> None:
    on = Step("on", "supine", 5, calf_cuff_mmhg=60, block="b", repeat=3)
    off = Step("off", "supine", 10, block="b")
    steps = Protocol((REST, on, off, REST)).steps
    assert [(s.name, s.round) for s in steps[1:-1]] == [
        (name, k) for k in (1, 2, 3) for name in ("on", "off")
    ]


def test_straining_does_not_go_on_from_step_to_step() -> None:
    strain = Step("strain", "supine", 15, breathing="valsalva")
    assert len(Protocol((strain, REST, strain)).steps) == 3
    with pytest.raises(ExperimentError, match="30 s of valsalva"):
        Protocol((strain, strain))


def test_a_block_that_is_torn_apart_or_says_two_counts_is_refused() -> None:
    one, two = (Step("s", "supine", 5, block="b", repeat=n) for n in (2, 3))
    with pytest.raises(ExperimentError, match="do not stand together"):
        Protocol((one, REST, one))
    with pytest.raises(ExperimentError, match="2 and 3 times"):
        Protocol((one, two))


@pytest.mark.parametrize(("movement", "way"), [("plantar", "pull"), ("dorsal", "push")])
def test_half_a_movement_leaves_the_other_half_out(movement: str, way: str) -> None:
    half = set_by(Step("p", "supine", 30, **PUMP, movement=movement))
    whole = set_by(Step("p", "supine", 30, **PUMP))
    assert half[f"{way}_left_calf"] == 0.0 < whole[f"{way}_left_calf"]
    assert 0.0 < half["work_left_calf"] < whole["work_left_calf"]


def test_only_the_moving_half_contracts() -> None:
    step = Step("p", "supine", 4, **PUMP, movement="dorsal", legs="left")
    assert [begin for begin, _ in contractions(step, "left", numbers_with())] == [1.0, 3.0]
    assert contractions(step, "right", numbers_with()) == []


def test_load_presses_harder_and_calls_for_more() -> None:
    light, heavy = (set_by(Step("p", "supine", 30, **PUMP, load=load)) for load in (0.0, 1.0))
    for name in ("push_left_calf", "h_max_left_calf", "uptake_need"):
        assert heavy[name] > light[name]


def test_a_full_load_raises_the_peak_in_the_femoral_vein_by_a_third() -> None:
    """41 to 55 cm/s: Tsuda 2017, Prog Rehabil Med 2:20170009."""
    once: dict[str, Any] = {"activity": "ankle_pumps", "per_minute": 60.0, "movement": "plantar"}
    peaks = {0.0: 0.0, 1.0: 0.0}
    for load in peaks:
        for seconds in (30.0, 31.0, 32.0, 33.0, 34.0):  # the whole of a breath
            steps = (Step("rest", "supine", seconds), Step("one", "supine", 1, **once, load=load))
            run = simulate(Person(), Protocol(steps))
            peaks[load] += run.signal("q_left_femoral_to_iliac", 1)[1].max()
    assert 1.2 < peaks[1.0] / peaks[0.0] < 1.5


def test_a_steep_walk_takes_more_work_than_a_flat_one() -> None:
    walk: dict[str, Any] = {"activity": "walking", "per_minute": 105.0}
    down, flat, up = (
        set_by(Step("w", "standing", 30, **walk, grade_percent=g)) for g in (-8.0, 0.0, 8.0)
    )
    for name in ("uptake_need", "h_max_left_thigh"):
        assert down[name] < flat[name] < up[name]


@pytest.mark.parametrize("part", ["foot", "calf", "thigh"])
def test_a_cuff_takes_its_time_and_lets_go_again(part: str) -> None:
    pressed: dict[str, Any] = {f"{part}_cuff_mmhg": 80.0, "cuff_seconds": 2.0}
    steps = (REST, Step("on", "supine", 10, **pressed), Step("off", "supine", 10, cuff_seconds=2.0))
    run = simulate(Person(), Protocol(steps), states=True)
    (_, before), (t, on), (_, off) = (run.signal(f"cuff_{part}", i) for i in range(3))
    assert np.ptp(before) == 0.0
    assert (np.diff(on) >= -1e-12).all()
    assert on[t < t[0] + 1.0].max() < 50.0 < 79.0 < on[-1] <= 80.0
    assert off[-1] < 1.0


def test_a_cuff_that_closes_slowly_makes_a_smaller_wave() -> None:
    peaks = []
    for seconds in (0.2, 1.0, 5.0):
        on = Step("on", "supine", 10, calf_cuff_mmhg=120, cuff_seconds=seconds)
        run = simulate(Person(), Protocol((REST, on)))
        peaks.append(run.signal("q_left_femoral_to_iliac", 1)[1].max())
    assert peaks[0] > peaks[1] > peaks[2]


def test_an_occluding_thigh_cuff_stops_the_blood_below_it() -> None:
    run = simulate(
        Person(), Protocol((REST, Step("on", "supine", 60, thigh_cuff_mmhg=250, cuff_seconds=5)))
    )
    flows = [run.signal("q_left_femoral_run", i)[1][-500:].mean() for i in (0, 1)]
    assert abs(flows[1]) < 0.05 * flows[0]


def test_a_thigh_cuff_of_50_mmhg_fills_the_calf() -> None:
    steps = (REST, Step("on", "supine", 120, thigh_cuff_mmhg=50))
    run = simulate(Person(), Protocol(steps))
    before, after = (run.signal("V_left_calf_vein", i)[1][-100:].mean() for i in (0, 1))
    assert after > before + 15.0


def test_suction_draws_blood_into_the_legs_and_lowers_filling() -> None:
    """At -40 mmHg legs gain some 0.2 L each and central venous pressure falls by some 3 mmHg."""
    run = simulate(Person(), Protocol((REST, Step("suck", "supine", 200, lower_body_mmhg=-40))))
    filling = [mean_flow(run, i, "P_right_atrium") for i in (0, 1)]
    assert filling[1] < filling[0] - 1.0
    assert run.signal("V_left_calf_vein", 1)[1][-1] > run.signal("V_left_calf_vein", 0)[1][-1] + 20


def test_head_down_raises_filling_and_empties_the_feet() -> None:
    run = simulate(Person(), Protocol((REST, Step("down", "tilted", 120, degrees=-6))))
    assert mean_flow(run, 1, "P_right_atrium") > mean_flow(run, 0, "P_right_atrium")
    assert run.signal("V_left_foot_vein", 1)[1][-1] < run.signal("V_left_foot_vein", 0)[1][-1]


def test_straining_stops_the_veins_and_lowers_the_output() -> None:
    """Phase II of the manoeuvre: less output, a faster heart; femoral flow stops."""
    strain = Step("strain", "supine", 15, breathing="valsalva")
    run = simulate(Person(), Protocol((REST, strain, Step("after", "supine", 30))))
    chest = run.signal("P_chest", 1)[1]
    assert chest[-1] == pytest.approx(36.0, abs=1.0)
    vein = [run.signal("q_left_femoral_to_iliac", i)[1] for i in (0, 1)]
    assert vein[1][50:250].mean() < 0.2 * vein[0].mean()
    assert run.signal("q_aortic", 1)[1][-250:].mean() < 0.7 * mean_flow(run, 0, "q_aortic")
    assert run.signal("rate", 1)[1][-1] > mean_flow(run, 0, "rate")
    assert run.signal("P_chest", 2)[1][-250:].mean() < 0.0


def test_a_change_of_posture_is_over_when_a_short_step_is() -> None:
    steps = (REST, Step("up", "standing", 1), Step("still", "standing", 5))
    run = simulate(Person(), Protocol(steps), states=True)
    (_, up), (_, still) = (run.signal("H_foot", i) for i in (1, 2))
    assert up[-1] == pytest.approx(still[0], rel=0.01)
