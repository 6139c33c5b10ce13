from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation import ExperimentError, listed_numbers, parse_experiment, run_experiment
from soleus.circulation.data import read_data
from soleus.circulation.numbers import numbers_with

REST = {"name": "rest", "posture": "supine", "seconds": 20}
NAMES = sorted(listed_numbers())


def with_numbers(numbers: dict[str, Any], **model: Any) -> dict[str, Any]:
    read = [{"instrument": "heart"}]
    return {"step": [REST], "read": read, "numbers": numbers, "model": model}


def test_every_number_of_the_model_is_listed_with_unit_source_and_bounds_around_it() -> None:
    assert listed_numbers().keys() == numbers_with().keys()
    for number in listed_numbers().values():
        assert number.unit, number.name
        assert number.source, number.name
        assert number.means, number.name
        assert number.low <= number.value <= number.high, number.name


def test_a_number_is_assumed_or_names_what_it_rests_on() -> None:
    for number in listed_numbers().values():
        assert len(number.source) > 10, number.name


def test_sensitivities_are_of_numbers_that_there_are() -> None:
    moves = read_data("network/sensitivity")["moves"]
    assert moves.keys() <= listed_numbers().keys()
    assert any("pumps doppler" in reading for reading in moves["ankle_pumps.h_max.calf"])


@given(st.sampled_from(NAMES), st.sampled_from(["low", "high"]))
def test_a_number_at_its_bounds_is_taken_and_beyond_them_refused(name: str, end: str) -> None:
    number = listed_numbers()[name]
    at, beyond = getattr(number, end), {"low": -1.0, "high": 1.0}[end]
    assert parse_experiment(with_numbers({name: at})).numbers == {name: at}
    outside = at + beyond * (1.0 + abs(at))
    with pytest.raises(ExperimentError, match="physiology allows"):
        parse_experiment(with_numbers({name: outside}))
    assert parse_experiment(with_numbers({name: outside}, unbounded=True)).numbers[name] == outside


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ({"h_gian": 0.3}, "did you mean 'h_gain'"),
        ({"h_gain": "much"}, "has to be a number"),
        ({"h_gain": True}, "has to be a number"),
        ({"h_gain": float("nan")}, "has to be a number"),
        ({"h_gain": 10**400}, "has to be a number"),
    ],
)
def test_a_number_that_is_none_or_unknown_is_refused(numbers: dict[str, Any], told: str) -> None:
    with pytest.raises(ExperimentError, match=told):
        parse_experiment(with_numbers(numbers, unbounded=True))


def test_a_model_table_knows_only_its_own_words() -> None:
    with pytest.raises(ExperimentError, match="unbounded"):
        parse_experiment(with_numbers({}, unbound=True))


def test_a_replaced_number_moves_the_readings_and_is_told() -> None:
    usual, moved = (run_experiment(with_numbers({"P_set": p} if p else {})) for p in (None, 100.0))
    pressures = [a["steps"][0]["readings"]["heart"]["map_mmhg"] for a in (usual, moved)]
    assert pressures[1] > pressures[0] + 3.0
    assert moved["model"]["numbers"] == {"P_set": 100.0}
    assert "numbers" not in usual["model"]


@pytest.mark.parametrize(
    "name", ["supine.foot", "walking.push_part", "breathing.quiet.chest", "ankle_pumps.oxygen"]
)
def test_numbers_of_postures_and_movements_are_used_where_they_are_replaced(name: str) -> None:
    from soleus.circulation import Person, Step
    from soleus.circulation.person import person_numbers
    from soleus.circulation.protocol import step_numbers

    steps = (
        Step("lie", "supine", 30),
        Step("walk", "standing", 30, "walking", 105),
        Step("pump", "supine", 30, "ankle_pumps", 30),
    )

    def all_set(changes: dict[str, float]) -> list[dict[str, float]]:
        numbers = person_numbers(Person(), numbers_with(changes))
        return [step_numbers(step, steps[0], Person(), numbers) for step in steps]

    assert all_set({}) != all_set({name: numbers_with()[name] + 0.1})


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("haematocrit.male", {}),
        ("stockings.class2", {"stockings": "class2"}),
        ("heart_failure.mild.times.Emax_left_ventricle", {"heart_failure": "mild"}),
        ("heart_failure.mild.times.q0", {"heart_failure": "mild"}),
        ("heart_failure.mild.uptake_left", {"heart_failure": "mild"}),
        ("heart_failure.mild.rate_left", {"heart_failure": "mild"}),
        ("lesion.popliteal.diameter_cm", {"stenosis": [{"leg": "left", "vessel": "popliteal",
          "diameter_reduction": 0.7}]}),
        ("reflux.femoral.strait", {"reflux": [{"leg": "left", "vessel": "femoral",
          "severity": 0.5}]}),
        ("reflux.femoral.femoral_to_iliac", {"reflux": [{"leg": "left", "vessel": "femoral",
          "severity": 0.5}]}),
    ],
)  # fmt: skip
def test_numbers_of_blood_lesions_and_failing_hearts_are_used_where_they_are_replaced(
    name: str, who: dict[str, Any]
) -> None:
    from soleus.circulation import Person
    from soleus.circulation.person import person_numbers

    person, usual = Person.from_dict(who), numbers_with()
    moved = person_numbers(person, numbers_with({name: 0.9 * usual[name]}))
    unlike = {n for n, v in person_numbers(person, usual).items() if v != moved[n]}
    assert unlike - {name}


def test_plasma_that_a_failing_heart_gains_is_a_number() -> None:
    from soleus.circulation import Person
    from soleus.circulation.person import gained_blood_ml

    name = "heart_failure.mild.gained_ml"
    gained = gained_blood_ml(Person(heart_failure="mild"), numbers_with({name: 500.0}))
    assert gained == pytest.approx(500.0)
