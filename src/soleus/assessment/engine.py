"""The engine: decides complete answers, given as one number, from a rulebook made ready to run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from soleus.assessment.care import Care
from soleus.assessment.conjunct import Conjunct, conjuncts
from soleus.assessment.finding import Kind
from soleus.assessment.rule import LEVELS, Rule
from soleus.assessment.rulebook import Rulebook, rulebook
from soleus.assessment.space import Field, Space
from soleus.assessment.strictness import ACTIVITIES, packed, unpacked
from soleus.vocabulary import Activity, Urgency

Table = dict[str | None, tuple[Conjunct, ...]]
"""Conjuncts by the finding that triggers them."""


@dataclass(frozen=True, slots=True)
class Ease:
    """A rule that eases an activity named in ``cleared_activities``."""

    rule: Rule
    level: int
    care: int
    before: tuple[int, ...]
    after: int


@dataclass(frozen=True, slots=True)
class Bound:
    """A rule by which one activity, by place, is never freer than another."""

    rule: Rule
    lower: int
    upper: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What complete answers lead to.

    Parameters
    ----------
    fired : the conjuncts that fired, in the order of their rules
    level : the urgency, as an index into ``LEVELS``
    raw : the strictness of each activity by the rules' effects alone
    strictness : the strictness of each activity in the end
    eased : the rule that eased an activity, by place
    bounded : the rule that bounded an activity, by place
    """

    fired: Sequence[Conjunct]
    level: int
    raw: tuple[int, ...]
    strictness: list[int]
    eased: dict[int, Rule]
    bounded: dict[int, Bound]


class Engine:
    """A rulebook made ready to run."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.space = Space(book.findings)
        self.care = Care(book.terms, self.space)
        self.gates: dict[Urgency, list[Rule]] = {urgency: [] for urgency in Urgency}
        self.eases: list[Ease] = []
        self.bounds: list[Bound] = []
        self.conjuncts: tuple[Conjunct, ...] = self._compiled()
        self.tables = {stage: self._table(stage) for stage in self.care.stages}
        self.by_stage = {
            stage: tuple(one for one in self.conjuncts if one.counts(stage))
            for stage in self.care.stages
        }
        self.splitting = {stage: self._splitting(listed) for stage, listed in self.by_stage.items()}
        self.splitting_levels = {
            stage: self._splitting([one for one in listed if one.level])
            for stage, listed in self.by_stage.items()
        }
        self.by_level = [sum_effects(self.gates[urgency]) for urgency in LEVELS]

    def _compiled(self) -> tuple[Conjunct, ...]:
        ready: list[Conjunct] = []
        for order, rule in enumerate(self.book.rules):
            entries = rule.when or ()
            if rule.eases:
                where = self.care.where(rule.care)
                self.eases += [_ease(rule, entry["urgency"], where) for entry in entries]
            elif rule.no_better_than:
                self.bounds += _bounds(rule)
            elif any("urgency" in entry for entry in entries):
                for entry in entries:
                    self.gates[Urgency(entry["urgency"])].append(rule)
            else:
                ready += conjuncts(order, rule, self.book, self.space, self.care)
        return tuple(ready)

    def _table(self, stage: int) -> Table:
        table: dict[str | None, list[Conjunct]] = {name: [] for name in self.space.fields}
        table[None] = []
        for conjunct in self.conjuncts:
            if conjunct.counts(stage):
                table[conjunct.trigger].append(conjunct)
        return {name: tuple(listed) for name, listed in table.items()}

    def _splitting(self, fired: Iterable[Conjunct]) -> tuple[Field, ...]:
        """Return the findings of which neither answer is always the less suspicious to these."""
        wanted_denied = {
            field.finding.id
            for conjunct in fired
            for field, bits in zip(conjunct.fields, conjunct.allowed, strict=True)
            if bits & field.denial
        }
        with_course = {
            need.parents[0].finding.id
            for need in self.space.needs
            if need.child.finding.kind is Kind.COURSE
        }
        names = wanted_denied | with_course
        return tuple(field for name, field in self.space.fields.items() if name in names)

    def affirmed(self, answers: int) -> list[str]:
        """Return the findings that complete answers affirm."""
        positive = answers & ~self.space.denials
        return [name for name, field in self.space.fields.items() if positive & field.mask]

    def fired(self, answers: int, affirmed: Iterable[str], stage: int) -> list[Conjunct]:
        """Return the conjuncts that hold at a stage of care, in the order of their rules."""
        table = self.tables[stage]
        held = [conjunct for conjunct in table[None] if not answers & conjunct.forbidden]
        for name in affirmed:
            for conjunct in table[name]:
                if not answers & conjunct.forbidden:
                    held.append(conjunct)
        if len(held) > 1:
            held.sort(key=attrgetter("order"))
        return held

    def level(self, answers: int, affirmed: Iterable[str], stage: int) -> int:
        """Return the urgency of complete answers at a stage of care, as a level."""
        table = self.tables[stage]
        level = 0
        for name in (None, *affirmed):
            for conjunct in table[name]:
                if conjunct.level > level and not answers & conjunct.forbidden:
                    level = conjunct.level
        return level

    def outcome(self, answers: int, affirmed: Iterable[str], cleared: Iterable[int]) -> Outcome:
        """Return what complete answers lead to; ``cleared`` are places of activities."""
        stage = self.care.of(answers)
        return self.outcome_of(self.fired(answers, affirmed, stage), stage, cleared)

    def outcome_of(self, fired: Sequence[Conjunct], stage: int, cleared: Iterable[int]) -> Outcome:
        """Return what the conjuncts that fired lead to."""
        level = effects = 0
        for conjunct in fired:
            if conjunct.level > level:
                level = conjunct.level
            effects |= conjunct.effects
        return self.finished(fired, level, effects | self.by_level[level], stage, cleared)

    def finished(
        self,
        fired: Sequence[Conjunct],
        level: int,
        effects: int,
        stage: int,
        cleared: Iterable[int],
    ) -> Outcome:
        """Return the outcome of packed effects, after what eases them and what binds them."""
        raw = unpacked(effects)
        strictness = list(raw)
        eased = self._ease(strictness, level, stage, cleared) if cleared else {}
        return Outcome(fired, level, raw, strictness, eased, self._bind(strictness))

    def _ease(
        self, strictness: list[int], level: int, stage: int, cleared: Iterable[int]
    ) -> dict[int, Rule]:
        """Ease the strictness of what was cleared; return what was eased."""
        eased: dict[int, Rule] = {}
        for ease in self.eases:
            applies = ease.level == level and ease.care >> stage & 1
            for place in cleared if applies else ():
                if strictness[place] in ease.before:
                    strictness[place] = ease.after
                    eased[place] = ease.rule
        return eased

    def _bind(self, strictness: list[int]) -> dict[int, Bound]:
        """Make activities no freer than those they are bound to; return what was bound."""
        bounded: dict[int, Bound] = {}
        for bound in self.bounds:
            if strictness[bound.upper] > strictness[bound.lower]:
                strictness[bound.lower] = strictness[bound.upper]
                bounded[bound.lower] = bound
        return bounded


def sum_effects(gates: Iterable[Rule]) -> int:
    """Return the effects of several gates together, packed."""
    total = 0
    for gate in gates:
        total |= packed(gate.strictness)
    return total


def _ease(rule: Rule, urgency: str, care: int) -> Ease:
    before, after = rule.eases or ((), 0)
    return Ease(rule, LEVELS.index(Urgency(urgency)), care, before, after)


def _bounds(rule: Rule) -> list[Bound]:
    place: dict[Activity, int] = {activity: at for at, activity in enumerate(ACTIVITIES)}
    return [Bound(rule, place[lower], place[upper]) for lower, upper in rule.no_better_than.items()]


@cache
def engine() -> Engine:
    """Return the engine that Soleus decides by, made ready on the first call."""
    return Engine(rulebook())
