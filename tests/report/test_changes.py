"""First week and last week of what was noted; too short a time says nothing of a change."""

import pytest

from report.samples import recorded, scored
from soleus.journal import TapeEntry
from soleus.report.changes import changes


def test_the_means_are_those_of_the_first_and_the_last_seven_days() -> None:
    entries = [scored(n, leg_pain=6 if n < 7 else 5 if n < 14 else 2) for n in range(21)]
    [change] = changes(entries)
    assert change.what == "Pain"
    assert change.before is not None
    assert (change.before.value, change.before.days) == (6, 7)
    assert (change.now.value, change.now.days) == (2, 7)


def test_gaps_are_no_zeros() -> None:
    entries = [scored(n, swelling_left=4) for n in (0, 3, 20, 26)]
    [change] = changes(entries)
    assert change.before is not None
    assert (change.before.value, change.before.days) == (4, 2)
    assert (change.now.value, change.now.days) == (4, 2)


def test_less_than_two_weeks_has_no_before() -> None:
    [change] = changes([scored(n, heaviness=n) for n in range(10)])
    assert change.before is None
    assert change.now.value == pytest.approx(6)


def test_legs_and_places_are_told_apart_and_nothing_is_made_up() -> None:
    tape = TapeEntry(calf_left_cm=38, ankle_right_cm=22)
    assert [(each.what, each.unit) for each in changes([recorded(tape, 0)])] == [
        ("Calf, left", "cm"),
        ("Ankle, right", "cm"),
    ]
    assert changes([]) == ()
