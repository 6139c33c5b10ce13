"""Entries that a device made with no network: each taken once, in any order, by its own door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from soleus.journal import (
    CheckEntry,
    HabitEntry,
    InvalidEntryError,
    JournalUnavailableError,
    UnknownEntryError,
    entry_from_dict,
)
from soleus.language import msgid, named, translate
from soleus.vocabulary import SoleusError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from soleus.coach.coach import Coach

KINDS_OF_A_DEVICE = (
    "symptom",
    "tape",
    "activity",
    "session",
    "nothing_new",
    "break",
    "habit",
    "check",
)
"""Kinds that a device may make. Others have their own doors; a visit may open something."""

MOST_AT_ONCE = 200
"""Entries in one batch; a device with more sends them in several."""

_KEYS = ("id", "person", "kind", "at", "payload")
_MAY_BE_LEFT_OUT = ("supersedes",)


class Fate(StrEnum):
    """What became of an entry: taken (now or before), refused, or too early to say."""

    TAKEN = "taken"
    REFUSED = "refused"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of one entry.

    Parameters
    ----------
    id : as the device sent it
    faults : what is wrong with it, one line each; empty where it was taken
    """

    id: str
    fate: Fate
    faults: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {"id": self.id, "fate": self.fate.value, "faults": list(self.faults)}


def take_in(coach: Coach, sent: Sequence[object]) -> tuple[Arrival, ...]:
    """Record each entry of a batch once, whatever is wrong with the others.

    What happened is recorded whether or not the gate stands open now: it has happened. A check is
    decided again. A correction waits until what it corrects is there; the order does not matter.
    What was noted before the person's data was deleted is refused.

    Parameters
    ----------
    sent : entries as ``{id, person, kind, at, payload, supersedes?}``

    Raises
    ------
    InvalidEntryError
        where there are too many at once; nothing was taken.
    JournalUnavailableError
        where the journal cannot be written; what was taken before stays, and may be sent again.
    """
    if len(sent) > MOST_AT_ONCE:
        raise InvalidEntryError([f"send at most {MOST_AT_ONCE} entries at once"])
    found: dict[int, Arrival] = {}
    open_now = list(range(len(sent)))
    while open_now:
        found |= {place: _arrival(coach, sent[place]) for place in open_now}
        waiting = [place for place in open_now if found[place].fate is Fate.WAITS]
        if len(waiting) == len(open_now):
            break
        open_now = waiting
    return tuple(found[place] for place in range(len(sent)))


def _arrival(coach: Coach, one: object) -> Arrival:
    id_ = str(one.get("id", "")) if isinstance(one, dict) else ""
    try:
        _take(coach, _read(one))
    except UnknownEntryError as error:
        return Arrival(id_, Fate.WAITS, (str(error),))
    except JournalUnavailableError:
        raise
    except SoleusError as error:
        return Arrival(id_, Fate.REFUSED, tuple(getattr(error, "faults", ())) or (str(error),))
    return Arrival(id_, Fate.TAKEN)


@dataclass(frozen=True, slots=True)
class _Sent:
    id: UUID
    person: str
    kind: str
    at: datetime
    payload: Mapping[str, Any]
    supersedes: UUID | None


def _read(one: object) -> _Sent:
    """Return an entry as it was sent, or every fault of it at once."""
    if not isinstance(one, dict):
        raise InvalidEntryError(["an entry has to be an object"])
    faults = [f"{key} is missing" for key in _KEYS if key not in one]
    faults += [f"{key} is unknown" for key in one if key not in (*_KEYS, *_MAY_BE_LEFT_OUT)]
    kind = one.get("kind")
    if "kind" in one and kind not in KINDS_OF_A_DEVICE:
        faults.append(f"kind: {kind!r} is recorded by its own door; send {_named()}")
    if "payload" in one and not isinstance(one["payload"], dict):
        faults.append("payload has to be an object")
    id_, at = _uuid(one, "id", faults), _moment(one, faults)
    supersedes = _uuid(one, "supersedes", faults) if one.get("supersedes") is not None else None
    if faults or id_ is None or at is None:
        raise InvalidEntryError(faults)
    return _Sent(id_, str(one["person"]), str(kind), at, one["payload"], supersedes)


def _named() -> str:
    return ", ".join(KINDS_OF_A_DEVICE)


def _uuid(one: Mapping[str, object], key: str, faults: list[str]) -> UUID | None:
    try:
        return UUID(str(one[key])) if key in one else None
    except ValueError:
        faults.append(f"{key} has to be a UUID, not {one[key]!r}")
        return None


def _moment(one: Mapping[str, object], faults: list[str]) -> datetime | None:
    if "at" not in one:
        return None
    try:
        at = datetime.fromisoformat(str(one["at"]))
    except ValueError:
        faults.append(f"at has to be a moment such as 2026-01-05T08:00:00Z, not {one['at']!r}")
        return None
    if at.utcoffset() is None:
        faults.append("at has to come with its time zone")
        return None
    return at


def _take(coach: Coach, sent: _Sent) -> None:
    person = coach.journal.person(sent.person).id
    erased_at = coach.journal.erased_at(person)
    if erased_at is not None and sent.at <= erased_at:
        text = msgid("{kind}: was noted before the data here was deleted")
        raise InvalidEntryError([translate(text, kind=named(sent.kind))])
    if sent.kind == CheckEntry.kind:
        document = sent.payload.get("document")
        if not isinstance(document, dict):
            raise InvalidEntryError(["check: document is missing"])
        coach.checks.arrived(person, document, id=sent.id, began_at=sent.at)
        return
    entry = entry_from_dict(sent.kind, sent.payload)
    more: dict[str, Any] = {"id": sent.id, "at": sent.at, "supersedes": sent.supersedes}
    if isinstance(entry, HabitEntry):
        coach.habits.arrived(person, entry, **more)
    else:
        coach.diary.note(person, entry, **more)
