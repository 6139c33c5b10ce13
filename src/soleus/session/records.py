"""Reading a table of data into a frozen dataclass, with every fault of it at once."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from soleus.vocabulary import nearest

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")

_WORDS: Mapping[object, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
}


def read_record(kind: type[Record], data: object, where: str, faults: list[str]) -> Record | None:
    """Return ``data`` as a ``kind``, or None after adding to ``faults``.

    Parameters
    ----------
    kind : a dataclass whose fields are text, numbers, enumerations, other dataclasses, tuples,
        mappings from text, or one of these or None
    where : what the table is called in a fault
    """
    if not isinstance(data, Mapping):
        faults.append(f"{where}: must be a table")
        return None
    known = {field.name: field for field in fields(kind)}
    before = len(faults)
    faults.extend(f"{where}: {_unknown(key, known)}" for key in data if key not in known)
    faults.extend(
        f"{where}: {name} is missing"
        for name, field in known.items()
        if name not in data and _is_required(field)
    )
    hints = _hints(kind)
    values = {
        name: _value(hints[name], data[name], f"{where}: {name}", faults)
        for name in known
        if name in data
    }
    return kind(**values) if len(faults) == before else None


def _value(kind: object, data: object, where: str, faults: list[str]) -> object:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _one_of(get_args(kind), data, where, faults)
    if origin is tuple:
        return _tuple(get_args(kind)[0], data, where, faults)
    if origin is not None:
        return _mapping(get_args(kind)[1], data, where, faults)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _member(kind, data, where, faults)
    if isinstance(kind, type) and is_dataclass(kind):
        return read_record(kind, data, where, faults)
    return _plain(kind, data, where, faults)


def _one_of(kinds: tuple[object, ...], data: object, where: str, faults: list[str]) -> object:
    if data is None and NoneType in kinds:
        return None
    rest = [kind for kind in kinds if kind is not NoneType]
    for kind in rest[:-1]:
        attempt: list[str] = []
        value = _value(kind, data, where, attempt)
        if not attempt:
            return value
    return _value(rest[-1], data, where, faults)


def _tuple(kind: object, data: object, where: str, faults: list[str]) -> object:
    if not isinstance(data, list | tuple):
        return _fault(faults, f"{where}: must be a list")
    return tuple(
        _value(kind, item, f"{where}[{number}]", faults) for number, item in enumerate(data, 1)
    )


def _mapping(kind: object, data: object, where: str, faults: list[str]) -> object:
    if not isinstance(data, Mapping):
        return _fault(faults, f"{where}: must be a table")
    return {key: _value(kind, item, f"{where}.{key}", faults) for key, item in data.items()}


def _member(kind: type[StrEnum], data: object, where: str, faults: list[str]) -> object:
    words = [member.value for member in kind]
    if not isinstance(data, str) or data not in words:
        return _fault(faults, f"{where}: must be one of {', '.join(words)}, not {data!r}")
    return kind(data)


def _plain(kind: object, data: object, where: str, faults: list[str]) -> object:
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if type(data) is not kind:  # an exact match: true is no number
        return _fault(faults, f"{where}: must be {_WORDS[kind]}, not {data!r}")
    return data


def _fault(faults: list[str], text: str) -> object:
    faults.append(text)
    return None


def _unknown(key: str, known: Mapping[str, Any]) -> str:
    return f"{key} is not known here{nearest(key, list(known))}"


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)
