"""Reads the questions from their files, and refuses what a person could not be shown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated

from soleus.assessment.finding import Finding, Kind
from soleus.assessment.interview.one_leg import of_these_legs
from soleus.assessment.interview.question import DENIALS, Choice, Misreading, Question, Value
from soleus.assessment.interview.wording import MARKED, Subject, prose, worded, wording_faults
from soleus.assessment.rulebook import findings
from soleus.evidence import Text, load_texts
from soleus.language import Measures, current, meant, measures, translate
from soleus.records import (
    NonBlank,
    Record,
    limits,
    load_file,
    read_toml,
    record_of,
    toml_files,
)
from soleus.vocabulary import InvalidDataError, Limbs

Prose = Annotated[str, prose()]

_AND = "\n\n"
"""Between two texts that are told one after the other, each with words of its own."""


@dataclass(frozen=True, slots=True)
class _Labels(Record):
    """The labels of answers by kind of finding, and that of "Not sure"."""

    unsure: NonBlank
    sided: Mapping[str, str]
    yes_no: Mapping[str, str]
    course: Mapping[str, str]
    activities: Mapping[str, str]
    age: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: Kind) -> Mapping[str, str]:
        """Return the labels of a kind by their tokens; empty ones stand in the question's file."""
        labels: Mapping[str, str] = getattr(self, kind.value)
        return labels


@dataclass(frozen=True, slots=True, kw_only=True)
class _QuestionFile(Record):
    """A question as its file says it; ``questions/README.md`` says what the keys mean."""

    asks: Prose
    asks_marked: Annotated[str, prose(kept=(MARKED,))] = ""
    item: Prose = ""
    means: Prose
    find_out: Prose = ""
    unsure: NonBlank
    picture: NonBlank | None = None
    claims: Annotated[tuple[str, ...], limits.list_of(limits.text(), least=1, is_unique=True)]
    answers: Mapping[str, Prose] = field(default_factory=dict)
    rules_out: Annotated[tuple[Misreading, ...], limits.list_of(record_of(Misreading), least=1)]

    def misfits(self, kind: Kind, labels: _Labels, unsure: Mapping[str, Text]) -> Iterator[str]:
        """Yield what is wrong beside the finding's kind and the texts that are shared."""
        if self.unsure not in unsure:
            yield f"unsure is '{self.unsure}'{meant(self.unsure, unsure)}"
        tokens = dict.fromkeys(labels.of(kind), limits.text())
        yield from (f"answers: {each}" for each in limits.read_object(tokens, (), self.answers)[1])
        for token, label in labels.of(kind).items():
            if not (self.answers.get(token) or label):
                yield f"'answers' has no label for '{token}'"

    def question(self, finding: Finding, labels: _Labels, unsure: Mapping[str, Text]) -> Question:
        """Return the question."""
        leads_to, kind = unsure[self.unsure], finding.kind
        return Question(
            finding=finding.id,
            kind=kind,
            short=finding.short,
            item=self.item or self.asks,
            asks=self.asks,
            asks_marked=self.asks_marked,
            means=self.means,
            find_out=self.find_out,
            unsure_leads_to=_AND.join(part for part in (self.find_out, leads_to.says) if part),
            picture=self.picture,
            choices=tuple(
                Choice(token, _value(kind, token), self.answers.get(token) or label)
                for token, label in labels.of(kind).items()
            ),
            unsure_label=labels.unsure,
            rules_out=self.rules_out,
            claims=tuple(dict.fromkeys((*self.claims, *leads_to.claims))),
        )


def questions(subject: Subject = Subject.SELF, limbs: Limbs = Limbs.BOTH) -> Mapping[str, Question]:
    """Return every question by its finding, in the check's order, worded for ``subject``.

    Of somebody with one leg, the other is not asked about.
    """
    return _worded_questions(subject, limbs, current(), measures())


def question(finding: str, subject: Subject = Subject.SELF, limbs: Limbs = Limbs.BOTH) -> Question:
    """Return the question that asks ``finding``, worded for ``subject``."""
    return questions(subject, limbs)[finding]


def nothing_called(finding: str) -> str:
    """Return the line that says that the check asks no such thing."""
    return translate("the check asks nothing called '{name}'", name=finding) + meant(
        finding, questions()
    )


def load(folder: Traversable, shared: Traversable, known: Iterable[Finding]) -> dict[str, Question]:
    """Read ``folder/<finding>.toml`` for every known finding, with the words in braces kept.

    Raises
    ------
    InvalidDataError
        with every fault of all the files.
    """
    labels = load_file(_Labels, shared / "labels.toml")
    unsure = _unsure_texts(shared / "unsure.toml")
    by_id = {finding.id: finding for finding in known}
    faults = [
        f"questions/{file.name}: there is no finding '{file.name.removesuffix('.toml')}'"
        for file in toml_files(folder)
        if file.name.removesuffix(".toml") not in by_id
    ]
    loaded: dict[str, Question] = {}
    for finding, found in by_id.items():
        where = f"questions/{finding}.toml"
        try:
            data = load_file(_QuestionFile, folder / f"{finding}.toml", where)
        except InvalidDataError as error:
            faults += error.faults
            continue
        wrong = [*data.misfits(found.kind, labels, unsure)]
        faults += [f"{where}: {fault}" for fault in wrong]
        if not wrong:
            loaded[finding] = data.question(found, labels, unsure)
    if faults:
        raise InvalidDataError(faults)
    return loaded


@cache
def _questions() -> dict[str, Question]:
    room = files("soleus.assessment")
    return load(room / "questions", room / "interview", findings())


@cache
def _worded_questions(
    subject: Subject, limbs: Limbs, _language: str, _measures: Measures
) -> dict[str, Question]:
    return {
        finding: of_these_legs(_worded(found, subject), limbs)
        for finding, found in _questions().items()
    }


def _worded(found: Question, subject: Subject) -> Question:
    def put(text: str) -> str:
        return worded(translate(text), subject)

    return replace(
        found,
        short=translate(found.short),
        item=put(found.item),
        asks=put(found.asks),
        asks_marked=put(found.asks_marked) if found.asks_marked else "",
        means=put(found.means),
        find_out=put(found.find_out) if found.find_out else "",
        unsure_leads_to=" ".join(put(part) for part in found.unsure_leads_to.split(_AND)),
        unsure_label=translate(found.unsure_label),
        choices=tuple(replace(c, label=put(c.label)) for c in found.choices),
    )


def _unsure_texts(file: Traversable) -> dict[str, Text]:
    texts = load_texts(file, read_toml(file))
    for name, text in texts.items():
        if faults := wording_faults(text.says):
            raise InvalidDataError(f"{file.name}, {name}: {fault}" for fault in faults)
    return texts


def _value(kind: Kind, token: str) -> Value:
    if token in ("none", "no"):
        return DENIALS[kind]
    if kind is Kind.YES_NO:
        return True
    return (token,) if kind is Kind.ACTIVITIES else token
