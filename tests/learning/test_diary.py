"""Reading a diary: strict, whole, every fault at once; what is missing stays unknown."""

import random
from typing import Any

import pytest

from soleus.learning.diary import read_diary
from soleus.vocabulary import FaultsError


def faults(document: object) -> tuple[str, ...]:
    with pytest.raises(FaultsError) as caught:
        read_diary(document)
    return caught.value.faults


def test_days_come_in_any_order() -> None:
    entries = [{"date": f"2026-03-{day:02}", "heaviness": day % 10} for day in range(1, 29)]
    shuffled = random.Random(1).sample(entries, len(entries))
    assert read_diary({"entries": shuffled}) == read_diary({"entries": entries})


def test_null_and_left_out_are_unknown_and_never_nought() -> None:
    entries = [{"date": "2026-03-01", "heaviness": None}, {"date": "2026-03-02", "leg_pain": 0}]
    diary = read_diary({"entries": entries})
    assert len(diary.series["heaviness"]) == 0
    assert diary.series["leg_pain"].values == (0,)
    assert len(diary.days) == 2


def test_every_fault_has_its_line() -> None:
    entries: list[Any] = [
        {"date": "2026-03-01", "heaviness": 11, "leg_pain": True},
        {"date": "2026-03-01"},
        {"date": "2026-02-30"},
        {"heaviness": 1},
        7,
    ]
    found = faults({"entries": entries, "evaluated_on": "soon", "note": ""})
    assert len(found) == 8
    assert all("\n" not in line for line in found)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("heaviness", "3"),
        ("heaviness", True),
        ("heaviness", -1),
        ("heaviness", float("nan")),
        ("calf_left_cm", 14.9),
        ("calf_left_cm", 370),
        ("elevation_minutes", 1441),
        ("sessions", 1.5),
    ],
)
def test_a_wrong_value_names_its_field_and_day(field: str, value: object) -> None:
    (fault,) = faults({"entries": [{"date": "2026-03-01", field: value}]})
    assert field in fault
    assert "2026-03-01" in fault


@pytest.mark.parametrize("day", [20260301, "2026-3-1", "2026-W10-1", "01.03.2026", "", None])
def test_a_day_has_one_shape(day: object) -> None:
    assert len(faults({"entries": [{"date": day}]})) == 1


@pytest.mark.parametrize("document", [None, [], "diary", 3])
def test_a_diary_is_an_object(document: object) -> None:
    assert len(faults(document)) == 1


def test_no_day_is_too_early_or_too_late_to_be_read() -> None:
    entries = [{"date": "0001-01-01", "heaviness": 3}, {"date": "9999-12-31", "heaviness": 3}]
    assert len(read_diary({"entries": entries}).days) == 2
