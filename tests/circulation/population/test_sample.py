"""People are drawn as the files say: reproducible, within bounds, with their means and spreads."""

from collections import Counter
from dataclasses import replace
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm, rankdata

from soleus.circulation import (
    ExperimentError,
    VirtualPerson,
    parse_experiment,
    population_named,
    sample,
)
from soleus.circulation.numbers_listed import override_faults
from soleus.circulation.population.differences import differences_between_people

N = 20_000
DIFFER = differences_between_people()
SURE = 4.5
"""Standard errors that a right draw stays within: some 50 figures are held to it."""


@pytest.fixture(scope="module")
def men() -> tuple[VirtualPerson, ...]:
    """Men of one age, so that nothing but their own differences is left."""
    group = replace(population_named("healthy"), women=0.0, youngest=39.999, oldest=40.001)
    return sample(group, N, seed=5)


def values(people: tuple[VirtualPerson, ...], name: str) -> np.ndarray:
    if name == "bmi":
        return np.array([p.person.weight_kg / (p.person.height_cm / 100) ** 2 for p in people])
    if name in {"height_cm", "calf_strength"}:
        return np.array([getattr(p.person, name) for p in people])
    return np.array([p.own[name] for p in people])


@pytest.mark.parametrize("name", DIFFER.spreads)
def test_means_and_spreads_come_back(men: tuple[VirtualPerson, ...], name: str) -> None:
    cut = DIFFER.spreads[name].at(40.0, "male")
    mean = quad(cut.quantile, 0.0, 1.0, limit=200)[0]
    var = quad(lambda p: (cut.quantile(p) - mean) ** 2, 0.0, 1.0, limit=200)[0]
    central = quad(lambda p: (cut.quantile(p) - mean) ** 4, 0.0, 1.0, limit=200)[0]
    drawn = values(men, name)
    assert abs(drawn.mean() - mean) < SURE * sqrt(var / N)
    assert abs(drawn.var() - var) < SURE * sqrt((central - var**2) / N)


@pytest.mark.parametrize("name", DIFFER.spreads)
def test_cutting_takes_little_of_what_was_published(name: str) -> None:
    spread = DIFFER.spreads[name]
    cut = spread.at(40.0, "male")
    mean = quad(cut.quantile, 0.0, 1.0, limit=200)[0]
    square = quad(lambda p: cut.quantile(p) ** 2, 0.0, 1.0, limit=200)[0]
    assert mean == pytest.approx(cut.mean, rel=0.02)
    assert sqrt(square - mean**2) == pytest.approx(cut.sd, rel=0.12)


def test_correlations_come_back_and_there_are_no_others(men: tuple[VirtualPerson, ...]) -> None:
    names = list(DIFFER.spreads)
    scores = norm.ppf([rankdata(values(men, n)) / (N + 1) for n in names])
    found = np.corrcoef(scores)
    wanted = np.eye(len(names))
    for c in DIFFER.correlations:
        i, j = (names.index(n) for n in c.of)
        wanted[i, j] = wanted[j, i] = c.r
    assert np.abs(found - wanted).max() < SURE / sqrt(N)


def test_weight_goes_with_height_and_artery_as_published(men: tuple[VirtualPerson, ...]) -> None:
    weight = np.array([p.person.weight_kg for p in men])
    # Body mass index is nearly free of height (Keys 1972, J Chronic Dis 25:329-343, recalled), so
    # weight goes with it by some 0.5; the femoral artery with weight by 0.58 (Sandgren 1999).
    assert 0.4 < np.corrcoef(weight, values(men, "height_cm"))[0, 1] < 0.6
    assert np.corrcoef(weight, values(men, "artery_width"))[0, 1] == pytest.approx(0.58, abs=0.03)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(list(DIFFER.populations)), st.integers(0, 2**62), st.integers(0, 12))
def test_the_same_seed_gives_the_same_person_whatever_the_number(
    name: str, seed: int, n: int
) -> None:
    assert sample(name, 13, seed)[:n] == sample(name, n, seed)


def test_another_seed_gives_other_people() -> None:
    first, second = sample("healthy", 50, 1), sample("healthy", 50, 2)
    assert not {p.person for p in first} & {p.person for p in second}
    assert len({p.person for p in first}) == 50


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(list(DIFFER.populations)), st.integers(0, 2**40))
def test_nobody_has_numbers_that_a_file_may_not_say(name: str, seed: int) -> None:
    for one in sample(name, 5, seed):
        assert not override_faults(one.numbers, is_unbounded=False)
        said = one.as_dict()
        step = [{"name": "rest", "posture": "supine", "seconds": 10}]
        tables = {name: said[name] for name in ("person", "numbers")}
        read = parse_experiment({**tables, "step": step})
        assert (read.person, read.numbers) == (one.person, one.numbers)
        group = DIFFER.populations[name]
        assert group.youngest <= one.person.age <= group.oldest


@pytest.mark.parametrize("name", DIFFER.populations)
def test_women_are_as_many_as_the_population_says(name: str) -> None:
    women = DIFFER.populations[name].women
    drawn = sum(p.person.sex == "female" for p in sample(name, 2000, 3)) / 2000
    assert abs(drawn - women) < SURE * sqrt(women * (1 - women) / 2000)


def test_diseases_come_in_the_shares_of_their_population() -> None:
    venous = sample("chronic_venous_disease", 2000, 1)
    shares = DIFFER.populations["chronic_venous_disease"].ceap
    drawn = Counter(p.ceap for p in venous)
    for ceap, share in shares.items():
        part = share / sum(shares.values())
        assert abs(drawn[ceap] / 2000 - part) < SURE * sqrt(part * (1 - part) / 2000)
    assert all(p.person.reflux for p in venous)
    failing = Counter(p.person.heart_failure for p in sample("heart_failure", 2000, 1))
    assert failing["mild"] > failing["moderate"] > failing["severe"] > 0
    assert "none" not in failing


def test_worse_classes_of_venous_disease_leak_more() -> None:
    group = population_named("chronic_venous_disease")
    classes = [replace(group, ceap={c: 1.0}) for c in ("C2", "C3", "C4", "C5", "C6")]
    leaks = [
        sum(r.severity for p in sample(one, 400, 1) for r in p.person.reflux) for one in classes
    ]
    assert leaks == sorted(leaks)


def test_narrowed_arteries_lie_in_one_leg_or_both() -> None:
    people = sample("arterial_disease", 1000, 1)
    both = sum(len(p.person.stenosis) == 2 for p in people) / 1000
    assert abs(both - 0.3) < SURE * sqrt(0.3 * 0.7 / 1000)
    for p in people:
        assert len({s.leg for s in p.person.stenosis}) == len(p.person.stenosis) > 0
        assert all(0.5 < s.diameter_reduction <= 1.0 for s in p.person.stenosis)


def test_people_of_one_seed_are_alike_but_for_their_disease() -> None:
    # So that two populations can be compared person by person.
    well, ill = (sample(n, 30, 4) for n in ("healthy", "heart_failure"))
    flows = [[p.own["leg_flow"] for p in people] for people in (well, ill)]
    assert flows[0] == flows[1]


@pytest.mark.parametrize(("n", "seed"), [(-1, 0), (2.5, 0), (True, 0), (1, -1), (10**9, 0)])
def test_what_cannot_be_drawn_is_refused(n: int, seed: int) -> None:
    with pytest.raises(ExperimentError, match="whole number"):
        sample("healthy", n, seed)
