"""A trial file is read whole, or refused with every fault at once."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soleus.trials import TrialError, parse_trial
from soleus.vocabulary import FaultsError

SHIPPED = sorted((Path(__file__).parents[2] / "trials").glob("*.toml"))


def test_a_trial_is_read(table: dict[str, Any]) -> None:
    trial = parse_trial(table)
    assert [arm.name for arm in trial.arms] == ["still", "60 a minute"]
    assert trial.is_crossover
    assert trial.units(trial.people) == 2


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_trial_that_ships_is_read_and_says_what_it_does_not_show(file: Path) -> None:
    trial = parse_trial(file)
    assert trial.does_not_show
    assert trial.measured


def test_every_fault_is_told_at_once(table: dict[str, Any]) -> None:
    table |= {"colour": "red", "design": "open", "people": 1}
    table["population"][0] = {"of": "healthy", "share": -1}
    table["arm"][1]["step"] = [{"posture": "flying", "seconds": 5}]
    table["outcome"][0]["read"] = "thermometer"
    with pytest.raises(TrialError) as caught:
        parse_trial(table)
    told = "\n".join(caught.value.faults)
    for said in ("colour", "design", "people", "share", "flying", "thermometer"):
        assert said in told


def test_faults_of_every_kind_are_told_together(table: dict[str, Any]) -> None:
    table |= {
        "seed": -1,
        "population": [{"of": "helthy"}],
        "published": [{"outcome": "speed", "arm": "still", "source": "S999"}],
        "subgroup": [{"by": "shoe size"}],
        "until": {"outcome": "velocity", "arm": "61", "against": "still", "narrower_than": 1},
    }
    table["outcome"][0]["step"] = "jumping"
    with pytest.raises(TrialError) as caught:
        parse_trial(table)
    told = "\n".join(caught.value.faults)
    for said in ("seed", "helthy", "S999", "shoe size", "'61'", "jumping"):
        assert said in told


def test_what_does_not_fit_is_told_also_of_tables_with_a_fault_of_their_own(
    table: dict[str, Any],
) -> None:
    table |= {
        "population": [{"of": "helthy", "share": -1}],
        "published": [{"outcome": "speed", "arm": "61", "source": "S999"}],
        "until": {"outcome": "pace", "arm": "62", "against": "still", "narrower_than": 0},
    }
    table["arm"][0]["step"][0]["posture"] = "flying"
    table["outcome"][0] |= {"step": "jumping", "counted": "twice"}
    with pytest.raises(TrialError) as caught:
        parse_trial(table)
    told = "\n".join(caught.value.faults)
    own = ("share", "S999", "narrower_than", "flying", "counted")
    for said in (*own, "helthy", "'speed'", "'61'", "'pace'", "'62'", "'jumping'"):
        assert said in told
    assert len(set(caught.value.faults)) == len(caught.value.faults)


def test_a_name_that_stands_in_a_faulty_table_is_not_missed(table: dict[str, Any]) -> None:
    table["arm"][1]["step"] = [{"posture": "flying", "seconds": 5}]
    table["published"] = [{"outcome": "velocity", "arm": "60 a minute", "source": "x"}]
    with pytest.raises(TrialError) as caught:
        parse_trial(table)
    assert not any("is called" in fault for fault in caught.value.faults)


def test_what_is_only_told_makes_no_other_trial(table: dict[str, Any]) -> None:
    trial = parse_trial(table)
    assert parse_trial(table | {"title": "Pumps", "subgroup": []}).identity == trial.identity
    assert parse_trial(table | {"seed": 4}).identity != trial.identity
    assert parse_trial(table | {"title": "Pumps"}).fingerprint == trial.fingerprint
    assert parse_trial(table | {"seed": 4}).fingerprint != trial.fingerprint


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("until", {"outcome": "x", "arm": "still", "against": "60 a minute", "narrower_than": 1},
         "either 'people' or 'until'"),
        ("population", [{"of": "helthy"}], "did you mean"),
        ("population", [{"of": "healthy", "youngest": 60, "oldest": 50}], "youngest"),
        ("published", [{"outcome": "velocity", "arm": "61", "mean": 1, "source": "x"}],
         "no arm is called '61'"),
        ("subgroup", [{"by": "shoe size"}], "nothing is known of people's 'shoe size'"),
        ("leaps", True, "only volumes are read"),
        ("sensitivity", [{"method": "sobol", "outcome": "velocity", "arm": "still", "base": 6}],
         "power of two"),
        ("sensitivity", [{"method": "morris", "outcome": "velocity", "arm": "still", "base": 6,
                          "properties": ["calf_strenth", "age"]}], "did you mean 'calf_strength'"),
        ("subgroup", [{"by": "age"}], "say at which values"),
        ("published", [{"outcome": "velocity", "arm": "still", "source": "x", "group": "age 4"}],
         "no subgroup is called 'age 4'"),
        ("subgroup", [{"by": "age", "at": [60, 40]}], "has to rise"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_told(
    table: dict[str, Any], key: str, value: object, said: str
) -> None:
    with pytest.raises(TrialError, match=said):
        parse_trial(table | {key: value})


def test_an_arm_changes_nothing_of_people_but_what_they_wear(table: dict[str, Any]) -> None:
    table["arm"][1]["wears"] = {"age": 20}
    with pytest.raises(TrialError, match="changes no 'age'"):
        parse_trial(table)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrialError, match="is missing"):
        parse_trial(tmp_path / "none.toml")


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(data=st.data())
def test_whatever_a_file_holds_it_is_read_or_refused(
    table: dict[str, Any], data: st.DataObject
) -> None:
    changed = deepcopy(table)
    place: Any = changed
    while isinstance(place, dict) and place:
        key = data.draw(st.sampled_from(sorted(place)))
        inner = place[key]
        if isinstance(inner, list) and inner:
            inner = inner[0]
        if not isinstance(inner, dict) or data.draw(st.booleans()):
            place[key] = data.draw(_VALUES)
            break
        place = inner
    try:
        parse_trial(changed)
    except FaultsError as error:
        assert error.faults  # noqa: PT017 - one of two ways that are both right
