"""Reads the questions from their files, and refuses what a person could not be shown."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources.abc import Traversable
from typing import NamedTuple

from soleus.assessment.finding import Finding, Kind
from soleus.assessment.interview.one_leg import of_these_legs
from soleus.assessment.interview.question import DENIALS, Choice, Misreading, Question, Value
from soleus.assessment.interview.wording import Subject, worded, wording_faults
from soleus.assessment.reading import data_root
from soleus.assessment.rulebook import findings
from soleus.evidence import Carrier
from soleus.language import current, translate
from soleus.vocabulary import InvalidDataError, Limbs, Table, read_table

_AND = "\n\n"
"""Between two texts that are told one after the other, each with words of its own."""


class _Unsure(NamedTuple):
    says: str
    claims: tuple[str, ...]


class _Shared(NamedTuple):
    """What several questions have in common: labels by kind, and what "Not sure" leads to."""

    labels: Mapping[Kind, Mapping[str, str]]
    unsure_label: str
    unsure: Mapping[str, _Unsure]


def questions(subject: Subject = Subject.SELF, limbs: Limbs = Limbs.BOTH) -> Mapping[str, Question]:
    """Return every question by its finding, in the check's order, worded for ``subject``.

    Of somebody with one leg, the other is not asked about.
    """
    return _worded_questions(subject, limbs, current())


def question(finding: str, subject: Subject = Subject.SELF, limbs: Limbs = Limbs.BOTH) -> Question:
    """Return the question that asks ``finding``, worded for ``subject``."""
    return questions(subject, limbs)[finding]


def carriers() -> tuple[Carrier, ...]:
    """Return every question as a carrier of the claims that make it worth asking."""
    return tuple(Carrier("question", q.finding, q.claims) for q in questions().values())


def load(folder: Traversable, shared: Traversable, known: Iterable[Finding]) -> dict[str, Question]:
    """Read ``folder/<finding>.toml`` for every known finding, with the words in braces kept.

    Raises
    ------
    InvalidDataError
        with every fault of all the files.
    """
    faults: list[str] = []
    common = _shared(shared, faults)
    kinds = {finding.id: finding.kind for finding in known}
    faults += _stray(folder, kinds)
    loaded = {
        finding: _load_question(folder.joinpath(f"{finding}.toml"), finding, kind, common, faults)
        for finding, kind in kinds.items()
    }
    if faults:
        raise InvalidDataError(faults)
    return {finding: found for finding, found in loaded.items() if found}


@cache
def _questions() -> dict[str, Question]:
    room = data_root()
    return load(room.joinpath("questions"), room.joinpath("interview"), findings())


@cache
def _worded_questions(subject: Subject, limbs: Limbs, _language: str) -> dict[str, Question]:
    return {
        finding: of_these_legs(_worded(found, subject), limbs)
        for finding, found in _questions().items()
    }


def _worded(found: Question, subject: Subject) -> Question:
    def put(text: str) -> str:
        return worded(translate(text), subject)

    return replace(
        found,
        item=put(found.item),
        asks=put(found.asks),
        means=put(found.means),
        unsure_leads_to=" ".join(put(part) for part in found.unsure_leads_to.split(_AND)),
        unsure_label=translate(found.unsure_label),
        choices=tuple(replace(c, label=put(c.label)) for c in found.choices),
    )


def _stray(folder: Traversable, known: Iterable[str]) -> list[str]:
    stray = {
        file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml")
    } - set(known)
    return [f"questions/{name}.toml: there is no finding '{name}'" for name in sorted(stray)]


def _load_question(
    file: Traversable, finding: str, kind: Kind, shared: _Shared, faults: list[str]
) -> Question | None:
    where = f"questions/{finding}.toml"
    if not file.is_file():
        faults.append(f"{where}: is missing; every finding is asked in words")
        return None
    table = read_table(file.read_text("utf-8"), where, faults)
    texts = {
        "asks": _prose(table, "asks"),
        "item": _prose(table, "item", ""),
        "means": _prose(table, "means"),
        "find_out": _prose(table, "find_out", ""),
    }
    unsure = shared.unsure.get(table.choice("unsure", shared.unsure), _Unsure("", ()))
    found = Question(
        finding=finding,
        kind=kind,
        item=texts["item"] or texts["asks"],
        asks=texts["asks"],
        means=texts["means"],
        unsure_leads_to=_AND.join(part for part in (texts["find_out"], unsure.says) if part),
        picture=table.text("picture", "") or None,
        choices=_choices(table, kind, shared.labels[kind]),
        unsure_label=shared.unsure_label,
        rules_out=tuple(_misreading(row) for row in table.tables("rules_out")),
        claims=tuple(dict.fromkeys((*table.texts("claims"), *unsure.claims))),
    )
    table.close()
    return found


def _prose(table: Table, key: str, default: str | None = None) -> str:
    """Return a text, line by line, every word in it fit to be put for any subject."""
    lines = table.text(key, default).splitlines()
    text = "\n".join(" ".join(line.split()) for line in lines)
    for fault in wording_faults(text):
        table.fault(f"'{key}': {fault}")
    return text


def _choices(table: Table, kind: Kind, labels: Mapping[str, str]) -> tuple[Choice, ...]:
    own = _labels(table, "answers", labels)
    choices = tuple(
        Choice(token, _value(kind, token), own.get(token) or label)
        for token, label in labels.items()
    )
    for choice in choices:
        if not choice.label:
            table.fault(f"'answers' has no label for '{choice.token}'")
        for fault in wording_faults(choice.label):
            table.fault(f"'answers': {fault}")
    return choices


def _labels(table: Table, key: str, allowed: Iterable[str]) -> dict[str, str]:
    table.known.add(key)
    values = table.values.get(key, {})
    inner = Table(values if isinstance(values, dict) else {}, f"{table.where}, {key}", table.faults)
    found = {token: inner.text(token, "") for token in allowed}
    inner.close()
    return found


def _value(kind: Kind, token: str) -> Value:
    if token in ("none", "no"):
        return DENIALS[kind]
    if kind is Kind.YES_NO:
        return True
    return (token,) if kind is Kind.ACTIVITIES else token


def _misreading(row: Table) -> Misreading:
    found = Misreading(row.text("reading"), row.text("against"))
    row.close()
    return found


def _shared(folder: Traversable, faults: list[str]) -> _Shared:
    labels = read_table(folder.joinpath("labels.toml").read_text("utf-8"), "labels.toml", faults)
    unsure = read_table(folder.joinpath("unsure.toml").read_text("utf-8"), "unsure.toml", faults)
    by_kind = {kind: _labels(labels, kind, _tokens(labels, kind)) for kind in Kind}
    shared = _Shared(by_kind, labels.text("unsure"), dict(_unsures(unsure)))
    labels.close()
    return shared


def _tokens(labels: Table, kind: str) -> list[str]:
    values = labels.values.get(kind)
    if not isinstance(values, dict):
        labels.fault(f"'{kind}' is missing")
        return []
    return list(values)


def _unsures(table: Table) -> Iterable[tuple[str, _Unsure]]:
    for key, values in table.values.items():
        row = Table(values if isinstance(values, dict) else {}, f"unsure.toml, {key}", table.faults)
        yield key, _Unsure(_prose(row, "says"), row.texts("claims"))
        row.close()
