"""Limits of single values: numbers, texts, words of a closed set, ids, JSON documents."""

import json
import math
import re
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from soleus.language import figure, meant, msgid, named, translate
from soleus.records.field_limit import UNSTORABLE_TEXT, Limit, is_unstorable, no_object, shown

_NO_NUMBER = msgid("is {shown}, but has to be a number")


LONGEST_TEXT = 2000
"""Characters of a note: a page of text, so that a slip of the clipboard is caught."""


_STORABLE = r"^[^\u0000]*$"
_STORABLE_WORDS = r"^[^\u0000]*[^\s\u0000][^\u0000]*$"
"""Patterns as every reader of JSON Schema knows them."""

_ID = re.compile(r"[a-z][a-z_]{0,63}")


def whole(low: int | None = None, high: int | None = None, unit: str = "") -> Limit:
    """Allow whole numbers from ``low`` to ``high``, both included; None is no bound."""

    def fault(value: object) -> str | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return translate("is {shown}, but has to be a whole number", shown=shown(value))
        return _bounds_fault(value, low, high, unit)

    return Limit(
        fault,
        form={"reads": "whole", "least": low, "most": high, "unit": unit},
        schema={"type": "integer", **_bounds(low, high)},
    )


def number(low: float | None = None, high: float | None = None, unit: str = "") -> Limit:
    """Allow finite numbers from ``low`` to ``high``, both included; None is no bound."""

    def fault(value: object) -> str | None:
        if isinstance(value, int | float) and _is_finite(value):
            return _bounds_fault(value, low, high, unit)
        return translate(_NO_NUMBER, shown=shown(value))

    return Limit(
        fault,
        form={"reads": "number", "least": low, "most": high, "unit": unit},
        schema={"type": "number", **_bounds(low, high)},
    )


def real(low: float | None = None, high: float | None = None, unit: str = "") -> Limit:
    """Allow what :func:`number` allows; a whole number is read as a float."""
    limit = number(low, high, unit)
    return Limit(
        limit.fault,
        lambda value: float(value) if type(value) is int and _is_finite(value) else value,
        form=limit.form,
        schema=limit.schema,
    )


def text(longest: int = LONGEST_TEXT, *, may_be_empty: bool = True) -> Limit:
    """Allow texts of at most ``longest`` characters."""

    def fault(value: object) -> str | None:
        if not isinstance(value, str):
            return translate("is {shown}, but has to be a text", shown=shown(value))
        if not may_be_empty and not value.strip():
            return translate("is empty, but has to say something")
        if len(value) > longest:
            return translate(
                "has {n} characters, but at most {most} fit", n=len(value), most=longest
            )
        return translate(UNSTORABLE_TEXT) if is_unstorable(value) else None

    schema = {
        "type": "string",
        "maxLength": longest,
        "pattern": _STORABLE if may_be_empty else _STORABLE_WORDS,
    }
    return Limit(fault, form={"reads": "text", "longest": longest}, schema=schema)


NonBlank = Annotated[str, text(may_be_empty=False)]
"""A text that says something."""


def flag() -> Limit:
    """Allow true and false."""
    return Limit(
        lambda value: (
            None
            if isinstance(value, bool)
            else translate("is {shown}, but has to be true or false", shown=shown(value))
        ),
        form={"reads": "flag"},
        schema={"type": "boolean"},
    )


def one_of(words: type[StrEnum]) -> Limit:
    """Allow one word of a closed set."""
    known = tuple(word.value for word in words)

    def load(value: object) -> StrEnum:
        if isinstance(value, str) and value in known:
            return words(value)
        raise ValueError(_not_among(value, known))

    def fault(value: object) -> str | None:
        if isinstance(value, words):
            return None
        if value in known:  # only a program can give the bare text
            says = msgid("is the text {shown}, but has to be a {kind}")
            return translate(says, shown=repr(value), kind=words.__name__)
        return _not_among(value, known)

    words_as_data = {"reads": "word", "words": list(known)}
    return Limit(fault, load, str, words_as_data, {"enum": list(known)})


def literal(*allowed: str) -> Limit:
    """Allow one of a few texts."""
    return Limit(
        lambda value: None if value in allowed else _not_among(value, allowed),
        schema={"enum": list(allowed)},
    )


def anything() -> Limit:
    """Allow any value as it is."""
    return Limit(lambda _: None)


def like(example: str, pattern: str) -> Limit:
    """Allow a text of one pattern (a regular expression), such as ``example``."""

    def fault(value: object) -> str | None:
        if isinstance(value, str) and re.fullmatch(pattern, value):
            return None
        return translate(
            "is {shown}, but has to be like {example}", shown=shown(value), example=example
        )

    schema = {"type": "string", "pattern": f"^(?:{pattern})$", "examples": [example]}
    return Limit(fault, schema=schema)


def identifier() -> Limit:
    """Allow a UUID; as JSON in its usual text."""
    wanted = msgid("is {shown}, but has to be a UUID")

    def load(value: object) -> UUID:
        try:
            return UUID(value if isinstance(value, str) else "")
        except ValueError:
            raise ValueError(translate(wanted, shown=shown(value))) from None

    def fault(value: object) -> str | None:
        return None if isinstance(value, UUID) else translate(wanted, shown=shown(value))

    return Limit(fault, load, str, schema={"type": "string", "format": "uuid"})


def finding_map() -> Limit:
    """Allow a mapping from ids of the check's findings to their answers.

    The findings themselves are not known here; who records them lets the check judge them first.
    """

    def fault(value: object) -> str | None:
        if not isinstance(value, Mapping):
            return translate("is {shown}, but has to name findings", shown=shown(value))
        strange = [key for key in value if not isinstance(key, str) or not _ID.fullmatch(key)]
        if strange:
            return translate("holds {shown}, which is no id of a finding", shown=shown(strange[0]))
        bad = [key for key, item in value.items() if not isinstance(item, bool | str | int)]
        if bad:
            return translate("{name} has to be a word, a number, true or false", name=bad[0])
        return None

    schema = {
        "type": "object",
        "propertyNames": {"pattern": f"^{_ID.pattern}$"},
        "additionalProperties": {"type": ["boolean", "string", "integer"]},
    }
    return Limit(fault, dump=dict, schema=schema)


def document() -> Limit:
    """Allow any JSON object; what it means is for the room that wrote it."""

    def fault(value: object) -> str | None:
        if not isinstance(value, Mapping):
            return no_object(value)
        try:
            copied = json.loads(json.dumps(value, allow_nan=False))
        except (TypeError, ValueError, RecursionError) as error:
            return translate("is no JSON: {error}", error=error)
        if is_unstorable(json.dumps(value, ensure_ascii=False)):
            return translate(UNSTORABLE_TEXT)
        return None if copied == value else translate("changes when it is written as JSON")

    return Limit(fault, dump=dict, schema={"type": "object"})


def _bounds(low: float | None, high: float | None) -> dict[str, float]:
    """Return bounds as a JSON Schema has them."""
    bounds = {"minimum": low, "maximum": high}
    return {name: bound for name, bound in bounds.items() if bound is not None}


def _not_among(value: object, known: Collection[str]) -> str:
    hint = meant(str(value), known) or translate(
        ", but has to be one of {known}", known=", ".join(known)
    )
    return translate("is {shown}", shown=shown(value)) + hint


def _is_finite(value: float) -> bool:
    """Whether a number is one, no infinity, and not too large for a float."""
    try:
        return not isinstance(value, bool) and math.isfinite(value)
    except OverflowError:
        return False


def _bounds_fault(value: float, low: float | None, high: float | None, unit: str) -> str | None:
    if (low is None or value >= low) and (high is None or value <= high):
        return None
    if low is not None and high is not None:
        line = translate(
            "is {value}, but has to be from {low} to {high}",
            value=figure(value),
            low=figure(low),
            high=figure(high),
        )
    elif low is not None:
        text = msgid("is {value}, but has to be at least {low}")
        line = translate(text, value=figure(value), low=figure(low))
    else:
        text = msgid("is {value}, but has to be at most {high}")
        line = translate(text, value=figure(value), high=figure(high or 0))
    return f"{line} {named(unit)}" if unit else line
