"""The session: a pure state machine driven by events and the moment they happen.

Nothing here reads a clock, sleeps or writes: a session and an event give the next session. The
wall clock rules: between two events, time passes while running and only then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from soleus.assessment import Permit
from soleus.session import events, visit
from soleus.session.errors import SessionError
from soleus.session.events import Event, Position, Sent
from soleus.session.script import Script, Segment, require_leave, require_permit
from soleus.session.stop_rules import StopRule, leads_to, stop_rule
from soleus.session.visit import Visits
from soleus.session.words import Away, Page
from soleus.vocabulary import Leg

AWAY_AFTER = timedelta(seconds=30)
"""Longer than this without a sign of life, the machine was suspended or the page is gone. A
rhythm is then paused at the last sign, since nobody can have followed it."""

AWAY_AT_MOST = timedelta(minutes=30)
"""Legs rest and people walk with the screen locked, so there the time counts; beyond this nobody
can say what was done, and the session is paused at the last sign instead."""

SEEN_AT_MOST = 64
"""How many event ids are remembered, so that an event sent twice counts once."""


class Phase(StrEnum):
    """What a session is doing."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    FINISHED = "finished"
    ENDED = "ended"


class Cause(StrEnum):
    """Why a session is paused or has ended; ``changed`` where its timeline is another one now."""

    PERSON = "person"
    AWAY = "away"
    LOST = "lost"
    EXPIRED = "expired"
    GATE = "gate"
    CHANGED = "changed"


class Outcome(StrEnum):
    """How a session came to its end."""

    FINISHED = "finished"
    STOPPED = "stopped"
    DROPPED = "dropped"


_OF_ONE_SEGMENT = (events.Answer, events.Skip)

_OPEN = frozenset({Phase.READY, Phase.RUNNING, Phase.PAUSED})


@dataclass(frozen=True, slots=True)
class Stopped:
    """A stop: what was wrong, in which leg if that was said, and when."""

    rule: StopRule
    leg: Leg | None
    at: datetime

    @property
    def findings(self) -> Mapping[str, bool | str]:
        """What the check calls it."""
        return self.rule.found(self.leg)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {
            "rule": self.rule.id,
            "leg": self.leg.value if self.leg else None,
            "at": self.at.isoformat(),
            "findings": dict(self.findings),
        }


@dataclass(frozen=True, slots=True)
class Session:
    """One session at one moment. Frozen: every event gives a new one.

    Parameters
    ----------
    permit : leave for the script's activity; checked at every event
    as_of : the moment up to which time has been counted
    visits : the segments entered, in order; the last one is where the person is
    stops : everything that was reported wrong, in order
    seen : ids of the latest events
    """

    permit: Permit
    script: Script
    phase: Phase
    started_at: datetime
    as_of: datetime
    visits: Visits = (visit.Visit(0),)
    cause: Cause | None = None
    stops: tuple[Stopped, ...] = ()
    seen: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse to exist without a permit for the script's activity."""
        require_permit(self.permit, self.script.activity)

    @classmethod
    def start(cls, permit: Permit, script: Script, now: datetime) -> "Session":
        """Return a session that is ready to begin.

        Raises
        ------
        NotPermittedError
            when the permit is for another activity or has run out.
        """
        require_leave(permit, script.activity, now)
        return cls(permit, script, Phase.READY, started_at=now, as_of=now)

    @property
    def segment(self) -> Segment:
        """The segment that the person is in."""
        return visit.current(self.script, self.visits)

    @property
    def position(self) -> Position:
        """Where in the script the person is."""
        last = self.visits[-1]
        return Position(last.segment, last.spent.total_seconds())

    @property
    def active_seconds(self) -> float:
        """How long the person has done the activity itself."""
        return visit.active_time(self.script, self.visits).total_seconds()

    @property
    def cycles(self) -> int:
        """How many pumps or raises were done in full."""
        return visit.cycles(self.script, self.visits)

    @property
    def is_over(self) -> bool:
        """Whether nothing but a stop can still happen."""
        return self.phase not in _OPEN

    @property
    def outcome(self) -> Outcome | None:
        """How it ended; None while it has not. Skipping through everything finishes nothing."""
        if self.phase is Phase.STOPPED:
            return Outcome.STOPPED
        if self.phase is Phase.FINISHED and self.active_seconds > 0:
            return Outcome.FINISHED
        return Outcome.DROPPED if self.is_over else None

    @property
    def page(self) -> Page | None:
        """Where the stops lead, by the most urgent of them; None without a stop."""
        return leads_to(stopped.rule for stopped in self.stops)

    @property
    def findings(self) -> Mapping[str, bool | str]:
        """Everything that was reported wrong, as the check calls it."""
        return {key: value for each in self.stops for key, value in each.findings.items()}

    @property
    def answers(self) -> tuple[tuple[str, int | str], ...]:
        """What was answered on the way: the question's id and the value, in order."""
        return tuple(
            (ask.id, each.answer)
            for each in self.visits
            if (ask := self.script.segments[each.segment].ask) and each.answer is not None
        )

    def at(self, now: datetime) -> "Session":
        """Return the session as it stands at ``now``, with nothing happening in between."""
        if self.phase is Phase.RUNNING:
            return _ran(self, now)
        if self.phase in _OPEN and now >= self.permit.expires_at:
            return _ended(self, Cause.EXPIRED)
        return replace(self, as_of=max(self.as_of, now))

    def on(self, event: Event | Sent, now: datetime) -> "Session":
        """Return the session after ``event``. What makes no sense in a phase changes nothing.

        A stop is taken in every phase, even just after the end.

        Raises
        ------
        SessionError
            when an answer is not among those offered.
        """
        sent = event if isinstance(event, Sent) else Sent(event)
        if sent.id is not None and sent.id in self.seen:
            return self.at(now)
        happened = max(self.as_of, now - timedelta(seconds=sent.ago_seconds))
        after = _heard(self.at(happened), sent)
        seen = (*after.seen, sent.id)[-SEEN_AT_MOST:] if sent.id else after.seen
        return replace(after, seen=seen)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape, from which :func:`resume` gives the same session again."""
        return {
            "version": 1,
            "routine": self.script.routine,
            "options": dict(self.script.options),
            "digest": self.script.digest,
            "phase": self.phase.value,
            "cause": self.cause.value if self.cause else None,
            "started_at": self.started_at.isoformat(),
            "as_of": self.as_of.isoformat(),
            "visits": [each.as_dict() for each in self.visits],
            "stops": [each.as_dict() for each in self.stops],
            "seen": list(self.seen),
            "position": {"segment": self.position.segment, "seconds": self.position.seconds},
            "active_seconds": self.active_seconds,
            "cycles": self.cycles,
            "outcome": self.outcome.value if self.outcome else None,
            "page": self.page.value if self.page else None,
        }


def _ran(session: Session, now: datetime) -> Session:
    """Let time pass: up to ``now``, the end of the permit or the last sign of life."""
    until = min(now, session.permit.expires_at)
    passed = until - session.as_of
    is_away = passed > AWAY_AFTER
    if is_away and not _elapses(session, passed):
        after = replace(session, phase=Phase.PAUSED, cause=Cause.AWAY, as_of=max(now, until))
    else:
        after = _spent(session, max(passed, visit.ZERO), is_away=is_away)
        after = replace(after, as_of=max(session.as_of, until))
    return _ended(after, Cause.EXPIRED) if now >= session.permit.expires_at else after


def _elapses(session: Session, passed: timedelta) -> bool:
    return session.segment.away is Away.ELAPSE and passed <= AWAY_AT_MOST


def _spent(session: Session, passed: timedelta, *, is_away: bool) -> Session:
    script = session.script
    visits = visit.spend(script, session.visits, passed, only_elapsing=is_away)
    after = _settled(replace(session, visits=visits))
    if is_away and after.phase is Phase.RUNNING and after.segment.away is Away.PAUSE:
        return replace(after, phase=Phase.PAUSED, cause=Cause.AWAY)
    return after


def _settled(session: Session) -> Session:
    """Finish where the end of the script has been reached."""
    if visit.is_done(session.script, session.visits):
        return replace(session, phase=Phase.FINISHED, cause=None)
    return session


def _ended(session: Session, cause: Cause) -> Session:
    return replace(session, phase=Phase.ENDED, cause=cause) if not session.is_over else session


def _heard(session: Session, sent: Sent) -> Session:
    place = sent.position
    if place is not None and session.phase in (Phase.RUNNING, Phase.PAUSED):
        visits = visit.pulled_back(session.script, session.visits, place)
        session = replace(session, visits=visits)
        if isinstance(sent.event, _OF_ONE_SEGMENT) and place.segment != visits[-1].segment:
            return session  # meant for a segment that has passed meanwhile
    return _after(session, sent.event)


def _after(session: Session, event: Event) -> Session:
    """Apply one event at the moment that the session stands at."""
    match session.phase, event:
        case _, events.Stop(rule, leg):
            return _stopped(session, rule, leg)
        case Phase.READY, events.Begin():
            return replace(session, phase=Phase.RUNNING)
        case Phase.PAUSED, events.Resume():
            return replace(session, phase=Phase.RUNNING, cause=None)
        case Phase.RUNNING, events.Pause():
            return replace(session, phase=Phase.PAUSED, cause=Cause.PERSON)
        case Phase.RUNNING, events.Lost():
            return replace(session, phase=Phase.PAUSED, cause=Cause.LOST)
        case Phase.RUNNING, events.Answer(value):
            return _answered(session, value)
        case ((Phase.RUNNING | Phase.PAUSED), events.Skip()):
            skipped = _last(session, is_skipped=True)
            return _settled(replace(session, visits=visit.move_on(session.script, skipped)))
        case _, events.Finish():
            return _ended(session, Cause.PERSON)
        case _, events.GateClosed():
            return _ended(session, Cause.GATE)
    return session


def _stopped(session: Session, rule: str, leg: Leg | None) -> Session:
    stopped = Stopped(stop_rule(rule), leg, session.as_of)
    return replace(session, phase=Phase.STOPPED, cause=None, stops=(*session.stops, stopped))


def _answered(session: Session, value: int | str | None) -> Session:
    segment = session.segment
    if not visit.waits(segment) or (value is None) is not (segment.ask is None):
        return session  # nothing waits, or it waits for something else
    if segment.ask and value not in [each.value for each in segment.ask.answers]:
        offered = ", ".join(str(each.value) for each in segment.ask.answers)
        raise SessionError([f"the answer must be one of {offered}, not {value!r}"])
    visits = _last(session, answer=value if segment.ask else segment.until)
    return _settled(replace(session, visits=visit.move_on(session.script, visits)))


def _last(session: Session, answer: int | str | None = None, *, is_skipped: bool = False) -> Visits:
    last = replace(session.visits[-1], answer=answer, is_skipped=is_skipped)
    return visit.with_last(session.visits, last)
