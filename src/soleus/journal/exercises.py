"""Exercises that a clinician prescribed, and the pictures of their steps."""

import base64
import binascii
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID

from soleus.journal.entries import Clinician, Entry
from soleus.journal.limits import (
    Limit,
    day,
    fault_of,
    flag,
    identifier,
    one_of,
    optional,
    read_object,
    text,
    whole,
)
from soleus.language import msgid, translate
from soleus.vocabulary import Activity

MOST_STEPS = 8
MOST_MINUTES = 60
MOST_PICTURE_BYTES = 400_000

MOVE_SECONDS = 3
"""How long a movement is given each way, there and back: calm enough for every joint."""


class Sides(StrEnum):
    """Whether a step is done once with both legs, or first with one and then with the other."""

    TOGETHER = "together"
    EACH = "each"


class Position(StrEnum):
    """How the body is held, and so which picture of the leg fits."""

    SEATED = "seated"
    LYING = "lying"
    STANDING = "standing"
    RAISED = "raised"
    WALKING = "walking"


@dataclass(frozen=True, slots=True)
class ExerciseStep:
    """One step: what to do, how often, how long held, how long rested, with which legs.

    ``picture`` is the id of the entry that keeps it.
    """

    does: str
    repetitions: int = 1
    hold_seconds: int = 0
    rest_seconds: int = 0
    sides: Sides = Sides.TOGETHER
    picture: UUID | None = None

    @property
    def seconds(self) -> int:
        """How long the step lasts, with both legs where they take turns."""
        once = self.repetitions * (2 * MOVE_SECONDS + self.hold_seconds + self.rest_seconds)
        return once * (2 if self.sides is Sides.EACH else 1)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {name: limit.dump(getattr(self, name)) for name, limit in _STEP.items()}

    def faults(self) -> tuple[str, ...]:
        """Return everything that is wrong with it."""
        found = ((name, limit.fault(getattr(self, name))) for name, limit in _STEP.items())
        return tuple(fault_of(name, fault) for name, fault in found if fault)


_STEP = {
    "does": text(200, may_be_empty=False),
    "repetitions": whole(1, 30),
    "hold_seconds": whole(0, 900, "seconds"),
    "rest_seconds": whole(0, 120, "seconds"),
    "sides": one_of(Sides),
    "picture": optional(identifier()),
}


_NO_EXERCISE = msgid("counts_as is compression, which is no exercise; choose another or none")


def _of_step(number: int, fault: str) -> str:
    return translate("step {n}: {fault}", n=number, fault=fault)


def _steps() -> Limit:
    def load(value: object) -> tuple[ExerciseStep, ...]:
        if not isinstance(value, list):
            raise ValueError("has to be a list of steps")
        read = [read_object(_STEP, ("does",), item) for item in value]
        faults = [_of_step(n, fault) for n, (_, wrong) in enumerate(read, 1) for fault in wrong]
        if faults:
            raise ValueError("; ".join(faults))
        return tuple(ExerciseStep(**values) for values, _ in read)

    def fault(value: object) -> str | None:
        if not isinstance(value, tuple) or not all(isinstance(s, ExerciseStep) for s in value):
            return "has to be a tuple of steps"
        if not 1 <= len(value) <= MOST_STEPS:
            return translate(
                "has {n} steps, but has to have from 1 to {most}", n=len(value), most=MOST_STEPS
            )
        faults = [_of_step(n, wrong) for n, s in enumerate(value, 1) for wrong in s.faults()]
        return "; ".join(faults) or None

    return Limit(fault, load, lambda value: [step.as_dict() for step in value])


@dataclass(frozen=True, slots=True)
class ExerciseEntry(Entry):
    """One prescribed exercise as it now stands; a change is a correction of it.

    Parameters
    ----------
    exercise : its own id, which no change alters
    counts_as : the activity that the gate takes it for; None where it is like none of them
    review_date : the day from which it is done no more until somebody has looked again
    is_ended : whether the person has put it away
    """

    kind: ClassVar[str] = "exercise"
    exercise: Annotated[UUID, identifier()]
    name: Annotated[str, text(80, may_be_empty=False)]
    prescribed_by: Annotated[Clinician, one_of(Clinician)]
    counts_as: Annotated[Activity | None, optional(one_of(Activity))]
    position: Annotated[Position, one_of(Position)]
    steps: Annotated[tuple[ExerciseStep, ...], _steps()]
    times_a_day: Annotated[int, whole(1, 12)]
    review_date: Annotated[date, day()]
    note: Annotated[str, text()] = ""
    is_ended: Annotated[bool, flag()] = False

    @property
    def seconds(self) -> int:
        """How long it lasts from the first step to the last."""
        return sum(step.seconds for step in self.steps)

    def _faults_between(self) -> tuple[str, ...]:
        if self.counts_as is Activity.COMPRESSION:
            return (translate(_NO_EXERCISE),)
        if self.seconds > MOST_MINUTES * 60:
            minutes = self.seconds // 60
            text = msgid("the steps last {n} minutes; {most} at most fit")
            return (translate(text, n=minutes, most=MOST_MINUTES),)
        return ()


def _picture_bytes() -> Limit:
    def fault(value: object) -> str | None:
        if not isinstance(value, bytes) or not value:
            return "has to be the bytes of a picture"
        if len(value) > MOST_PICTURE_BYTES:
            return f"has {len(value)} bytes, but at most {MOST_PICTURE_BYTES} fit"
        return None

    def load(value: object) -> bytes:
        try:
            return base64.b64decode(value if isinstance(value, str) else "", validate=True)
        except binascii.Error:
            raise ValueError("is no base64") from None

    return Limit(fault, load, lambda value: base64.b64encode(value).decode("ascii"))


@dataclass(frozen=True, slots=True)
class PictureEntry(Entry):
    """A picture of a step, as WebP, made small and stripped of everything but the picture."""

    kind: ClassVar[str] = "picture"
    webp: Annotated[bytes, _picture_bytes()]

    def _faults_between(self) -> tuple[str, ...]:
        if self.webp[:4] == b"RIFF" and self.webp[8:12] == b"WEBP":
            return ()
        return ("the bytes are no WebP picture",)
