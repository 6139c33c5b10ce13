from pathlib import Path
from typing import Any

import pytest

from soleus.circulation import (
    ExperimentError,
    Person,
    parse_experiment,
    readings_table,
    run_experiment,
)

REST = {"name": "rest", "posture": "supine", "seconds": 20}


def faults_of(data: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(ExperimentError) as error:
        parse_experiment(data)
    return error.value.faults


def test_every_fault_is_told_at_once_with_the_nearest_known_word() -> None:
    faults = faults_of(
        {
            "person": {"age": 400, "sex": "femal", "hight_cm": 170},
            "step": [{"posture": "suppine", "seconds": 0}],
            "read": [{"instrument": "dopler"}, {"instrument": "foot_vein", "place": "middle"}],
        }
    )
    text = "\n".join(faults)
    for hint in (
        "age is 400",
        "'female'",
        "'height_cm'",
        "'supine'",
        "seconds is 0",
        "'doppler'",
        "middle",
    ):
        assert hint in text
    assert len(faults) == 7


@pytest.mark.parametrize(
    ("step", "word"),
    [
        ({"activity": "ankle_pumps"}, "per_minute"),
        ({"degrees": 30}, "degrees"),
        ({"speed_km_h": 4}, "speed_km_h"),
        ({"foot_above_heart_cm": 4}, "foot_above_heart_cm"),
        ({"activity": "walking", "per_minute": 100}, "standing"),
        ({"activity": "calf_raises", "per_minute": 60}, "standing"),
        ({"seconds": True}, "seconds"),
        ({"seconds": float("nan")}, "seconds"),
        ({"name": 3}, "name"),
        ({"per_minute": 10}, "rest"),
        ({"posture": "standing", "activity": "walking", "speed_km_h": 10**400}, "speed_km_h"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(step: dict[str, Any], word: str) -> None:
    assert word in faults_of({"step": [{**REST, **step}]})[0]


def test_a_reading_must_fit_a_posture_and_stand_once() -> None:
    upright = {"name": "up", "posture": "standing", "seconds": 20}
    assert "supine" in faults_of({"step": [upright], "read": [{"instrument": "abi"}]})[0]
    twice = [{"instrument": "heart"}, {"instrument": "heart"}]
    assert "twice" in faults_of({"step": [REST], "read": twice})[0]


def test_a_person_in_python_has_the_limits_of_a_file() -> None:
    with pytest.raises(ExperimentError, match="age is 400"):
        Person(age=400)


def test_a_walkers_speed_and_cadence_follow_from_each_other() -> None:
    walk = {"posture": "standing", "activity": "walking", "seconds": 60}
    paces: tuple[dict[str, float], ...] = ({}, {"per_minute": 120}, {"speed_km_h": 6})
    steps = parse_experiment({"step": [walk | pace for pace in paces]}).protocol.steps
    assert [(round(s.per_minute), round(s.speed_km_h, 1)) for s in steps] == [
        (105, 4.0),
        (120, 5.2),
        (129, 6.0),
    ]


@pytest.mark.parametrize("data", [{}, {"step": 3}, {"step": [3]}, {"step": [REST], "person": 1}])
def test_a_wrong_shape_is_a_fault_and_not_a_crash(data: dict[str, Any]) -> None:
    assert faults_of(data)


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("[person\n")
    for path in (tmp_path / "absent.toml", broken):
        with pytest.raises(ExperimentError, match=path.name):
            parse_experiment(path)


def test_the_answer_holds_every_reading_and_what_was_left_out() -> None:
    places = {"doppler": "left_popliteal_vein", "foot_vein": "left", "artery": "right_toe"}
    places |= {"volume": "left_calf", "muscle_flow": "left_calf", "blood": "left_foot"}
    reads = [
        {"instrument": i, ("vessel" if i == "doppler" else "place"): p} for i, p in places.items()
    ]
    reads += [{"instrument": "abi"}, {"instrument": "heart"}]
    answer = run_experiment({"person": {"age": 30}, "step": [REST], "read": reads})
    readings = answer["steps"][0]["readings"]
    assert list(readings) == [f"{i}:{p}" for i, p in places.items()] + ["abi", "heart"]
    assert "age" not in answer["person"]["taken_from_a_healthy_adult"]
    assert "sex" in answer["person"]["taken_from_a_healthy_adult"]
    assert answer["model"]["simulated"] is True
    assert abs(answer["model"]["conservation_error_ml"]) < 1e-6
    assert "heart rate_bpm" in readings_table(answer)


def test_a_step_of_one_second_can_be_read() -> None:
    answer = run_experiment({"step": [{**REST, "seconds": 1}], "read": [{"instrument": "heart"}]})
    assert answer["steps"][0]["readings"]["heart"]["map_mmhg"] > 60
