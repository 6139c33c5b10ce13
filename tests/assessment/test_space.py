"""The bits: what contradicts is taken out, and the least suspicious answers are found."""

import pytest

from soleus.assessment import findings
from soleus.assessment.space import ABSENT, Space

SPACE = Space(findings())


def ways_with(**answers: object) -> int:
    """Return all ways of answering in which these findings are answered so."""
    ways = SPACE.all
    for name, value in answers.items():
        field = SPACE.fields[name]
        ways &= ~field.mask | field.bits[value]
    return ways


def possible(ways: int, name: str) -> set[object]:
    field = SPACE.fields[name]
    return {value for value, bit in field.bits.items() if ways & bit}


def test_fields_do_not_overlap() -> None:
    assert sum(field.mask for field in SPACE.fields.values()) == SPACE.all


def test_the_age_and_what_was_cleared_have_no_bits() -> None:
    assert {finding.id for finding in findings()} - set(SPACE.fields) == {
        "age",
        "cleared_activities",
    }


def test_a_denied_parent_denies_its_children() -> None:
    pruned = SPACE.pruned(ways_with(swelling="none"))
    assert possible(pruned, "swelling_not_improving") == {False}
    assert possible(pruned, "swelling_course") == {ABSENT}


@pytest.mark.parametrize(
    ("child", "value"), [("swelling_course", "recent"), ("swelling_not_improving", True)]
)
def test_an_affirmed_child_affirms_its_parent(child: str, value: object) -> None:
    pruned = SPACE.pruned(ways_with(**{child: value}))
    assert possible(pruned, "swelling") == {"left", "right", "both"}
    assert ABSENT not in possible(pruned, "swelling_course")


def test_of_two_parents_either_may_carry_the_child() -> None:
    pruned = SPACE.pruned(ways_with(heaviness_worsening=True))
    assert "none" in possible(pruned, "heaviness_or_aching")
    branches = list(SPACE.branches(pruned))
    assert [
        [name for name in ("heaviness_or_aching", "leg_fatigue") if "none" not in possible(b, name)]
        for b in branches
    ] == [["heaviness_or_aching"], ["leg_fatigue"]]


def test_the_other_parent_carries_the_child_where_one_is_denied() -> None:
    pruned = SPACE.pruned(ways_with(heaviness_worsening=True, heaviness_or_aching="none"))
    assert "none" not in possible(pruned, "leg_fatigue")
    assert list(SPACE.branches(pruned)) == [pruned]


def test_what_contradicts_leaves_nothing() -> None:
    assert SPACE.pruned(ways_with(swelling="none", swelling_course="recent")) == 0


def test_the_least_suspicious_of_all_answers_is_no_to_everything() -> None:
    least = SPACE.least(SPACE.all)
    assert SPACE.is_complete(least)
    assert least == SPACE.denials


def test_two_legs_alike_are_less_suspicious_than_one() -> None:
    least = SPACE.least(SPACE.pruned(ways_with(swelling_not_improving=True)))
    assert possible(least, "swelling") == {"both"}
    assert possible(least, "swelling_course") == {"comes_and_goes"}
