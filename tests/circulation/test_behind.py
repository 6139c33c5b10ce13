from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation import Person
from soleus.circulation.behind import lesion_drop, worn_part
from soleus.circulation.numbers import numbers_with
from soleus.circulation.person import Stenosis, person_numbers

REST_FLOW = st.floats(0.3, 8.0)


def worn(reduction: float, bed: str, vessel: str = "superficial_femoral") -> float:
    person = Person(age=60, stenosis=(Stenosis("left", vessel, reduction, 6.0),))
    return person_numbers(person, numbers_with())[f"worn_left_{bed}"]


@given(REST_FLOW, st.floats(0.1, 2.0), st.floats(0.0, 100.0), st.floats(0.0, 50.0))
def test_the_drop_brings_the_flow_through_lesion_and_collaterals(
    q: float, healthy: float, lesion: float, swirl: float
) -> None:
    collateral = 0.05
    drop = lesion_drop(q, healthy, lesion, swirl, collateral) + healthy * q
    r = healthy + lesion
    through = 2.0 * drop / (r + (r * r + 4.0 * swirl * drop) ** 0.5)
    assert through + collateral * drop == pytest.approx(q, rel=1e-6) or drop == healthy * q


def test_a_healthy_leg_keeps_all_of_its_reflexes() -> None:
    numbers = person_numbers(Person(age=85, heart_failure="severe"), numbers_with())
    assert {v for n, v in numbers.items() if n.startswith("worn_")} == {0.0}


@pytest.mark.parametrize("bed", ["foot", "calf"])
def test_what_is_lost_grows_steadily_with_the_narrowing(bed: str) -> None:
    lost = [worn(r / 100.0, bed) for r in range(60, 101)]
    assert lost == sorted(lost)
    assert max(b - a for a, b in pairwise(lost)) < 0.2
    assert lost[-1] == 1.0


def test_only_what_lies_behind_the_narrowing_loses() -> None:
    assert worn(0.9, "thigh") == 0.0
    assert worn(0.9, "calf", "tibial") == 0.0
    assert worn(0.95, "foot", "tibial") > 0.3


def test_nothing_is_lost_without_widening_and_all_at_the_most() -> None:
    assert worn_part(1.0, 1.6) == 0.0
    assert worn_part(1.3, 1.6) == pytest.approx(0.5)
    assert worn_part(9.0, 1.6) == 1.0
