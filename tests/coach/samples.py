"""Answer files, an exercise and notes that the tests of the coach share."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from soleus.coach import Coach, VisitWithEffect
from soleus.journal import Clinician, ExerciseEntry, Position, Recorded, SymptomEntry, VisitEntry
from soleus.journal.exercises import ExerciseStep
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


def note_symptoms(
    coach: Coach, person_id: str, *, at: datetime | None = None, **felt: Any
) -> Recorded[SymptomEntry]:
    return coach.notes.take(person_id, SymptomEntry(**felt), at=at).recorded


def note_visit(
    coach: Coach, person_id: str, visit: VisitEntry, *, at: datetime | None = None
) -> VisitWithEffect:
    return coach.visits.now(coach.notes.take(person_id, visit, at=at).recorded)
