"""What two simulated legs come to: the ways in which they differ are those that were published."""

import numpy as np
import pytest

from soleus.circulation import Known, people_like
from soleus.prediction import Comparison, controls
from soleus.prediction.runs import Compared, Simulated, sentence_texts
from soleus.prediction.runs.simulating import joined, simulate_people, simulate_usual


def compared(**query: str) -> Compared:
    comparison = Comparison.of_query(query)
    first, second = (
        simulate_usual(each, comparison.view, Known())
        for each in (comparison.first, comparison.second)
    )
    return Compared(comparison.view, (first, second))


def readings(found: Compared) -> tuple[float, float]:
    return float(found.usual[0].readings[0]), float(found.usual[1].readings[0])


def test_raising_a_foot_behind_a_narrowing_costs_it_pressure_and_flow() -> None:
    found = compared(change="raised_cm", to="45", narrowing="90")
    low, high = found.usual
    assert high.readings[0] < low.readings[0] - 15
    assert high.toe_flow_ml_min[0] < 0.8 * low.toe_flow_ml_min[0]
    assert (np.diff(low.curves[0]) < 0).all()
    healthy = compared(change="raised_cm", to="30")
    assert healthy.usual[1].toe_flow_ml_min[0] > 0.95 * healthy.usual[0].toe_flow_ml_min[0]
    assert "lower" in found.sentences()[0].says


def test_walking_empties_a_foot_vein_and_leaking_valves_undo_it() -> None:
    standing, walking = readings(compared(change="posture", posture="standing", to="walking"))
    assert walking < 0.5 * standing
    closed, leaking = readings(compared(change="leaking"))
    assert leaking > 2 * closed


def test_pumps_and_stockings_do_what_they_do_in_people() -> None:
    still, pumped = readings(compared(change="cadence", posture="lying"))
    assert 1.5 < pumped / still < 4
    bare, worn = readings(compared(change="stocking", hours="2"))
    assert worn < bare


def test_readings_that_differ_little_are_said_to_be_alike() -> None:
    [said, *_] = compared(change="raised_cm", view="flow", posture="sitting").sentences()
    assert "next to no difference" in said.says


def _given(first: float, second: float, view: str = "vein") -> Compared:
    one = [
        Simulated(np.array([v, v]), np.array([[v, v]]), *(np.array([v]),) * 4)
        for v in (first, second)
    ]
    return Compared(view, (one[0], one[1]))


@pytest.mark.parametrize(
    ("first", "second", "word"), [(50.0, 90.0, "higher"), (90.0, 50.0, "lower"), (90.0, 91.0, "no")]
)
def test_the_sentence_says_which_way_it_went(first: float, second: float, word: str) -> None:
    assert word in _given(first, second).sentences()[0].says


def test_people_differ_in_the_same_people_and_who_broke_down_is_left_out() -> None:
    comparison = Comparison.of_query({"change": "cadence"})
    people = people_like(Known(), 16, 3)
    sides = [
        joined(
            [simulate_people(each, "flow", people[:8]), simulate_people(each, "flow", people[8:])]
        )
        for each in (comparison.first, comparison.second)
    ]
    ratios = sides[1].readings / sides[0].readings
    sides[0].readings[3] = np.nan
    found = Compared("flow", compared(change="cadence").usual, (sides[0], sides[1]), 16)
    assert found.count == 16
    assert found.is_whole
    assert ratios.std() > 0
    [*_, range_said] = found.sentences()
    assert "between" in range_said.says
    assert "nan" not in range_said.says


def test_what_is_said_of_simulated_legs_says_so_and_rests_on_a_claim() -> None:
    for name, text in sentence_texts().items():
        assert "simulated" in text.says or name == "toe.flow", name
        assert "N03" in text.claims
    for control in controls().values():
        assert control.text.claims
        assert all(control.words(value) for value in control.offered)
