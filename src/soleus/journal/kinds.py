"""Every kind of entry by its id, and the reading of an entry by its kind."""

from collections.abc import Mapping
from typing import Any

from soleus.journal.breaks import BreakEntry
from soleus.journal.entries import (
    ActivityEntry,
    CheckEntry,
    Entry,
    NothingNewEntry,
    PlanEntry,
    SessionEntry,
    SymptomEntry,
    TapeEntry,
    VisitEntry,
)
from soleus.journal.errors import InvalidEntryError
from soleus.journal.exercises import ExerciseEntry, PictureEntry
from soleus.journal.from_files import StepsEntry
from soleus.journal.habits import HabitEntry
from soleus.journal.journeys import JourneyEntry, JourneyStepEntry
from soleus.journal.measurements import (
    AnkleIndexEntry,
    BloodPressureEntry,
    HeelRaisesEntry,
    WeightEntry,
)
from soleus.language import meant, translate

KINDS: Mapping[str, type[Entry]] = {
    entry.kind: entry
    for entry in (
        CheckEntry,
        PlanEntry,
        SessionEntry,
        SymptomEntry,
        TapeEntry,
        ActivityEntry,
        VisitEntry,
        NothingNewEntry,
        ExerciseEntry,
        PictureEntry,
        HabitEntry,
        BreakEntry,
        JourneyEntry,
        JourneyStepEntry,
        BloodPressureEntry,
        AnkleIndexEntry,
        WeightEntry,
        HeelRaisesEntry,
        StepsEntry,
    )
}
"""Every kind of entry by its id. A new kind goes into a module of its own, and in here."""


def entry_from_dict(kind: str, payload: Mapping[str, Any]) -> Entry:
    """Read the entry of a kind from its JSON shape.

    Raises
    ------
    InvalidEntryError
        for an unknown kind, unknown and missing keys and wrong values, all at once.
    """
    if kind not in KINDS:
        raise InvalidEntryError(
            [translate("unknown kind {kind}", kind=repr(kind)) + meant(kind, KINDS)]
        )
    return KINDS[kind].from_dict(payload)
