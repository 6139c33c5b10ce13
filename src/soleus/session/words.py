"""The closed sets of words that routines, scripts and sessions are written in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a segment of a session is."""

    GET_READY = "get_ready"
    MOVE = "move"
    HOLD = "hold"
    REST = "rest"
    ASK = "ask"
    SHOW = "show"
    DONE = "done"


class Do(StrEnum):
    """What a cue does."""

    SAY = "say"
    SHOW = "show"
    TONE = "tone"
    COUNT = "count"
    MOVE = "move"
    HOLD = "hold"
    REST = "rest"
    ASK = "ask"
    VIBRATE = "vibrate"


class Tone(StrEnum):
    """The sounds, told apart with eyes closed: down is low, up is high, hold is soft."""

    READY = "ready"
    DOWN = "down"
    UP = "up"
    HOLD = "hold"
    END = "end"


class Away(StrEnum):
    """What it means that nothing has been heard for a while.

    A rhythm cannot have gone on unguided, so it pauses; legs rest on a pillow, and people walk,
    with the screen locked, so that time counts.
    """

    PAUSE = "pause"
    ELAPSE = "elapse"


class Posture(StrEnum):
    """Which picture of the leg fits."""

    SEATED = "seated"
    LYING = "lying"
    STANDING = "standing"
    RAISED = "raised"
    WALKING = "walking"


class Page(StrEnum):
    """Where a stop leads, the most urgent first."""

    EMERGENCY = "emergency"
    TODAY = "today"
    ELEVATION_STOP = "elevation_stop"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Text:
    """Words for the person and the claims they rest on.

    ``only`` names options that must be set so for the text to be told at all.
    """

    text: str
    claims: tuple[str, ...]
    only: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Return the JSON shape: the words and their claims."""
        return {"text": self.text, "claims": list(self.claims)}
