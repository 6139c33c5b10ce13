"""The order in which imported files held what tells how somebody is, kept and handed on.

A check that came in a file knew what stood before it there, not what stands before it here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import exists, func, insert, select

from soleus.journal import tables
from soleus.journal.entries import CheckEntry
from soleus.journal.errors import InvalidEntryError
from soleus.journal.order import TELLING
from soleus.records import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence, Set

    from sqlalchemy import Connection

    from soleus.journal.rows import Row

_ENTRIES, _IMPORTED = tables.entries.c, tables.imported.c


@dataclass(frozen=True, slots=True)
class ImportOrder(Record):
    """One of ``imports`` in a file: what an earlier import held.

    Parameters
    ----------
    entries : in the order of that import
    own : those of them that came by it
    """

    error = InvalidEntryError
    entries: tuple[UUID, ...]
    own: tuple[UUID, ...]


def lines_of(connection: Connection, person_ids: Collection[str]) -> list[dict[str, Any]]:
    """Return the order of each import that brought checks of some people, as files have it."""
    query = (
        select(_IMPORTED.import_no, _IMPORTED.entry_id, _IMPORTED.is_own)
        .join(tables.entries, _ENTRIES.id == _IMPORTED.entry_id)
        .where(_ENTRIES.person_id.in_(list(person_ids)))
        .order_by(_IMPORTED.import_no, _IMPORTED.place)
    )
    found = connection.execute(query).all()
    return [
        {
            "entries": [entry_id for _, entry_id, _ in line],
            "own": [entry_id for _, entry_id, is_own in line if is_own],
        }
        for line in (list(each) for _, each in groupby(found, key=lambda row: row[0]))
    ]


def told_before(connection: Connection, person_ids: Iterable[str]) -> set[str]:
    """Return those of whom anything here tells how they are."""
    return {
        person_id
        for person_id in person_ids
        if connection.scalar(
            select(exists().where(_ENTRIES.person_id == person_id, _ENTRIES.kind.in_(TELLING)))
        )
    }


def keep(
    connection: Connection,
    held: Sequence[Row],
    fresh: Set[UUID],
    lines: Iterable[ImportOrder],
    told: Collection[str],
) -> None:
    """Keep the order of a file that was taken in, as far as checks go by it.

    Where nothing told how a person is, the order here has become that of the file.

    Parameters
    ----------
    held : all that the file held, in its order; what else ``lines`` name is passed over
    fresh : what is here only since this import
    lines : the order of earlier imports that the file hands on
    told : those of whom something here told how they are before this import
    """
    taken: set[UUID] = set()
    ids = {row.id for row in held}
    for line in lines:
        own = (fresh & set(line.own) & set(line.entries)) - taken
        taken |= own
        _keep(connection, [id_ for id_ in line.entries if id_ in ids], own)
    own = {
        row.id
        for row in held
        if row.kind == CheckEntry.kind and row.id in fresh - taken and row.person_id in told
    }
    whose = {row.person_id for row in held if row.id in own}
    order = [row.id for row in held if row.person_id in whose and row.kind in TELLING]
    _keep(connection, order, own)


def _keep(connection: Connection, order: Sequence[UUID], own: Collection[UUID]) -> None:
    if not own:
        return
    number = (connection.scalar(select(func.max(_IMPORTED.import_no))) or 0) + 1
    connection.execute(
        insert(tables.imported),
        [
            {"import_no": number, "entry_id": str(id_), "place": place, "is_own": id_ in own}
            for place, id_ in enumerate(dict.fromkeys(order))
        ],
    )
