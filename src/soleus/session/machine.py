"""The session: a pure state machine driven by events and the moment they happen.

Nothing here reads a clock, sleeps or writes: a session, a script and an event give the next
session. Between two events, time passes while the session is running and only then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Self

from soleus.journal import Outcome
from soleus.language import translate
from soleus.records import Record, limits, record_of
from soleus.session import stays as walk
from soleus.session.cues import Away
from soleus.session.events import Act, Event, Position
from soleus.session.script import Script, Segment, require_leave
from soleus.session.stays import Stay, Stays
from soleus.session.stop_rules import Page, leads_to, stop_rule
from soleus.vocabulary import FaultsError, Leg

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
    """Why a session is paused or has ended.

    ``lost``: its page was left. ``expired``: the permit ran out. ``gate``: there is no leave any
    more. ``changed``: the routine has another timeline now.
    """

    PERSON = "person"
    AWAY = "away"
    LOST = "lost"
    EXPIRED = "expired"
    GATE = "gate"
    CHANGED = "changed"


VERSION = 1
"""The version of the JSON shape."""

_FOLLOWS = ("version", "position", "outcome", "page")
"""Keys of the JSON shape that are not read back: they follow from the others."""

_OPEN = (Phase.READY, Phase.RUNNING, Phase.PAUSED)


@dataclass(frozen=True, slots=True)
class Stopped(Record):
    """A stop: what was wrong, in which leg if that was said, when, and what the check calls it."""

    rule: str
    leg: Leg | None
    at: datetime
    findings: Annotated[Mapping[str, bool | str | int], limits.finding_map()]

    @classmethod
    def by(cls, event: Event, at: datetime) -> Self:
        """Return the stop that an event reports."""
        rule = stop_rule(event.rule)
        return cls(rule.id, event.leg, at, rule.findings_in(event.leg))


@dataclass(frozen=True, slots=True)
class Session(Record):
    """The facts of one session so far; each event gives a new one.

    A session has no permit, so it can be read back at any time. It goes on only with its script,
    which cannot be made without one.

    Parameters
    ----------
    routine, options, digest : which script it was begun with
    as_of : the moment up to which time has been counted
    stays : the segments entered, in order; the person is in the last one
    active_seconds : how long the activity itself has been done
    cycles : how many pumps or raises were done in full
    stops : everything that was reported wrong, in order
    seen : ids of the latest events
    """

    routine: str
    options: Mapping[str, int | str]
    digest: str
    phase: Phase
    started_at: datetime
    as_of: datetime
    cause: Cause | None = None
    stays: Annotated[Stays, limits.list_of(record_of(Stay), least=1)] = (Stay(0),)
    stops: tuple[Stopped, ...] = ()
    seen: tuple[str, ...] = ()
    active_seconds: float = 0.0
    cycles: int = 0

    @classmethod
    def start(cls, script: Script, now: datetime) -> Self:
        """Return a session that is ready to begin.

        Raises
        ------
        NotPermittedError
            when the permit of the script has run out.
        """
        require_leave(script.permit, script.activity, now)
        return cls(script.routine, script.options, script.digest, Phase.READY, now, now)

    @property
    def position(self) -> Position:
        """Where in the script the person is."""
        last = self.stays[-1]
        return Position(last.segment, last.seconds)

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
        """Where the most urgent stop leads; None without a stop."""
        return leads_to(stop_rule(stopped.rule) for stopped in self.stops)

    def segment(self, script: Script) -> Segment:
        """Return the segment that the person is in."""
        return walk.current(script, self.stays)

    def is_of(self, script: Script) -> bool:
        """Whether this is the script that the session was begun with, unchanged since."""
        ends = len(script.segments)
        return script.digest == self.digest and all(stay.segment < ends for stay in self.stays)

    def at(self, now: datetime, script: Script | None) -> "Session":
        """Return the session as it stands at ``now``, with nothing happening in between.

        Without a script there is no leave to go on, so a session that is still open ends.
        """
        if self.is_over:
            return replace(self, as_of=max(self.as_of, now))
        if script is None:
            return self.ended(Cause.GATE, now)
        if self.phase is Phase.RUNNING:
            return _ran(self, script, now)
        if now >= script.permit.expires_at:
            return self.ended(Cause.EXPIRED, self.as_of)
        return replace(self, as_of=max(self.as_of, now))

    def on(self, event: Event, now: datetime, script: Script | None) -> "Session":
        """Return the session after ``event``. What makes no sense in a phase changes nothing.

        A stop is taken in every phase, even after the end and without a script.

        Raises
        ------
        FaultsError
            when an answer is not among those offered.
        """
        if event.id is not None and event.id in self.seen:
            return self.at(now, script)
        happened = max(self.as_of, now - timedelta(seconds=event.ago_seconds))
        before = self.at(happened, script)
        if before.is_over and event.do is not Act.STOP:
            return before
        after = _after(before, event, script)
        seen = (*after.seen, event.id)[-SEEN_AT_MOST:] if event.id else after.seen
        return replace(after, seen=seen)

    def ended(self, cause: Cause, now: datetime) -> "Session":
        """Return the session ended before its time; one that is over already stays as it is."""
        if self.is_over:
            return self
        return replace(self, phase=Phase.ENDED, cause=cause, as_of=max(self.as_of, now))

    @classmethod
    def read(cls, state: Mapping[str, object]) -> Self:
        """Return the session that :meth:`as_dict` has written down.

        Raises
        ------
        InvalidDataError
            with everything that cannot be read.
        """
        facts = {key: value for key, value in state.items() if key not in _FOLLOWS}
        if "visits" in facts:
            facts["stays"] = facts.pop("visits")
        return cls.from_dict(facts)

    def as_dict(self) -> dict[str, object]:
        """Return the JSON shape: the facts and what follows from them."""
        facts = Record.as_dict(self)
        return {
            "version": VERSION,
            "visits": facts.pop("stays"),
            **facts,
            "position": self.position.as_dict(),
            "outcome": self.outcome.value if self.outcome else None,
            "page": self.page.value if self.page else None,
        }


def _ran(session: Session, script: Script, now: datetime) -> Session:
    """Let time pass up to ``now``, the end of the permit or the last sign of life."""
    expires_at = script.permit.expires_at
    until = min(now, expires_at)
    passed = max(until - session.as_of, walk.ZERO)
    is_away = passed > AWAY_AFTER
    if is_away and not _elapses(session.segment(script), passed):
        after = replace(session, phase=Phase.PAUSED, cause=Cause.AWAY, as_of=now)
    else:
        after = _spent(session, script, passed, is_away=is_away)
        after = replace(after, as_of=max(session.as_of, until))
    return after.ended(Cause.EXPIRED, after.as_of) if now >= expires_at else after


def _elapses(segment: Segment, passed: timedelta) -> bool:
    return segment.away is Away.ELAPSE and passed <= AWAY_AT_MOST


def _spent(session: Session, script: Script, passed: timedelta, *, is_away: bool) -> Session:
    stays = walk.spend(script, session.stays, passed, only_elapsing=is_away)
    after = _moved(session, script, stays)
    if is_away and not after.is_over and after.segment(script).away is Away.PAUSE:
        return replace(after, phase=Phase.PAUSED, cause=Cause.AWAY)
    return after


def _moved(session: Session, script: Script, stays: Stays) -> Session:
    """Return the session with other stays and their sums; at the end of the script it finishes."""
    after = replace(
        session,
        stays=stays,
        active_seconds=walk.active_time(script, stays).total_seconds(),
        cycles=walk.cycles(script, stays),
    )
    is_done = walk.is_done(script, stays)
    return replace(after, phase=Phase.FINISHED, cause=None) if is_done else after


def _after(session: Session, event: Event, script: Script | None) -> Session:
    """Apply one event at the moment that the session stands at."""
    if session.is_over or script is None:
        return _stopped(session, event)
    if event.position is not None and session.phase is not Phase.READY:
        stays = walk.pulled_back(script, session.stays, event.position)
        session = _moved(session, script, stays)
        is_of_one_segment = event.do in (Act.ANSWER, Act.SKIP)
        if is_of_one_segment and event.position.segment != stays[-1].segment:
            return session  # meant for a segment that has passed meanwhile
    match session.phase, event.do:
        case _, Act.STOP:
            return _stopped(session, event)
        case _, Act.FINISH:
            return session.ended(Cause.PERSON, session.as_of)
        case Phase.READY, Act.BEGIN:
            return replace(session, phase=Phase.RUNNING)
        case Phase.PAUSED, Act.RESUME:
            return replace(session, phase=Phase.RUNNING, cause=None)
        case Phase.RUNNING, Act.PAUSE:
            return replace(session, phase=Phase.PAUSED, cause=Cause.PERSON)
        case Phase.RUNNING, Act.LOST:
            return replace(session, phase=Phase.PAUSED, cause=Cause.LOST)
        case Phase.RUNNING, Act.ANSWER:
            return _answered(session, script, event.value)
        case ((Phase.RUNNING | Phase.PAUSED), Act.SKIP):
            return _moved_on(session, script, is_skipped=True)
    return session


def _stopped(session: Session, event: Event) -> Session:
    stops = (*session.stops, Stopped.by(event, session.as_of))
    return replace(session, phase=Phase.STOPPED, cause=None, stops=stops)


def _answered(session: Session, script: Script, value: int | str | None) -> Session:
    segment = session.segment(script)
    if not walk.waits(segment) or (value is None) is not (segment.ask is None):
        return session  # nothing waits, or it waits for something else
    if segment.ask is None:
        return _moved_on(session, script, answer=segment.until)
    offered = [choice.value for choice in segment.ask.answers]
    if value not in offered:
        wanted = translate(" or ").join(str(choice) for choice in offered)
        raise FaultsError([translate("the answer must be {wanted}", wanted=wanted)])
    return _moved_on(session, script, answer=value)


def _moved_on(
    session: Session,
    script: Script,
    *,
    answer: int | str | None = None,
    is_skipped: bool = False,
) -> Session:
    """Return the session in the next segment, the last one answered or skipped."""
    last = replace(session.stays[-1], answer=answer, is_skipped=is_skipped)
    stays = walk.with_last(session.stays, last)
    return _moved(session, script, walk.move_on(script, stays))
