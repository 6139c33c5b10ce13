"""The engine against the reference that completes unknowns in every way, on random answer files."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import Any

import pytest

from assessment.documents import random_document
from assessment.reference import completions, decide_slowly, known
from assessment.reference_questions import classes_of_questions
from soleus.assessment import Decision, InvalidAnswers, decide, findings

TABLE_ORDER = [finding.id for finding in findings()]


def documents(seed: int, count: int) -> list[dict[str, Any]]:
    random = Random(seed)
    return [random_document(random) for _ in range(count)]


def decided(document: dict[str, Any]) -> Decision | None:
    try:
        return decide(document)
    except InvalidAnswers:
        return None


def assert_agreement(document: dict[str, Any]) -> bool:
    """Compare the two in full; return whether the document was one that can be decided."""
    decision = decided(document)
    assert (decision is None) == (not any(completions(known(document)))), document
    if decision is None:
        return False
    expected = decide_slowly(document)
    assert decision.urgency == expected.urgency, document
    assert decision.pattern == expected.pattern, document
    activities = {
        activity.value: (ruling.status.value, ruling.until and ruling.until.value)
        for activity, ruling in decision.activities.items()
    }
    assert activities == expected.activities, document
    assert_questions(decision.questions, classes_of_questions(document), document)
    return True


def assert_questions(
    questions: tuple[str, ...], classes: dict[str, int], document: dict[str, Any]
) -> None:
    assert set(questions) == set(classes), (document, set(questions) ^ set(classes))
    keys = [(-classes[name], TABLE_ORDER.index(name)) for name in questions]
    assert all(one < other for one, other in pairwise(keys)), (document, questions, classes)


@pytest.mark.parametrize("seed", range(4))
def test_engine_and_reference_agree(seed: int) -> None:
    agreed = [assert_agreement(document) for document in documents(seed, 150)]
    assert sum(agreed) > len(agreed) // 2


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 120))
def test_engine_and_reference_agree_at_length(seed: int) -> None:
    for document in documents(seed, 250):
        assert_agreement(document)
