"""The exercises that a clinician prescribed: what they are, and how often they were done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.journal import ExerciseEntry, Outcome, SessionEntry
from soleus.session import PREFIX

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from soleus.journal import Entry, Recorded


@dataclass(frozen=True, slots=True)
class PrescribedExercise:
    """One exercise that stands.

    Parameters
    ----------
    entry : what was prescribed, by whom, and until when
    done : how often it was done to the end in the time that the report looks at
    days : on how many days of that time
    stopped : how often it was stopped because something felt wrong
    """

    entry: ExerciseEntry
    done: int
    days: int
    stopped: int


def prescribed(entries: Sequence[Recorded[Entry]], since: date) -> tuple[PrescribedExercise, ...]:
    """Return the exercises that were not put away, in the order in which they were noted."""
    done = [
        (each.entry.routine, each.entry.outcome, each.local_date)
        for each in entries
        if isinstance(each.entry, SessionEntry) and each.is_current and each.local_date >= since
    ]
    outcomes = Counter((routine, outcome) for routine, outcome, _ in done)
    days = {(routine, day) for routine, outcome, day in done if outcome is Outcome.FINISHED}
    return tuple(
        PrescribedExercise(
            each.entry,
            outcomes[routine, Outcome.FINISHED],
            sum(of == routine for of, _ in days),
            outcomes[routine, Outcome.STOPPED],
        )
        for each in entries
        if isinstance(each.entry, ExerciseEntry) and each.is_current and not each.entry.is_ended
        for routine in [f"{PREFIX}{each.entry.exercise}"]
    )
