"""A prescribed exercise as a file to hand on: JSON out, JSON or TOML in, its pictures inside."""

from __future__ import annotations

import base64
import binascii
import json
import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from soleus.coach.pictures import read_picture
from soleus.journal import ExerciseEntry, InvalidEntryError
from soleus.language import translate
from soleus.vocabulary import read_once

if TYPE_CHECKING:
    from soleus.coach.exercises import Exercises

_NONE = "none"
_MARK = {"soleus": "exercise", "version": 1}


def exercise_file(exercises: Exercises, person_id: str, exercise: UUID) -> str:
    """Return one exercise as JSON text that :func:`take_exercise_file` reads.

    Raises
    ------
    NoSuchExerciseError
        where the person has none of this id.
    """
    shape = exercises.get(person_id, exercise).as_dict()
    steps = [_with_picture(exercises, person_id, step) for step in shape["steps"]]
    left_out = ("exercise", "is_ended")
    content = {key: value for key, value in shape.items() if key not in left_out}
    content |= {"counts_as": shape["counts_as"] or _NONE, "steps": steps}
    return json.dumps({**_MARK, **content}, indent=2, ensure_ascii=False) + "\n"


def take_exercise_file(exercises: Exercises, person_id: str, text: str) -> ExerciseEntry:
    """Keep the exercise that a file describes, as a new one, and return it.

    Raises
    ------
    InvalidEntryError
        with every fault of the file; nothing of it is kept then.
    """
    content = dict(_parsed(text))
    if {key: content.pop(key, None) for key in _MARK} != _MARK:
        raise InvalidEntryError(
            [translate('the file has to say soleus = "exercise" and version = 1')]
        )
    uploads = _uploads(content)
    pictures = {place: read_picture(upload) for place, upload in uploads.items()}
    entry = _entry(content, {place: uuid4() for place in pictures})
    exercises.refuse_due(entry)
    for place, picture in pictures.items():
        exercises.journal.append(person_id, picture, id=entry.steps[place].picture)
    return exercises.keep(person_id, entry)


def _parsed(text: str) -> Mapping[str, Any]:
    try:
        is_json = text.lstrip()[:1] == "{"
        found, twice = read_once(text) if is_json else (tomllib.loads(text), ())
    except (ValueError, RecursionError) as error:
        raise InvalidEntryError(
            [translate("the file is neither JSON nor TOML: {reason}", reason=error)]
        ) from None
    if twice:
        raise InvalidEntryError(
            [translate("{name} stands there twice; keep one", name=repr(each)) for each in twice]
        )
    return dict(found)


def _uploads(content: Mapping[str, Any]) -> dict[int, bytes]:
    """Return the pictures in a file, by the place of their step."""
    steps = content.get("steps")
    found: dict[int, bytes] = {}
    for place, step in enumerate(steps if isinstance(steps, list) else ()):
        picture = step.get("picture") if isinstance(step, Mapping) else None
        if picture is None:
            continue
        try:
            found[place] = base64.b64decode(str(picture), validate=True)
        except binascii.Error:
            raise InvalidEntryError(
                [translate("step {n}: picture is no base64", n=place + 1)]
            ) from None
    return found


def _entry(content: Mapping[str, Any], ids: Mapping[int, UUID]) -> ExerciseEntry:
    steps = content.get("steps")
    if isinstance(steps, list):
        steps = [
            {**step, "picture": str(ids[place]) if place in ids else None}
            if isinstance(step, Mapping)
            else step
            for place, step in enumerate(steps)
        ]
    counts_as = content.get("counts_as")
    plain = {
        **content,
        "steps": steps,
        "counts_as": None if counts_as == _NONE else counts_as,
        "exercise": str(uuid4()),
        # a day in TOML is a day, in JSON a text
        "review_date": str(content.get("review_date", "")),
    }
    return ExerciseEntry.from_dict(plain)


def _with_picture(
    exercises: Exercises, person_id: str, step: Mapping[str, Any]
) -> Mapping[str, Any]:
    if step["picture"] is None:
        return {key: value for key, value in step.items() if key != "picture"}
    picture = exercises.picture(person_id, UUID(step["picture"]))
    return {**step, "picture": base64.b64encode(picture.webp).decode("ascii")}
