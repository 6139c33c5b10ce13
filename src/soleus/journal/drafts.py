"""What is half-way: one draft of each kind for each person, replaced and not kept."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from soleus.journal import rows, tables
from soleus.journal.errors import InvalidEntryError
from soleus.journal.records import Draft
from soleus.records import limits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import ColumnElement, Connection

Change: TypeAlias = "Callable[[dict[str, Any]], Mapping[str, Any]]"
"""Makes of what a draft holds, nothing where there is none, what it holds from now on."""

_TABLE = tables.drafts
_DRAFT = select(_TABLE.c.document, _TABLE.c.updated_at_us).where(
    _TABLE.c.person_id == bindparam("person_id"), _TABLE.c.kind == bindparam("kind")
)


def as_json(name: str, value: Mapping[str, Any]) -> str:
    """Return what is half-way, or settings, as JSON text.

    Raises
    ------
    InvalidEntryError
        where it cannot be written as JSON.
    """
    if fault := limits.document().fault(value):
        raise InvalidEntryError([limits.fault_of(name, fault)])
    return json.dumps(value, ensure_ascii=False)


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
    kept = update(_TABLE).where(_is_of(person_id, kind)).values(**values)
    return connection.execute(kept).rowcount == 1


def get(connection: Connection, person_id: str, kind: str) -> Draft | None:
    """Return the draft of this kind, or None."""
    row = connection.execute(_DRAFT, {"person_id": person_id, "kind": kind}).one_or_none()
    return Draft(json.loads(row[0]), rows.moment(row[1])) if row else None


def change(
    connection: Connection, person_id: str, kind: str, change: Change, now: datetime
) -> None:
    """Keep what ``change`` makes of the draft; forget it where nothing is left in it."""
    kept = get(connection, person_id, kind)
    document = change(dict(kept.document) if kept else {})
    if document:
        put(connection, person_id, kind, as_json("draft", document), now)
    else:
        drop(connection, person_id, kind)


def drop(connection: Connection, person_id: str, kind: str) -> None:
    """Forget the draft of this kind, if there is one."""
    connection.execute(delete(_TABLE).where(_is_of(person_id, kind)))


def _is_of(person_id: str, kind: str) -> ColumnElement[bool]:
    return (_TABLE.c.person_id == person_id) & (_TABLE.c.kind == kind)
