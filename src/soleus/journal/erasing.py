"""Erasing people: all that is kept of them, in one transaction, and nothing legible left behind.

The database refuses to delete entries; that refusal is lifted inside the transaction and put back
in it, so that the journal is append-only for everybody else before and after.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.sqlite import insert

from soleus.journal import rows, tables
from soleus.journal.errors import JournalUnavailableError
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

_REFUSAL = "entries_no_delete"


def erase(connection: Connection, person_ids: Collection[str], now: datetime) -> None:
    """Erase all that is kept of some people; all but the owner are then unknown.

    What is left of them: that something was erased, when, and the random id of the last entry.
    """
    chosen = list(person_ids)
    for person_id in chosen:
        _remember(connection, person_id, now)
    refusal = connection.scalar(
        text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name"),
        {"name": _REFUSAL},
    )
    connection.exec_driver_sql(f"DROP TRIGGER {_REFUSAL}")
    theirs = select(tables.entries.c.id).where(tables.entries.c.person_id.in_(chosen))
    connection.execute(delete(tables.imported).where(tables.imported.c.entry_id.in_(theirs)))
    for table in (tables.entries, tables.drafts, tables.settings):
        connection.execute(delete(table).where(table.c.person_id.in_(chosen)))
    connection.exec_driver_sql(refusal)
    others = tables.people.c.id.in_(chosen) & tables.people.c.is_self.is_(False)
    connection.execute(delete(tables.people).where(others))
    # The number of the last entry moves on, so that what was worked out before is not taken for now
    connection.exec_driver_sql("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'entries'")


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Say of what could not be erased, as on a full disk, that all of it is still there."""
    try:
        yield
    except JournalUnavailableError as error:
        text = msgid("Nothing was deleted: {why}")
        raise JournalUnavailableError(translate(text, why=error)) from error


def newest_seq(connection: Connection) -> int:
    """Return the highest number that was given to an entry or an erasure; it never goes back."""
    found = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'entries'")
    return found.scalar() or 0


def erased_at(connection: Connection, person_id: str) -> datetime | None:
    """Return when all that was kept of a person was erased last, or None."""
    column = tables.erasures.c
    query = select(column.erased_at_us).where(column.person_id == person_id)
    found = connection.scalar(query)
    return None if found is None else rows.moment(found)


def lacks_the_last(connection: Connection, person_id: str) -> bool:
    """Whether the last entry that was erased of a person has not come back with the others."""
    column = tables.erasures.c
    last = connection.scalar(select(column.last_id).where(column.person_id == person_id))
    return last is not None and rows.find(connection, UUID(last)) is None


def _remember(connection: Connection, person_id: str, now: datetime) -> None:
    entries, table = tables.entries.c, tables.erasures
    query = select(entries.id).where(entries.person_id == person_id)
    last = connection.scalar(query.order_by(entries.seq.desc()).limit(1))
    made = insert(table).values(
        person_id=person_id, erased_at_us=rows.microseconds(now), last_id=last
    )
    connection.execute(
        made.on_conflict_do_update(
            index_elements=["person_id"],
            set_={
                "erased_at_us": made.excluded.erased_at_us,
                "last_id": func.coalesce(made.excluded.last_id, table.c.last_id),
            },
        )
    )
