"""What is told is held, the rest goes with it as among people, and unknown is never normal."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ks_2samp

from soleus.circulation import Known, population_named, sample
from soleus.circulation.body import bodily_numbers
from soleus.circulation.ensemble.bodies import crowd_of, people_of
from soleus.circulation.ensemble.build import bodily, own, tissue_ml
from soleus.circulation.ensemble.prior import Prior, dimensions
from soleus.circulation.ensemble.space import (
    VEINS,
    Crowd,
    quantiles,
    quantity_names,
    scores_of,
    severities,
)
from soleus.circulation.network import LEGS
from soleus.circulation.numbers import numbers_with
from soleus.circulation.person import person_numbers
from soleus.circulation.population.differences import differences_between_people

N = 4000
DIFFER = differences_between_people()
ANN = Known(age=55, sex="female", height_cm=168, weight_kg=68)


def drawn(known: Known, seed: int = 1, n: int = N) -> Crowd:
    return Prior.of(known).crowd(np.random.default_rng(seed).standard_normal((n, dimensions())))


def test_age_sex_height_and_weight_are_held_exactly() -> None:
    crowd = drawn(ANN, n=50)
    assert set(crowd.age) == {55.0}
    assert crowd.is_female.all()
    assert set(crowd.height_cm) == {168.0}
    assert set(crowd.weight_kg) == {68.0}


@pytest.mark.parametrize("name", DIFFER.spreads)
def test_values_at_scores_are_those_of_each_distribution(name: str) -> None:
    spread, scores = DIFFER.spreads[name], np.array([-2.0, 0.3, 1.7])
    ages, is_female = np.array([25.0, 50.0, 80.0]), np.array([True, False, True])
    parts = [0.02275013194817921, 0.6179114221889526, 0.9554345372414569]
    exact = [
        spread.at(age, "female" if f else "male").quantile(part)
        for age, f, part in zip(ages, is_female, parts, strict=True)
    ]
    values = quantiles(spread, ages, is_female, scores)
    assert values == pytest.approx(exact, rel=1e-9)
    assert scores_of(spread, ages, is_female, values) == pytest.approx(scores, abs=1e-6)


def test_a_known_build_moves_what_goes_with_it_as_among_people_of_that_build() -> None:
    """People of about this build out of the population have arteries as wide as those drawn."""
    tall = Known(age=50, sex="male", height_cm=190, weight_kg=110)
    group = replace(population_named("healthy"), women=0.0, youngest=49.9, oldest=50.1)
    alike = [
        p.own["artery_width"]
        for p in sample(group, 12_000, seed=3)
        if abs(p.person.height_cm - 190) < 4 and abs(p.person.weight_kg - 110) < 8
    ]
    wide = own(drawn(tall), "artery_width")
    assert len(alike) > 60
    assert wide.mean() == pytest.approx(np.mean(alike), abs=0.03)
    assert wide.std() == pytest.approx(np.std(alike), rel=0.25)
    assert wide.mean() > 1.06


def test_weight_alone_says_something_of_height() -> None:
    group = replace(population_named("healthy"), women=0.0, youngest=49.9, oldest=50.1)
    alike = [
        p.person.height_cm
        for p in sample(group, 8_000, seed=4)
        if abs(p.person.weight_kg - 100) < 1.5
    ]
    crowd = drawn(Known(age=50, sex="male", weight_kg=100))
    assert set(crowd.weight_kg) == {100.0}
    assert crowd.height_cm.mean() == pytest.approx(np.mean(alike), abs=1.6)
    assert crowd.height_cm.std() == pytest.approx(np.std(alike), rel=0.2)


def test_an_unknown_person_is_as_the_population() -> None:
    crowd = drawn(Known())
    people = sample("healthy", N, seed=9)
    assert crowd.is_female.mean() == pytest.approx(0.5, abs=0.04)
    for mine, theirs in (
        (crowd.weight_kg, [p.person.weight_kg for p in people]),
        (own(crowd, "leg_flow"), [p.own["leg_flow"] for p in people]),
        (own(crowd, "artery_compliance"), [p.own["artery_compliance"] for p in people]),
    ):
        assert ks_2samp(mine, theirs).statistic < 0.045


def test_nobody_is_taken_for_healthy_because_nothing_is_told() -> None:
    old = drawn(Known(age=80, sex="male"))
    assert 0.1 < (old.artery >= 0).any(axis=1).mean() < 0.3
    assert 0.05 < (old.grade > 0).mean() < 0.2
    assert 0.2 < (old.leaks > 0).any(axis=(1, 2)).mean() < 0.7
    young = drawn(Known(age=25, sex="female"))
    assert (young.artery >= 0).mean() < 0.01


def test_what_is_told_of_disease_is_held() -> None:
    told = Known(age=60, heart_failure="mild", leaking=("left",), ceap={"right": "C5"})
    crowd = drawn(told)
    assert set(crowd.grade) == {1}
    left, right = (crowd.leaks[:, LEGS.index(leg)] > 0 for leg in ("left", "right"))
    assert left[:, VEINS.index("great_saphenous")].all()
    assert drawn(Known(ceap={"right": "C2"})).leaks.any(axis=(1, 2)).all()
    assert right[:, VEINS.index("popliteal")].mean() > left[:, VEINS.index("popliteal")].mean()
    assert set(drawn(Known(heart_failure="none")).grade) == {0}


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_every_score_makes_somebody_within_the_bounds(seed: int) -> None:
    latent = 3.0 * np.random.default_rng(seed).standard_normal((3, dimensions()))
    for one in people_of(Prior.of(Known()).crowd(latent)):
        for name, value in one.own.items():
            assert DIFFER.spreads[name].least <= value <= DIFFER.spreads[name].most
        person_numbers(one.person, numbers_with(one.numbers))


def test_people_come_back_from_the_people_they_make() -> None:
    crowd = drawn(Known(ceap={"left": "C4"}), n=40)
    again = crowd_of(people_of(crowd))
    for name in Crowd.__slots__:
        assert np.allclose(getattr(crowd, name), getattr(again, name), atol=1e-6), name


def test_the_build_of_many_is_the_build_of_each() -> None:
    crowd = drawn(Known(), n=30)
    people, numbers = people_of(crowd), numbers_with()
    each = [bodily_numbers(numbers, p.person)["tissue_calf"] for p in people]
    assert bodily(crowd, "tissue_calf") * numbers["tissue_calf"] == pytest.approx(each)
    whole = [bodily_numbers(numbers_with(p.numbers), p.person)["tissue_calf"] for p in people]
    assert tissue_ml(crowd, "calf") == pytest.approx(whole)


def test_severities_follow_their_cut_distribution() -> None:
    scores = np.random.default_rng(1).standard_normal(20_000)
    ceap = replace(DIFFER.ceap["C2"], severity_mean=0.3).severity()
    exact = [ceap.quantile(part) for part in (0.1, 0.5)]
    assert np.quantile(severities(0.3, ceap.sd, scores), (0.1, 0.5)) == pytest.approx(
        exact, abs=0.01
    )


def test_the_order_of_quantities_is_that_of_the_file() -> None:
    assert quantity_names() == tuple(DIFFER.spreads)
