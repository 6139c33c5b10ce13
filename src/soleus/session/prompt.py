"""What to show and say at one moment of a session."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from soleus.session.machine import Cause, Phase, Session
from soleus.session.routine import Ask
from soleus.session.timeline import Pose, beat_at, next_moment, number_at, pose_at
from soleus.session.words import Kind, Page, Text


@dataclass(frozen=True, slots=True)
class Prompt:
    """Everything that a screen or a terminal needs at one moment.

    Parameters
    ----------
    label : the word of the beat that sounded last, else the segment's title
    number, of : the count and how far it goes; None where nothing is counted
    remaining_seconds : of this segment; None where it waits for the person
    until, ask : what it waits for: the words on its button, or a question
    next_change_at : when to look again at the latest; None while nothing moves
    """

    phase: Phase
    cause: Cause | None
    kind: Kind
    title: str
    text: Text
    label: str
    number: int | None
    of: int | None
    remaining_seconds: float | None
    until: str | None
    ask: Ask | None
    pose: Pose
    next_change_at: datetime | None
    page: Page | None


def prompt(session: Session, now: datetime) -> Prompt:
    """Return what to show and say at ``now``."""
    here = session.at(now)
    segment, seconds = here.segment, here.position.seconds
    beat, counter = beat_at(segment, seconds), segment.counter
    return Prompt(
        phase=here.phase,
        cause=here.cause,
        kind=segment.kind,
        title=segment.title,
        text=segment.show,
        label=beat.label if beat else segment.title,
        number=number_at(counter, seconds) if counter else None,
        of=counter.count if counter else None,
        remaining_seconds=None if segment.seconds is None else segment.seconds - seconds,
        until=segment.until,
        ask=segment.ask,
        pose=pose_at(segment, seconds),
        next_change_at=_next_change(here),
        page=here.page,
    )


def _next_change(session: Session) -> datetime | None:
    if session.phase is not Phase.RUNNING:
        return None
    seconds = session.position.seconds
    moment = next_moment(session.segment, seconds)
    if moment is None:
        return None
    # a moment later than the beat, never a moment before it
    return session.as_of + timedelta(microseconds=round((moment - seconds) * 1e6) + 1)
