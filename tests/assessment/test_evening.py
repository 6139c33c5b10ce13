"""The ordinary evening's swelling is told from every other, and unknown is never read as no."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.assessment import decide, findings, is_ordinary_evening
from soleus.vocabulary import Urgency

EVENING: dict[str, Any] = {
    "swelling": "both",
    "swelling_course": "comes_and_goes",
    "heaviness_or_aching": "both",
    "leg_fatigue": "both",
    "sits_long": True,
}


def test_both_legs_that_swell_by_evening_and_nothing_else_are_ordinary() -> None:
    assert is_ordinary_evening({"answers": EVENING, "others": "no"})
    assert decide({"answers": EVENING, "others": "no"}).urgency is Urgency.SELF_CARE


def test_what_was_not_asked_is_not_denied() -> None:
    assert not is_ordinary_evening({"answers": EVENING, "others": "unknown"})
    assert not is_ordinary_evening({"answers": EVENING})
    asked = {**EVENING, "leg_pain": None}
    assert not is_ordinary_evening({"answers": asked, "others": "no"})


@pytest.mark.parametrize(
    "other",
    [
        {"swelling": "left"},
        {"swelling_course": "recent"},
        {"leg_pain": "both"},
        {"leg_fatigue": "left"},
        {"heart_failure": True},
        {"swelling_not_improving": True},
        {"worse_since_evaluation": True},
    ],
    ids=str,
)
def test_with_anything_else_it_is_not_ordinary(other: dict[str, Any]) -> None:
    assert not is_ordinary_evening({"answers": {**EVENING, **other}, "others": "no"})


@given(st.sampled_from([each.id for each in findings() if each.symptom]))
def test_any_other_symptom_that_is_unknown_makes_it_no_longer_ordinary(finding: str) -> None:
    answers = {**EVENING, finding: None}
    assert not is_ordinary_evening({"answers": answers, "others": "no"})
