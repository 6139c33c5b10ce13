"""The journal as one JSON document, exported and imported: nothing lost, no entry taken twice.

An import restores history. It holds each entry to the limits of its kind, not to the limits of
noting something now, and does not repeat what followed from an entry when it was noted.

``{"format": "soleus-journal", "version": 1, "exported_at", "people": [{"id", "name", "is_self",
"settings"}], "entries": [{"id", "person", "kind", "at", "recorded_at", "supersedes",
"is_withdrawn", "payload"}], "imports": [{"entries", "own"}]}``. ``at`` is in the person's own time
with its offset from UTC, so it gives the moment and the day; entries stand in the order in which
the journal took them. ``imports``, there only where needed, has the order of earlier imports, by
which the checks that came with them tell what they knew.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from uuid import UUID, uuid4

from soleus.journal import person_rows, rows
from soleus.journal.ahead import ahead_fault
from soleus.journal.entries import NothingNewEntry
from soleus.journal.erasing import lacks_the_last
from soleus.journal.errors import InvalidEntryError, JournalError
from soleus.journal.kinds import entry_from_dict
from soleus.journal.lines import ImportOrder, keep, lines_of, told_before
from soleus.journal.readable import refuse_unreadable
from soleus.journal.records import SELF, Person, is_person_id
from soleus.journal.rows import Row
from soleus.language import msgid, translate
from soleus.records import Limit, Record, limits
from soleus.vocabulary import MOST_FAULTS, FaultsError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from sqlalchemy import Connection

    from soleus.journal.entries import Entry
    from soleus.journal.records import Recorded

T = TypeVar("T")

FORMAT = "soleus-journal"
VERSION = 1


def _fault_of_id(value: object) -> str | None:
    if isinstance(value, str) and is_person_id(value):
        return None
    text = msgid("is {shown}, but has to be an id: letters, digits, - and _, at most 36")
    return translate(text, shown=repr(value)[:60])


PersonId = Annotated[str, Limit(_fault_of_id)]


@dataclass(frozen=True, slots=True)
class _PersonData(Record):
    """One of ``people``."""

    error = InvalidEntryError
    id: PersonId
    name: Annotated[str, limits.text(100, may_be_empty=False)]
    is_self: bool
    settings: Mapping[str, Any] = field(default_factory=dict)

    def _faults_between(self) -> tuple[str, ...]:
        if self.is_self == (self.id == SELF):
            return ()
        return (translate("only the person with the id '{id}' is oneself", id=SELF),)


@dataclass(frozen=True, slots=True)
class _EntryData(Record):
    """One of ``entries``."""

    error = InvalidEntryError
    id: UUID
    person: PersonId
    kind: Annotated[str, limits.text(20, may_be_empty=False)]
    at: datetime
    recorded_at: datetime
    supersedes: UUID | None
    is_withdrawn: bool
    payload: Mapping[str, Any]

    def _faults_between(self) -> tuple[str, ...]:
        if not self.is_withdrawn or self.supersedes is not None:
            return ()
        return (translate("withdraws nothing: 'supersedes' has to name an entry"),)


@dataclass(frozen=True, slots=True)
class _Document(Record):
    """The whole document; what its lists hold is read one by one, for faults with a place."""

    error = InvalidEntryError
    format: str
    version: int
    people: Annotated[tuple[Any, ...], limits.list_of(limits.anything())]
    entries: Annotated[tuple[Any, ...], limits.list_of(limits.anything())]
    imports: Annotated[tuple[Any, ...], limits.list_of(limits.anything())] = ()
    exported_at: Annotated[Any, limits.anything()] = None


_OF_PERSON, _OF_ENTRY = msgid("person {id}: {fault}"), msgid("entry {id}: {fault}")
_OF_IMPORT = msgid("import {id}: {fault}")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The result of an import.

    Parameters
    ----------
    added, already_here : how many entries
    people_added : names of those who are new here
    is_older_copy : whether it lacks what was noted later and erased here; checks in it are over
    settled : who had no settings here, so that those of the file came in: ids of the file → here
    """

    added: int
    already_here: int
    people_added: tuple[str, ...]
    is_older_copy: bool = False
    settled: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A valid document; whether it fits this journal is checked later."""

    people: tuple[_PersonData, ...]
    rows: tuple[Row, ...]
    lines: tuple[ImportOrder, ...]


def export_document(
    connection: Connection, person_ids: Collection[str] | None, now: datetime
) -> dict[str, Any]:
    """Return the document of some or all people."""
    people = [
        person
        for person in person_rows.people(connection)
        if person_ids is None or person.id in person_ids
    ]
    person_ids = [person.id for person in people]
    imports = lines_of(connection, person_ids)
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": now.isoformat(),
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "is_self": person.is_self,
                "settings": person_rows.settings(connection, person.id),
            }
            for person in people
        ],
        "entries": [
            _as_exported(recorded) for recorded in rows.entries_as_taken(connection, person_ids)
        ],
        **({"imports": imports} if imports else {}),
    }


def _as_exported(recorded: Recorded[Entry]) -> dict[str, Any]:
    shown = recorded.as_dict()
    return {each.name: shown[each.name] for each in fields(_EntryData)}


def parse_document(document: Any) -> Incoming:  # noqa: ANN401  any JSON
    """Return what a document holds; whether it fits this journal is checked later.

    Raises
    ------
    InvalidEntryError
        with every fault.
    """
    _refuse_other_formats(document)
    whole, faults = _Document.from_dict(document), list[str]()
    people = _read_each(_PersonData.from_dict, whole.people, _OF_PERSON, faults)
    known = {person.id for person in people}
    found = _read_each(partial(_row, known=known), whole.entries, _OF_ENTRY, faults)
    held = _read_each(ImportOrder.from_dict, whole.imports, _OF_IMPORT, faults)
    faults += [
        translate("id {id} is there {times} times", id=id_, times=times)
        for id_, times in Counter(row.id for row in found).items()
        if times > 1
    ]
    if faults:
        raise InvalidEntryError(faults)
    return Incoming(tuple(people), tuple(found), tuple(held))


def _read_each(
    read: Callable[[Any], T], items: Iterable[Any], fault_line: str, faults: list[str]
) -> list[T]:
    """Return what can be read of a list; what cannot adds its faults to ``faults``."""
    values: list[T] = []
    for place, item in enumerate(items, 1):
        if len(faults) > MOST_FAULTS:
            break
        try:
            values.append(read(item))
        except FaultsError as error:
            faults += [translate(fault_line, id=place, fault=fault) for fault in error.faults]
    return values


def _refuse_other_formats(document: object) -> None:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        text = msgid('this is no export of a journal: "format" has to be "{format}"')
        raise InvalidEntryError([translate(text, format=FORMAT)])
    if document.get("version") != VERSION:
        text = msgid("this export has version {version}, this Soleus reads {known}; update Soleus")
        version = repr(document.get("version"))
        raise InvalidEntryError([translate(text, version=version, known=VERSION)])


def _row(item: Any, known: Collection[str]) -> Row:  # noqa: ANN401  any JSON
    data = _EntryData.from_dict(item)
    entry = entry_from_dict(data.kind, data.payload)
    refuse_unreadable(entry)
    if data.person not in known:
        text = msgid("its person {person} is not among the people")
        raise InvalidEntryError([translate(text, person=repr(data.person))])
    row = Row.made(
        id=data.id,
        person_id=data.person,
        entry=entry,
        at=data.at,
        recorded_at=data.recorded_at.astimezone(UTC),
        supersedes=data.supersedes,
    )
    return replace(row, is_withdrawn=data.is_withdrawn)


def import_document(
    connection: Connection, incoming: Incoming, own_entries_of: str | None, now: datetime
) -> ImportReport:
    """Import a document within the open transaction.

    A copy that is older than what was erased here ends the checks in it: what it lacks could have
    been a danger sign. What was noted here and is not in the copy, its checks know nothing of.

    Parameters
    ----------
    now : this moment on the clock of where the person is

    Raises
    ------
    InvalidEntryError
        with everything that does not fit; the caller's transaction must then not be committed.
    """
    if own_entries_of is None:
        _refuse_a_strangers_own(connection, incoming)
    before = {person.id for person in person_rows.people(connection)}
    whose = {person.id: _settle(connection, person, own_entries_of) for person in incoming.people}
    settled = {
        person.id: whose[person.id]
        for person in incoming.people
        if _took_settings(connection, person, whose[person.id])
    }
    moved = [replace(row, person_id=whose[row.person_id]) for row in incoming.rows]
    told = told_before(connection, set(whose.values()))
    fresh, faults = _not_here_yet(connection, moved)
    faults += [
        translate(_OF_ENTRY, id=row.id, fault=fault)
        for row in fresh
        if (fault := ahead_fault(max(row.at, row.recorded_at), now))
    ]
    faults += _insert_in_order(connection, fresh)
    if faults:
        raise InvalidEntryError(faults)
    keep(connection, moved, {row.id for row in fresh}, incoming.lines, told)
    added = tuple(
        person.name for person in person_rows.people(connection) if person.id not in before
    )
    older = {row.person_id for row in fresh if lacks_the_last(connection, row.person_id)}
    for person_id in sorted(older):
        rows.insert_entry(connection, _something_new(person_id, now))
    return ImportReport(len(fresh), len(moved) - len(fresh), added, bool(older), settled)


def _something_new(person_id: str, now: datetime) -> Row:
    return Row.made(
        id=uuid4(),
        person_id=person_id,
        entry=NothingNewEntry(anything_new=True),
        at=now,
        recorded_at=now.astimezone(UTC),
        supersedes=None,
    )


def _refuse_a_strangers_own(connection: Connection, incoming: Incoming) -> None:
    """Refuse entries of another person's "self", unless the caller says whose they are.

    Their answers could open an activity that the person's own answers hold back.
    """
    here = rows.ids_of(connection, SELF)
    theirs = {row.id for row in incoming.rows if row.person_id == SELF}
    if here and theirs and not here & theirs:
        text = msgid(
            "the file's own entries share nothing with yours, so they may be somebody else's; "
            "say whose they are (--person self if they are your own)"
        )
        raise InvalidEntryError([translate(text)])


def _settle(connection: Connection, person: _PersonData, own_entries_of: str | None) -> str:
    """Return the id that a person of the file has here; a new person is added."""
    here = (own_entries_of or SELF) if person.is_self else person.id
    if here not in {other.id for other in person_rows.people(connection)}:
        name = _free_name(connection, person.name)
        person_rows.insert_person(connection, Person(here, name, is_self=False))
    return here


def _took_settings(connection: Connection, person: _PersonData, here: str) -> bool:
    """Keep the settings of a person of the file where there are none here."""
    if person_rows.settings(connection, here):
        return False
    if person.settings:
        settings = json.dumps(dict(person.settings), ensure_ascii=False)
        person_rows.put_settings(connection, here, settings)
    return True


def _free_name(connection: Connection, name: str) -> str:
    taken = {person.name.casefold() for person in person_rows.people(connection)}
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
            faults.append(translate("the id {id} is here with other content", id=row.id))
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
                faults.append(translate(_OF_ENTRY, id=row.id, fault=error))
        if len(later) == len(waiting):
            circle = translate("corrects itself in a circle")
            return [*faults, *(translate(_OF_ENTRY, id=row.id, fault=circle) for row in later)]
        waiting = later
    return faults
