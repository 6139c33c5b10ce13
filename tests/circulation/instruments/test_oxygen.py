from typing import Any

import pytest

from soleus.circulation import INSTRUMENTS, Person, Protocol, Step, simulate


def readings(*steps: Step, person: Person | None = None) -> list[dict[str, Any]]:
    run = simulate(person or Person(), Protocol(steps))
    return [dict(INSTRUMENTS["oxygen"].read(run.view(i), "")) for i in range(len(steps))]


def walk(seconds: float, speed: float = 4.0, grade: float = 0.0) -> Step:
    cadence = 105.0 * (speed / 4.0) ** 0.5
    return Step(
        "walk", "standing", seconds, "walking", cadence, speed_km_h=speed, grade_percent=grade
    )


def test_rest_takes_a_quarter_of_a_litre_and_legs_leave_most_of_it() -> None:
    (rest,) = readings(Step("rest", "supine", 60))
    assert 180 < rest["uptake_ml_min"] < 320
    assert 10 < rest["leg_extraction_percent"] < 50


def test_a_walk_takes_what_the_walking_equation_says_once_it_is_steady() -> None:
    """4 km/h: 6.7 mL/kg/min beyond rest (ACSM)."""
    rest, steady = readings(Step("up", "standing", 60), walk(240))
    more = (steady["uptake_ml_min"] - rest["uptake_ml_min"]) / 70.0
    assert more == pytest.approx(6.7, rel=0.1)
    assert steady["leg_extraction_percent"] > 1.2 * rest["leg_extraction_percent"]


def test_uptake_lags_behind_the_work_and_outlasts_it() -> None:
    stand = Step("up", "standing", 60)
    rest, early, late, after = readings(stand, walk(20), walk(200), Step("end", "standing", 30))
    assert rest["uptake_ml_min"] < early["uptake_ml_min"] < 0.8 * late["uptake_ml_min"]
    assert rest["uptake_ml_min"] < after["uptake_ml_min"] < late["uptake_ml_min"]


def test_a_grade_takes_more_and_a_slope_down_less() -> None:
    down, flat, up = (readings(walk(200, 3.0, g))[0]["uptake_ml_min"] for g in (-8.0, 0.0, 5.0))
    assert down < flat < up


def test_other_movements_are_not_read_and_it_says_so() -> None:
    (pumps,) = readings(Step("pump", "supine", 20, "ankle_pumps", 30))
    assert pumps["uptake_ml_min"] is pumps["leg_extraction_percent"] is None
    assert "walking" in pumps["why"]
