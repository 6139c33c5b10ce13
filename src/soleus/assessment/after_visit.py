"""What a visit to a clinician changes: it opens what was allowed by name, and nothing else."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from soleus.assessment.deciding import decide
from soleus.assessment.decision import Decision, Ruling
from soleus.assessment.strictness import GRADES, Grade
from soleus.vocabulary import Activity, Status, Until, Urgency


def answers_after_visit(
    document: Mapping[str, Any], named: Collection[Activity]
) -> Mapping[str, Any]:
    """Return an answer file with a visit laid over it.

    The visit looked at every symptom in it, nothing is worse since, and ``named`` was allowed by
    name. What the file itself says was allowed stays beside it.
    """
    answers = document["answers"]
    allowed = {*(answers.get("cleared_activities") or ()), *(each.value for each in named)}
    return {
        **document,
        "answers": {
            **answers,
            "evaluated_by_clinician": True,
            "worse_since_evaluation": False,
            "cleared_activities": [each.value for each in Activity if each.value in allowed],
        },
    }


def decide_after_visit(document: Mapping[str, Any], named: Collection[Activity]) -> Decision:
    """Return the decision on an answer file after a visit that allowed ``named`` by name.

    An emergency stays one. What was not named is never freer than without the visit; where it
    waited to be looked at, it now waits to be allowed by name.

    Raises
    ------
    InvalidAnswers
        with every fault of the document.
    """
    if not named:
        return decide(document)
    return opened_by_name(decide(document), decide(answers_after_visit(document, named)), named)


def opened_by_name(before: Decision, after: Decision, named: Collection[Activity]) -> Decision:
    """Return what holds after a visit, where only what is ``named`` may be freer than before it.

    ``before`` is what holds without the visit; where it is an emergency, or nothing was named, it
    stays. What waited to be looked at now waits to be allowed by name.
    """
    if not named or before.urgency is Urgency.EMERGENCY:
        return before
    rulings = {
        activity: ruling if activity in named else _stricter(before.activities[activity], ruling)
        for activity, ruling in after.activities.items()
    }
    walking, to_pain = rulings[Activity.WALKING], rulings[Activity.PAIN_GUIDED_WALKING]
    rulings[Activity.PAIN_GUIDED_WALKING] = _stricter(walking, to_pain)
    return replace(after, activities=rulings)


def _stricter(before: Ruling, after: Ruling) -> Ruling:
    """Return the stricter of two; in doubt what holds after the visit."""
    if _strictness(before) <= _strictness(after):
        return after
    waits = before.status is Status.HOLD and before.until is Until.EVALUATION
    return replace(before, until=Until.CLEARANCE) if waits else before


def _strictness(ruling: Ruling) -> int:
    return GRADES.index(Grade(ruling.status, ruling.until))
