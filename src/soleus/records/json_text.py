"""JSON read strictly: within its allowance, each name once, nothing that cannot be kept."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from soleus.language import translate
from soleus.records.field_limit import UNSTORABLE_TEXT, shown
from soleus.records.plain_text import decoded
from soleus.records.sizes import COPY, LONGEST_RUN, MOST_DEPTH, MOST_NUMBER, Allowance
from soleus.vocabulary import MOST_FAULTS, FaultsError

_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of a surrogate pair, which no text in UTF-8 can hold."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A part of a document that is refused by itself; ``value`` is for looking at, not for use."""

    value: Any
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Twice:
    """Names that stand in an object twice."""

    names: tuple[str, ...]


_END = object()


class _SaidTwice(dict[str, Any]):
    """An object that has a name twice; ``names`` are these, ``all`` is everything it says."""

    names: tuple[str, ...] = ()
    all: tuple[Any, ...] = ()


def read_json(content: str | bytes, allowance: Allowance = COPY) -> Any:  # noqa: ANN401  whatever it holds
    """Return what JSON says, where no object has a name twice.

    JSON itself takes the last of two values, and an answer "yes" before a "no" would be lost.

    Raises
    ------
    FaultsError
        where it is larger than allowed or no JSON, has a name twice, lies too deep, or holds a
        number or a text that cannot be kept; one line for each.
    """
    value = _parsed(content, allowance)
    _refuse(_faults_within(value))
    return value


def read_json_parts(content: str | bytes, name: str, allowance: Allowance = COPY) -> Any:  # noqa: ANN401
    """Return what JSON says, as :func:`read_json`; of the list ``name`` each part by itself.

    A part that would be refused is an :class:`Unreadable` in its place, and spoils no other.

    Raises
    ------
    FaultsError
        where anything but these parts is to be refused.
    """
    value = _parsed(content, allowance)
    parts = value.get(name) if isinstance(value, dict) else None
    if not isinstance(parts, list):
        parts = []
    else:
        value[name] = [_part(each) for each in parts]
    around = value if not parts else _without(value, name)
    _refuse(_faults_within(around))
    return value


def _refuse(faults: Iterator[str]) -> None:
    """Raise what is wrong, if anything is; no more of it is looked for than is told."""
    if first := next(faults, None):
        raise FaultsError(chain((first,), faults))


def _part(value: Any) -> Any:  # noqa: ANN401
    faults = tuple(islice(_faults_within(value), MOST_FAULTS))
    return Unreadable(value, faults) if faults else value


def _without(value: dict[str, Any], name: str) -> dict[str, Any]:
    """Return an object without one of its values; a name that stands there twice still does."""
    rest = _SaidTwice({key: each for key, each in value.items() if key != name})
    rest.names = getattr(value, "names", ())
    return rest


def _parsed(content: str | bytes, allowance: Allowance) -> Any:  # noqa: ANN401
    """Return what JSON says; it is measured before it is read."""
    size = len(content)
    try:
        text = content.removeprefix("\ufeff") if isinstance(content, str) else decoded(content)
        if size > allowance.bytes or _is_too_much(text, allowance.values):
            raise ValueError(_too_large(allowance))
        return json.loads(text, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise FaultsError([_no_json(reason)]) from None


def _too_large(allowance: Allowance) -> str:
    return translate(
        "it is too large; {bytes} bytes and {values} values fit",
        bytes=allowance.bytes,
        values=allowance.values,
    )


def _is_too_much(text: str, values: int) -> bool:
    """Whether a text may hold more values than fit, by its marks; those in its words count too."""
    if sum(map(text.count, ",[{")) >= values or text.count("\\") > values:
        return True
    return any(
        text.find('"', start, start + LONGEST_RUN) < 0
        for start in range(0, len(text) - LONGEST_RUN, LONGEST_RUN)
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    twice = _SaidTwice(found)
    times = Counter(name for name, _ in pairs)
    twice.names = tuple(sorted(name for name, n in times.items() if n > 1))
    twice.all = tuple(part for pair in pairs for part in pair)
    return twice


def _faults_within(value: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield what is wrong with each value, in the order in which they stand."""
    waiting: list[Iterator[Any]] = [iter((value,))]
    while waiting:
        one = next(waiting[-1], _END)
        if one is _END:
            waiting.pop()
        elif isinstance(one, str):
            if _HALVES.search(one):
                yield f"{one!r:.60}: {translate(UNSTORABLE_TEXT)}"
        elif isinstance(one, list | dict):
            if len(waiting) > MOST_DEPTH:
                yield _no_json(translate("it lies more than {n} deep", n=MOST_DEPTH))
            else:
                waiting.append(_inside(one))
        elif isinstance(one, _Twice):
            for name in one.names:
                yield translate("{name} stands there twice; keep one", name=shown(name))
        elif isinstance(one, int) and abs(one) > MOST_NUMBER:
            yield translate("a number is larger than any that can be kept")


def _inside(one: list[Any] | dict[str, Any]) -> Iterator[Any]:
    """Yield what a list or an object holds, and last what it says twice."""
    if isinstance(one, list):
        return iter(one)
    if isinstance(one, _SaidTwice):
        return chain(one.all or (*one, *one.values()), (_Twice(one.names),))
    return chain(one, one.values())


def _no_json(reason: object) -> str:
    return translate("this is no JSON: {reason}", reason=reason)
