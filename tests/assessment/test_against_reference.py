"""The engine against the reference that completes unknowns in every way, on random answer files."""

from __future__ import annotations

import os
from collections import Counter
from itertools import chain, pairwise
from random import Random
from typing import Any

import pytest

from assessment.documents import random_document
from assessment.reference import completions, decide_slowly, known
from assessment.reference_questions import classes_of_questions
from soleus.assessment import Decision, decide, findings
from soleus.assessment.errors import InvalidAnswers

SEEDS = int(os.environ.get("SOLEUS_SEEDS", "4"))
"""Of 250 answer files each at length; 20 or more after a change of the engine."""

TABLE_ORDER = [finding.id for finding in findings()]

INTERTWINED = (
    "emergency.fever_with_leg_trouble",
    "emergency.racing_heart_or_breath_with_clot_sign",
    "emergency.diabetic_foot_at_risk",
    "emergency.one_leg_swollen_suddenly",
    "today.numb_foot_in_diabetes_may_break",
    "today.unsteady_in_cancer",
    "today.cold_or_pale_and_painful",
    "today.one_leg_with_clot_risk",
    "today.fever_with_illness_or_surgery",
    "within_days.clot_not_looked_for",
    "within_days.settled_but_not_better",
    "activities.clot_sign_better",
    "activities.numb_foot_in_diabetes_may_break",
    "activities.sudden_swelling_settled",
    "activities.warm_leg_settled",
)
"""Rules that rest on several findings, or on how far care has gone."""


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


def test_the_files_meet_often_what_several_findings_make_together() -> None:
    """So that what is compared is not for the most part somebody well, or in danger anyhow."""
    met: Counter[str] = Counter()
    for decision in filter(None, map(decided, chain(*(documents(seed, 150) for seed in range(4))))):
        reasons = [reason for ruling in decision.activities.values() for reason in ruling.reasons]
        met.update({reason.rule for reason in (*decision.reasons, *reasons)})
    assert {rule for rule in INTERTWINED if met[rule] < 6} == set()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 100 + SEEDS))
def test_engine_and_reference_agree_at_length(seed: int) -> None:
    for document in documents(seed, 250):
        assert_agreement(document)
