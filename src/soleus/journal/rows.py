"""Between rows of the file and the frozen values that callers see."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.dialects.sqlite import insert

from soleus.journal import tables
from soleus.journal.entries import Entry
from soleus.journal.errors import (
    EntryConflictError,
    FinalEntryError,
    InvalidEntryError,
    UnknownEntryError,
)
from soleus.journal.kinds import KINDS, entry_from_dict
from soleus.journal.limits import fault_of, text
from soleus.journal.records import Person, Recorded
from soleus.language import translate

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection, RowMapping

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(moment: datetime) -> int:
    """Return a moment as microseconds since 1970 in UTC."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def moment(microseconds: int) -> datetime:
    """Return the moment, in UTC, that many microseconds after the start of 1970."""
    return _EPOCH + timedelta(microseconds=microseconds)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the entries, before it is known which entries supersede it."""

    id: UUID
    person_id: str
    kind: str
    at: datetime
    recorded_at: datetime
    payload: Mapping[str, Any]
    supersedes: UUID | None
    root: UUID
    is_withdrawn: bool

    @classmethod
    def made(
        cls,
        *,
        id: UUID,  # noqa: A002
        person_id: str,
        entry: Entry,
        at: datetime,
        recorded_at: datetime,
        supersedes: UUID | None,
    ) -> Self:
        """Return the row of an entry; ``at`` in the person's time zone. Its own root for now."""
        return cls(
            id, person_id, entry.kind, at, recorded_at, entry.as_dict(), supersedes, id, False
        )

    @classmethod
    def read(cls, values: RowMapping) -> Self:
        """Return the row that the file holds."""
        zone = timezone(timedelta(seconds=values["utc_offset_s"]))
        superseded = values["supersedes"]
        return cls(
            id=UUID(values["id"]),
            person_id=values["person_id"],
            kind=values["kind"],
            at=moment(values["at_us"]).astimezone(zone),
            recorded_at=moment(values["recorded_at_us"]),
            payload=json.loads(values["payload"]),
            supersedes=UUID(superseded) if superseded else None,
            root=UUID(values["root"]),
            is_withdrawn=values["is_withdrawn"],
        )

    @property
    def utc_offset(self) -> timedelta:
        """The person's offset from UTC."""
        return self.at.utcoffset() or timedelta()

    def entry(self) -> Entry:
        """Return what was recorded."""
        return entry_from_dict(self.kind, self.payload)

    def withdrawal(self, id: UUID, now: datetime) -> Row:  # noqa: A002
        """Return the row that takes this one back."""
        return replace(
            self, id=id, recorded_at=now, supersedes=self.id, root=self.root, is_withdrawn=True
        )

    def has_content_of(self, other: Row, *, with_time: bool) -> bool:
        """Whether both record the same; ``with_time``: at the same moment on the same clock."""
        mine, theirs = (
            (row.person_id, row.kind, row.entry(), row.supersedes, row.is_withdrawn)
            for row in (self, other)
        )
        same_time = self.at == other.at and self.utc_offset == other.utc_offset
        return mine == theirs and (same_time or not with_time)

    def values(self) -> dict[str, Any]:
        """Return the columns of the row."""
        return {
            "id": str(self.id),
            "person_id": self.person_id,
            "kind": self.kind,
            "at_us": microseconds(self.at),
            "utc_offset_s": int(self.utc_offset.total_seconds()),
            "local_date": self.at.date(),
            "recorded_at_us": microseconds(self.recorded_at),
            "payload": json.dumps(self.payload, ensure_ascii=False, allow_nan=False),
            "supersedes": str(self.supersedes) if self.supersedes else None,
            "root": str(self.root),
            "is_withdrawn": self.is_withdrawn,
        }


def find(connection: Connection, id: UUID) -> Row | None:  # noqa: A002
    """Return the row of this id, or None."""
    table = tables.entries
    found = connection.execute(select(table).where(table.c.id == str(id))).mappings().one_or_none()
    return Row.read(found) if found else None


def known(connection: Connection, id: UUID) -> Row:  # noqa: A002
    """Return the row of this id.

    Raises
    ------
    UnknownEntryError
        where there is none.
    """
    row = find(connection, id)
    if row is None:
        raise UnknownEntryError(f"no entry has the id {id}")
    return row


def in_its_chain(connection: Connection, row: Row) -> Row:
    """Give a correction the root of what it corrects.

    Raises
    ------
    FinalEntryError, InvalidEntryError, UnknownEntryError
        where it may not correct that.
    """
    if row.supersedes is None:
        return row
    target = known(connection, row.supersedes)
    refuse_correction(row, target)
    return replace(row, root=target.root)


def refuse_correction(row: Row, target: Row) -> None:
    """Refuse to correct what is final, somebody else's or of another kind.

    Raises
    ------
    FinalEntryError, InvalidEntryError
    """
    if target.person_id != row.person_id or target.kind != row.kind:
        raise InvalidEntryError(
            [
                f"{row.kind}: cannot correct {target.id}, "
                "which is of another kind or another person's"
            ]
        )
    if KINDS[target.kind].is_final:
        raise FinalEntryError(
            f"{target.id}: a {target.kind} entry stays as it is; a new check takes its place"
        )


def newest_of_chain(connection: Connection, root: UUID) -> Row:
    """Return the row that was taken last of a chain of corrections."""
    table = tables.entries
    query = select(table).where(table.c.root == str(root)).order_by(table.c.seq.desc()).limit(1)
    return Row.read(connection.execute(query).mappings().one())


def take(connection: Connection, row: Row, *, with_time: bool) -> None:
    """Add a row, or see that it is here already with the same content.

    Raises
    ------
    EntryConflictError
        where its id is taken by other content.
    FinalEntryError, InvalidEntryError, UnknownEntryError
        where it may not correct what it names.
    """
    present = find(connection, row.id)
    if present is None:
        insert_entry(connection, in_its_chain(connection, row))
    elif not present.has_content_of(row, with_time=with_time):
        raise EntryConflictError(
            f"the id {row.id} is taken by another entry; record this one under a new id"
        )


def insert_entry(connection: Connection, row: Row) -> None:
    """Add a row."""
    connection.execute(insert(tables.entries).values(row.values()))


def recorded(connection: Connection, id: UUID) -> Recorded[Entry]:  # noqa: A002
    """Return the entry of an id that is there."""
    query = _with_currency().where(tables.entries.c.id == str(id))
    return _recorded(connection.execute(query).mappings().one())


def select_entries(
    connection: Connection,
    person_id: str,
    kinds: Collection[str] | None = None,
    since: date | None = None,
    until: date | None = None,
    *,
    include_superseded: bool = False,
) -> tuple[Recorded[Entry], ...]:
    """Return a person's entries by the moment at which they happened."""
    column = tables.entries.c
    query = _with_currency().where(column.person_id == person_id)
    if kinds is not None:
        query = query.where(column.kind.in_(list(kinds)))
    if since is not None:
        query = query.where(column.local_date >= since)
    if until is not None:
        query = query.where(column.local_date <= until)
    if not include_superseded:
        query = query.where(_is_current())
    query = query.order_by(column.at_us, column.seq)
    return tuple(_recorded(found) for found in connection.execute(query).mappings())


def latest_entry(
    connection: Connection, person_id: str, kind: str, now: datetime
) -> Recorded[Entry] | None:
    """Return the current entry of a kind that happened last.

    One from a clock that ran ahead counts until the next is taken; else it would be the latest
    for as long as the clock was wrong.
    """
    column = tables.entries.c
    query = (
        _with_currency()
        .where(column.person_id == person_id, column.kind == kind, _is_current())
        .order_by(column.at_us.desc(), column.seq.desc())
        .limit(1)
    )
    ahead = column.at_us > microseconds(now)
    found = [
        _recorded(row)
        for half in (query.where(~ahead), query.where(ahead))
        for row in connection.execute(half).mappings()
    ]
    return max(found, key=lambda recorded: recorded.seq, default=None)


def entries_as_taken(
    connection: Connection, person_ids: Collection[str]
) -> tuple[Recorded[Entry], ...]:
    """Return all entries of some people in the order in which the journal took them."""
    column = tables.entries.c
    query = _with_currency().where(column.person_id.in_(list(person_ids))).order_by(column.seq)
    return tuple(_recorded(found) for found in connection.execute(query).mappings())


def ids_of(connection: Connection, person_id: str) -> set[UUID]:
    """Return the ids of all of a person's entries."""
    column = tables.entries.c
    return set(
        map(UUID, connection.scalars(select(column.id).where(column.person_id == person_id)))
    )


def _is_current() -> ColumnElement[bool]:
    other = tables.entries.alias("other")
    last = (
        select(func.max(other.c.seq)).where(other.c.root == tables.entries.c.root).scalar_subquery()
    )
    return (tables.entries.c.seq == last) & tables.entries.c.is_withdrawn.is_(False)


def _with_currency() -> Select[Any]:
    return select(tables.entries, _is_current().label("is_current"))


def _recorded(found: RowMapping) -> Recorded[Entry]:
    row = Row.read(found)
    return Recorded(
        id=row.id,
        person_id=row.person_id,
        entry=row.entry(),
        at=row.at.astimezone(UTC),
        utc_offset=row.utc_offset,
        recorded_at=row.recorded_at,
        supersedes=row.supersedes,
        is_withdrawn=row.is_withdrawn,
        is_current=bool(found["is_current"]),
        seq=found["seq"],
    )


def people(connection: Connection) -> tuple[Person, ...]:
    """Return everybody, oneself first, then by name."""
    table = tables.people
    query = select(table).order_by(table.c.is_self.desc(), func.lower(table.c.name))
    return tuple(
        Person(found["id"], found["name"], found["is_self"])
        for found in connection.execute(query).mappings()
    )


def insert_person(connection: Connection, person: Person) -> None:
    """Add somebody.

    Raises
    ------
    InvalidEntryError
        where the name is empty, too long or taken.
    """
    fault = text(100, may_be_empty=False).fault(person.name)
    if fault:
        raise InvalidEntryError([fault_of("name", fault)])
    taken = {other.name.casefold() for other in people(connection)} | {"self"}
    if person.name.casefold() in taken:
        raise InvalidEntryError(
            [translate("the name {name} is taken; choose another", name=repr(person.name))]
        )
    connection.execute(
        insert(tables.people).values(id=person.id, name=person.name, is_self=person.is_self)
    )


def settings(connection: Connection, person_id: str) -> dict[str, Any]:
    """Return a person's settings; empty where there are none."""
    table = tables.settings
    found = connection.scalar(select(table.c.document).where(table.c.person_id == person_id))
    return dict(json.loads(found)) if found else {}


def put_settings(connection: Connection, person_id: str, document: str) -> None:
    """Keep a person's settings, given as JSON text."""
    connection.execute(
        insert(tables.settings)
        .values(person_id=person_id, document=document)
        .on_conflict_do_update(index_elements=["person_id"], set_={"document": document})
    )
