"""The script: a frozen timeline of one session, made from a permit and nothing else."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from soleus.assessment import Permit
from soleus.session.routine import Ask, Frame
from soleus.session.stop_rules import StopRule
from soleus.session.words import Away, Do, Kind, Posture, Text, Tone
from soleus.vocabulary import Activity, NotPermittedError

VERSION = 1
"""The version of the JSON shape."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Something that happens once, ``at`` seconds into its segment."""

    at: float
    do: Do
    claims: tuple[str, ...] = ()
    text: str | None = None
    tone: Tone | None = None
    pattern: tuple[int, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape, with only the keys that apply."""
        shape: dict[str, Any] = {"at": self.at, "do": self.do.value}
        if self.text is not None:
            shape |= {"text": self.text, "claims": list(self.claims)}
        if self.tone is not None:
            shape["tone"] = self.tone.value
        if self.pattern:
            shape["pattern"] = list(self.pattern)
        return shape


@dataclass(frozen=True, slots=True)
class Beat:
    """Something that happens once in each cycle; ``count`` is None where that has no end."""

    do: Do
    phase: float
    per_minute: int
    count: int | None
    tone: Tone
    label: str
    say: str | None
    claims: tuple[str, ...]

    def at(self, number: int) -> float:
        """Return the seconds into the segment of beat ``number``, counted from 0.

        Multiplied out each time, so that no error adds up.
        """
        return (number + self.phase) * 60 / self.per_minute

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {
            "do": self.do.value,
            "phase": self.phase,
            "per_minute": self.per_minute,
            "count": self.count,
            "tone": self.tone.value,
            "label": self.label,
            "say": self.say,
            "claims": list(self.claims),
        }


@dataclass(frozen=True, slots=True)
class Counter:
    """How the cycles of a segment are numbered; ``say_every`` 0 means that none is spoken."""

    per_minute: int
    count: int | None
    start: int
    step: int
    say_every: int
    unit: str

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {
            "per_minute": self.per_minute,
            "count": self.count,
            "from": self.start,
            "step": self.step,
            "say_every": self.say_every,
            "unit": self.unit,
        }


@dataclass(frozen=True, slots=True)
class PoseTrack:
    """How the leg moves: frames over a cycle, or once over the segment (``per_minute`` None)."""

    per_minute: int | None
    frames: tuple[Frame, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {"per_minute": self.per_minute, "frames": [_frame(each) for each in self.frames]}


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of a session; ``seconds`` is None where it waits for the person."""

    id: str
    kind: Kind
    title: str
    show: Text
    seconds: float | None
    is_active: bool
    away: Away
    ends_with_repeat: bool
    until: str | None
    ask: Ask | None
    cues: tuple[Cue, ...]
    beats: tuple[Beat, ...]
    counter: Counter | None
    pose: PoseTrack | None
    picture: str | None = None

    @property
    def per_minute(self) -> int | None:
        """How many cycles a minute are counted; None where nothing is counted."""
        return self.counter.per_minute if self.counter else None

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape; ``picture`` is there only where there is one."""
        shape: dict[str, Any] = {
            "id": self.id,
            "kind": self.kind.value,
            "seconds": self.seconds,
            "is_active": self.is_active,
            "away": self.away.value,
            "ends_with_repeat": self.ends_with_repeat,
            "title": self.title,
            "show": self.show.as_dict(),
            "until": self.until,
            "ask": _ask(self.ask) if self.ask else None,
            "cues": [cue.as_dict() for cue in self.cues],
            "beats": [beat.as_dict() for beat in self.beats],
            "counter": self.counter.as_dict() if self.counter else None,
            "pose": self.pose.as_dict() if self.pose else None,
        }
        return shape | ({"picture": self.picture} if self.picture else {})


@dataclass(frozen=True, slots=True)
class Repeat:
    """Segments ``first`` to ``last`` come again until ``for_seconds`` have been spent in them."""

    first: int
    last: int
    for_seconds: float

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {"first": self.first, "last": self.last, "for_seconds": self.for_seconds}


@dataclass(frozen=True, slots=True)
class Script:
    """What happens when, from the get-ready count to the end.

    Raises
    ------
    NotPermittedError
        when made without a permit for its activity.
    """

    permit: Permit
    activity: Activity
    routine: str
    title: str
    posture: Posture
    options: Mapping[str, int | str]
    summary: Text
    intro: tuple[Text, ...]
    limits: tuple[Text, ...]
    stop_rules: tuple[StopRule, ...]
    segments: tuple[Segment, ...]
    repeat: Repeat | None

    def __post_init__(self) -> None:
        """Refuse what no permit opens."""
        require_permit(self.permit, self.activity)

    @property
    def planned_seconds(self) -> float | None:
        """How long the active segments last together; None where that is open."""
        lengths = [each.seconds for each in self.segments if each.is_active]
        known = [length for length in lengths if length is not None]
        return sum(known) if len(known) == len(lengths) else None

    @property
    def digest(self) -> str:
        """A short mark of the timeline: a kept session resumes only on the same one."""
        shape = [[segment.as_dict() for segment in self.segments], _repeat(self.repeat)]
        return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()[:16]

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape that the browser plays."""
        return {
            "version": VERSION,
            "routine": self.routine,
            "activity": self.activity.value,
            "title": self.title,
            "posture": self.posture.value,
            "options": dict(self.options),
            "planned_seconds": self.planned_seconds,
            "summary": self.summary.as_dict(),
            "intro": [text.as_dict() for text in self.intro],
            "limits": [text.as_dict() for text in self.limits],
            "stop_rules": [rule.as_dict() for rule in self.stop_rules],
            "repeat": _repeat(self.repeat),
            "segments": [segment.as_dict() for segment in self.segments],
        }


def require_permit(permit: object, activity: Activity) -> None:
    """Pass only with a permit for this very activity.

    Raises
    ------
    NotPermittedError
        otherwise.
    """
    if not isinstance(permit, Permit):
        raise NotPermittedError("a session needs a permit from a check; take the check first")
    if permit.activity is not activity:
        raise NotPermittedError(f"this permit is for {permit.activity}, not for {activity}")


def require_leave(permit: object, activity: Activity, now: datetime) -> None:
    """Pass only with a permit for this very activity that has not run out.

    Raises
    ------
    NotPermittedError
        otherwise.
    """
    require_permit(permit, activity)
    if isinstance(permit, Permit) and now >= permit.expires_at:
        raise NotPermittedError("your check has run out; take the check again before you start")


def _frame(frame: Frame) -> dict[str, float]:
    values = {
        "at": frame.at,
        "ankle": frame.ankle,
        "squeeze": frame.squeeze,
        "heel": frame.heel,
        "step": frame.step,
        "raise": frame.raised,
    }
    return {key: value for key, value in values.items() if value is not None}


def _ask(ask: Ask) -> dict[str, Any]:
    return {
        "id": ask.id,
        "text": ask.text,
        "claims": list(ask.claims),
        "answers": [{"value": each.value, "label": each.label} for each in ask.answers],
    }


def _repeat(repeat: Repeat | None) -> dict[str, Any] | None:
    return repeat.as_dict() if repeat else None
