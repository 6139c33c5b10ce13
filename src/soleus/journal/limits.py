"""What a field of an entry may hold: each limit checks a value and knows its JSON form."""

import json
import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from soleus.language import figure, meant, msgid, named, translate

_UNSTORABLE_TEXT = msgid("holds characters that cannot be stored")

FIRST_YEAR, LAST_YEAR = 1900, 9000
"""Outside of these nobody lives, and no clock can be read in another time zone."""

LONGEST_TEXT = 2000
"""Characters of a note: a page of text, so that a slip of the clipboard is caught."""


def _same(value: object) -> object:
    return value


@dataclass(frozen=True, slots=True)
class Limit:
    """One field's limit.

    Parameters
    ----------
    fault : what is wrong with a value, or None where nothing is; never raises
    load : the value from its JSON form; raises ValueError with a text where it cannot
    dump : the JSON form of a value
    told : the limit itself as data, where a form can ask for such a value; else empty
    """

    fault: Callable[[Any], str | None]
    load: Callable[[Any], Any] = _same
    dump: Callable[[Any], Any] = _same
    told: Mapping[str, Any] = field(default_factory=dict)


def whole(low: int, high: int, unit: str = "") -> Limit:
    """Allow whole numbers from ``low`` to ``high``, both included."""

    def fault(value: object) -> str | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return translate("is {shown}, but has to be a whole number", shown=_shown(value))
        if not low <= value <= high:
            return _out_of_bounds(value, low, high, unit)
        return None

    told = {"reads": "whole", "least": low, "most": high, "unit": unit}
    return Limit(fault, told=told)


def number(low: float, high: float, unit: str = "") -> Limit:
    """Allow numbers from ``low`` to ``high``, both included; never infinite or not a number."""

    def fault(value: object) -> str | None:
        if (
            not isinstance(value, int | float)
            or isinstance(value, bool)
            or not math.isfinite(value)
        ):
            return translate("is {shown}, but has to be a number", shown=_shown(value))
        if not low <= value <= high:
            return _out_of_bounds(value, low, high, unit)
        return None

    told = {"reads": "number", "least": low, "most": high, "unit": unit}
    return Limit(fault, told=told)


def text(longest: int = LONGEST_TEXT, *, may_be_empty: bool = True) -> Limit:
    """Allow texts of at most ``longest`` characters."""

    def fault(value: object) -> str | None:
        if not isinstance(value, str):
            return translate("is {shown}, but has to be a text", shown=_shown(value))
        if not may_be_empty and not value.strip():
            return translate("is empty, but has to say something")
        if len(value) > longest:
            return translate(
                "has {n} characters, but at most {most} fit", n=len(value), most=longest
            )
        return translate(_UNSTORABLE_TEXT) if _is_unstorable(value) else None

    return Limit(fault, told={"reads": "text", "longest": longest})


def flag() -> Limit:
    """Allow true and false."""
    return Limit(
        lambda value: (
            None
            if isinstance(value, bool)
            else translate("is {shown}, but has to be true or false", shown=_shown(value))
        ),
        told={"reads": "flag"},
    )


def one_of(words: type[StrEnum]) -> Limit:
    """Allow one word of a closed set."""
    known = tuple(word.value for word in words)

    def load(value: object) -> StrEnum:
        if isinstance(value, str) and value in known:
            return words(value)
        hint = meant(str(value), known) or translate(
            ", but has to be one of {known}", known=", ".join(known)
        )
        raise ValueError(translate("is {shown}", shown=_shown(value)) + hint)

    def fault(value: object) -> str | None:
        if isinstance(value, words):
            return None
        return _fault_of(load, value) or f"is the text {value!r}, but has to be a {words.__name__}"

    return Limit(fault, load, str, {"reads": "word", "words": list(known)})


def several(words: type[StrEnum]) -> Limit:
    """Allow a tuple of words of a closed set, each once."""
    single = one_of(words)

    def load(value: object) -> tuple[StrEnum, ...]:
        if not isinstance(value, list):
            raise ValueError(translate("is {shown}, but has to be a list", shown=_shown(value)))
        return tuple(single.load(item) for item in value)

    def fault(value: object) -> str | None:
        if not isinstance(value, tuple):
            return translate("is {shown}, but has to be a tuple", shown=_shown(value))
        if len(set(value)) < len(value):
            return translate("names the same thing twice")
        return next((wrong for item in value if (wrong := single.fault(item))), None)

    return Limit(fault, load, lambda value: [str(item) for item in value])


def mapping_of(words: type[StrEnum], limit: Limit) -> Limit:
    """Allow a mapping from words of a closed set to values within ``limit``."""
    word = one_of(words)

    def load(value: object) -> dict[StrEnum, object]:
        if not isinstance(value, Mapping):
            raise ValueError(
                translate("is {shown}, but has to be a JSON object", shown=_shown(value))
            )
        strange = [wrong for key in value if (wrong := _fault_of(word.load, key))]
        if strange:
            raise ValueError(
                "; ".join(translate("holds a name that {fault}", fault=wrong) for wrong in strange)
            )
        return {word.load(key): item for key, item in value.items()}

    def fault(value: object) -> str | None:
        if not isinstance(value, Mapping):
            return translate("is {shown}, but has to map names to values", shown=_shown(value))
        faults = [
            translate("holds a name that {fault}", fault=wrong)
            for key in value
            if (wrong := word.fault(key))
        ]
        faults += [
            fault_of(key, wrong) for key, item in value.items() if (wrong := limit.fault(item))
        ]
        return "; ".join(faults) or None

    told = {"names": [str(each) for each in words], "of": limit.told} if limit.told else {}
    return Limit(fault, load, lambda value: {str(key): item for key, item in value.items()}, told)


_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""Half a surrogate pair, or a nought: no file can keep them."""

_FINDING = re.compile(r"[a-z][a-z_]{0,63}")


def finding_map() -> Limit:
    """Allow a mapping from ids of the check's findings to their answers.

    The journal does not know the findings; who records them lets the check judge them first.
    """

    def fault(value: object) -> str | None:
        if not isinstance(value, Mapping):
            return translate("is {shown}, but has to name findings", shown=_shown(value))
        strange = [key for key in value if not isinstance(key, str) or not _FINDING.fullmatch(key)]
        if strange:
            return f"holds {_shown(strange[0])}, which is no id of a finding"
        bad = [key for key, item in value.items() if not isinstance(item, bool | str | int)]
        return f"{bad[0]} has to be a word, a number, true or false" if bad else None

    return Limit(fault, dump=dict)


def document() -> Limit:
    """Allow any JSON object; what it means is for the room that wrote it."""

    def fault(value: object) -> str | None:
        if not isinstance(value, Mapping):
            return translate("is {shown}, but has to be a JSON object", shown=_shown(value))
        try:
            copied = json.loads(json.dumps(value, allow_nan=False))
        except (TypeError, ValueError, RecursionError) as error:
            return f"is no JSON: {error}"
        if _is_unstorable(json.dumps(value, ensure_ascii=False)):
            return translate(_UNSTORABLE_TEXT)
        return None if copied == value else "changes when it is written as JSON"

    return Limit(fault, dump=dict)


def moment() -> Limit:
    """Allow a moment with its time zone; as JSON in ISO 8601."""

    def load(value: object) -> datetime:
        if not isinstance(value, str):
            raise ValueError(
                translate("is {shown}, but has to be a moment in ISO 8601", shown=_shown(value))
            )
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(
                translate("is {shown}, but has to be a moment in ISO 8601", shown=_shown(value))
            ) from None

    def fault(value: object) -> str | None:
        if isinstance(value, datetime) and value.utcoffset() is not None:
            if FIRST_YEAR <= value.year <= LAST_YEAR:
                return None
            return translate(
                "is {shown}, but has to lie in the years {first} to {last}",
                shown=value.isoformat(),
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
        return translate(
            "is {shown}, but has to be a moment with its time zone", shown=_shown(value)
        )

    return Limit(fault, load, datetime.isoformat)


def day() -> Limit:
    """Allow a calendar day; as JSON in ISO 8601."""

    def load(value: object) -> date:
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            raise ValueError(
                translate("is {shown}, but has to be a day, as 2026-03-01", shown=_shown(value))
            ) from None

    def fault(value: object) -> str | None:
        if isinstance(value, date) and not isinstance(value, datetime):
            return None
        return translate("is {shown}, but has to be a day", shown=_shown(value))

    return Limit(fault, load, date.isoformat)


def optional(limit: Limit) -> Limit:
    """Allow what ``limit`` allows, and None."""
    return Limit(
        lambda value: None if value is None else limit.fault(value),
        lambda value: None if value is None else limit.load(value),
        lambda value: None if value is None else limit.dump(value),
        limit.told,
    )


def identifier() -> Limit:
    """Allow a UUID; as JSON in its usual text."""

    def load(value: object) -> UUID:
        try:
            return UUID(value if isinstance(value, str) else "")
        except ValueError:
            raise ValueError(
                translate("is {shown}, but has to be a UUID", shown=_shown(value))
            ) from None

    def fault(value: object) -> str | None:
        return (
            None
            if isinstance(value, UUID)
            else translate("is {shown}, but has to be a UUID", shown=_shown(value))
        )

    return Limit(fault, load, str)


def read_object(
    limits: Mapping[str, Limit], needed: Collection[str], value: object
) -> tuple[dict[str, Any], list[str]]:
    """Return the values of a JSON object and every fault it has.

    Parameters
    ----------
    limits : what each key may hold; other keys are faults
    needed : the keys that have to be there
    """
    if not isinstance(value, Mapping):
        return {}, [translate("is {shown}, but has to be a JSON object", shown=_shown(value))]
    known = tuple(limits)
    faults = [
        translate("unknown key '{key}'", key=key) + meant(str(key), known)
        for key in value
        if key not in limits
    ]
    faults += [
        translate("'{key}' is missing", key=named(key)) for key in needed if key not in value
    ]
    values: dict[str, Any] = {}
    for key in known:
        if key in value:
            try:
                values[key] = limits[key].load(value[key])
            except ValueError as error:
                faults.append(fault_of(key, str(error)))
            else:
                if fault := limits[key].fault(values[key]):
                    faults.append(fault_of(key, fault))
    return values, faults


def _fault_of(load: Callable[[object], object], value: object) -> str | None:
    try:
        load(value)
    except ValueError as error:
        return str(error)
    return None


def _is_unstorable(value: str) -> bool:
    return _UNSTORABLE.search(value) is not None


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


def fault_of(name: str, fault: str) -> str:
    """Return what is wrong with a field as a line, the field called as a person reads it."""
    return translate("{name} {fault}", name=named(name), fault=fault)


def _out_of_bounds(value: float, low: float, high: float, unit: str) -> str:
    line = translate(
        "is {value}, but has to be from {low} to {high}",
        value=figure(value),
        low=figure(low),
        high=figure(high),
    )
    return f"{line} {named(unit)}" if unit else line
