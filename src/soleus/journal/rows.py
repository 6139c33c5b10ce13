"""Reads rows of the file as frozen values, and writes them back."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from soleus.journal import tables
from soleus.journal.ahead import ahead_fault
from soleus.journal.entries import Entry
from soleus.journal.errors import (
    InvalidEntryError,
    JournalError,
    UnknownEntryError,
)
from soleus.journal.kinds import KINDS, entry_from_dict
from soleus.journal.records import Recorded
from soleus.language import msgid, named, translate
from soleus.records import limits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import Connection, RowMapping

_SMALL, _LARGE = 4_000, 200_000
"""Letters of entries of which many, and a few, are remembered: notes and checks, and weeks."""

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


def refuse_impossible(row: Row) -> None:
    """Refuse to record what cannot have happened when it says.

    Raises
    ------
    InvalidEntryError
        where the moment is none of a life, or lies in the future.
    """
    if fault := limits.moment().fault(row.at) or ahead_fault(row.at, row.recorded_at):
        raise InvalidEntryError([f"{named(row.kind)}: {fault}"])


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
        raise UnknownEntryError(translate("no entry has the id {id}", id=id))
    return row


def in_its_chain(connection: Connection, row: Row) -> Row:
    """Return a correction with the root of the entry that it corrects.

    Raises
    ------
    JournalError
        where it may not correct that.
    """
    if row.supersedes is None:
        return row
    target = known(connection, row.supersedes)
    refuse_correction(row, target)
    return replace(row, root=target.root)


def refuse_correction(row: Row, target: Row) -> None:
    """Refuse to correct an entry that is final, of another person or of another kind.

    Raises
    ------
    JournalError
    """
    if target.person_id != row.person_id or target.kind != row.kind:
        text = msgid("{kind}: cannot correct {id}, which is of another kind or another person's")
        raise InvalidEntryError([translate(text, kind=named(row.kind), id=target.id)])
    if KINDS[target.kind].is_final:
        text = msgid("{id}: a {kind} entry stays as it is; a new check takes its place")
        raise JournalError(translate(text, id=target.id, kind=named(target.kind)))


def newest_of_chain(connection: Connection, root: UUID) -> Row:
    """Return the row that was taken last of a chain of corrections."""
    table = tables.entries
    query = select(table).where(table.c.root == str(root)).order_by(table.c.seq.desc()).limit(1)
    return Row.read(connection.execute(query).mappings().one())


def take(connection: Connection, row: Row, *, with_time: bool) -> None:
    """Add a row, unless it is here already with the same content.

    Raises
    ------
    JournalError
        where its id is taken by other content, or it may not correct what it names.
    """
    present = find(connection, row.id)
    if present is not None and present.at == row.at:
        row = replace(row, at=present.at)  # sent again from another zone, it is the same note
    if present is None:
        insert_entry(connection, in_its_chain(connection, row))
    elif not present.has_content_of(row, with_time=with_time):
        text = msgid("the id {id} is taken by another entry; record this one under a new id")
        raise JournalError(translate(text, id=row.id))


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
    values: dict[str, object] = {"person_id": person_id}
    if kinds is not None:
        values["kinds"] = list(kinds)
    if since is not None:
        values["since"] = since
    if until is not None:
        values["until"] = until
    query = _entries_query(frozenset(values), include_superseded)
    return tuple(_recorded(found) for found in connection.execute(query, values).mappings())


@cache
def _entries_query(asked: frozenset[str], include_superseded: bool) -> Select[Any]:
    """Return the question for a person's entries, by what else it asks for."""
    column = tables.entries.c
    conditions = {
        "person_id": column.person_id == bindparam("person_id"),
        "kinds": column.kind.in_(bindparam("kinds", expanding=True)),
        "since": column.local_date >= bindparam("since"),
        "until": column.local_date <= bindparam("until"),
    }
    query = _with_currency().where(*(conditions[each] for each in conditions if each in asked))
    if not include_superseded:
        query = query.where(_is_current())
    return query.order_by(column.at_us, column.seq)


def select_where(
    connection: Connection, conditions: Iterable[ColumnElement[bool]], *, last: bool = False
) -> tuple[Recorded[Entry], ...]:
    """Return the entries that meet all conditions, as taken; only the ``last`` if so asked."""
    seq = tables.entries.c.seq
    query = _with_currency().where(*conditions)
    query = query.order_by(seq.desc()).limit(1) if last else query.order_by(seq)
    return tuple(_recorded(found) for found in connection.execute(query).mappings())


def latest_entry(
    connection: Connection, person_id: str, kind: str, now: datetime
) -> Recorded[Entry] | None:
    """Return the current entry of a kind that happened last.

    One from a clock that ran ahead counts until the next is taken; else it would be the latest
    for as long as the clock was wrong.
    """
    values = {"person_id": person_id, "kind": kind, "now": microseconds(now)}
    found = [
        _recorded(row)
        for query in _latest_queries()
        for row in connection.execute(query, values).mappings()
    ]
    return max(found, key=lambda recorded: recorded.seq, default=None)


@cache
def _latest_queries() -> tuple[Select[Any], Select[Any]]:
    """Return the questions for the latest entry that is not ahead, and for the latest ahead."""
    column = tables.entries.c
    theirs = (column.person_id == bindparam("person_id"), column.kind == bindparam("kind"))
    query = (
        _with_currency()
        .where(*theirs, _is_current())
        .order_by(column.at_us.desc(), column.seq.desc())
        .limit(1)
    )
    ahead = column.at_us > bindparam("now")
    return query.where(~ahead), query.where(ahead)


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


@cache  # the same for every question, and dearer to put together than most are to answer
def _is_current() -> ColumnElement[bool]:
    other = tables.entries.alias("other")
    last = (
        select(func.max(other.c.seq)).where(other.c.root == tables.entries.c.root).scalar_subquery()
    )
    return (tables.entries.c.seq == last) & tables.entries.c.is_withdrawn.is_(False)


@cache
def _with_currency() -> Select[Any]:
    return select(tables.entries, _is_current().label("is_current"))


def _recorded(found: RowMapping) -> Recorded[Entry]:
    superseded = found["supersedes"]
    return Recorded(
        id=UUID(found["id"]),
        person_id=found["person_id"],
        entry=_entry_of(found["kind"], found["payload"]),
        at=moment(found["at_us"]),
        utc_offset=timedelta(seconds=found["utc_offset_s"]),
        recorded_at=moment(found["recorded_at_us"]),
        supersedes=UUID(superseded) if superseded else None,
        is_withdrawn=found["is_withdrawn"],
        is_current=bool(found["is_current"]),
        seq=found["seq"],
    )


def _entry_of(kind: str, payload: str) -> Entry:
    """Return the entry of a payload; one that is read often is taken apart once.

    The same text is always the same entry, and nobody changes an entry that was read.
    """
    size = len(payload)
    read = _small_entry if size <= _SMALL else _large_entry if size <= _LARGE else _any_entry
    return read(kind, payload)


def _any_entry(kind: str, payload: str) -> Entry:
    return entry_from_dict(kind, json.loads(payload))


_small_entry = lru_cache(maxsize=2_000)(_any_entry)
_large_entry = lru_cache(maxsize=16)(_any_entry)
