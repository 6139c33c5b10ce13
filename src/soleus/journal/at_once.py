"""Many entries recorded, or taken back, in one go: all of them or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from soleus.journal import rows
from soleus.journal.offsets import local_moment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime, tzinfo

    from soleus.journal.entries import Entry
    from soleus.journal.store import Journal


@dataclass(frozen=True, slots=True)
class Happening:
    """An entry with when it happened.

    Parameters
    ----------
    id : made by the caller; the same one with the same content is taken once
    zone : where the person was, which decides their day
    """

    id: UUID
    entry: Entry
    at: datetime
    zone: tzinfo


def append_all(journal: Journal, person_id: str, happenings: Iterable[Happening]) -> int:
    """Record entries, all or none of them; return how many there are.

    Raises
    ------
    JournalError
        where one of them cannot be recorded; nothing was.
    """
    now = journal._clock.now()
    wanted = [
        rows.Row.made(
            id=each.id,
            person_id=person_id,
            entry=each.entry,
            at=local_moment(each.at, each.zone, None),
            recorded_at=now,
            supersedes=None,
        )
        for each in happenings
    ]
    for row in wanted:
        rows.refuse_impossible(row)
    with journal._writing(person_id) as connection:
        for row in wanted:
            rows.take(connection, row, with_time=True)
    return len(wanted)


def withdraw_all(journal: Journal, ids: Collection[UUID]) -> int:
    """Take entries back, all or none of them; return how many were not taken back before.

    Raises
    ------
    JournalError
        where one of them cannot be taken back, or is not known; nothing was.
    """
    taken_back = 0
    now = journal._clock.now()
    with journal._writing() as connection:
        for id_ in ids:
            target = rows.newest_of_chain(connection, rows.known(connection, id_).root)
            if not target.is_withdrawn:
                withdrawal = target.withdrawal(uuid4(), now)
                rows.refuse_correction(withdrawal, target)
                rows.insert_entry(connection, withdrawal)
                taken_back += 1
    return taken_back
