"""The form of a prescribed exercise: read with all its faults, shown again with nothing lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from starlette.datastructures import UploadFile

from soleus.journal import ExerciseEntry, ExerciseStep, InvalidEntryError, read_picture
from soleus.language import translate
from soleus.records import sizes
from soleus.web.sent_form import SentForm

if TYPE_CHECKING:
    from starlette.datastructures import FormData

    from soleus.coach import Coach

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOST_STEPS = 8
NONE = "none"
_FIELDS = ("name", "prescribed_by", "counts_as", "position", "times_a_day", "review_date", "note")
_BLANK_STEP: dict[str, Any] = {
    "does": "",
    "repetitions": 10,
    "hold_seconds": 0,
    "rest_seconds": 2,
    "sides": "together",
    "picture": None,
}


@dataclass(slots=True)
class ExerciseForm:
    """The fields of the exercise and of each step, as numbers or as typed, and their faults."""

    values: dict[str, Any]
    steps: list[dict[str, Any]]
    faults: list[str] = field(default_factory=list)

    @classmethod
    def empty(cls) -> ExerciseForm:
        """Return a form with nothing filled in but what is usual."""
        usual = {"prescribed_by": "physiotherapist", "times_a_day": 3}
        return cls({**dict.fromkeys(_FIELDS, ""), **usual}, [dict(_BLANK_STEP)])

    @classmethod
    def of(cls, entry: ExerciseEntry) -> ExerciseForm:
        """Return the form of an exercise that is there."""
        shape = entry.as_dict()
        return cls({**shape, "counts_as": shape["counts_as"] or NONE}, shape["steps"])

    @property
    def can_grow(self) -> bool:
        """Whether another step fits."""
        return len(self.steps) < MOST_STEPS

    @property
    def pictures(self) -> tuple[UUID, ...]:
        """The ids of the pictures that its steps show."""
        shown = (str(step["picture"]) for step in self.steps if step["picture"])
        return tuple(UUID(id_) for id_ in shown if _ID.fullmatch(id_))

    def grow(self) -> None:
        """Add an empty step where one fits."""
        if self.can_grow:
            self.steps.append(dict(_BLANK_STEP))

    def entry(self, exercise: UUID) -> ExerciseEntry:
        """Return the exercise that the form describes.

        Raises
        ------
        InvalidEntryError
            with every fault.
        """
        counts_as = self.values["counts_as"]
        return ExerciseEntry.from_dict(
            {
                **self.values,
                "exercise": str(exercise),
                "counts_as": None if counts_as == NONE else counts_as,
                "steps": [step for step in self.steps if step["does"] or step["picture"]],
            }
        )


def read_form(form: FormData, coach: Coach, person_id: str) -> ExerciseForm:
    """Return the form that was sent; a picture that came with it is held, so that none is lost."""
    sent = SentForm.of(form)
    steps = sent.rows(ExerciseStep, "step-{n}-{field}", MOST_STEPS)
    read = ExerciseForm(sent.fields(ExerciseEntry, *_FIELDS), list(steps.values()))
    for place, step in steps.items():
        if sent.text(f"step-{place}-without_picture"):
            step["picture"] = None
        upload = form.get(f"step-{place}-upload")
        if not isinstance(upload, UploadFile) or not upload.filename:
            continue
        try:
            picture = read_picture(upload.file.read(sizes.PICTURE_BYTES + 1))
            step["picture"] = str(coach.exercises.held.hold(person_id, picture))
        except InvalidEntryError as error:
            read.faults.extend(
                translate("step {n}: {fault}", n=place + 1, fault=fault) for fault in error.faults
            )
    return read
