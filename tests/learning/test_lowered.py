"""Down by a third is said of a fall, never of chance, and not while the other leg rises."""

import random
from datetime import timedelta

import pytest

from learning.simulated import START, Life, Truth, diary, level, step
from soleus.learning.diary import read_diary
from soleus.learning.lowered import Lowered, lowered_in

PEOPLE, DAYS = 60, 60


def seen(left: Truth, right: Truth, seed: int, *, daily: bool) -> Lowered | None:
    """What one simulated person is told: on any of sixty days, or on the last."""
    life = Life(scores={"swelling_left": left, "swelling_right": right})
    document = diary(life, DAYS, random.Random(seed))
    whole = read_diary(document)
    days = range(21, DAYS) if daily else (DAYS - 1,)
    found = (lowered_in(whole, START + timedelta(days=day)) for day in days)
    return next((each for each in found if each), None)


@pytest.mark.parametrize("usual", [3, 5, 7])
def test_swelling_that_stays_is_hardly_ever_called_lower(usual: float) -> None:
    told = sum(
        seen(level(usual), level(usual), seed, daily=True) is not None for seed in range(PEOPLE)
    )
    assert told <= PEOPLE * 5 // 100


def test_a_fall_by_half_is_told_with_its_levels() -> None:
    fall = step(6, 3, at=14, over=14)
    found = [seen(fall, fall, seed, daily=True) for seed in range(PEOPLE)]
    told = [each for each in found if each]
    assert len(told) >= PEOPLE * 95 // 100
    assert all(each.now <= each.before * 2 / 3 for each in told)


def test_one_leg_that_rises_keeps_it_unsaid() -> None:
    found = [
        seen(step(6, 2, at=14), step(3, 6, at=14), seed, daily=False) for seed in range(PEOPLE)
    ]
    assert found == [None] * PEOPLE


def test_too_few_notes_and_too_short_a_time_tell_nothing() -> None:
    assert lowered_in(read_diary({"entries": []}), START) is None
    rows = [
        {"date": (START + timedelta(days=day)).isoformat(), "swelling_left": 8 if day < 7 else 1}
        for day in range(14)
    ]
    assert lowered_in(read_diary({"entries": rows}), START + timedelta(days=13)) is None
