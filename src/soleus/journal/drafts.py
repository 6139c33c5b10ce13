"""What is half-way: one draft of each kind for each person, replaced and not kept."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert

from soleus.journal import rows, tables
from soleus.journal.records import Draft

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TABLE = tables.drafts


def put(connection: Connection, person_id: str, kind: str, document: str, now: datetime) -> None:
    """Keep a draft, given as JSON text, in place of the one that was there."""
    values = {"document": document, "updated_at_us": rows.microseconds(now)}
    connection.execute(
        insert(_TABLE)
        .values(person_id=person_id, kind=kind, **values)
        .on_conflict_do_update(index_elements=["person_id", "kind"], set_=values)
    )


def replace(
    connection: Connection, person_id: str, kind: str, document: str, now: datetime
) -> bool:
    """Keep a draft in place of the one that is there; say whether there was one."""
    values = {"document": document, "updated_at_us": rows.microseconds(now)}
    theirs = (_TABLE.c.person_id == person_id) & (_TABLE.c.kind == kind)
    return connection.execute(update(_TABLE).where(theirs).values(**values)).rowcount == 1


def get(connection: Connection, person_id: str, kind: str) -> Draft | None:
    """Return the draft of this kind, or None."""
    query = select(_TABLE.c.document, _TABLE.c.updated_at_us).where(
        _TABLE.c.person_id == person_id, _TABLE.c.kind == kind
    )
    row = connection.execute(query).one_or_none()
    return Draft(json.loads(row[0]), rows.moment(row[1])) if row else None


def drop(connection: Connection, person_id: str, kind: str) -> None:
    """Forget the draft of this kind, if there is one."""
    theirs = (_TABLE.c.person_id == person_id) & (_TABLE.c.kind == kind)
    connection.execute(delete(_TABLE).where(theirs))
