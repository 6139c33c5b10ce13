"""Property 8: every rule can fire, and without it some decision would differ."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assessment.proof import laws
from assessment.proof.encoding import BOOK
from assessment.proof.planting import plant, removed
from assessment.proof.told import told, told_by, told_by_reference
from soleus.assessment import decide
from soleus.assessment.rule import Rule

INCOMPLETE = "gate.incomplete"
"""The one rule that speaks of unknowns; complete answers never reach it."""
RULES = [rule for rule in BOOK.rules if rule.id != INCOMPLETE]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_can_fire(rule: Rule) -> None:
    """The solver finds complete answers in which the rule counts."""
    assert laws.answers_in_which_it_fires(BOOK.rules, rule) is not None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_without_any_one_rule_some_decision_differs(rule: Rule) -> None:
    """The solver finds complete answers; on these the engine and the reference confirm it."""
    remaining = plant(removed(rule))
    answers = laws.answers_that_tell_apart(remaining)
    assert answers is not None
    document: dict[str, Any] = {"answers": answers, "others": "unknown"}
    without = told_by(remaining, document)
    assert told(decide(document)) == told_by_reference(document) != without


def test_without_the_rule_on_unknowns_an_open_question_would_hold_nothing_back() -> None:
    """One question that could only ask for a visit is open: walking still waits for its answer."""
    document: dict[str, Any] = {"answers": {"cold_feet_or_legs": None}, "others": "no"}
    remaining = replace(BOOK, rules=tuple(RULES))
    without = told_by(remaining, document)
    assert told(decide(document)) == told_by_reference(document) != without
    assert without[1]["walking"] == ("caution", None)


def test_the_rule_on_unknowns_tells_why_everything_is_on_hold() -> None:
    """With nothing answered it accounts for every hold."""
    decision = decide({"answers": {}})
    assert decision.urgency == "incomplete"
    for ruling in decision.activities.values():
        assert ruling.status == "hold" or ruling.status == "withheld"
        assert INCOMPLETE in {reason.rule for reason in ruling.reasons} or ruling.until != "answers"
