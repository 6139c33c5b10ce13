"""FHIR in and out: a person's bundle, and notes from one, looked at first and then taken whole.

What was looked at waits in memory, so that nothing half-taken is ever on the disk; after a restart
the file is chosen again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import Any
from uuid import UUID, uuid4

from soleus import __version__
from soleus.coach.files.fhir_known import TAKEN, FhirTaking, FhirTakings, fresh_of, undo_taking
from soleus.coach.gate.gate import Gate
from soleus.coach.person.known_person import KnownSex
from soleus.coach.week.weeks import Weeks
from soleus.fhir import FhirSubject, LeftOut, ReadEntry, bundle_of, read_bundle
from soleus.journal import ImportReport, InvalidEntryError, Journal, Person
from soleus.language import translate
from soleus.plan import WeekPlan
from soleus.vocabulary import Clock, NotPermittedError


@dataclass(frozen=True, slots=True)
class FhirPreview:
    """What a bundle would add.

    Parameters
    ----------
    token : by which it is taken
    fresh : notes that are not here yet, in the order in which they happened
    already_here : how many are here
    left_out : what is no note, with its reason
    """

    token: UUID
    fresh: tuple[ReadEntry, ...]
    already_here: int
    left_out: tuple[LeftOut, ...]

    @property
    def kinds(self) -> Mapping[str, int]:
        """How many there are of each kind."""
        return Counter(each.entry.kind for each in self.fresh)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day; None where there is no note."""
        if not self.fresh:
            return None
        return self.fresh[0].at.date(), self.fresh[-1].at.date()


@dataclass(frozen=True, slots=True)
class FhirFiles:
    """Makes bundles, and reads notes from them."""

    journal: Journal
    clock: Clock
    gate: Gate
    weeks: Weeks
    sex: KnownSex
    _waiting: dict[str, FhirPreview] = field(default_factory=dict, repr=False, compare=False)
    """What each person looked at last."""

    def bundle(self, person: Person, zone: tzinfo, *, is_consented: bool = False) -> dict[str, Any]:
        """Return all of a person that FHIR has a place for.

        Parameters
        ----------
        zone : where the person's days are
        is_consented : whether they say that whoever gets it may use it for their care
        """
        return bundle_of(
            FhirSubject(person, self.sex.of(person.id)),
            self.journal.entries(person.id),
            standing=self.gate.standing(person.id),
            plan=self._plan(person.id),
            now=self.clock.now().astimezone(zone),
            version=__version__,
            is_consented=is_consented,
        )

    def look(self, person_id: str, document: object, zone: tzinfo) -> FhirPreview:
        """Return what a bundle would add; nothing is taken yet.

        Raises
        ------
        InvalidBundleError, FhirNotHereError
            where it cannot be read.
        """
        read = read_bundle(document, zone)
        fresh = tuple(fresh_of(self.journal, person_id, read.entries))
        already = len(read.entries) - len(fresh)
        preview = FhirPreview(uuid4(), fresh, already, read.left_out)
        self._waiting[person_id] = preview
        return preview

    def take(self, person: Person, token: UUID) -> ImportReport:
        """Take what was looked at: each note once, all or nothing.

        Raises
        ------
        InvalidEntryError
            where it no longer waits, or the journal cannot take it; nothing was taken then.
        """
        preview = self._waiting.get(person.id)
        if preview is None or preview.token != token:
            raise InvalidEntryError([translate("This file waits no more. Choose it again.")])
        now, fresh = self.clock.now(), fresh_of(self.journal, person.id, preview.fresh)
        copy = _as_copy(person, fresh, now.isoformat())
        report = self.journal.import_json(copy, person.id)
        self._waiting.pop(person.id, None)  # two presses at once take each note once, by its id
        if fresh:
            known = FhirTakings.of(self.journal, person.id)
            taken = known.with_one((each.id for each in fresh), now)
            self.journal.save_draft(person.id, TAKEN, taken.as_dict())
        return report

    def takings(self, person_id: str) -> tuple[FhirTaking, ...]:
        """Return what came in from bundles and was not taken back, the latest first."""
        return FhirTakings.of(self.journal, person_id).takings[::-1]

    def undo(self, person_id: str, id: UUID) -> int:  # noqa: A002
        """Take back all that came in with one bundle; return how many notes that were."""
        return undo_taking(self.journal, person_id, id)

    def _plan(self, person_id: str) -> WeekPlan | None:
        try:
            return self.weeks.current(person_id)
        except NotPermittedError:
            return None


def _as_copy(person: Person, fresh: Sequence[ReadEntry], now: str) -> dict[str, Any]:
    """Return notes as a copy of a journal, the one way in that takes all or nothing."""
    whose = {"id": person.id, "name": person.name, "is_self": person.is_self, "settings": {}}
    return {
        "format": "soleus-journal",
        "version": 1,
        "people": [whose],
        "entries": [
            {
                "id": str(each.id),
                "person": person.id,
                "kind": each.entry.kind,
                "at": each.at.isoformat(),
                "recorded_at": now,
                "supersedes": None,
                "is_withdrawn": False,
                "payload": each.entry.as_dict(),
            }
            for each in fresh
        ],
    }
