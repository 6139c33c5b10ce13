"""Notes that a device made with no network: each is taken once, in whatever order they come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from soleus.coach.coach import Coach
from soleus.journal import InvalidEntryError, JournalUnavailableError, UnknownEntryError
from soleus.language import msgid, named, translate
from soleus.records import Record, Unreadable
from soleus.vocabulary import FaultsError, SoleusError, sayable

KINDS_OF_A_DEVICE = (
    "symptom",
    "tape",
    "blood_pressure",
    "ankle_index",
    "weight",
    "heel_raises",
    "activity",
    "session",
    "nothing_new",
    "break",
    "habit",
    "journey_step",
    "check",
)
"""Kinds that a device may note with no network. A visit may open something, so it is not one."""

MOST_AT_ONCE = 200
"""Notes in one batch; a device with more sends them in several."""


class Fate(StrEnum):
    """What became of a note: taken (now or before), refused, or too early to say."""

    TAKEN = "taken"
    REFUSED = "refused"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What became of one note.

    Parameters
    ----------
    id : as the device sent it
    faults : what is wrong with the note, one line each; empty where it was taken
    """

    id: str
    fate: Fate
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent(Record):
    """One note as a device sends it."""

    error = InvalidEntryError
    id: UUID
    person: str
    kind: str
    at: datetime
    payload: Mapping[str, Any]
    supersedes: UUID | None = None


def take_batch(coach: Coach, sent: Sequence[Any]) -> tuple[SyncResult, ...]:
    """Record each note of a batch once, whatever is wrong with the others.

    What happened is recorded whether or not the gate stands open now: it has happened. A check is
    decided again. A correction waits until what it corrects is there; the order does not matter.
    What was noted before the person's data was deleted is refused.

    Parameters
    ----------
    sent : notes as ``{id, person, kind, at, payload, supersedes?}``, or what cannot be read

    Raises
    ------
    InvalidEntryError
        where there are too many at once; nothing was taken.
    JournalUnavailableError
        where the journal cannot be written; what was taken before stays, and may be sent again.
    """
    if len(sent) > MOST_AT_ONCE:
        fault = translate("send at most {most} entries at once", most=MOST_AT_ONCE)
        raise InvalidEntryError([fault])
    results: dict[int, SyncResult] = {}
    left = list(range(len(sent)))
    while left:
        results |= {place: _result(coach, sent[place]) for place in left}
        waiting = [place for place in left if results[place].fate is Fate.WAITS]
        if len(waiting) == len(left):
            break
        left = waiting
    return tuple(results[place] for place in range(len(sent)))


def _result(coach: Coach, one: Any) -> SyncResult:  # noqa: ANN401  any JSON
    sent = one.value if isinstance(one, Unreadable) else one
    id_ = sayable(str(sent.get("id", ""))) if isinstance(sent, dict) else ""
    if isinstance(one, Unreadable):
        return SyncResult(id_, Fate.REFUSED, one.faults)
    try:
        _take(coach, Sent.from_dict(one))
    except UnknownEntryError as error:
        return SyncResult(id_, Fate.WAITS, (str(error),))
    except JournalUnavailableError:
        raise
    except FaultsError as error:
        return SyncResult(id_, Fate.REFUSED, error.faults)
    except SoleusError as error:
        return SyncResult(id_, Fate.REFUSED, (str(error),))
    return SyncResult(id_, Fate.TAKEN)


def _take(coach: Coach, sent: Sent) -> None:
    person = coach.journal.person_of_id(sent.person).id
    erased_at = coach.journal.erased_at(person)
    if erased_at is not None and sent.at <= erased_at:
        text = msgid("{kind}: was noted before the data here was deleted")
        raise InvalidEntryError([translate(text, kind=named(sent.kind))])
    entry = coach.notes.read(sent.kind, sent.payload, KINDS_OF_A_DEVICE)
    coach.notes.take(person, entry, id=sent.id, at=sent.at, supersedes=sent.supersedes)
