"""Record: a frozen dataclass that refuses wrong values and knows its way to JSON and back."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    Self,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)
from uuid import UUID

from soleus.records import limits as limit
from soleus.records.field_limit import Limit, fault_of, no_object, read_object
from soleus.vocabulary import FaultsError, InvalidDataError


class Record:
    """The base of every frozen dataclass that is read from data or written as data.

    Each field has a limit: the one in its ``Annotated[type, limit]``, or the usual one of its
    type (text, numbers, true or false, words of an enumeration, moments, UUIDs, other records;
    tuples, mappings, unions and None of these). A field with a default may be left out of data.

    Raises
    ------
    FaultsError
        the class named by ``error``, where a value is wrong; all faults at once.
    """

    __slots__ = ()
    error: ClassVar[type[FaultsError]] = InvalidDataError
    ignores_unknown: ClassVar[bool] = False
    """Whether keys that are no field are passed over, such as what is derived on writing."""

    def __post_init__(self) -> None:
        """Refuse wrong values."""
        faults = [
            fault_of(name, fault)
            for name, each in limits_of(type(self)).items()
            if (fault := each.fault(getattr(self, name)))
        ]
        self._refuse(faults or list(self._faults_between()))

    def _faults_between(self) -> tuple[str, ...]:
        """Return what is wrong between fields that are each right by themselves."""
        return ()

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {
            name: each.dump(getattr(self, name)) for name, each in limits_of(type(self)).items()
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read the JSON shape that :meth:`as_dict` gives.

        Raises
        ------
        FaultsError
            the class named by ``error``, for unknown and missing keys and wrong values, all at
            once.
        """
        values, faults = _read(cls, data)
        cls._refuse(faults)
        return cls(**values)

    @classmethod
    def _refuse(cls, faults: list[str]) -> None:
        if faults:
            name = cls._name_in_faults()
            raise cls.error(f"{name}: {fault}" if name else fault for fault in faults)

    @classmethod
    def _name_in_faults(cls) -> str:
        """Return what each fault line begins with; nothing by default."""
        return ""


def limits_of(cls: type[Record]) -> Mapping[str, Limit]:
    """Return the limit of each field of a record, in the order of the fields."""
    whatever: Any = cls  # a class can be hashed, whatever its instances can
    return _limits(whatever)


def needed_of(cls: type[Record]) -> list[str]:
    """Return the fields of a record that have to be given."""
    return [
        item.name
        for item in _fields(cls)
        if item.default is MISSING and item.default_factory is MISSING
    ]


def record_of(cls: type[Record]) -> Limit:
    """Allow a record of one class; as JSON its own shape."""

    def load(value: object) -> Record:
        values, faults = _read(cls, value)
        if faults:
            raise ValueError("; ".join(faults))
        try:
            return cls(**values)
        except FaultsError as error:
            raise ValueError("; ".join(error.faults)) from None

    def fault(value: object) -> str | None:
        return None if isinstance(value, cls) else no_object(value)

    return Limit(fault, load, lambda value: value.as_dict(), schema={"record": cls})


def _read(cls: type[Record], data: object) -> tuple[dict[str, Any], list[str]]:
    if cls.ignores_unknown and isinstance(data, Mapping):
        data = {name: data[name] for name in limits_of(cls) if name in data}
    return read_object(limits_of(cls), needed_of(cls), data)


@cache
def _limits(cls: Any) -> Mapping[str, Limit]:  # noqa: ANN401
    hints = get_type_hints(cls, include_extras=True)
    return {item.name: _limit_for(hints[item.name]) for item in _fields(cls)}


_USUAL: Mapping[object, Limit] = {
    str: limit.text(),
    int: limit.whole(),
    float: limit.real(),
    bool: limit.flag(),
    date: limit.day(),
    datetime: limit.moment(),
    time: limit.clock_time(),
    UUID: limit.identifier(),
}


def _limit_for(kind: Any) -> Limit:  # noqa: ANN401  any annotation
    """Return the limit that an annotation names, or else the usual one of its type."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        named = next((each for each in parts[1:] if isinstance(each, Limit)), None)
        return named or _limit_for(parts[0])
    if origin in (Union, UnionType):
        inner = [_limit_for(part) for part in parts if part is not NoneType]
        joined = inner[0] if len(inner) == 1 else limit.either(*inner)
        return limit.optional(joined) if NoneType in parts else joined
    if origin is Literal:
        return limit.literal(*parts)
    if origin is tuple:
        is_word = isinstance(parts[0], type) and issubclass(parts[0], StrEnum)
        return limit.list_of(_limit_for(parts[0]), is_unique=is_word)
    if origin is not None and issubclass(origin, Mapping):
        return (
            limit.document()
            if parts[1] is Any
            else limit.mapping_of(_limit_for(parts[0]), _limit_for(parts[1]))
        )
    if kind in _USUAL:
        return _USUAL[kind]
    if issubclass(kind, StrEnum):
        return limit.one_of(kind)
    if issubclass(kind, Record):
        return record_of(kind)
    raise TypeError(f"no limit is known for {kind}: name one by Annotated")


def _fields(cls: type[Record]) -> tuple[Field[Any], ...]:
    return fields(cls)  # type: ignore[arg-type]  # every record is a dataclass; only the root is not
