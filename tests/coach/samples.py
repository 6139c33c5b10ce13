"""Answer files, and an exercise, that the tests of the coach share."""

from datetime import date
from typing import Any
from uuid import UUID

from soleus.journal import Clinician, ExerciseEntry, ExerciseStep, Position
from soleus.vocabulary import Activity

WELL = {"answers": {"age": 40}, "others": "no"}
"""A well person of forty."""

ID = UUID(int=7)


def exercise(**changes: Any) -> ExerciseEntry:
    said: dict[str, Any] = {
        "exercise": ID,
        "name": "Towel pull",
        "prescribed_by": Clinician.PHYSIOTHERAPIST,
        "counts_as": Activity.ANKLE_PUMPS,
        "position": Position.SEATED,
        "steps": (ExerciseStep("Pull the towel to you.", 2, 3, 1),),
        "times_a_day": 3,
        "review_date": date(2026, 3, 20),
    }
    return ExerciseEntry(**{**said, **changes})
