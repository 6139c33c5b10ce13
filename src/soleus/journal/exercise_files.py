"""A prescribed exercise as a file for others: written as JSON, read as JSON or TOML."""

import base64
import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from soleus.journal.errors import InvalidEntryError
from soleus.journal.exercises import ExerciseEntry, PictureEntry
from soleus.journal.pictures import read_picture
from soleus.language import translate
from soleus.records import decoded, from_base64, parse_toml, read_json, sizes

_NONE = "none"
_MARK = {"soleus": "exercise", "version": 1}


def exercise_file(entry: ExerciseEntry, picture: Callable[[UUID], PictureEntry]) -> str:
    """Return an exercise as JSON text that :func:`read_exercise_file` reads.

    Parameters
    ----------
    picture : gives the picture of a step by its id
    """
    shape = entry.as_dict()
    steps = []
    for step in shape["steps"]:
        id_ = step.pop("picture")
        if id_ is not None:
            step["picture"] = base64.b64encode(picture(UUID(id_)).webp).decode("ascii")
        steps.append(step)
    left_out = ("exercise", "is_ended")
    content = {key: value for key, value in shape.items() if key not in left_out}
    content |= {"counts_as": shape["counts_as"] or _NONE, "steps": steps}
    return json.dumps({**_MARK, **content}, indent=2, ensure_ascii=False) + "\n"


def read_exercise_file(file: bytes) -> tuple[ExerciseEntry, Mapping[UUID, PictureEntry]]:
    """Return the exercise that a file describes, as a new one, and its pictures by their ids.

    Raises
    ------
    FaultsError
        with every fault of the file.
    """
    content = dict(_parsed(file))
    if {key: content.pop(key, None) for key in _MARK} != _MARK:
        raise InvalidEntryError(
            [translate('the file has to say soleus = "exercise" and version = 1')]
        )
    pictures: dict[UUID, PictureEntry] = {}
    return _entry(content, pictures), pictures


def _parsed(file: bytes) -> Mapping[str, Any]:
    if not file or len(file) > sizes.EXERCISE_FILE.bytes:
        raise InvalidEntryError([translate("choose a file of an exercise, of 6 MB at most")])
    try:
        text = decoded(file)
    except UnicodeDecodeError:
        raise InvalidEntryError([translate("the file is no text in UTF-8")]) from None
    if text.lstrip()[:1] == "{":
        content: Mapping[str, Any] = read_json(text, sizes.EXERCISE_FILE)
        return content
    try:
        return parse_toml(text, is_own=False)
    except ValueError as error:
        fault = translate("the file is neither JSON nor TOML: {reason}", reason=error)
        raise InvalidEntryError([fault]) from None


def _entry(content: Mapping[str, Any], pictures: dict[UUID, PictureEntry]) -> ExerciseEntry:
    """Return the entry of a file; its pictures are put into ``pictures``, each by a new id."""
    steps, counts_as = content.get("steps"), content.get("counts_as")
    if isinstance(steps, list):
        steps = [_with_picture_id(n, step, pictures) for n, step in enumerate(steps, 1)]
    plain = {
        **content,
        "steps": steps,
        "counts_as": None if counts_as == _NONE else counts_as,
        "exercise": str(uuid4()),
        # a day in TOML is a day, in JSON a text
        "review_date": str(content.get("review_date", "")),
    }
    return ExerciseEntry.from_dict(plain)


def _with_picture_id(number: int, step: Any, pictures: dict[UUID, PictureEntry]) -> Any:  # noqa: ANN401  whatever the file holds
    """Return a step with the id of its picture in place of the picture."""
    if not isinstance(step, Mapping) or step.get("picture") is None:
        return step
    try:
        upload = from_base64(step["picture"])
    except ValueError:
        fault = translate("step {n}: picture is no base64", n=number)
        raise InvalidEntryError([fault]) from None
    id_ = uuid4()
    pictures[id_] = read_picture(upload)
    return {**step, "picture": str(id_)}
