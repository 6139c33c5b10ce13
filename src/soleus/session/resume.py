"""Reading a kept session back: the gate stands here too, so a permit is asked for again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from soleus.assessment import Permit
from soleus.session.build import script
from soleus.session.errors import InvalidEventError
from soleus.session.machine import Cause, Phase, Session, Stopped
from soleus.session.script import Script
from soleus.session.stop_rules import stop_rule
from soleus.session.visit import Visit
from soleus.vocabulary import Leg, Table, read_record


@dataclass(frozen=True, slots=True)
class _Visit:
    segment: int
    seconds: float
    answer: int | str | None
    is_skipped: bool


@dataclass(frozen=True, slots=True)
class _Stop:
    rule: str
    leg: Leg | None
    at: str
    findings: Mapping[str, bool | str]


@dataclass(frozen=True, slots=True)
class _Kept:
    version: int
    routine: str
    options: Mapping[str, int | str]
    digest: str
    phase: Phase
    cause: Cause | None
    started_at: str
    as_of: str
    visits: tuple[_Visit, ...]
    stops: tuple[_Stop, ...]
    seen: tuple[str, ...]


_DERIVED = frozenset({"position", "active_seconds", "cycles", "outcome", "page"})


def resume(
    data: Mapping[str, Any], permit: Permit, *, now: datetime, made: Script | None = None
) -> Session:
    """Return the session that ``data`` (from :meth:`Session.as_dict`) describes.

    Parameters
    ----------
    permit : a fresh one, from the clearance that holds now
    now : the present moment; it passes at the next event, not here
    made : the script, made anew, of what is no built-in routine

    Raises
    ------
    NotPermittedError
        when the permit does not open the activity, or has run out
    InvalidEventError
        when the data is faulty, or was kept by a version whose routine differs
    """
    faults: list[str] = []
    plain = {key: value for key, value in data.items() if key not in _DERIVED}
    kept = read_record(_Kept, Table(plain, "session", faults))
    if kept is None:
        raise InvalidEventError(faults)
    made = made or script(permit, kept.routine, kept.options, now=now)
    if made.digest != kept.digest or not _is_inside(kept, made):
        text = "this session was begun with another version of its routine; please begin a new one"
        raise InvalidEventError([text])
    try:
        return _session(kept, made, permit)
    except ValueError as error:
        raise InvalidEventError([f"session: {error}"]) from error


def _is_inside(kept: _Kept, made: Script) -> bool:
    return bool(kept.visits) and all(
        0 <= each.segment < len(made.segments) and each.seconds >= 0 for each in kept.visits
    )


def _session(kept: _Kept, made: Script, permit: Permit) -> Session:
    return Session(
        permit=permit,
        script=made,
        phase=kept.phase,
        started_at=datetime.fromisoformat(kept.started_at),
        as_of=datetime.fromisoformat(kept.as_of),
        visits=tuple(_visit(each) for each in kept.visits),
        cause=kept.cause,
        stops=tuple(_stop(each) for each in kept.stops),
        seen=kept.seen,
    )


def _visit(kept: _Visit) -> Visit:
    return Visit(kept.segment, timedelta(seconds=kept.seconds), kept.answer, kept.is_skipped)


def _stop(kept: _Stop) -> Stopped:
    return Stopped(stop_rule(kept.rule), kept.leg, datetime.fromisoformat(kept.at))
