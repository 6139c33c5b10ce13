"""Diseases are drawn by their shares, and a narrowing leads to the ankle index it was drawn for."""

from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation import Person, Protocol, Step, simulate
from soleus.circulation.instruments import reading
from soleus.circulation.population.differences import differences_between_people, population_named
from soleus.circulation.population.diseases import chosen, leaking_valves, narrowed_arteries

DIFFER = differences_between_people()


@given(
    st.dictionaries(st.text(min_size=1), st.floats(0.0, 9.0), min_size=1).filter(
        lambda shares: sum(shares.values()) > 0.01
    ),
    st.floats(0.0, 1.0, exclude_max=True),
)
def test_a_word_without_a_share_is_never_chosen(shares: dict[str, float], part: float) -> None:
    assert shares[chosen(shares, part)] > 0.0


def test_shares_are_taken_in_their_order() -> None:
    shares = {"a": 1.0, "b": 0.0, "c": 3.0}
    assert [chosen(shares, p) for p in (0.0, 0.24, 0.26, 0.99)] == ["a", "a", "c", "c"]


def test_somebody_of_a_class_has_at_least_one_leak() -> None:
    leaks = leaking_valves(DIFFER.ceap["C2"], lambda: 0.999)
    assert [r.vessel for r in leaks] == ["great_saphenous"]


@pytest.mark.parametrize("index", [0.5, 0.65, 0.8])
@pytest.mark.parametrize("vessel", DIFFER.narrowings)
def test_a_narrowing_leads_to_its_ankle_index(vessel: str, index: float) -> None:
    claudicants = population_named("arterial_disease").ankle_index
    assert claudicants
    spread = claudicants.spread()
    part = next(p / 1000 for p in range(1001) if spread.quantile(p / 1000) >= index)
    before = 0.0
    for word, share in claudicants.vessels.items():
        if word == vessel:
            break
        before += share
    chances = cycle([0.9, 0.9, before + 0.01, part])
    (lesion,) = narrowed_arteries(claudicants, DIFFER.narrowings, lambda: next(chances))
    assert lesion.vessel == vessel
    run = simulate(Person(age=66, stenosis=(lesion,)), Protocol((Step("rest", "supine", 120),)))
    assert reading(run.view(0), "abi")[lesion.leg] == pytest.approx(index, abs=0.03)
