"""Permits, scripts and sessions for the tests of this room."""

from datetime import UTC, datetime, timedelta
from functools import cache

from soleus.assessment import Permit, Reason
from soleus.assessment.decision import Ruling
from soleus.session import Act, Event, Script, Segment, Session, routine, script
from soleus.vocabulary import Activity, Leg, Status, Urgency

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
LIMIT = Reason("Keep a hand on a support.", ("C13",), "balance", ("balance_problem",))


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def permit(activity: Activity, *, expires_at: datetime = START + timedelta(days=7)) -> Permit:
    ruling = Ruling(Status.CAUTION, None, (LIMIT,))
    return Permit(activity, ruling, Urgency.SELF_CARE, expires_at)


@cache
def script_of(routine_id: str = "ankle_pumps", **options: int | str) -> Script:
    return script(permit(routine(routine_id).activity), routine_id, options, now=START)


def script_until(expires_at: datetime, routine_id: str = "ankle_pumps") -> Script:
    """Return a script whose permit runs out at a moment."""
    leave = permit(routine(routine_id).activity, expires_at=expires_at)
    return script(leave, routine_id, now=START)


def script_for(session: Session) -> Script:
    """Return the script that a session was begun with."""
    return script_of(session.routine, **session.options)


def segment_of(session: Session) -> Segment:
    """Return the segment that a session is in."""
    return session.segment(script_for(session))


def on(session: Session, happened: Event | Act, now: datetime) -> Session:
    """Return the session after an event, with the leave that it was begun with."""
    event = Event(happened) if isinstance(happened, Act) else happened
    return session.on(event, now, script_for(session))


def at(session: Session, now: datetime) -> Session:
    """Return the session as it stands at a moment, with the leave that it was begun with."""
    return session.at(now, script_for(session))


def stop(rule: str, leg: Leg | None = None) -> Event:
    return Event(Act.STOP, rule=rule, leg=leg)


def answer(value: int | str | None = None) -> Event:
    return Event(Act.ANSWER, value=value)


def ready(routine_id: str = "ankle_pumps", **options: int | str) -> Session:
    return Session.start(script_of(routine_id, **options), START)


def running(routine_id: str = "ankle_pumps", **options: int | str) -> Session:
    return on(ready(routine_id, **options), Act.BEGIN, START)


def run_for(session: Session, duration: float, *, step: float = 5) -> Session:
    """Let ``duration`` seconds pass with a sign of life every ``step`` seconds."""
    end = session.as_of + seconds(duration)
    while session.as_of < end and not session.is_over:
        session = on(session, Act.BEAT, min(end, session.as_of + seconds(step)))
    return session
