"""The files of populations are read with every fault at once, and say where all is from."""

import re
from copy import deepcopy
from typing import Any

import pytest

from soleus.circulation import ExperimentError, listed_numbers, population_named
from soleus.circulation.body import names_like
from soleus.circulation.data import read_data
from soleus.circulation.population.differences import (
    differences_between_people,
    read_differences,
)

SAYS_WHENCE = re.compile(r"assumed: .{15}|\b(19|20)\d\d\b|PMC\d|10\.\d{4,}/|textbook|Neder")


def files() -> tuple[dict[str, Any], dict[str, Any]]:
    names = ("population/distributions", "population/populations")
    people, groups = (deepcopy(read_data(name)) for name in names)
    return people, groups


def faults(people: dict[str, Any], groups: dict[str, Any]) -> list[str]:
    with pytest.raises(ExperimentError) as caught:
        read_differences(people, groups)
    return list(caught.value.faults)


def test_every_spread_names_its_source_or_says_assumed_and_why() -> None:
    for spread in differences_between_people().spreads.values():
        assert SAYS_WHENCE.search(spread.source), spread.name


def test_no_number_is_multiplied_twice() -> None:
    spreads = differences_between_people().spreads.values()
    names = [name for s in spreads for name in names_like(s.numbers)]
    assert len(names) == len(set(names))


def test_every_number_lies_within_its_listed_bounds_at_both_ends() -> None:
    listed = listed_numbers()
    for spread in differences_between_people().spreads.values():
        for name in names_like(spread.numbers):
            number = listed[name]
            ends = (number.value * spread.least, number.value * spread.most)
            assert all(number.low <= end <= number.high for end in ends), name


def test_faults_of_both_files_are_named_at_once() -> None:
    people, groups = files()
    people["spread"][3]["sd"] = -1
    people["correlation"][0]["r"] = 2
    groups["population"][0]["women"] = 1.5
    groups["ceap"][0]["leaks"] = {"aorta": 0.5}
    found = faults(people, groups)
    assert len(found) == 4
    assert [f.split(":")[0] for f in found] == [
        "spread mean_pressure", "correlation 1", "population healthy", "ceap C2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("r", "told"), [(0.99, "cannot all hold together"), (None, "no spread is called 'shoes'")]
)
def test_correlations_that_cannot_be_are_refused(r: float | None, told: str) -> None:
    people, groups = files()
    if r is None:
        people["correlation"][0]["of"] = ["height_cm", "shoes"]
    else:
        people["correlation"][0]["r"] = people["correlation"][1]["r"] = r
    assert any(told in fault for fault in faults(people, groups))


def test_words_of_a_population_that_stand_for_nothing_are_refused() -> None:
    people, groups = files()
    groups["ceap"] = [c for c in groups["ceap"] if c["name"] != "C4"]
    groups["narrowing"] = groups["narrowing"][:1]
    own = groups["population"][1]["spread"][0]
    own["name"] = "shoes"
    found = faults(people, groups)
    assert "chronic_venous_disease: its own spread 'shoes' stands in place of none" in found
    assert "chronic_venous_disease: nothing says what C4 is" in found
    assert "arterial_disease: no narrowing of popliteal" in found


def test_a_misspelt_population_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(ExperimentError, match="arterial_disease"):
        population_named("pregnant")
