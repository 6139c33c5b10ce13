"""The journal itself: what is recorded stays, corrections supersede, nothing is overwritten."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast, overload
from uuid import UUID, uuid4

from soleus.journal import backup, drafts, erasing, exchange, order, people, person_rows, rows
from soleus.journal.ahead import AHEAD
from soleus.journal.database import JournalFile, open_file
from soleus.journal.entries import Entry
from soleus.journal.offsets import local_moment
from soleus.journal.records import SELF, Draft, Person, Recorded
from soleus.journal.sure_clock import SureClock

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Connection

    from soleus.journal.entries import CheckEntry
    from soleus.journal.one_reading import OneReading
    from soleus.vocabulary import Clock

T = TypeVar("T")
EntryT = TypeVar("EntryT", bound=Entry)


class Journal:
    """The entries of this machine's people, in one file.

    Every method that records returns only after what it recorded is on the disk. May be used from
    several threads and several programs at once. Close it, or use it as a context manager.
    """

    def __init__(self, file: JournalFile, clock: Clock, zone: tzinfo | None) -> None:
        self._file = file
        self._clock = SureClock(clock)
        self._zone = zone

    @classmethod
    def open(cls, path: Path, clock: Clock, zone: tzinfo | None = None) -> Self:
        """Open the journal at ``path``, made on first use for its owner alone.

        Parameters
        ----------
        zone : the time zone of people who do not say where they are; by default this machine's

        Raises
        ------
        JournalUnavailableError
            where it cannot be opened, is damaged, no journal, or from a newer Soleus; the file
            is then left as it was.
        """
        return cls(open_file(path), clock, zone)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # People

    def people(self) -> tuple[Person, ...]:
        """Return everybody kept here, the owner first, then by name."""
        with self._reading() as connection:
            return person_rows.people(connection)

    def person_of_id(self, id: str) -> Person:  # noqa: A002
        """Return the person of this id, as :func:`people.of_id`."""
        return people.of_id(self.people(), id)

    def person(self, id_or_name: str = SELF) -> Person:
        """Return the person of this id or name, as :func:`people.called`."""
        return people.called(self.people(), id_or_name)

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
            person_rows.insert_person(connection, person)
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
        zone : where the person was then, which decides their day; by default the offset of ``at``,
            where it has one from UTC, or else where they are now

        Raises
        ------
        JournalError
            where this cannot be recorded; the text says why.
        """
        wanted = rows.Row.made(
            id=id or uuid4(),
            person_id=person_id,
            entry=entry,
            at=local_moment(at or self._clock.now(), zone, self._zone),
            recorded_at=self._clock.now(),
            supersedes=supersedes,
        )
        rows.refuse_impossible(wanted)
        with self._writing(person_id) as connection:
            rows.take(connection, wanted, with_time=at is not None)
            return cast("Recorded[EntryT]", rows.recorded(connection, wanted.id))

    def withdraw(self, id: UUID) -> Recorded[Entry]:  # noqa: A002
        """Take an entry back: it stays in the file, and counts no more.

        Raises
        ------
        JournalError
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

    def find(self, id: UUID | None) -> Recorded[Entry] | None:  # noqa: A002
        """Return the entry of this id, or None where there is no such entry or no id."""
        if id is None:
            return None
        with self._reading() as connection:
            return rows.recorded(connection, id) if rows.find(connection, id) else None

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
        with self._reading(person_id) as connection:
            return rows.select_entries(
                connection, person_id, names, since, until, include_superseded=include_superseded
            )

    def latest(self, person_id: str, kind: type[EntryT]) -> Recorded[EntryT] | None:
        """Return the current entry of this kind that happened last, or None."""
        with self._reading(person_id) as connection:
            found = rows.latest_entry(connection, person_id, kind.kind, self._clock.now() + AHEAD)
        return cast("Recorded[EntryT] | None", found)

    def newest_telling(self, person_id: str) -> UUID | None:
        """Return the entry taken last of those that tell how a person is, or None."""
        with self._reading() as connection:
            return order.newest(connection, person_id)

    def unanswered(
        self, person_id: str, can_be_read: order.Readable, besides: Collection[UUID] = ()
    ) -> order.Unanswered:
        """Return what no later check is known to answer, and which of it knew ``besides``."""
        with self._reading(person_id) as connection:
            return order.unanswered(connection, person_id, can_be_read, besides)

    def is_outlived(self, check: Recorded[CheckEntry], ends_at: datetime) -> bool:
        """Whether anything taken after a check was recorded at or after a moment."""
        with self._reading() as connection:
            return order.is_outlived(connection, check, ends_at)

    def newest_seq(self) -> int:
        """Return a number that moves on with whatever is taken or erased, of anybody."""
        with self._reading() as connection:
            return erasing.newest_seq(connection)

    @contextmanager
    def as_one(self) -> Iterator[OneReading]:
        """Read over one connection in this context, and work out :meth:`once` what rests on it.

        Nothing is held open between two requests; it can be ended before the context is left.
        """
        with self._file.as_one() as reading:
            yield reading

    def once(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """Return what is worked out from this journal, once while it is read as one.

        It is worked out anew as soon as anything was written, by whomever, and wherever the
        journal is not read as one.
        """
        one = self._file.one
        return work_out() if one is None else one.once(key, work_out)

    def let_go(self) -> None:
        """Hold nothing of the file while something else is waited for, such as a host."""
        if self._file.one is not None:
            self._file.one.end()

    # Out and in

    def export_json(self, person_ids: Collection[str] | None = None) -> dict[str, Any]:
        """Return everything kept of some or all people, to be imported again elsewhere.

        Corrected and withdrawn entries are in it; drafts, which are only half-way, are not.
        """
        with self._reading(*person_ids or ()) as connection:
            return exchange.export_document(connection, person_ids, self._clock.now())

    def copy_of_all(self) -> bytes:
        """Return the whole journal as one file, for ``restore``."""
        return backup.copy_of(self._file)

    def import_json(
        self, document: object, own_entries_of: str | None = None
    ) -> exchange.ImportReport:
        """Take what an export holds, each entry once by its id, all or nothing.

        People are known by id; one who is new here is added, kept apart from all others.

        Parameters
        ----------
        document : what :meth:`export_json` gave, here or on another machine
        own_entries_of : who the person is whose own journal the file was; needed only where
            the owner's entries here and those in the file have nothing in common

        Raises
        ------
        InvalidEntryError
            with every fault of the document; nothing of it was taken.
        """
        incoming = exchange.parse_document(document)
        with self._writing(*(() if own_entries_of is None else (own_entries_of,))) as connection:
            now = local_moment(self._clock.now(), None, self._zone)
            return exchange.import_document(connection, incoming, own_entries_of, now)

    # Drafts and settings

    def save_draft(self, person_id: str, kind: str, draft: Mapping[str, Any]) -> None:
        """Keep something half-way in place of the draft of this kind that was there."""
        document = drafts.as_json("draft", draft)
        with self._writing(person_id) as connection:
            drafts.put(connection, person_id, kind, document, self._clock.now())

    def replace_draft(self, person_id: str, kind: str, draft: Mapping[str, Any]) -> bool:
        """Go on with the draft of this kind; False, and nothing is kept, where it is gone."""
        document = drafts.as_json("draft", draft)
        with self._writing() as connection:
            return drafts.replace(connection, person_id, kind, document, self._clock.now())

    def change_draft(self, person_id: str, kind: str, change: drafts.Change) -> None:
        """Keep what ``change`` makes of the draft, which is empty where there is none.

        Nobody writes meanwhile, in no thread and no program, so nothing that another has put into
        it is lost. A draft that is left with nothing in it is forgotten.
        """
        with self._writing(person_id) as connection:
            drafts.change(connection, person_id, kind, change, self._clock.now())

    def draft(self, person_id: str, kind: str) -> Draft | None:
        """Return the draft of this kind, or None."""
        with self._reading(person_id) as connection:
            return drafts.get(connection, person_id, kind)

    def drop_draft(self, person_id: str, kind: str) -> None:
        """Forget the draft of this kind, if there is one."""
        with self._writing(person_id) as connection:
            drafts.drop(connection, person_id, kind)

    def settings(self, person_id: str) -> dict[str, Any]:
        """Return a person's settings; empty where none were saved."""
        with self._reading(person_id) as connection:
            return person_rows.settings(connection, person_id)

    def save_setting(self, person_id: str, key: str, value: object) -> None:
        """Keep one of a person's settings; the others stay as they are at that moment."""
        with self._writing(person_id) as connection:
            changed = {**person_rows.settings(connection, person_id), key: value}
            person_rows.put_settings(connection, person_id, drafts.as_json("settings", changed))

    # Erasing

    def erase(self, person_ids: Collection[str]) -> None:
        """Erase all that is kept of some people, all or nothing, so that nothing is legible.

        Raises
        ------
        UnknownPersonError
            where one of them is not known; nothing was erased.
        """
        with erasing.all_or_nothing(), self._writing(*person_ids) as connection:
            erasing.erase(connection, person_ids, self._clock.now())
        self._file.empty_log()

    def erased_at(self, person_id: str) -> datetime | None:
        """Return when all that was kept of a person was erased last, or None."""
        with self._reading() as connection:
            return erasing.erased_at(connection, person_id)

    # What the methods above share

    @contextmanager
    def _reading(self, *person_ids: str) -> Iterator[Connection]:
        with self._file.reading() as connection:
            here = self._file.one.people if self._file.one else set[str]()
            if unseen := set(person_ids) - here:
                person_rows.refuse_unknown_people(connection, unseen)
                here |= unseen
            yield connection

    @contextmanager
    def _writing(self, *person_ids: str) -> Iterator[Connection]:
        with self._file.writing() as connection:
            person_rows.refuse_unknown_people(connection, person_ids)
            yield connection

    def day_of(self, moment: datetime) -> date:
        """Return the person's own day on which a moment falls."""
        return local_moment(moment, None, self._zone).date()
