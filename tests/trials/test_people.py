"""Who takes part depends on the seed and the place alone; arms are dealt out evenly."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soleus.trials import parse_trial
from soleus.trials.people import arm_of, people_of_unit, recruited_from


def test_a_unit_is_the_same_whenever_it_is_drawn(table: dict[str, Any]) -> None:
    trial, larger = parse_trial(table), parse_trial(table | {"people": 5000})
    assert people_of_unit(trial, 1) == people_of_unit(larger, 1)
    assert people_of_unit(trial, 0) != people_of_unit(trial, 1)


def test_people_are_recruited_by_the_shares(table: dict[str, Any]) -> None:
    trial = parse_trial(table)
    second = sum(recruited_from(trial, index) for index in range(3000)) / 3000
    assert abs(second - 1 / 3) < 0.03  # 3.5 standard errors


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.integers(1, 400), seed=st.integers(0, 2**62))
def test_arms_never_differ_by_more_than_one_person(
    table: dict[str, Any], people: int, seed: int
) -> None:
    trial = parse_trial(table | {"design": "parallel", "seed": seed})
    sizes = [0, 0]
    for index in range(people):
        sizes[arm_of(trial, index)] += 1
    assert abs(sizes[0] - sizes[1]) <= 1


def test_the_order_of_arms_is_random(table: dict[str, Any]) -> None:
    trial = parse_trial(table | {"design": "parallel"})
    first = sum(arm_of(trial, 2 * block) for block in range(400)) / 400
    assert 0.4 < first < 0.6
