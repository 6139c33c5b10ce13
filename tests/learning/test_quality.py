"""False alarms and delays on simulated diaries: fewer people than in the docs, and wider bounds."""

import math

import pytest

from learning.measuring import CHANGES, STABLE, Change, Stable, alarms, found

PEOPLE = 60
SPARE = 3
"""Standard deviations of chance that a share of so few people may be off by."""


def spare(share: float) -> float:
    """Return by how many people a count may differ by chance."""
    return SPARE * math.sqrt(PEOPLE * share * (1 - share))


@pytest.mark.slow
@pytest.mark.parametrize("case", STABLE, ids=lambda case: case.name)
def test_a_stable_person_is_seldom_alarmed(case: Stable) -> None:
    assert alarms(case, PEOPLE, seed=5) <= PEOPLE * 0.05 + spare(0.05)


@pytest.mark.slow
@pytest.mark.parametrize("case", CHANGES, ids=lambda case: case.name)
def test_a_clear_change_is_found_in_time(case: Change) -> None:
    share = (case.held_at or case.target) / 100
    assert found(case, PEOPLE, seed=6) >= PEOPLE * share - spare(share)
