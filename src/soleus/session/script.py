"""The script: a frozen timeline of one session, which cannot be made without a permit."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from soleus.assessment import Permit
from soleus.evidence import Text
from soleus.language import msgid, named, translate
from soleus.records import Record
from soleus.session.cues import Ask, Away, Beat, Counter, Cue, Frame, Kind, Posture, shown
from soleus.session.stop_rules import StopRule
from soleus.vocabulary import Activity, NotPermittedError

VERSION = 1
"""The version of the JSON shape."""


@dataclass(frozen=True, slots=True)
class PoseTrack(Record):
    """How the leg moves: frames over a cycle, or once over the segment (``per_minute`` None)."""

    per_minute: int | None
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Segment(Record):
    """One stretch of a session; ``seconds`` is None where it waits for the person."""

    id: str
    kind: Kind
    title: str
    show: Text
    seconds: float | None
    is_active: bool = False
    away: Away = Away.PAUSE
    ends_with_repeat: bool = False
    until: str | None = None
    ask: Ask | None = None
    cues: tuple[Cue, ...] = ()
    beats: tuple[Beat, ...] = ()
    counter: Counter | None = None
    pose: PoseTrack | None = None
    picture: str | None = None

    def as_dict(self) -> dict[str, object]:
        """Return the JSON shape; ``picture`` is there only where there is one."""
        shape = Record.as_dict(self) | {"show": shown(self.show)}
        if self.picture is None:
            del shape["picture"]
        return shape


@dataclass(frozen=True, slots=True)
class Repeat(Record):
    """Segments ``first`` to ``last`` come again until ``for_seconds`` have been spent in them."""

    first: int
    last: int
    for_seconds: float


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

    def as_dict(self) -> dict[str, object]:
        """Return the JSON shape that the browser plays."""
        return {
            "version": VERSION,
            "routine": self.routine,
            "activity": self.activity.value,
            "title": self.title,
            "posture": self.posture.value,
            "options": dict(self.options),
            "planned_seconds": self.planned_seconds,
            "summary": shown(self.summary),
            "intro": [shown(text) for text in self.intro],
            "limits": [shown(text) for text in self.limits],
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
        wrong = translate("a session needs a permit from a check; take the check first")
        raise NotPermittedError(wrong)
    if permit.activity is not activity:
        wrong = msgid("this permit is for {permitted}, not for {activity}")
        raise NotPermittedError(
            translate(wrong, permitted=named(permit.activity), activity=named(activity))
        )


def require_leave(permit: object, activity: Activity, now: datetime) -> None:
    """Pass only with a permit for this very activity that has not run out.

    Raises
    ------
    NotPermittedError
        otherwise.
    """
    require_permit(permit, activity)
    if isinstance(permit, Permit) and now >= permit.expires_at:
        late = msgid("your check has run out; take the check again before you start")
        raise NotPermittedError(translate(late))


def _repeat(repeat: Repeat | None) -> dict[str, object] | None:
    return repeat.as_dict() if repeat else None
