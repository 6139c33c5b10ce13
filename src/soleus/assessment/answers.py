"""Reads an answer file's content: every fault at once, or what is known and what is possible."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from soleus.assessment.engine import Engine
from soleus.assessment.errors import InvalidAnswers
from soleus.assessment.finding import AGES, Finding, Kind
from soleus.assessment.space import ABSENT, Need
from soleus.assessment.strictness import ACTIVITIES
from soleus.vocabulary import Activity, nearest

_KEYS = ("answers", "others")
_PLACES = {activity.value: place for place, activity in enumerate(ACTIVITIES)}

EXPECTED = {
    Kind.SIDED: 'must be "none", "left", "right" or "both"',
    Kind.YES_NO: "must be true or false",
    Kind.COURSE: 'must be "sudden", "recent", "long_standing" or "comes_and_goes"',
    Kind.AGE: f"must be whole years from {AGES.start} to {AGES.stop - 1}",
    Kind.ACTIVITIES: f"must be a list of activities, of {', '.join(Activity)}",
}


class _Reader(NamedTuple):
    """How the answers of one finding are read: their type, and what each changes."""

    finding: Finding
    type: type
    changes: dict[Any, int]
    unknown: int
    affirming: frozenset[Any]


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers as read.

    Parameters
    ----------
    ways : the answers still possible, as bits
    affirmed : the findings that were affirmed
    cleared : the places of the activities that were cleared; None where that is unknown
    """

    ways: int
    affirmed: list[str]
    cleared: tuple[int, ...] | None


class AnswerReader:
    """Reads documents for one engine; made once, for it holds a table for each answer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        space = engine.space
        denied = space.denials
        for field in space.fields.values():
            if field.finding.kind is Kind.COURSE:  # a course cannot be denied by "others"
                denied |= field.mask
        self._start = {"unknown": space.all, "no": denied}
        self._readers = {
            others: {finding.id: self._reader(finding, start) for finding in engine.book.findings}
            for others, start in self._start.items()
        }

    def _reader(self, finding: Finding, start: int) -> _Reader:
        field = self._engine.space.fields.get(finding.id)
        if field is None:
            return _Reader(finding, object, {}, 0, frozenset())
        answers = {value: bit for value, bit in field.bits.items() if value != ABSENT}
        at_start = start & field.mask
        return _Reader(
            finding=finding,
            type=bool if finding.kind is Kind.YES_NO else str,
            changes={value: bit - at_start for value, bit in answers.items()},
            unknown=field.mask - at_start,
            affirming=frozenset(v for v, bit in answers.items() if bit != field.denial),
        )

    def read(self, document: object) -> Answers:
        """Return what a document says.

        Raises
        ------
        InvalidAnswers
            with every fault.
        """
        try:
            given, others = document["answers"], document.get("others", "unknown")  # type: ignore[index,attr-defined]
            readers, ways = self._readers[others], self._start[others]
            items = given.items()
        except (TypeError, KeyError, AttributeError):
            raise InvalidAnswers(self._all_faults(document)) from None
        if len(document) > 2 or (len(document) == 2 and "others" not in document):  # type: ignore[arg-type,operator]
            raise InvalidAnswers(self._all_faults(document))
        affirmed: list[str] = []
        cleared: tuple[int, ...] | None = () if others == "no" else None
        for name, value in items:
            reader = readers.get(name)
            if reader is None:
                raise InvalidAnswers(self._all_faults(document))
            if value is None:
                ways += reader.unknown
                if reader.finding.kind is Kind.ACTIVITIES:
                    cleared = None
            elif value.__class__ is reader.type and value in reader.changes:
                ways += reader.changes[value]
                if value in reader.affirming:
                    affirmed.append(name)
            elif reader.finding.kind is Kind.ACTIVITIES and _is_activities(value):
                cleared = tuple({_PLACES[activity] for activity in value})
            elif reader.finding.kind is not Kind.AGE or not _is_age(value):
                raise InvalidAnswers(self._all_faults(document))
        pruned = self._engine.space.pruned(ways)
        if not pruned:
            raise InvalidAnswers(self._all_faults(document))
        return Answers(pruned, affirmed, cleared)

    def _all_faults(self, document: object) -> list[str]:
        faults = _shape_faults(document)
        if isinstance(document, Mapping) and isinstance(document.get("answers"), Mapping):
            others = "no" if document.get("others") == "no" else "unknown"
            faults += self._answer_faults(document["answers"], others)
        return faults

    def _answer_faults(self, given: Mapping[Any, Any], others: str) -> Iterator[str]:
        readers, start = self._readers[others], self._start[others]
        for name, value in given.items():
            if name not in readers:
                yield f"unknown finding {name!r}{nearest(str(name), readers)}"
                continue
            reader = readers[name]
            if not _is_readable(reader, value):
                yield f"{name}: {EXPECTED[reader.finding.kind]}, not {_shown(value)}"
            elif value is not None:
                start += reader.changes.get(value, 0) if reader.changes else 0
            else:
                start += reader.unknown
        for need in self._engine.space.needs:
            if not start & need.possible and not start & need.child.denial:
                yield _contradiction(need, given)


def _is_readable(reader: _Reader, value: object) -> bool:
    if value is None:
        return True
    if reader.finding.kind is Kind.AGE:
        return _is_age(value)
    if reader.finding.kind is Kind.ACTIVITIES:
        return _is_activities(value)
    return value.__class__ is reader.type and value in reader.changes


def _is_age(value: object) -> bool:
    return value.__class__ is int and value in AGES


def _is_activities(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(activity, str) and activity in _PLACES for activity in value
    )


def _shape_faults(document: object) -> list[str]:
    if not isinstance(document, Mapping):
        return ['the answers must be a JSON object {"answers": {…}, "others": "unknown" or "no"}']
    faults = [
        f"unknown key {key!r}{nearest(str(key), _KEYS)}" for key in document if key not in _KEYS
    ]
    if "answers" not in document:
        faults.append("missing 'answers', an object of finding and value")
    elif not isinstance(document["answers"], Mapping):
        faults.append("'answers' must be an object of finding and value")
    if document.get("others", "unknown") not in ("unknown", "no"):
        faults.append(f'others: must be "unknown" or "no", not {_shown(document["others"])}')
    return faults


def _contradiction(need: Need, given: Mapping[Any, Any]) -> str:
    child = need.child.finding.id
    denied = [
        f'{parent.finding.id}: "none"'
        + ("" if parent.finding.id in given else ' (left out, and "others" is "no")')
        for parent in need.parents
    ]
    return f"{child}: {_shown(given.get(child))} contradicts {' and '.join(denied)}"


def _shown(value: object) -> str:
    """Return a value as it stands in an answer file."""
    return json.dumps(value, ensure_ascii=False, default=repr)
