"""Reads and writes the rows of people and of their settings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from soleus.journal import tables
from soleus.journal.errors import InvalidEntryError, UnknownPersonError
from soleus.journal.records import Person
from soleus.language import translate
from soleus.records import limits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_PERSON_OF_ID = select(tables.people.c.id).where(tables.people.c.id == bindparam("person_id"))
_PEOPLE = select(tables.people.c.id, tables.people.c.name, tables.people.c.is_self).order_by(
    tables.people.c.is_self.desc(), func.lower(tables.people.c.name)
)
_SETTINGS = select(tables.settings.c.document).where(
    tables.settings.c.person_id == bindparam("person_id")
)


def people(connection: Connection) -> tuple[Person, ...]:
    """Return everybody, the owner first, then by name."""
    return tuple(Person(*found) for found in connection.execute(_PEOPLE))


def refuse_unknown_people(connection: Connection, person_ids: Iterable[str]) -> None:
    """Refuse to go on for somebody who is not kept here.

    Raises
    ------
    UnknownPersonError
        where nobody has one of these ids.
    """
    for person_id in person_ids:
        if connection.scalar(_PERSON_OF_ID, {"person_id": person_id}) is None:
            raise UnknownPersonError(translate("nobody here has the id {id}", id=repr(person_id)))


def insert_person(connection: Connection, person: Person) -> None:
    """Add somebody.

    Raises
    ------
    InvalidEntryError
        where the name is empty, too long or taken, also as the id of another.
    """
    fault = limits.text(100, may_be_empty=False).fault(person.name)
    if fault:
        raise InvalidEntryError([limits.fault_of("name", fault)])
    here = people(connection)
    taken = {each.casefold() for other in here for each in (other.name, other.id)} | {"self"}
    if person.name.casefold() in taken or person.id.casefold() in taken:
        raise InvalidEntryError(
            [translate("the name {name} is taken; choose another", name=repr(person.name))]
        )
    connection.execute(
        insert(tables.people).values(id=person.id, name=person.name, is_self=person.is_self)
    )


def settings(connection: Connection, person_id: str) -> dict[str, Any]:
    """Return a person's settings; empty where there are none."""
    found = connection.scalar(_SETTINGS, {"person_id": person_id})
    return dict(json.loads(found)) if found else {}


def put_settings(connection: Connection, person_id: str, document: str) -> None:
    """Keep a person's settings, given as JSON text."""
    connection.execute(
        insert(tables.settings)
        .values(person_id=person_id, document=document)
        .on_conflict_do_update(index_elements=["person_id"], set_={"document": document})
    )
