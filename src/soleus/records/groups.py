"""Limits of values made of others: lists, mappings, one or the other, or none."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from itertools import islice
from typing import Any

from soleus.language import translate
from soleus.records.field_limit import Limit, fault_of, load_fault, no_object, shown
from soleus.records.scalars import one_of
from soleus.vocabulary import MOST_FAULTS

_MOST_WORDS = 1000
"""No closed set has as many words, so among so many one stands twice."""


def list_of(
    limit: Limit, *, least: int = 0, most: int | None = None, is_unique: bool = False
) -> Limit:
    """Allow a tuple (in JSON a list) of ``least`` to ``most`` values within ``limit``."""

    def load(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise ValueError(translate("is {shown}, but has to be a list", shown=shown(value)))
        loaded: list[Any] = []
        faults: list[str] = []
        for place, item in enumerate(value, 1):
            if len(faults) > MOST_FAULTS:
                break
            try:
                loaded.append(limit.load(item))
            except ValueError as error:
                faults.append(_in_place(place, error))
        if faults:
            raise ValueError("; ".join(faults))
        return tuple(loaded)

    def fault(value: object) -> str | None:
        if not isinstance(value, tuple):
            return translate("is {shown}, but has to be a tuple", shown=shown(value))
        if len(value) < least or (most is not None and len(value) > most):
            return _count_fault(len(value), least, most)
        first = value[:_MOST_WORDS]
        if is_unique and any(item in first[:place] for place, item in enumerate(first)):
            return translate("names the same thing twice")
        faults = (_in_place(n, wrong) for n, v in enumerate(value, 1) if (wrong := limit.fault(v)))
        return "; ".join(islice(faults, MOST_FAULTS)) or None

    form = {"reads": "several"} if limit.form.get("reads") in ("word", "text") else {}
    schema: dict[str, Any] = {"type": "array", "items": limit.schema}
    schema |= {"minItems": least} if least else {}
    schema |= {} if most is None else {"maxItems": most}
    schema |= {"uniqueItems": True} if is_unique else {}
    return Limit(fault, load, lambda value: [limit.dump(item) for item in value], form, schema)


def several(words: type[StrEnum]) -> Limit:
    """Allow a tuple of words of a closed set, each once."""
    return list_of(one_of(words), is_unique=True)


def mapping_of(keys: Limit, values: Limit) -> Limit:
    """Allow a mapping whose keys and values lie within limits; in JSON an object."""

    def load(value: object) -> dict[Any, Any]:
        if not isinstance(value, Mapping):
            raise ValueError(no_object(value))
        loaded: dict[Any, Any] = {}
        faults: list[str] = []
        for key, item in value.items():
            if len(faults) > MOST_FAULTS:
                break
            try:
                name = keys.load(key)
            except ValueError as error:
                faults.append(translate("holds a name that {fault}", fault=error))
                continue
            try:
                loaded[name] = values.load(item)
            except ValueError as error:
                faults.append(fault_of(key, str(error)))
        if faults:
            raise ValueError("; ".join(faults))
        return loaded

    def fault(value: object) -> str | None:
        if not isinstance(value, Mapping):
            return translate("is {shown}, but has to map names to values", shown=shown(value))
        faults = [
            translate("holds a name that {fault}", fault=wrong)
            for key in value
            if (wrong := keys.fault(key))
        ]
        faults += [
            fault_of(key, wrong) for key, item in value.items() if (wrong := values.fault(item))
        ]
        return "; ".join(faults) or None

    def dump(value: Mapping[Any, Any]) -> dict[Any, Any]:
        return {keys.dump(key): values.dump(item) for key, item in value.items()}

    schema = {"propertyNames": keys.schema, "additionalProperties": values.schema}
    form = _form_of_names(keys, values)
    return Limit(fault, load, dump, form, {"type": "object", **schema})


def _form_of_names(keys: Limit, values: Limit) -> Mapping[str, Any]:
    """Return what a form asks of a mapping: one value for each word; empty where it cannot."""
    names = keys.form.get("words")
    return {"names": names, "of": values.form} if names and values.form else {}


def either(*limits: Limit) -> Limit:
    """Allow what any of ``limits`` allows; the last one's fault is the one that is reported."""

    def first(is_right: Callable[[Limit], bool]) -> Limit:
        return next((limit for limit in limits if is_right(limit)), limits[-1])

    return Limit(
        fault=lambda value: first(lambda limit: limit.fault(value) is None).fault(value),
        load=lambda value: first(lambda limit: load_fault(limit, value) is None).load(value),
        dump=lambda value: first(lambda limit: limit.fault(value) is None).dump(value),
        schema={"anyOf": [limit.schema for limit in limits]},
    )


def optional(limit: Limit) -> Limit:
    """Allow what ``limit`` allows, and None."""
    return Limit(
        lambda value: None if value is None else limit.fault(value),
        lambda value: None if value is None else limit.load(value),
        lambda value: None if value is None else limit.dump(value),
        limit.form,
        {"anyOf": [limit.schema, {"type": "null"}]} if limit.schema else {},
    )


def _in_place(place: int, fault: object) -> str:
    return translate("{n}: {fault}", n=place, fault=fault)


def _count_fault(count: int, least: int, most: int | None) -> str:
    if most is None and count == 0:
        return translate("is empty, but has to hold something")
    if most is None:
        return translate("holds {n}, but has to hold at least {least}", n=count, least=least)
    return translate(
        "holds {n}, but has to hold from {least} to {most}", n=count, least=least, most=most
    )
