"""What one part of a session is made of: cues, beats, questions, and the words for their kinds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from soleus.evidence import Text
from soleus.records import Record


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
    """The sounds; they differ even with eyes closed: down is low, up is high, hold is soft."""

    READY = "ready"
    DOWN = "down"
    UP = "up"
    HOLD = "hold"
    END = "end"


class Away(StrEnum):
    """What it means that there was no sign of life for a while.

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


@dataclass(frozen=True, slots=True)
class Cue(Record):
    """Something that happens once in a part.

    Parameters
    ----------
    at : seconds from the start of the part; in a routine's data, from its end if below 0
    is_half_way : whether a script puts it in the middle of the part instead
    only : options that must be chosen so for it to come at all
    """

    do: Do
    at: float = 0.0
    is_half_way: bool = False
    claims: tuple[str, ...] = ()
    text: str | None = None
    tone: Tone | None = None
    pattern: tuple[int, ...] = ()
    only: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Return the JSON shape, with only the keys that apply."""
        shape: dict[str, object] = {"at": self.at, "do": self.do.value}
        if self.text is not None:
            shape |= {"text": self.text, "claims": list(self.claims)}
        if self.tone is not None:
            shape["tone"] = self.tone.value
        if self.pattern:
            shape["pattern"] = list(self.pattern)
        return shape

    def _faults_between(self) -> tuple[str, ...]:
        return (f"the cue {self.text!r} needs a claim",) if self.text and not self.claims else ()


@dataclass(frozen=True, slots=True)
class Beat(Record):
    """Something that happens once in each cycle, at the fraction ``phase`` of it.

    A routine's data leave out ``per_minute`` and ``count``: the script sets them. ``count`` is
    None where the part has no end.
    """

    do: Do
    phase: float
    tone: Tone
    label: str
    claims: tuple[str, ...]
    say: str | None = None
    per_minute: int = 0
    count: int | None = None

    def at(self, number: int) -> float:
        """Return the seconds into the segment of beat ``number``, counted from 0.

        Multiplied out each time, so that no error adds up.
        """
        return (number + self.phase) * 60 / self.per_minute

    def _faults_between(self) -> tuple[str, ...]:
        return () if self.claims else (f"the beat {self.label!r} needs a claim",)


@dataclass(frozen=True, slots=True)
class Counter(Record):
    """How the cycles of a part are numbered, and about how often a number is spoken.

    A routine's data leave out ``per_minute`` and ``count``, as those of a beat do.
    """

    start: int
    step: int
    say_every_seconds: int = 0
    unit: str = ""
    per_minute: int = 0
    count: int | None = None

    @property
    def say_every(self) -> int:
        """Which numbers are spoken: those that divide by it; 0 where none is."""
        if not self.say_every_seconds:
            return 0
        return max(1, round(self.say_every_seconds * self.per_minute / 60))

    def as_dict(self) -> dict[str, object]:
        """Return the JSON shape."""
        shape = Record.as_dict(self) | {"say_every": self.say_every}
        del shape["say_every_seconds"]
        return {"from": shape.pop("start"), **shape}


@dataclass(frozen=True, slots=True)
class Choice(Record):
    """One answer to an :class:`Ask`."""

    value: int | str
    label: str


@dataclass(frozen=True, slots=True)
class Ask(Text):
    """A question in the middle of a session."""

    id: str
    answers: tuple[Choice, ...]

    def as_dict(self) -> dict[str, object]:
        """Return the JSON shape."""
        answers = [choice.as_dict() for choice in self.answers]
        return {"id": self.id, **shown(self), "answers": answers}


@dataclass(frozen=True, slots=True)
class Frame(Record):
    """The leg at one fraction of a cycle; what is None is not set by this frame."""

    at: float
    ankle: float | None = None
    squeeze: float | None = None
    heel: float | None = None
    step: float | None = None
    raised: float | None = None

    def as_dict(self) -> dict[str, object]:
        """Return the JSON shape, with only the keys that are set."""
        shape = Record.as_dict(self)
        shape["raise"] = shape.pop("raised")
        return {key: value for key, value in shape.items() if value is not None}


def shown(text: Text) -> dict[str, object]:
    """Return the JSON shape of a text in a script."""
    return {"text": text.says, "claims": list(text.claims)}
