"""What to show and say at one moment of a session."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from soleus.session.cues import Ask, Counter, Do, Kind
from soleus.session.machine import Phase, Session
from soleus.session.script import Script
from soleus.session.timeline import Pose, beat_at, next_moment, number_at, pose_at


@dataclass(frozen=True, slots=True)
class Prompt:
    """Everything that a screen or a terminal needs at one moment.

    Parameters
    ----------
    label : the word of the beat that sounded last, else the segment's title
    say : the same word where there is time to speak it between beats, else None
    number, of : the count and how far it goes; None where nothing is counted
    is_spoken : whether the number is one of those that are said aloud
    remaining_seconds : of this segment; None where it waits for the person
    until, ask : what it waits for: the words on its button, or a question
    next_change_at : when to look again at the latest; None while nothing moves
    """

    phase: Phase
    kind: Kind
    label: str
    say: str | None
    number: int | None
    of: int | None
    is_spoken: bool
    remaining_seconds: float | None
    until: str | None
    ask: Ask | None
    pose: Pose
    next_change_at: datetime | None


def prompt(session: Session, script: Script, now: datetime) -> Prompt:
    """Return what to show and say at ``now``."""
    shown = session.at(now, script)
    segment, seconds = shown.segment(script), shown.position.seconds
    beat, counter = beat_at(segment, seconds), segment.counter
    number = number_at(counter, seconds) if counter else None
    return Prompt(
        phase=shown.phase,
        kind=segment.kind,
        label=beat.label if beat else segment.title,
        say=beat.say if beat else None,
        number=number,
        of=counter.count if counter else None,
        is_spoken=_is_spoken(counter, number),
        remaining_seconds=None if segment.seconds is None else segment.seconds - seconds,
        until=segment.until,
        ask=segment.ask,
        pose=pose_at(segment, seconds),
        next_change_at=_next_change(shown, script),
    )


def _is_spoken(counter: Counter | None, number: int | None) -> bool:
    if counter is None or number is None or counter.say_every == 0:
        return False
    return number % counter.say_every == 0


def spoken_between(before: Session, after: Session, script: Script) -> tuple[str, ...]:
    """Return what is said aloud between two moments of one session, in order."""
    first = len(before.stays) - 1
    return tuple(
        cue.text
        for place in range(first, len(after.stays))
        for cue in script.segments[after.stays[place].segment].cues
        if cue.do is Do.SAY and cue.text and _falls_between(cue.at, before, after, place)
    )


def _falls_between(at: float, before: Session, after: Session, place: int) -> bool:
    since = before.stays[place].seconds if place < len(before.stays) else 0.0
    is_last = place == len(after.stays) - 1
    if is_last and after.phase is Phase.FINISHED:
        return True  # the end takes no time: all its words come together
    return since <= at < after.stays[place].seconds


def _next_change(session: Session, script: Script) -> datetime | None:
    if session.phase is not Phase.RUNNING:
        return None
    seconds = session.position.seconds
    moment = next_moment(session.segment(script), seconds)
    if moment is None:
        return None
    # a moment later than the beat, never a moment before it
    return session.as_of + timedelta(microseconds=round((moment - seconds) * 1e6) + 1)
