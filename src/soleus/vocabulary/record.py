"""A whole table of data as a frozen dataclass, read by the types of its fields."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from soleus.vocabulary.table import Table

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")

_WORDS: Mapping[object, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
}


def read_record(kind: type[Record], table: Table) -> Record | None:
    """Return the whole of ``table`` as a ``kind``, or None after telling every fault of it.

    Parameters
    ----------
    kind : a dataclass whose fields are text, numbers, enumerations, other dataclasses, tuples,
        mappings from text, or one of these or None; what has a default may be left out
    """
    before, hints = len(table.faults), _hints(kind)
    values = {
        each.name: _value(hints[each.name], table, each.name)
        for each in fields(kind)
        if table.has(each.name, needed=_is_required(each))
    }
    table.close()
    return kind(**values) if len(table.faults) == before else None


def _value(kind: object, table: Table, key: str) -> object:
    origin, data = get_origin(kind), table.values[key]
    if origin in (Union, UnionType):
        return _one_of(get_args(kind), table, key)
    if origin is tuple:
        return _tuple(get_args(kind)[0], table, key)
    if origin is not None:
        inner = table.table(key)
        return {name: _value(get_args(kind)[1], inner, name) for name in inner.values}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _member(kind, table, key)
    if isinstance(kind, type) and is_dataclass(kind):
        return (
            read_record(kind, table.table(key)) if isinstance(data, Mapping) else table.table(key)
        )
    if kind is float and type(data) is int:
        return float(data)
    if type(data) is not kind:  # an exact match: true is no number
        table.fault(f"'{key}' has to be {_WORDS[kind]}, not {data!r}")
    return data


def _one_of(kinds: tuple[object, ...], table: Table, key: str) -> object:
    if table.values[key] is None and NoneType in kinds:
        return None
    rest = [kind for kind in kinds if kind is not NoneType]
    for kind in rest[:-1]:
        attempt = Table(table.values, table.where, [])
        value = _value(kind, attempt, key)
        if not attempt.faults:
            return value
    return _value(rest[-1], table, key)


def _tuple(kind: object, table: Table, key: str) -> object:
    data = table.values[key]
    if not isinstance(data, list | tuple):
        table.fault(f"'{key}' has to be a list")
        return ()
    items = {f"{key} {place}": item for place, item in enumerate(data, start=1)}
    inner = Table(items, table.where, table.faults)
    return tuple(_value(kind, inner, name) for name in items)


def _member(kind: type[StrEnum], table: Table, key: str) -> object:
    data, words = table.values[key], [member.value for member in kind]
    if not isinstance(data, str) or data not in words:
        table.fault(f"'{key}' has to be one of {', '.join(words)}, not {data!r}")
        return None
    return kind(data)


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)
