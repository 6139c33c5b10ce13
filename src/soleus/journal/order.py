"""What each check knew of when it was begun, told by the order in which entries were taken.

Entries that tell how somebody is are checks, symptoms, answers to "anything new?", journeys, and
weeks by what their profile says. One is known to a check where the check names it, or where it
stands at or before the newest that the check knew.
A check taken here goes by the order in which this journal took entries; one that came in an import
by the order of that file, and knows nothing that is not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, cast
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select, true

from soleus.journal import rows, tables
from soleus.journal.entries import CheckEntry, Entry, NothingNewEntry, PlanEntry, SymptomEntry
from soleus.journal.journeys import JourneyEntry

if TYPE_CHECKING:
    from collections.abc import Set
    from datetime import datetime

    from sqlalchemy import Connection

    from soleus.journal.records import Recorded

NOTES = (NothingNewEntry.kind, SymptomEntry.kind)
Readable: TypeAlias = Callable[[CheckEntry], bool]
TELLING = (CheckEntry.kind, *NOTES, PlanEntry.kind, JourneyEntry.kind)

_ENTRIES, _IMPORTED = tables.entries.c, tables.imported.c


@dataclass(frozen=True, slots=True)
class OpenCheck:
    """A check, and the places of what else is in the same answer that it knew of."""

    recorded: Recorded[CheckEntry]
    knows: frozenset[int]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What no later check is known to have answered.

    Parameters
    ----------
    checks : the last check taken, and each that no check named here knew of
    notes : what was told that none of these checks knew of, in the order taken
    seqs : the places of the entries that were asked about besides, as far as there are such
    """

    checks: tuple[OpenCheck, ...]
    notes: tuple[Recorded[Entry], ...]
    seqs: Mapping[UUID, int]


def newest(connection: Connection, person_id: str) -> UUID | None:
    """Return the entry taken last of those that tell how a person is, or None."""
    last = [
        select(func.max(_ENTRIES.seq)).where(_ENTRIES.person_id == person_id, _ENTRIES.kind == kind)
        for kind in TELLING
    ]
    seq = max((connection.scalar(query) or 0 for query in last), default=0)
    found = connection.scalar(select(_ENTRIES.id).where(_ENTRIES.seq == seq))
    return UUID(found) if found else None


def unanswered(
    connection: Connection,
    person_id: str,
    can_be_read: Readable,
    besides: Collection[UUID] = (),
) -> Unanswered:
    """Return what counts of all that a person told; nothing that is answered is read.

    Parameters
    ----------
    can_be_read : whether the answers of a check can still be read; else it has answered nothing
    besides : entries of which it is asked too which checks knew them
    """
    checks: list[Recorded[CheckEntry]] = []
    unreadable: list[Recorded[CheckEntry]] = []
    conditions = [_ENTRIES.person_id == person_id]
    while True:
        others = _ENTRIES.seq.not_in([each.seq for each in (*checks, *unreadable)])
        is_check = _ENTRIES.kind == CheckEntry.kind
        found = rows.select_where(connection, [*conditions, is_check, others], last=True)
        if not found:
            break
        check = cast("Recorded[CheckEntry]", found[0])
        if can_be_read(check.entry):
            checks.append(check)
            conditions.append(_is_unknown_to(connection, check))
        else:
            unreadable.append(check)
    notes = rows.select_where(connection, [*conditions, _ENTRIES.kind.in_(NOTES)])
    everything = (*checks, *unreadable)
    seqs = _places(connection, person_id, besides)
    among = {each.seq for each in everything} | set(seqs.values())
    known = {each.seq: _known_of(connection, each, among) for each in checks}
    open_checks = tuple(OpenCheck(each, known.get(each.seq, frozenset())) for each in everything)
    return Unanswered(open_checks, notes, seqs)


def _places(connection: Connection, person_id: str, ids: Collection[UUID]) -> dict[UUID, int]:
    if not ids:
        return {}
    theirs = (_ENTRIES.id.in_([str(id_) for id_ in ids]), _ENTRIES.person_id == person_id)
    found = connection.execute(select(_ENTRIES.id, _ENTRIES.seq).where(*theirs))
    return {UUID(id_): seq for id_, seq in found}


def is_outlived(connection: Connection, check: Recorded[CheckEntry], ends_at: datetime) -> bool:
    """Whether anything that was taken after a check was recorded at or after a moment."""
    later = (
        _ENTRIES.person_id == check.person_id,
        _ENTRIES.seq > check.seq,
        _ENTRIES.recorded_at_us >= rows.microseconds(ends_at),
    )
    return bool(connection.scalar(select(exists().where(*later))))


def _known_of(
    connection: Connection, check: Recorded[CheckEntry], among: Set[int]
) -> frozenset[int]:
    others = among - {check.seq}
    if not others:
        return frozenset()
    known = not_(_is_unknown_to(connection, check))
    return frozenset(
        connection.scalars(select(_ENTRIES.seq).where(_ENTRIES.seq.in_(others), known))
    )


def _is_unknown_to(connection: Connection, check: Recorded[CheckEntry]) -> ColumnElement[bool]:
    """Return the condition under which a check knew nothing of an entry."""
    line = _line_of(connection, check.id)
    knew = check.entry.knew
    if knew is not None:
        also = _ENTRIES.id.not_in([str(id_) for id_ in knew.also])
        return and_(_is_past(connection, check.person_id, line, knew.up_to), also)
    meanwhile = _ENTRIES.recorded_at_us.between(
        rows.microseconds(check.at), rows.microseconds(check.recorded_at)
    )
    if line is None:
        return or_(_ENTRIES.seq >= check.seq, meanwhile)
    return or_(_is_past(connection, check.person_id, line, check.id), meanwhile)


def _line_of(connection: Connection, check_id: UUID) -> int | None:
    """Return the import by whose order a check goes; None for the order of this journal."""
    own = (_IMPORTED.entry_id == str(check_id), _IMPORTED.is_own)
    return connection.scalar(select(_IMPORTED.import_no).where(*own))


def _is_past(
    connection: Connection, person_id: str, line: int | None, last: UUID | None
) -> ColumnElement[bool]:
    """Return the condition under which an entry stands after another in a line, or outside it."""
    if last is None:
        return true()
    if line is None:
        theirs = (_ENTRIES.id == str(last), _ENTRIES.person_id == person_id)
        seq = connection.scalar(select(_ENTRIES.seq).where(*theirs))
        return true() if seq is None else _ENTRIES.seq > seq
    of_line = _IMPORTED.import_no == line
    place = select(_IMPORTED.place).where(of_line, _IMPORTED.entry_id == str(last))
    found = connection.scalar(place)
    if found is None:
        return true()
    stands = (of_line, _IMPORTED.entry_id == _ENTRIES.id, _IMPORTED.place <= found)
    return ~exists().where(*stands).correlate(tables.entries)
