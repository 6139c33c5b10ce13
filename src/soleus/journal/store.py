"""The journal itself: what is recorded stays, corrections supersede, nothing is overwritten."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast, overload
from uuid import UUID, uuid4

from soleus.journal import drafts, erasing, rows
from soleus.journal.database import empty_log, open_engine, reading, writing
from soleus.journal.entries import Entry
from soleus.journal.errors import (
    InvalidEntryError,
    UnknownPersonError,
)
from soleus.journal.exchange import (
    ImportReport,
    export_document,
    import_document,
    parse_document,
)
from soleus.journal.limits import document, moment
from soleus.journal.records import SELF, Draft, Person, Recorded
from soleus.language import meant, named, translate

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Connection, Engine

    from soleus.vocabulary import Clock

AHEAD = timedelta(minutes=5)
"""How far the clock of another device may run ahead of ours."""

EntryT = TypeVar("EntryT", bound=Entry)


class Journal:
    """The entries of this machine's people, in one file.

    Every method that records returns only after what it recorded is on the disk. May be used from
    several threads and several programs at once. Close it, or use it as a context manager.
    """

    def __init__(self, engine: Engine, path: Path, clock: Clock, zone: tzinfo | None) -> None:
        self._engine = engine
        self._path = path
        self._clock = clock
        self._zone = zone

    @classmethod
    def open(cls, path: Path, clock: Clock, zone: tzinfo | None = None) -> Self:
        """Open the journal at ``path``, made on first use for its owner alone.

        Parameters
        ----------
        zone : the time zone whose days the person lives; by default this machine's

        Raises
        ------
        JournalUnavailableError
            where it cannot be opened, is damaged, no journal, or from a newer Soleus; the file
            is then left as it was.
        """
        return cls(open_engine(path), path, clock, zone)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # People

    def people(self) -> tuple[Person, ...]:
        """Return everybody kept here, oneself first, then by name."""
        with self._reading() as connection:
            return rows.people(connection)

    def person(self, id_or_name: str = SELF) -> Person:
        """Return the person of this id or name.

        Raises
        ------
        UnknownPersonError
            naming the nearest known one.
        """
        everybody = self.people()
        for person in everybody:
            if id_or_name == person.id or id_or_name.casefold() == person.name.casefold():
                return person
        known = tuple(person.name for person in everybody)
        raise UnknownPersonError(f"nobody here is called {id_or_name!r}{meant(id_or_name, known)}")

    def add_person(self, name: str) -> Person:
        """Add somebody, such as a parent or a patient, whose entries are kept apart.

        Raises
        ------
        InvalidEntryError
            where the name is empty, too long or taken.
        """
        name = name.strip()
        person = Person(str(uuid4()), name, is_self=False)
        with self._writing() as connection:
            rows.insert_person(connection, person)
        return person

    # Entries

    def append(
        self,
        person_id: str,
        entry: EntryT,
        *,
        id: UUID | None = None,  # noqa: A002  # the word the file format uses
        supersedes: UUID | None = None,
        at: datetime | None = None,
        zone: tzinfo | None = None,
    ) -> Recorded[EntryT]:
        """Record an entry; when this returns, it is on the disk.

        The same id with the same content is taken once, however often it is sent.

        Parameters
        ----------
        id : made by the caller where it may have to send again; else made here
        supersedes : the entry of the same kind that this one corrects; both stay
        at : when it happened, with a time zone; by default now
        zone : where the person was then, which decides their day; by default the journal's zone

        Raises
        ------
        EntryConflictError
            where the id is taken by other content.
        FinalEntryError, InvalidEntryError, UnknownEntryError, UnknownPersonError
            where this cannot be recorded; the text says why.
        """
        wanted = rows.Row.made(
            id=id or uuid4(),
            person_id=person_id,
            entry=entry,
            at=self._local(at or self._clock.now(), zone),
            recorded_at=self._clock.now(),
            supersedes=supersedes,
        )
        _refuse_impossible(wanted)
        with self._writing() as connection:
            _refuse_unknown_person(connection, person_id)
            rows.take(connection, wanted, with_time=at is not None)
            return cast("Recorded[EntryT]", rows.recorded(connection, wanted.id))

    def withdraw(self, id: UUID) -> Recorded[Entry]:  # noqa: A002
        """Take an entry back: it stays in the file, and counts no more.

        Raises
        ------
        FinalEntryError
            for a check or an answer to "anything new?".
        UnknownEntryError
            where no entry has this id.
        """
        with self._writing() as connection:
            target = rows.newest_of_chain(connection, rows.known(connection, id).root)
            if not target.is_withdrawn:
                withdrawal = target.withdrawal(uuid4(), self._clock.now())
                rows.refuse_correction(withdrawal, target)
                rows.insert_entry(connection, withdrawal)
                target = withdrawal
            return rows.recorded(connection, target.id)

    def get(self, id: UUID) -> Recorded[Entry]:  # noqa: A002
        """Return the entry of this id, current or not.

        Raises
        ------
        UnknownEntryError
            where there is none.
        """
        with self._reading() as connection:
            rows.known(connection, id)
            return rows.recorded(connection, id)

    @overload
    def entries(
        self,
        person_id: str,
        kinds: None = None,
        since: date | None = None,
        until: date | None = None,
        *,
        include_superseded: bool = False,
    ) -> tuple[Recorded[Entry], ...]: ...

    @overload
    def entries(
        self,
        person_id: str,
        kinds: Collection[type[EntryT]],
        since: date | None = None,
        until: date | None = None,
        *,
        include_superseded: bool = False,
    ) -> tuple[Recorded[EntryT], ...]: ...

    def entries(
        self,
        person_id: str,
        kinds: Collection[type[Entry]] | None = None,
        since: date | None = None,
        until: date | None = None,
        *,
        include_superseded: bool = False,
    ) -> tuple[Recorded[Entry], ...]:
        """Return a person's entries in the order in which they happened.

        Parameters
        ----------
        kinds : classes of entries; by default all
        since, until : the person's own days, both included
        include_superseded : also give what was corrected or withdrawn

        Raises
        ------
        UnknownPersonError
            where nobody has this id.
        """
        names = None if kinds is None else [kind.kind for kind in kinds]
        with self._reading() as connection:
            _refuse_unknown_person(connection, person_id)
            return rows.select_entries(
                connection, person_id, names, since, until, include_superseded=include_superseded
            )

    def latest(self, person_id: str, kind: type[EntryT]) -> Recorded[EntryT] | None:
        """Return the current entry of this kind that happened last, or None."""
        with self._reading() as connection:
            _refuse_unknown_person(connection, person_id)
            found = rows.latest_entry(connection, person_id, kind.kind, self._clock.now() + AHEAD)
        return cast("Recorded[EntryT] | None", found)

    def newest_seq(self) -> int:
        """Return a number that moves on with whatever is taken or erased, of anybody."""
        with self._reading() as connection:
            return erasing.newest_seq(connection)

    # Out and in

    def export_json(self, person_ids: Collection[str] | None = None) -> dict[str, Any]:
        """Return everything kept of some or all people, to be imported again elsewhere.

        Corrected and withdrawn entries are in it; drafts, which are only half-way, are not.
        """
        with self._reading() as connection:
            for person_id in person_ids or ():
                _refuse_unknown_person(connection, person_id)
            return export_document(connection, person_ids, self._clock.now())

    def import_json(self, document: object, own_entries_of: str | None = None) -> ImportReport:
        """Take what an export holds, each entry once by its id, all or nothing.

        People are known by id; one who is new here is added, kept apart from all others.

        Parameters
        ----------
        document : what :meth:`export_json` gave, here or on another machine
        own_entries_of : who the person is whose own journal the file was; needed only where
            one's own entries here and those in the file have nothing in common

        Raises
        ------
        InvalidImportError
            with every fault of the document; nothing of it was taken.
        """
        incoming = parse_document(document)
        with self._writing() as connection:
            if own_entries_of is not None:
                _refuse_unknown_person(connection, own_entries_of)
            now = self._local(self._clock.now(), None)
            return import_document(connection, incoming, own_entries_of, now)

    # Drafts and settings

    def save_draft(self, person_id: str, kind: str, draft: Mapping[str, Any]) -> None:
        """Keep something half-way in place of the draft of this kind that was there."""
        document = _as_json("draft", draft)
        with self._writing() as connection:
            _refuse_unknown_person(connection, person_id)
            drafts.put(connection, person_id, kind, document, self._clock.now())

    def replace_draft(self, person_id: str, kind: str, draft: Mapping[str, Any]) -> bool:
        """Go on with the draft of this kind; False, and nothing is kept, where it is gone."""
        document = _as_json("draft", draft)
        with self._writing() as connection:
            return drafts.replace(connection, person_id, kind, document, self._clock.now())

    def draft(self, person_id: str, kind: str) -> Draft | None:
        """Return the draft of this kind, or None."""
        with self._reading() as connection:
            _refuse_unknown_person(connection, person_id)
            return drafts.get(connection, person_id, kind)

    def drop_draft(self, person_id: str, kind: str) -> None:
        """Forget the draft of this kind, if there is one."""
        with self._writing() as connection:
            _refuse_unknown_person(connection, person_id)
            drafts.drop(connection, person_id, kind)

    def settings(self, person_id: str) -> dict[str, Any]:
        """Return a person's settings; empty where none were saved."""
        with self._reading() as connection:
            _refuse_unknown_person(connection, person_id)
            return rows.settings(connection, person_id)

    def save_setting(self, person_id: str, key: str, value: object) -> None:
        """Keep one of a person's settings; the others stay as they are at that moment."""
        with self._writing() as connection:
            _refuse_unknown_person(connection, person_id)
            changed = {**rows.settings(connection, person_id), key: value}
            rows.put_settings(connection, person_id, _as_json("settings", changed))

    # Erasing

    def erase(self, person_ids: Collection[str]) -> None:
        """Erase all that is kept of some people, all or nothing, so that nothing is legible.

        Raises
        ------
        UnknownPersonError
            where one of them is not known; nothing was erased.
        """
        with self._writing() as connection:
            for person_id in person_ids:
                _refuse_unknown_person(connection, person_id)
            erasing.erase(connection, person_ids, self._clock.now())
        empty_log(self._engine, self._path)

    def erased_at(self, person_id: str) -> datetime | None:
        """Return when all that was kept of a person was erased last, or None."""
        with self._reading() as connection:
            return erasing.erased_at(connection, person_id)

    # What the methods above share

    def _reading(self) -> AbstractContextManager[Connection]:
        return reading(self._engine, self._path)

    def _writing(self) -> AbstractContextManager[Connection]:
        return writing(self._engine, self._path)

    def day_of(self, moment: datetime) -> date:
        """Return the person's own day on which a moment falls."""
        return self._local(moment, None).date()

    def _local(self, moment: datetime, zone: tzinfo | None) -> datetime:
        if moment.utcoffset() is None:
            raise InvalidEntryError([f"{moment.isoformat()} has to come with its time zone"])
        try:
            return moment.astimezone(zone or self._zone)
        except OverflowError:
            raise InvalidEntryError([f"{moment.isoformat()} is no moment of a life"]) from None


def _refuse_impossible(row: rows.Row) -> None:
    if fault := moment().fault(row.at):
        raise InvalidEntryError([f"{named(row.kind)}: {fault}"])
    if row.at > row.recorded_at + AHEAD:
        ahead = translate("{moment} lies in the future", moment=row.at.isoformat())
        raise InvalidEntryError([f"{named(row.kind)}: {ahead}"])


def _refuse_unknown_person(connection: Connection, person_id: str) -> None:
    known = {person.id for person in rows.people(connection)}
    if person_id not in known:
        raise UnknownPersonError(translate("nobody here has the id {id}", id=repr(person_id)))


def _as_json(name: str, value: Mapping[str, Any]) -> str:
    if fault := document().fault(value):
        raise InvalidEntryError([f"{name} {fault}"])
    return json.dumps(value, ensure_ascii=False)
