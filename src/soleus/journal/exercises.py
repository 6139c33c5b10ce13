"""Exercises that a clinician prescribed, and the pictures of their steps."""

import base64
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from soleus.journal.entries import Clinician, Entry
from soleus.journal.errors import InvalidEntryError
from soleus.language import msgid, translate
from soleus.records import Limit, Record, from_base64, limits, record_of
from soleus.vocabulary import Activity, FaultsError

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
class ExerciseStep(Record):
    """One step: what to do, how often, how long held, how long rested, with which legs.

    ``picture`` is the id of the entry that keeps it.
    """

    error: ClassVar[type[FaultsError]] = InvalidEntryError
    does: Annotated[str, limits.text(200, may_be_empty=False)]
    repetitions: Annotated[int, limits.whole(1, 30)] = 1
    hold_seconds: Annotated[int, limits.whole(0, 900, "seconds")] = 0
    rest_seconds: Annotated[int, limits.whole(0, 120, "seconds")] = 0
    sides: Sides = Sides.TOGETHER
    picture: UUID | None = None

    @property
    def seconds(self) -> int:
        """How long the step lasts, with both legs where they take turns."""
        once = self.repetitions * (2 * MOVE_SECONDS + self.hold_seconds + self.rest_seconds)
        return once * (2 if self.sides is Sides.EACH else 1)


_NO_EXERCISE = msgid("counts_as is compression, which is no exercise; choose another or none")


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
    exercise: UUID
    name: Annotated[str, limits.text(80, may_be_empty=False)]
    prescribed_by: Clinician
    counts_as: Activity | None
    position: Position
    steps: Annotated[
        tuple[ExerciseStep, ...],
        limits.list_of(record_of(ExerciseStep), least=1, most=MOST_STEPS),
    ]
    times_a_day: Annotated[int, limits.whole(1, 12)]
    review_date: date
    note: str = ""
    is_ended: bool = False

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
            return translate("has to be the bytes of a picture")
        if len(value) > MOST_PICTURE_BYTES:
            return translate(
                "has {n} bytes, but at most {most} fit", n=len(value), most=MOST_PICTURE_BYTES
            )
        return None

    schema = {"type": "string", "contentEncoding": "base64", "contentMediaType": "image/webp"}
    return Limit(
        fault,
        from_base64,
        lambda value: base64.b64encode(value).decode("ascii"),
        schema=schema,
    )


@dataclass(frozen=True, slots=True)
class PictureEntry(Entry):
    """A picture of a step, as WebP, made small and stripped of everything but the picture."""

    kind: ClassVar[str] = "picture"
    webp: Annotated[bytes, _picture_bytes()]

    def _faults_between(self) -> tuple[str, ...]:
        if self.webp[:4] == b"RIFF" and self.webp[8:12] == b"WEBP":
            return ()
        return (translate("the bytes are no WebP picture"),)
