"""What the journal hands back: people, recorded entries and drafts, as frozen values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Generic, TypedDict, TypeVar
from uuid import UUID

from soleus.journal.entries import Entry

SELF = "self"
"""The id of the person whose journal this is; always there."""

EntryT_co = TypeVar("EntryT_co", bound=Entry, covariant=True)


_PERSON_ID = re.compile(r"[A-Za-z0-9_-]{1,36}")


def is_person_id(text: str) -> bool:
    """Whether a text can be the id of a person: it fits into a cookie and a header as it is."""
    return _PERSON_ID.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose entries are kept here, apart from everybody else's."""

    id: str
    name: str
    is_self: bool


@dataclass(frozen=True, slots=True)
class Recorded(Generic[EntryT_co]):
    """One entry as it stands in the journal.

    Parameters
    ----------
    id : made by who recorded it, or by the journal
    person_id : whose entry it is
    entry : what was recorded
    at : when it happened, in UTC
    utc_offset : the person's offset from UTC at that moment
    recorded_at : when the journal took it, in UTC
    supersedes : the entry that this one corrects or withdraws
    is_withdrawn : whether it takes back the entry it supersedes; ``entry`` repeats what that said
    is_current : whether nothing supersedes it and it is not withdrawn
    seq : its place in the order in which the journal took entries; no clock can change it
    """

    id: UUID
    person_id: str
    entry: EntryT_co
    at: datetime
    utc_offset: timedelta
    recorded_at: datetime
    supersedes: UUID | None
    is_withdrawn: bool
    is_current: bool
    seq: int

    @property
    def kind(self) -> str:
        """The entry's kind, as files name it."""
        return self.entry.kind

    @property
    def local_time(self) -> datetime:
        """When it happened, by the person's own clock."""
        return self.at.astimezone(timezone(self.utc_offset))

    @property
    def local_date(self) -> date:
        """The person's own day on which it happened."""
        return self.local_time.date()

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape that lists give; ``at`` is in the person's own time."""
        return {
            "id": str(self.id),
            "person": self.person_id,
            "kind": self.kind,
            "at": self.local_time.isoformat(),
            "local_date": self.local_date.isoformat(),
            "recorded_at": self.recorded_at.isoformat(),
            "supersedes": str(self.supersedes) if self.supersedes else None,
            "is_withdrawn": self.is_withdrawn,
            "is_current": self.is_current,
            "payload": self.entry.as_dict(),
        }


class HowRecorded(TypedDict, total=False):
    """How an entry is recorded, as :meth:`Journal.append` takes it; each may be left out.

    ``id`` is made by a sender that may have to send again, ``at`` is when it happened, and
    ``supersedes`` is the entry that it corrects.
    """

    id: UUID | None
    at: datetime | None
    supersedes: UUID | None


@dataclass(frozen=True, slots=True)
class Draft:
    """Something half-way, such as a check or a running session; it is replaced, not kept."""

    document: Mapping[str, Any]
    updated_at: datetime
