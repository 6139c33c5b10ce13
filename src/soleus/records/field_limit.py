"""A limit: what one field of a record may hold; and the reading of an object by its limits."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from soleus.language import meant, msgid, named, translate
from soleus.vocabulary import MOST_FAULTS

UNSTORABLE_TEXT = msgid("holds characters that cannot be stored")


def same(value: object) -> object:
    """Return a value as it is."""
    return value


@dataclass(frozen=True, slots=True, eq=False)  # an annotation has to be hashable
class Limit:
    """What one field may hold.

    Parameters
    ----------
    fault : returns what is wrong with a value, or None; never raises
    load : returns the value of its JSON form; raises ValueError with a text where it cannot
    dump : returns the JSON form of a value
    form : the limit as data, for forms that ask for such a value; empty where none can
    schema : the JSON form as a JSON Schema (2020-12), for programs; empty where anything may come.
        In place of a record's own schema stands ``{"record": the class}``
    """

    fault: Callable[[Any], str | None]
    load: Callable[[Any], Any] = same
    dump: Callable[[Any], Any] = same
    form: Mapping[str, Any] = field(default_factory=dict)
    schema: Mapping[str, Any] = field(default_factory=dict)


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
        return {}, [no_object(value)]
    known = tuple(limits)
    unknown = islice((key for key in value if key not in limits), MOST_FAULTS + 1)
    faults = [
        translate("unknown key '{key}'", key=_one_line(key)) + meant(str(key), known)
        for key in unknown
    ]
    faults += [missing_fault(key) for key in needed if key not in value]
    values: dict[str, Any] = {}
    for key in known:
        if key in value:
            try:  # loaded once: a record in a record in a record would else be read eight times
                values[key] = limits[key].load(value[key])
            except ValueError as error:
                faults.append(fault_of(key, str(error)))
            else:
                if fault := limits[key].fault(values[key]):
                    faults.append(fault_of(key, fault))
    return values, faults


def fault_of(name: str, fault: str) -> str:
    """Return what is wrong with a field as a line, the field called as a person reads it."""
    return translate("{name} {fault}", name=named(_one_line(name)), fault=fault)


def missing_fault(name: str) -> str:
    """Return the fault of a field that has to be given and is not there."""
    return translate("'{key}' is missing", key=named(name))


def load_fault(limit: Limit, value: object) -> str | None:
    """Return what is wrong with the JSON form of a value, or None."""
    try:
        loaded = limit.load(value)
    except ValueError as error:
        return str(error)
    return limit.fault(loaded)


def no_object(value: object) -> str:
    """Return the fault of a value that has to be a JSON object and is none."""
    return translate("is {shown}, but has to be a JSON object", shown=shown(value))


def shown(value: object) -> str:
    """Return a value as a fault shows it: at most 60 characters of its Python form."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _one_line(key: object) -> str:
    """Return the key of some data so that it fits into a line, however odd it is."""
    return str(key) if str(key).isidentifier() else shown(str(key))[1:-1]


_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""Half a surrogate pair, or a null character: no file can keep them."""


def is_unstorable(value: str) -> bool:
    """Whether a text holds characters that no file can keep."""
    return _UNSTORABLE.search(value) is not None
