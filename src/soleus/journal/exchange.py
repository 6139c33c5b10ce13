"""The journal as one JSON document, out and in again: nothing lost, nothing taken twice.

``{"format": "soleus-journal", "version": 1, "exported_at", "people": [{"id", "name", "is_self",
"settings"}], "entries": [{"id", "person", "kind", "at", "recorded_at", "supersedes",
"is_withdrawn", "payload"}]}``. ``at`` is in the person's own time with its offset from UTC, so it
gives the moment and the day; entries stand in the order in which the journal took them.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from soleus.journal import rows
from soleus.journal.entries import CheckEntry, NothingNewEntry, SymptomEntry
from soleus.journal.erasing import lacks_the_last
from soleus.journal.errors import InvalidEntryError, InvalidImportError, JournalError
from soleus.journal.kinds import entry_from_dict
from soleus.journal.limits import (
    Limit,
    document,
    flag,
    identifier,
    moment,
    optional,
    read_object,
    text,
)
from soleus.journal.records import SELF, Person
from soleus.journal.rows import Row
from soleus.vocabulary import read_once

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from uuid import UUID

    from sqlalchemy import Connection

    from soleus.journal.entries import Entry
    from soleus.journal.records import Recorded

FORMAT = "soleus-journal"
VERSION = 1

_PERSON: Mapping[str, Limit] = {
    "id": text(36, may_be_empty=False),
    "name": text(100, may_be_empty=False),
    "is_self": flag(),
    "settings": document(),
}
_ENTRY: Mapping[str, Limit] = {
    "id": identifier(),
    "person": text(36, may_be_empty=False),
    "kind": text(20, may_be_empty=False),
    "at": moment(),
    "recorded_at": moment(),
    "supersedes": optional(identifier()),
    "is_withdrawn": flag(),
    "payload": document(),
}
_TOP = ("format", "version", "exported_at", "people", "entries")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Parameters
    ----------
    added, already_here : how many entries
    people_added : names of those who are new here
    is_older_copy : whether it lacks what was noted later and erased here; checks in it are over
    """

    added: int
    already_here: int
    people_added: tuple[str, ...]
    is_older_copy: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document that is right in itself; whether it fits this journal is still to be seen."""

    people: tuple[tuple[Person, Mapping[str, Any]], ...]
    rows: tuple[Row, ...]


def export_document(
    connection: Connection, person_ids: Collection[str] | None, now: datetime
) -> dict[str, Any]:
    """Return the document of some or all people."""
    people = [
        person
        for person in rows.people(connection)
        if person_ids is None or person.id in person_ids
    ]
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": now.isoformat(),
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "is_self": person.is_self,
                "settings": rows.settings(connection, person.id),
            }
            for person in people
        ],
        "entries": [
            _as_exported(recorded)
            for recorded in rows.entries_as_taken(connection, [person.id for person in people])
        ],
    }


def _as_exported(recorded: Recorded[Entry]) -> dict[str, Any]:
    shown = recorded.as_dict()
    return {key: shown[key] for key in _ENTRY}


def parse_document(document: object) -> Incoming:
    """Read a document strictly.

    Raises
    ------
    InvalidImportError
        with every fault.
    """
    faults = _faults_of_top(document)
    if faults or not isinstance(document, dict):
        raise InvalidImportError(faults)
    people = [_person(item, place, faults) for place, item in enumerate(document["people"], 1)]
    found = [_row(item, place, faults) for place, item in enumerate(document["entries"], 1)]
    known = {person.id for person, _ in people}
    faults += [
        f"entry {place}: its person {row.person_id!r} is not among the people"
        for place, row in enumerate(found, 1)
        if row is not None and row.person_id not in known
    ]
    faults += [
        f"id {id} is there {times} times"
        for id, times in Counter(row.id for row in found if row is not None).items()  # noqa: A001
        if times > 1
    ]
    if faults:
        raise InvalidImportError(faults)
    return Incoming(tuple(people), tuple(row for row in found if row is not None))


def _faults_of_top(document: object) -> list[str]:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        return [f'this is no export of a journal: "format" has to be "{FORMAT}"']
    if document.get("version") != VERSION:
        return [
            f"this export has version {document.get('version')!r}, this Soleus reads {VERSION}; "
            "update Soleus"
        ]
    faults = [f"unknown key '{key}'" for key in document if key not in _TOP]
    return faults + [
        f"'{key}' has to be a list"
        for key in ("people", "entries")
        if not isinstance(document.get(key), list)
    ]


def _person(item: object, place: int, faults: list[str]) -> tuple[Person, Mapping[str, Any]]:
    values, wrong = read_object(_PERSON, ("id", "name", "is_self"), item)
    if not wrong and values["is_self"] != (values["id"] == SELF):
        wrong.append(f"only the person with the id '{SELF}' is oneself")
    faults += [f"person {place}: {fault}" for fault in wrong]
    if wrong:
        return Person("", "", is_self=False), {}
    return Person(values["id"], values["name"], values["is_self"]), values.get("settings", {})


def _row(item: object, place: int, faults: list[str]) -> Row | None:
    values, wrong = read_object(_ENTRY, tuple(_ENTRY), item)
    if not wrong:
        try:
            entry = entry_from_dict(values["kind"], values["payload"])
        except InvalidEntryError as error:
            wrong += error.faults
    if not wrong and values["is_withdrawn"] and values["supersedes"] is None:
        wrong.append("withdraws nothing: 'supersedes' has to name an entry")
    faults += [f"entry {place}: {fault}" for fault in wrong]
    if wrong:
        return None
    row = Row.made(
        id=values["id"],
        person_id=values["person"],
        entry=entry,
        at=values["at"],
        recorded_at=values["recorded_at"].astimezone(UTC),
        supersedes=values["supersedes"],
    )
    return replace(row, is_withdrawn=values["is_withdrawn"])


def import_document(
    connection: Connection, incoming: Incoming, own_entries_of: str | None, now: datetime
) -> ImportReport:
    """Take a document into the open transaction.

    A copy that is older than what was erased here ends the checks in it: what it lacks could have
    been a danger sign. What was noted here after a check in it was taken goes on counting.

    Parameters
    ----------
    now : this moment on the clock of where the person is

    Raises
    ------
    InvalidImportError
        with everything that does not fit; the caller's transaction must then not be committed.
    """
    if own_entries_of is None:
        _refuse_a_strangers_own(connection, incoming)
    before = {person.id for person in rows.people(connection)}
    whose = {
        person.id: _settle(connection, person, settings, own_entries_of)
        for person, settings in incoming.people
    }
    moved = [replace(row, person_id=whose[row.person_id]) for row in incoming.rows]
    fresh, faults = _not_here_yet(connection, moved)
    faults += _insert_in_order(connection, fresh)
    if faults:
        raise InvalidImportError(faults)
    added = tuple(person.name for person in rows.people(connection) if person.id not in before)
    older = {row.person_id for row in fresh if lacks_the_last(connection, row.person_id)}
    for person_id in sorted(older):
        rows.insert_entry(connection, _something_new(person_id, now))
    for person_id in sorted({row.person_id for row in fresh}):
        _note_again(connection, person_id, {row.id for row in fresh}, now)
    return ImportReport(len(fresh), len(moved) - len(fresh), added, bool(older))


def _something_new(person_id: str, now: datetime) -> Row:
    return Row.made(
        id=uuid4(),
        person_id=person_id,
        entry=NothingNewEntry(anything_new=True),
        at=now,
        recorded_at=now.astimezone(UTC),
        supersedes=None,
    )


def _note_again(
    connection: Connection, person_id: str, fresh: Collection[UUID], now: datetime
) -> None:
    """Take what was noted here again, behind a newest check that came in and was taken before it.

    The journal goes by the order in which it took things; without this, such a check would count
    as newer than a danger sign that it knows nothing of.
    """
    check = rows.latest_entry(connection, person_id, CheckEntry.kind, now.astimezone(UTC))
    if check is None or check.id not in fresh:
        return
    noted = [
        each
        for each in rows.entries_as_taken(connection, [person_id])
        if each.id not in fresh and each.seq < check.seq and each.recorded_at >= check.at
    ]
    again: dict[UUID, Row] = {}
    for each in noted:
        if isinstance(each.entry, NothingNewEntry) and each.entry.anything_new:
            rows.insert_entry(connection, _something_new(person_id, now))
        elif isinstance(each.entry, SymptomEntry):
            row = rows.known(connection, each.id)
            last = again.get(row.root) or rows.newest_of_chain(connection, row.root)
            again[row.root] = replace(
                row, id=uuid4(), recorded_at=now.astimezone(UTC), supersedes=last.id
            )
            rows.insert_entry(connection, again[row.root])


def _refuse_a_strangers_own(connection: Connection, incoming: Incoming) -> None:
    """Refuse to mix somebody else's own entries silently with one's own.

    Their answers could open an activity that one's own hold back.
    """
    here = rows.ids_of(connection, SELF)
    theirs = {row.id for row in incoming.rows if row.person_id == SELF}
    if here and theirs and not here & theirs:
        raise InvalidImportError(
            [
                "the file's own entries share nothing with yours, so they may be somebody else's; "
                "say whose they are (--person self if they are your own)"
            ]
        )


def _settle(
    connection: Connection, person: Person, settings: Mapping[str, Any], own_entries_of: str | None
) -> str:
    """Return the id that a person of the file has here, adding who is new."""
    if person.is_self:
        here = own_entries_of or SELF
    else:
        here = person.id
        if here not in {other.id for other in rows.people(connection)}:
            rows.insert_person(
                connection, replace(person, name=_free_name(connection, person.name))
            )
    if settings and not rows.settings(connection, here):
        rows.put_settings(connection, here, json.dumps(settings, ensure_ascii=False))
    return here


def _free_name(connection: Connection, name: str) -> str:
    taken = {person.name.casefold() for person in rows.people(connection)}
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{name[:90]} ({number})"
    return free


def _not_here_yet(connection: Connection, incoming: list[Row]) -> tuple[list[Row], list[str]]:
    fresh, faults = [], []
    for row in incoming:
        present = rows.find(connection, row.id)
        if present is None:
            fresh.append(row)
        elif not present.has_content_of(row, with_time=True):
            faults.append(f"the id {row.id} is here with other content")
    return fresh, faults


def _insert_in_order(connection: Connection, fresh: list[Row]) -> list[str]:
    """Insert rows, each after what it corrects; return what is wrong with those that cannot be."""
    waiting, faults = list(fresh), []
    while waiting:
        expected = {row.id for row in waiting}
        later = []
        for row in waiting:
            if row.supersedes in expected:
                later.append(row)
                continue
            expected.discard(row.id)
            try:
                rows.insert_entry(connection, rows.in_its_chain(connection, row))
            except JournalError as error:
                faults.append(f"entry {row.id}: {error}")
        if len(later) == len(waiting):
            return [*faults, *(f"entry {row.id}: corrects itself in a circle" for row in later)]
        waiting = later
    return faults


def parse_json(content: str) -> object:
    """Return the JSON that a text holds.

    Raises
    ------
    InvalidImportError
        where it holds none, or says two things of one name.
    """
    try:
        document, twice = read_once(content)
    except (ValueError, RecursionError) as error:
        raise InvalidImportError([f"this is no JSON: {error}"]) from None
    if twice:
        raise InvalidImportError(f"{name!r} stands there twice; keep one" for name in twice)
    return document
