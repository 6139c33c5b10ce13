"""Permits, scripts and sessions for the tests of this room."""

from datetime import UTC, datetime, timedelta

from soleus.assessment import Permit, Reason, Ruling
from soleus.session import Begin, Script, Session, routine, script
from soleus.vocabulary import Activity, Status, Urgency

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
LIMIT = Reason("balance", ("balance_problem",), ("C13",), "Keep a hand on a support.")


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def permit(activity: Activity, *, expires_at: datetime = START + timedelta(days=7)) -> Permit:
    ruling = Ruling(Status.CAUTION, None, (LIMIT,))
    return Permit(activity, ruling, Urgency.SELF_CARE, expires_at)


def script_of(routine_id: str = "ankle_pumps", **options: int | str) -> Script:
    return script(permit(routine(routine_id).activity), routine_id, options, now=START)


def ready(routine_id: str = "ankle_pumps", **options: int | str) -> Session:
    made = script_of(routine_id, **options)
    return Session.start(made.permit, made, START)


def running(routine_id: str = "ankle_pumps", **options: int | str) -> Session:
    return ready(routine_id, **options).on(Begin(), START)


def run_for(session: Session, duration: float, *, step: float = 5) -> Session:
    """Let ``duration`` seconds pass with a sign of life every ``step`` seconds."""
    from soleus.session import Beat

    end = session.as_of + seconds(duration)
    while session.as_of < end and not session.is_over:
        session = session.on(Beat(), min(end, session.as_of + seconds(step)))
    return session
