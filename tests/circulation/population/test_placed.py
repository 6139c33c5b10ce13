"""A person at a chosen place of a population has what that part of its people lie below."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation import person_at, population_named, property_names
from soleus.circulation.population.differences import differences_between_people

SPREADS = differences_between_people().spreads


@given(name=st.sampled_from(sorted(set(property_names()) - {"sex", "age", "height_cm", "bmi"})),
       part=st.floats(0.01, 0.99))  # fmt: skip
def test_one_property_moves_and_no_other(name: str, part: float) -> None:
    usual, moved = person_at("healthy", {}), person_at("healthy", {name: part})
    spread = SPREADS[name].at(usual.person.age, usual.person.sex)
    if name == "calf_strength":
        assert moved.person.calf_strength == pytest.approx(spread.quantile(part))
        assert moved.own == usual.own
    else:
        assert moved.own == {**usual.own, name: spread.quantile(part)}
        assert moved.person == usual.person


def test_sex_and_age_are_placed_by_the_population() -> None:
    group = population_named("healthy")
    woman, man = (person_at(group, {"sex": part}) for part in (0.49, 0.51))
    assert (woman.person.sex, man.person.sex) == ("female", "male")
    assert person_at(group, {"age": 0.25}).person.age == pytest.approx(35.0)


def test_illness_is_dealt_out_by_chance() -> None:
    worst = person_at("chronic_venous_disease", {}, lambda: 0.9999)
    assert worst.ceap == "C6"
