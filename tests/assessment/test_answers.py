"""The parser: valid files are taken, and of wrong ones every fault is told at once."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.strategies import Document, documents, is_valid
from soleus.assessment import decide, findings
from soleus.assessment.errors import InvalidAnswers


def faults_of(document: object) -> tuple[str, ...]:
    with pytest.raises(InvalidAnswers) as raised:
        decide(document)
    return raised.value.faults


@given(documents())
def test_every_valid_document_is_decided(document: Document) -> None:
    assert is_valid(document)


@given(documents())
def test_null_says_the_same_as_leaving_out_where_others_are_unknown(document: Document) -> None:
    document["others"] = "unknown"
    spoken = {name: value for name, value in document["answers"].items() if value is not None}
    assert decide(document) == decide({"answers": spoken})


def test_null_is_unknown_even_where_the_others_are_denied() -> None:
    document = {"answers": {"chest_pain": None}, "others": "no"}
    assert decide(document).questions == ("chest_pain",)


def test_others_denied_says_nothing_of_the_course() -> None:
    document = {"answers": {"swelling": "both"}, "others": "no"}
    assert decide(document).questions == ("swelling_course",)


def test_an_unknown_finding_is_told_with_the_nearest_known_one() -> None:
    (fault,) = faults_of({"answers": {"chestpain": True}})
    assert "chestpain" in fault
    assert "chest_pain" in fault


@pytest.mark.parametrize(
    ("finding", "value"),
    [
        ("age", True),
        ("age", 17),
        ("age", 121),
        ("age", 40.0),
        ("age", "40"),
        ("chest_pain", "no"),
        ("chest_pain", 1),
        ("chest_pain", 0),
        ("swelling", True),
        ("swelling", "Left"),
        ("swelling", ["left"]),
        ("swelling", {}),
        ("swelling_course", "absent"),
        ("swelling_course", "none"),
        ("cleared_activities", "walking"),
        ("cleared_activities", ["running"]),
        ("cleared_activities", [1]),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_fault(finding: str, value: object) -> None:
    (fault,) = faults_of({"answers": {finding: value}})
    assert fault.startswith(f"{finding} ")


@pytest.mark.parametrize("age", [18, 120])
def test_the_ends_of_the_range_are_ages(age: int) -> None:
    assert is_valid({"answers": {"age": age}})


@pytest.mark.parametrize(
    "document", [None, [], "answers", 3, {}, {"answers": []}, {"answers": None}]
)
def test_what_is_no_object_with_answers_is_a_fault(document: object) -> None:
    assert len(faults_of(document)) == 1


@pytest.mark.parametrize("others", ["yes", "none", None, 0, True, ["no"]])
def test_others_takes_two_words_only(others: object) -> None:
    (fault,) = faults_of({"answers": {}, "others": others})
    assert fault.startswith("others is ")


def test_an_unknown_key_is_told_with_the_nearest_known_one() -> None:
    (fault,) = faults_of({"answers": {}, "other": "no"})
    assert "others" in fault


def test_all_faults_are_told_at_once() -> None:
    answers = {"nonsense": 1, "age": True, "chest_pain": "no", "swelling": "none"}
    document = {"answers": {**answers, "swelling_course": "recent"}, "others": "maybe", "more": 1}
    assert len(faults_of(document)) == 6


CONTRADICTIONS: list[dict[str, Any]] = [
    {"swelling": "none", "swelling_course": "recent"},
    {"swelling": "none", "swelling_not_improving": True},
    {"varicose_veins": "none", "varicose_new_or_worse": True},
    {"heaviness_or_aching": "none", "leg_fatigue": "none", "heaviness_worsening": True},
    {"pain_walking_eases_with_rest": "none", "walking_pain_suddenly_worse": True},
]


@pytest.mark.parametrize("answers", CONTRADICTIONS)
def test_a_contradiction_is_a_fault(answers: dict[str, Any]) -> None:
    (fault,) = faults_of({"answers": answers})
    assert "contradicts" in fault


@pytest.mark.parametrize("answers", CONTRADICTIONS)
def test_a_parent_left_out_is_denied_where_the_others_are(answers: dict[str, Any]) -> None:
    child = {name: value for name, value in answers.items() if value != "none"}
    (fault,) = faults_of({"answers": child, "others": "no"})
    assert "left out" in fault


@pytest.mark.parametrize("answers", CONTRADICTIONS)
def test_a_parent_that_is_unknown_contradicts_nothing(answers: dict[str, Any]) -> None:
    child = {name: value for name, value in answers.items() if value != "none"}
    unknown = dict.fromkeys(name for name, value in answers.items() if value == "none")
    assert is_valid({"answers": child})
    assert is_valid({"answers": {**child, **unknown}, "others": "no"})


EXCLUDING = {"better_since_evaluation": True, "worse_since_evaluation": True}


@pytest.mark.parametrize("others", ["no", "unknown"])
def test_two_that_exclude_each_other_contradict_in_one_line(others: str) -> None:
    (fault,) = faults_of({"answers": EXCLUDING, "others": others})
    assert fault == "better_since_evaluation: true contradicts worse_since_evaluation: true"


@pytest.mark.parametrize("others", ["no", "unknown"])
@pytest.mark.parametrize("finding", EXCLUDING)
@pytest.mark.parametrize("answer", [False, None])
def test_one_alone_of_two_that_exclude_each_other_contradicts_nothing(
    finding: str, answer: bool | None, others: str
) -> None:
    assert is_valid({"answers": EXCLUDING | {finding: answer}, "others": others})


def test_a_contradiction_is_told_beside_all_other_faults() -> None:
    lacking = {"swelling": "none", "swelling_course": "recent"}
    assert len(faults_of({"answers": {**EXCLUDING, **lacking, "age": True}})) == 3


def test_one_of_two_parents_is_enough() -> None:
    answers = {"heaviness_or_aching": "none", "heaviness_worsening": True}
    assert is_valid({"answers": {**answers, "leg_fatigue": "left"}})


def test_activities_cleared_by_nobody_clear_nothing_and_are_no_fault() -> None:
    cleared = {"cleared_activities": ["walking"]}
    assert decide({"answers": cleared, "others": "no"}) == decide({"answers": {}, "others": "no"})


@given(
    st.dictionaries(
        st.sampled_from([finding.id for finding in findings()]) | st.text(max_size=8),
        st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.lists(st.integers()),
        max_size=6,
    ),
    st.sampled_from(["no", "unknown", "maybe"]),
)
def test_whatever_is_given_is_decided_or_refused_with_words(
    answers: dict[str, Any], others: str
) -> None:
    assert all(
        fault.strip() and "\n" not in fault
        for fault in all_faults({"answers": answers, "others": others})
    )


def all_faults(document: object) -> tuple[str, ...]:
    """Return the faults of a document, none where it is valid; anything else raised is a bug."""
    try:
        decide(document)
    except InvalidAnswers as error:
        return error.faults
    return ()
