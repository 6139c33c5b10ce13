"""What a decision says, in the shape in which the reference says it."""

from __future__ import annotations

from typing import Any

from assessment.reference import decide_slowly
from soleus.assessment import Decision
from soleus.assessment.deciding import Decider
from soleus.assessment.engine import Engine
from soleus.assessment.rulebook import Rulebook

Told = tuple[str, dict[str, tuple[str, str | None]]]


def told(decision: Decision) -> Told:
    """Return the urgency, and for each activity its status and what it waits for."""
    activities = {
        activity.value: (ruling.status.value, ruling.until.value if ruling.until else None)
        for activity, ruling in decision.activities.items()
    }
    return decision.urgency.value, activities


def told_by(book: Rulebook, document: dict[str, Any]) -> Told:
    """Return what the engine says of a document with another rulebook."""
    return told(Decider(Engine(book)).decide(document))


def told_by_reference(document: dict[str, Any]) -> Told:
    """Return what the reference says of a document."""
    outcome = decide_slowly(document)
    return outcome.urgency, outcome.activities
