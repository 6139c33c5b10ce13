"""Reads an answer file's content: every fault at once, or what is known and what is possible."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from soleus.assessment.engine import Engine
from soleus.assessment.errors import InvalidAnswers
from soleus.assessment.finding import AGES, COURSES, SIDES, Finding, Kind
from soleus.assessment.space import ABSENT, Field, Need
from soleus.assessment.strictness import ACTIVITIES
from soleus.language import msgid, translate
from soleus.records import Limit, Schema, limits
from soleus.vocabulary import Activity

_PLACES = {activity.value: place for place, activity in enumerate(ACTIVITIES)}

_DOCUMENT = {
    "answers": limits.mapping_of(limits.text(), limits.anything()),
    "others": limits.literal("unknown", "no"),
}
_ANSWERS: Mapping[Kind, Limit] = {
    Kind.SIDED: limits.literal(*SIDES),
    Kind.YES_NO: limits.flag(),
    Kind.COURSE: limits.literal(*COURSES),
    Kind.AGE: limits.whole(AGES[0], AGES[-1]),
    Kind.ACTIVITIES: limits.list_of(limits.one_of(Activity)),
}


class _Reader(NamedTuple):
    """How the answers of one finding are read: their type, and what each changes."""

    finding: Finding
    type: type
    changes: dict[Any, int]
    unknown: int
    affirming: frozenset[Any]

    def change(self, value: object) -> int:
        """Return what an answer changes; 0 for one that this finding does not take."""
        if value is None:
            return self.unknown
        return self.changes.get(value, 0) if value.__class__ is self.type else 0


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


def answers_schema(findings: Iterable[Finding]) -> Schema:
    """Return what an answer file may hold as a JSON Schema; answers may contradict each other."""
    answers = {each.id: limits.optional(_ANSWERS[each.kind]).schema for each in findings}
    return {
        "title": "AnswerFile",
        "type": "object",
        "properties": {
            "answers": {"type": "object", "properties": answers, "additionalProperties": False},
            "others": _DOCUMENT["others"].schema,
        },
        "required": ["answers"],
        "additionalProperties": False,
    }


class AnswerReader:
    """Reads documents for one engine; made once, for it holds a table for each answer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        space = engine.space
        denied = space.denials
        for field in space.fields.values():
            if field.finding.kind is Kind.COURSE:  # a course cannot be denied by "others"
                denied |= field.mask
        self._limits = {
            finding.id: limits.optional(_ANSWERS[finding.kind]) for finding in engine.book.findings
        }
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
            elif limits.read_object({name: self._limits[name]}, (), {name: value})[1]:
                raise InvalidAnswers(self._all_faults(document))
            elif reader.finding.kind is Kind.ACTIVITIES:
                cleared = tuple({_PLACES[activity] for activity in value})
        pruned = self._engine.space.pruned(ways)
        if not pruned:
            raise InvalidAnswers(self._all_faults(document))
        return Answers(pruned, affirmed, cleared)

    def _all_faults(self, document: object) -> list[str]:
        shape, faults = limits.read_object(_DOCUMENT, ("answers",), document)
        answers = shape.get("answers", {})
        faults += limits.read_object(self._limits, (), answers)[1]
        return [*faults, *self._contradictions(answers, shape.get("others"))]

    def _contradictions(self, answers: Mapping[str, object], others: object) -> Iterator[str]:
        word = "no" if others == "no" else "unknown"
        readers, ways = self._readers[word], self._start[word]
        ways += sum(readers[name].change(answers[name]) for name in answers if name in readers)
        space = self._engine.space
        for need in space.needs:
            if not ways & need.possible and not ways & need.child.denial:
                yield _contradiction(need.child, answers, _denied(need, answers))
        for one, other in ((each.one, each.other) for each in space.exclusions):
            if not ways & one.denial and not ways & other.denial:
                against = f"{other.finding.id}: {_shown(answers.get(other.finding.id))}"
                yield _contradiction(one, answers, against)


def _denied(need: Need, given: Mapping[str, object]) -> str:
    denied = [
        f'{parent.finding.id}: "none"'
        + ("" if parent.finding.id in given else " " + translate(_LEFT_OUT))
        for parent in need.parents
    ]
    return translate(" and ").join(denied)


def _contradiction(field: Field, given: Mapping[str, object], against: str) -> str:
    name = field.finding.id
    says = msgid("{finding}: {shown} contradicts {other}")
    return translate(says, finding=name, shown=_shown(given.get(name)), other=against)


_LEFT_OUT = msgid('(left out, and "others" is "no")')


def _shown(value: object) -> str:
    """Return a value as it stands in an answer file."""
    return json.dumps(value, ensure_ascii=False, default=repr)
