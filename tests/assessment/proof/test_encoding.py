"""The formulas that the proofs are about say what the engine does."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from z3 import ModelRef, is_true

from assessment.documents import VALUES, random_document
from assessment.proof.encoding import BOOK, Outcome, Person, find, stages
from assessment.proof.told import Told, told
from soleus.assessment import decide
from soleus.assessment.errors import InvalidAnswers
from soleus.assessment.rule import LEVELS
from soleus.assessment.strictness import GRADES
from soleus.vocabulary import Activity

PERSON = Person("someone")
OUTCOME = Outcome(BOOK.rules, PERSON)


def said_by_formulas(model: ModelRef) -> Told:
    def highest(scale: list) -> int:  # type: ignore[type-arg]
        reached = [at for at, rung in enumerate(scale) if is_true(model.eval(rung, True))]
        return max(reached)

    activities = {
        activity.value: (
            GRADES[highest(OUTCOME.grade_from[activity])].status.value,
            getattr(GRADES[highest(OUTCOME.grade_from[activity])].until, "value", None),
        )
        for activity in Activity
    }
    return LEVELS[highest(OUTCOME.level_from)].value, activities


@pytest.mark.parametrize("stage", [*stages(BOOK.terms)], ids=str)
def test_formulas_and_engine_agree_on_answers_that_the_solver_picks(stage: dict[str, bool]) -> None:
    """Whatever urgency, status and care the solver is asked for, the engine says the same."""
    cared = [PERSON.care()[term] == is_so for term, is_so in stage.items()]
    for level in range(len(LEVELS)):
        for activity in Activity:
            for held in OUTCOME.grade_from[activity]:
                model = find(PERSON.valid(), OUTCOME.urgency_is(level), *cared, held)
                if model is not None:
                    document = {"answers": PERSON.as_answers(model), "others": "unknown"}
                    assert told(decide(document)) == said_by_formulas(model), document


def test_formulas_and_engine_agree_on_random_complete_answers() -> None:
    random = Random(7)
    compared = 0
    for _ in range(400):
        answers = {k: v for k, v in random_document(random)["answers"].items() if v is not None}
        complete: dict[str, Any] = {name: values[0] for name, values in VALUES.items()} | answers
        complete = {"cleared_activities": []} | complete
        if complete["swelling"] == "none":
            del complete["swelling_course"]
        document = {"answers": complete, "others": "unknown"}
        try:
            decision = decide(document)
        except InvalidAnswers:
            continue
        pinned = [
            bit == value
            for name, bits in PERSON.bits.items()
            for bit, value in zip(bits, _truths(name, complete.get(name), len(bits)), strict=True)
        ]
        model = find(PERSON.valid(), *pinned)
        assert model is not None, document
        assert told(decision) == said_by_formulas(model), document
        compared += 1
    assert compared > 200


def _truths(name: str, value: object, width: int) -> list[bool]:
    if name in ("swelling_course", "age"):
        return [value == course for course in VALUES["swelling_course"][:width]]
    if name == "cleared_activities":
        assert isinstance(value, list)
        return [activity in value for activity in Activity]
    return (
        [value is True] if width == 1 else [value in ("left", "both"), value in ("right", "both")]
    )
