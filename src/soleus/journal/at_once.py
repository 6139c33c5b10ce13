"""Many entries recorded, or taken back, in one go: all of them or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from soleus.journal import rows
from soleus.journal.offsets import local_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date, datetime, tzinfo

    from soleus.journal.entries import Entry
    from soleus.journal.records import Recorded
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
    return append_new(journal, person_id, lambda _known: happenings)


def append_new(
    journal: Journal,
    person_id: str,
    choose: Callable[[tuple[Recorded[Entry], ...]], Iterable[Happening]],
    kinds: Collection[type[Entry]] = (),
    since: date | None = None,
) -> int:
    """Record what is chosen by what is known, all or none of it; return how many there are.

    Nobody else can write between the look at what is known and the recording, so that two who do
    the same at once do not both find it new.

    Parameters
    ----------
    choose : is given the entries of these kinds from a day on, and returns what to record

    Raises
    ------
    JournalError
        where one of them cannot be recorded; nothing was.
    """
    now = journal._clock.now()
    with journal._writing(person_id) as connection:
        names = [each.kind for each in kinds]
        known = rows.select_entries(connection, person_id, names, since) if names else ()
        wanted = [_row(each, person_id, now) for each in choose(known)]
        for row in wanted:
            rows.refuse_impossible(row)
        for row in wanted:
            rows.take(connection, row, with_time=True)
    return len(wanted)


def _row(happening: Happening, person_id: str, now: datetime) -> rows.Row:
    return rows.Row.made(
        id=happening.id,
        person_id=person_id,
        entry=happening.entry,
        at=local_moment(happening.at, happening.zone, None),
        recorded_at=now,
        supersedes=None,
    )


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
