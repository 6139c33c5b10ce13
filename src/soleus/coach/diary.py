"""What a person notes down between sessions, checked before it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from soleus.assessment import decide
from soleus.journal import Entry, Journal, Recorded, Score, SymptomEntry

EntryT = TypeVar("EntryT", bound=Entry)


@dataclass(frozen=True, slots=True)
class Diary:
    """Takes symptoms into the journal in the check's own words."""

    journal: Journal

    def note_symptoms(
        self,
        person_id: str,
        *,
        scores: Mapping[Score, int] | None = None,
        findings: Mapping[str, Any] | None = None,
        is_new: bool = False,
        note: str = "",
        at: datetime | None = None,
        id: UUID | None = None,  # noqa: A002  # the word the file format uses
        supersedes: UUID | None = None,
    ) -> Recorded[SymptomEntry]:
        """Record how the legs feel; a new symptom or finding ends the last check at once.

        Parameters
        ----------
        scores : 0 to 10 each
        findings : newly noticed ones, in the check's ids and values
        is_new : whether the person says that something is new or worse
        at : when it was so; by default now
        id : made by a device that may have to send again; else made here
        supersedes : the entry that this one corrects

        Raises
        ------
        InvalidAnswers
            where a finding or its value is none of the check's.
        InvalidEntryError
            where nothing is recorded or a score is out of range.
        """
        entry = SymptomEntry(
            scores=dict(scores or {}), findings=dict(findings or {}), is_new=is_new, note=note
        )
        return self.note(person_id, entry, at=at, id=id, supersedes=supersedes)

    def note(
        self,
        person_id: str,
        entry: EntryT,
        *,
        at: datetime | None = None,
        id: UUID | None = None,  # noqa: A002  # the word the file format uses
        supersedes: UUID | None = None,
    ) -> Recorded[EntryT]:
        """Record one entry that a form or a device made; symptoms in the check's own words.

        Raises
        ------
        InvalidAnswers, InvalidEntryError
            as :meth:`note_symptoms` does.
        """
        if isinstance(entry, SymptomEntry):
            decide({"answers": dict(entry.findings)})  # refuses what it could not read back
        return self.journal.append(person_id, entry, id=id, at=at, supersedes=supersedes)
