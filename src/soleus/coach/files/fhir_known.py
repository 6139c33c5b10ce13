"""What of a bundle is in the journal already, and what was taken in from bundles and can be undone.

A note is known by its id, or by saying the same of the same moment: a weight that somebody typed
and that the clinic sends back is one weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Annotated, Any
from uuid import UUID, uuid5

from soleus.fhir import NOTED, ReadEntry
from soleus.journal import Entry, Journal, Recorded, StepsEntry, withdraw_all
from soleus.records import Record, limits, record_of
from soleus.vocabulary import FaultsError

TAKEN = "fhir_taken"
"""The draft that remembers what came in."""

_MOST_TAKINGS = 20
_MOST_UNDONE = 200_000
_NOON = time(12)
"""The moment of what tells a day alone."""

_WHERE_FROM = frozenset({"import_id", "file", "came_from", "what", "moved"})
_Ids = Annotated[tuple[UUID, ...], limits.list_of(limits.identifier(), most=_MOST_UNDONE)]


@dataclass(frozen=True, slots=True)
class FhirTaking(Record):
    """What came in from one bundle and can be taken back whole."""

    at: datetime
    ids: _Ids

    @property
    def id(self) -> UUID:
        """Its name, made of what it is; no two takings hold a note at one moment."""
        return uuid5(next(iter(self.ids)), self.at.isoformat())


@dataclass(frozen=True, slots=True)
class FhirTakings(Record):
    """What came in from bundles, the latest last, and what of it was taken back again."""

    takings: Annotated[
        tuple[FhirTaking, ...], limits.list_of(record_of(FhirTaking), most=_MOST_TAKINGS)
    ] = ()
    undone: _Ids = ()

    @classmethod
    def of(cls, journal: Journal, person_id: str) -> FhirTakings:
        """Return what a person took in; nothing where that is of another version."""
        draft = journal.draft(person_id, TAKEN)
        try:
            return cls() if draft is None else cls.from_dict(draft.document)
        except FaultsError:
            return cls()

    def with_one(self, ids: Iterable[UUID], at: datetime) -> FhirTakings:
        """Return them with one taking more."""
        taking = FhirTaking(at, tuple(ids))
        return replace(self, takings=(*self.takings, taking)[-_MOST_TAKINGS:])


def undo_taking(journal: Journal, person_id: str, id: UUID) -> int:  # noqa: A002
    """Take back all that came in with one bundle; return how many notes that were.

    They stay in the file, as every entry that is taken back, and count no more.
    """
    known = FhirTakings.of(journal, person_id)
    taking = next((each for each in known.takings if each.id == id), None)
    if taking is None:
        return 0
    ids = [id_ for id_ in taking.ids if journal.find(id_) is not None]
    number = withdraw_all(journal, ids)
    left = tuple(each for each in known.takings if each is not taking)
    undone = (*known.undone, *ids)[-_MOST_UNDONE:]
    journal.save_draft(person_id, TAKEN, FhirTakings(left, undone).as_dict())
    return number


def fresh_of(journal: Journal, person_id: str, read: Iterable[ReadEntry]) -> list[ReadEntry]:
    """Return what is not here yet; what was undone comes again under an id of its own."""
    undone = set(FhirTakings.of(journal, person_id).undone)
    here = _Here.of(journal.entries(person_id, NOTED))
    fresh = []
    for each in read:
        id_ = each.id
        while (found := journal.find(id_)) is not None and id_ in undone and not found.is_current:
            id_ = uuid5(id_, "again")
        if found is None and not here.has(each):
            fresh.append(replace(each, id=id_))
    return fresh


@dataclass(frozen=True, slots=True)
class _Here:
    """What the journal says now, by what it says and of which moment or day."""

    moments: frozenset[tuple[str, datetime]]
    days: frozenset[tuple[str, object]]
    noons: frozenset[tuple[str, object]]
    steps: Mapping[object, int]

    @classmethod
    def of(cls, recorded: Iterable[Recorded[Entry]]) -> _Here:
        noted = [each for each in recorded if each.is_current]
        said = {each.id: _said(each.entry) for each in noted}
        steps: dict[object, int] = {}
        for each in noted:
            if isinstance(each.entry, StepsEntry):
                day = each.local_date
                steps[day] = max(steps.get(day, 0), each.entry.steps)
        return cls(
            frozenset((said[each.id], _minute(each.at)) for each in noted),
            frozenset((said[each.id], each.local_date) for each in noted),
            frozenset(
                (said[each.id], each.local_date)
                for each in noted
                if each.local_time.time() == _NOON
            ),
            steps,
        )

    def has(self, one: ReadEntry) -> bool:
        """Whether a note says what one of these says, of the same moment or of its day."""
        if isinstance(one.entry, StepsEntry):
            return one.entry.steps <= self.steps.get(one.at.date(), 0)
        said, day = _said(one.entry), one.at.date()
        if (said, _minute(one.at)) in self.moments or (said, day) in self.noons:
            return True
        return one.at.time() == _NOON and (said, day) in self.days


def _said(entry: Entry) -> str:
    told: dict[str, Any] = {
        name: round(value, 1) if isinstance(value, float) else value
        for name, value in entry.as_dict().items()
        if name not in _WHERE_FROM
    }
    return f"{entry.kind} {sorted(told.items(), key=lambda item: item[0])}"


def _minute(at: datetime) -> datetime:
    return at - timedelta(seconds=at.second, microseconds=at.microsecond)
