"""The form of a prescribed exercise: read with all its faults, shown again with nothing lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from starlette.datastructures import UploadFile

from soleus.coach import MOST_UPLOAD_BYTES, read_picture
from soleus.journal import ExerciseEntry, InvalidEntryError
from soleus.language import translate

if TYPE_CHECKING:
    from starlette.datastructures import FormData

    from soleus.coach import Coach

MOST_STEPS = 8
NONE = "none"
_FIELDS = ("name", "prescribed_by", "counts_as", "position", "times_a_day", "review_date", "note")
_STEP_NUMBERS = ("repetitions", "hold_seconds", "rest_seconds")
_BLANK_STEP: dict[str, Any] = {
    "does": "",
    "repetitions": "10",
    "hold_seconds": "0",
    "rest_seconds": "2",
    "sides": "together",
    "picture": None,
}


@dataclass(slots=True)
class ExerciseForm:
    """What stands in the form: texts as typed, steps as typed, and what is wrong."""

    values: dict[str, str]
    steps: list[dict[str, Any]]
    faults: list[str] = field(default_factory=list)

    @classmethod
    def empty(cls) -> ExerciseForm:
        """Return a form with nothing filled in but what is usual."""
        values = dict.fromkeys(_FIELDS, "")
        usual = {"prescribed_by": "physiotherapist", "times_a_day": "3"}
        return cls({**values, **usual}, [dict(_BLANK_STEP)])

    @classmethod
    def of(cls, entry: ExerciseEntry) -> ExerciseForm:
        """Return the form of an exercise that is there."""
        shape = entry.as_dict()
        values = {name: str(shape[name] if shape[name] is not None else NONE) for name in _FIELDS}
        steps = [{**step, **{n: str(step[n]) for n in _STEP_NUMBERS}} for step in shape["steps"]]
        return cls(values, steps)

    @property
    def can_grow(self) -> bool:
        """Whether another step fits."""
        return len(self.steps) < MOST_STEPS

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
        steps = [step for step in self.steps if step["does"] or step["picture"]]
        counts_as = self.values["counts_as"]
        return ExerciseEntry.from_dict(
            {
                **self.values,
                "exercise": str(exercise),
                "counts_as": None if counts_as == NONE else counts_as,
                "times_a_day": _number(self.values["times_a_day"]),
                "steps": [
                    {**step, **{n: _number(step[n]) for n in _STEP_NUMBERS}} for step in steps
                ],
            }
        )


async def read_form(form: FormData, coach: Coach, person_id: str) -> ExerciseForm:
    """Return what a form says; a picture that came with it is kept, so that it is not lost."""
    read = ExerciseForm({name: str(form.get(name, "")).strip() for name in _FIELDS}, [])
    for place in range(MOST_STEPS):
        if f"step-{place}-does" in form:
            read.steps.append(await _step(form, place, coach, person_id, read.faults))
    return read


async def _step(
    form: FormData, place: int, coach: Coach, person_id: str, faults: list[str]
) -> dict[str, Any]:
    def said(name: str) -> str:
        return str(form.get(f"step-{place}-{name}", "")).strip()

    step: dict[str, Any] = {name: said(name) for name in ("does", "sides", *_STEP_NUMBERS)}
    step["picture"] = None if said("without_picture") else said("picture") or None
    upload = form.get(f"step-{place}-upload")
    if isinstance(upload, UploadFile) and upload.filename:
        try:
            picture = read_picture(await upload.read(MOST_UPLOAD_BYTES + 1))
            step["picture"] = str(coach.journal.append(person_id, picture).id)
        except InvalidEntryError as error:
            faults.extend(
                translate("step {n}: {fault}", n=place + 1, fault=fault) for fault in error.faults
            )
    return step


def _number(text: str) -> int | str:
    return int(text) if text.isdecimal() and len(text) < 6 else text
