"""A rule as it stands in its file: when it fires, what it does, what it says, how it is checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from soleus.assessment.strictness import ACTIVITIES, GRADES, PHRASES
from soleus.records import Limit, NonBlank, Record, limits
from soleus.vocabulary import Activity, Answer, AnswerDocument, Findings, Status, Urgency

LEVELS = (Urgency.SELF_CARE, Urgency.WITHIN_DAYS, Urgency.TODAY, Urgency.EMERGENCY)
"""The urgencies that rules can make, the least first; a level is an index into it."""

URGENCY_FOLDERS = tuple(level.value for level in LEVELS[:0:-1])
"""The folders whose rules make an urgency, the most urgent first."""

LEG_WORDS = {
    "any_leg": ("left", "right", "both"),
    "one_leg": ("left", "right"),
    "both_legs": ("both",),
}
"""What a rule may say of a sided finding, and the answers that satisfy it."""

_EVERYTHING = "everything"


def _effects() -> Limit:
    """Allow a table from activities, or ``everything``, to phrases such as ``caution``."""
    words = limits.mapping_of(limits.literal(*Activity, _EVERYTHING), limits.literal(*PHRASES))

    def load(value: object) -> dict[Activity, int]:
        loaded = words.load(value)
        if fault := words.fault(loaded):
            raise ValueError(fault)
        effects: dict[Activity, int] = {}
        for name, phrase in loaded.items():
            activities = tuple(Activity) if name == _EVERYTHING else (Activity(name),)
            effects |= dict.fromkeys(activities, PHRASES[phrase])
        return effects

    return Limit(lambda _: None, load)


def _eases() -> Limit:
    """Allow ``{ from = status, to = phrase }``."""
    status, phrase = limits.one_of(Status), limits.literal(*PHRASES)

    def load(value: object) -> tuple[tuple[int, ...], int]:
        words, faults = limits.read_object({"from": status, "to": phrase}, ("from", "to"), value)
        if faults:
            raise ValueError("; ".join(faults))
        grades = tuple(at for at, grade in enumerate(GRADES) if grade.status is words["from"])
        return grades, PHRASES[words["to"]]

    return Limit(lambda _: None, load)


Effects = Annotated[Mapping[Activity, int], _effects()]


@dataclass(frozen=True, slots=True)
class Example(Record):
    """Answers and what they must lead to."""

    name: NonBlank
    answers: Annotated[Findings, limits.document()]
    fires: Literal["yes", "no", "unknown"]
    unknown: tuple[str, ...] = ()
    others: Literal["unknown", "no"] = "no"
    urgency: Urgency | None = None
    activities: Effects = field(default_factory=dict)

    def document(self) -> AnswerDocument:
        """Return the answer file of this example."""
        asked: dict[str, Answer] = {**dict.fromkeys(self.unknown), **self.answers}
        return {"answers": asked, "others": self.others}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Record):
    """One rule of the check.

    Parameters
    ----------
    id : folder and file name, joined by a dot
    says : plain words to the person
    suspects : what it can be, as one sentence of an urgency's rule; empty where there is none
    claims : ids of the ledger
    when : it fires where all entries of any one of these hold; None where it always fires
    always : said in place of ``when`` by a rule that always fires
    unless_settled, only_settled : whether the person must not be settled, or must be
    effects : how strict it is with which activities; none for rules that make an urgency
    eases : None, or the grades that it eases and to which
    no_better_than : activities, each with the one that it may never be freer than
    examples : answers with what they must lead to
    """

    id: NonBlank
    says: NonBlank
    suspects: str = ""
    claims: Annotated[tuple[str, ...], limits.list_of(limits.text(), least=1, is_unique=True)]
    when: tuple[Mapping[str, Any], ...] | None = None
    always: bool = False
    unless_settled: bool = False
    only_settled: bool = False
    effects: Effects = field(default_factory=dict)
    eases: Annotated[tuple[tuple[int, ...], int] | None, _eases()] = None
    no_better_than: Mapping[Activity, Activity] = field(default_factory=dict)
    examples: tuple[Example, ...]

    @property
    def can_be_explained(self) -> bool:
        """Whether it says "unless explained": a clot was looked for, or is under treatment."""
        return any("explained" in each for each in self.when or ())

    @property
    def folder(self) -> str:
        """The folder that it stands in."""
        return self.id.partition(".")[0]

    @property
    def level(self) -> int:
        """The urgency it makes, as an index into ``LEVELS``; 0 where it makes none."""
        return next((at for at, urgency in enumerate(LEVELS) if urgency == self.folder), 0)

    @property
    def strictness(self) -> tuple[int, ...]:
        """How strict its effects are with each activity, in their order."""
        return tuple(self.effects.get(activity, 0) for activity in ACTIVITIES)

    @property
    def care(self) -> Mapping[str, bool]:
        """What must be so of the care that the person has had, for all of it to fire."""
        return {"settled": self.only_settled} if self.only_settled or self.unless_settled else {}

    def _faults_between(self) -> tuple[str, ...]:
        """Return where the parts of the rule contradict each other, or an example is lacking."""
        return (*self._condition_faults(), *self._effect_faults(), *self._example_faults())

    def _condition_faults(self) -> Iterator[str]:
        if self.always == (self.when is not None):
            yield "needs either 'when', a list of tables, or 'always = true'"
        if any(not entry for entry in self.when or ()):
            yield "'when' has an empty table; 'always = true' says that it always fires"
        if self.unless_settled and self.only_settled:
            yield "'unless_settled' and 'only_settled' exclude each other"

    def _effect_faults(self) -> Iterator[str]:
        does = [bool(self.effects), self.eases is not None, bool(self.no_better_than)]
        if self.suspects and self.folder not in URGENCY_FOLDERS:
            yield "'suspects' belongs to rules that make an urgency"
        if self.folder in URGENCY_FOLDERS:
            if any(does):
                yield "a rule that makes an urgency has no effects of its own"
        elif sum(does) != 1:
            yield "needs exactly one of 'effects', 'eases' and 'no_better_than'"
        yield from self._faults_of_decision_words()

    def _faults_of_decision_words(self) -> Iterator[str]:
        """Yield where a rule mixes what rests on answers with what rests on the decision."""
        of_decision = {"urgency", "cleared"}
        keys = [set(entry) for entry in self.when or ()]
        if self.eases is not None:
            if any(key != of_decision for key in keys):
                yield "a rule that eases needs exactly 'urgency' and 'cleared' in its 'when'"
        elif self.no_better_than:
            if self.when is not None or self.care:
                yield "'no_better_than' needs 'always = true' and nothing else"
        elif self.folder == "gate":
            if self.care or any(key != {"urgency"} for key in keys):
                yield "a rule of the gate needs exactly 'urgency' in its 'when'"
        elif any(key & of_decision for key in keys):
            yield "'urgency' and 'cleared' belong to the gate and to rules that ease"

    def _example_faults(self) -> Iterator[str]:
        shown = {example.fires for example in self.examples}
        if "yes" not in shown:
            yield "no example in which it fires"
        if self.when is not None and "unknown" not in shown and self.id != "gate.incomplete":
            yield "no example in which a fact is unknown"
