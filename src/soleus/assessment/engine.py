"""The engine: decides complete answers, given as one number, from a rulebook made ready to run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from soleus.assessment.conjunct import Conjunct, conjuncts
from soleus.assessment.rule import LEVELS, Rule
from soleus.assessment.rulebook import Rulebook, rulebook
from soleus.assessment.space import Space
from soleus.assessment.strictness import ACTIVITIES, packed, unpacked
from soleus.vocabulary import Activity, Urgency

Table = dict[str | None, tuple[Conjunct, ...]]
"""Conjuncts by the finding that triggers them."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What one urgency does to the activities, by place and packed."""

    rule: Rule
    effects: int
    strictness: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ease:
    """A rule that eases an activity named in ``cleared_activities``."""

    rule: Rule
    level: int
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
        self.gates: dict[Urgency, list[Gate]] = {urgency: [] for urgency in Urgency}
        self.eases: list[Ease] = []
        self.bounds: list[Bound] = []
        self.conjuncts: tuple[Conjunct, ...] = self._compiled()
        self.tables = {settled: self._table(settled) for settled in (False, True)}
        self.by_level = [sum_effects(self.gates[urgency]) for urgency in LEVELS]
        fields = self.space.fields
        self.settled_bits = sum(
            fields[name].bits[value] for name, value in book.terms.settled.items()
        )
        self.settled_mask = sum(fields[name].mask for name in book.terms.settled)

    def _compiled(self) -> tuple[Conjunct, ...]:
        ready: list[Conjunct] = []
        for order, rule in enumerate(self.book.rules):
            entries = rule.when or ()
            if rule.eases:
                self.eases += [_ease(rule, entry["urgency"]) for entry in entries]
            elif rule.no_better_than:
                self.bounds += _bounds(rule)
            elif any("urgency" in entry for entry in entries):
                effects = packed(dict(rule.effects))
                gate = Gate(rule, effects, unpacked(effects))
                for entry in entries:
                    self.gates[Urgency(entry["urgency"])].append(gate)
            else:
                ready += conjuncts(order, rule, self.book, self.space)
        return tuple(ready)

    def _table(self, settled: bool) -> Table:
        table: dict[str | None, list[Conjunct]] = {name: [] for name in self.space.fields}
        table[None] = []
        for conjunct in self.conjuncts:
            if conjunct.settled in (None, settled):
                table[conjunct.trigger].append(conjunct)
        return {name: tuple(listed) for name, listed in table.items()}

    def is_settled(self, ways: int) -> bool:
        """Return whether every one of these ways is of a settled person."""
        return ways & self.settled_mask == self.settled_bits

    def affirmed(self, answers: int) -> list[str]:
        """Return the findings that complete answers affirm."""
        positive = answers & ~self.space.denials
        return [name for name, field in self.space.fields.items() if positive & field.mask]

    def fired(self, answers: int, affirmed: Iterable[str], settled: bool) -> list[Conjunct]:
        """Return the conjuncts that hold on complete answers, in the order of their rules."""
        table = self.tables[settled]
        held = [conjunct for conjunct in table[None] if not answers & conjunct.forbidden]
        for name in affirmed:
            for conjunct in table[name]:
                if not answers & conjunct.forbidden:
                    held.append(conjunct)
        if len(held) > 1:
            held.sort(key=attrgetter("order"))
        return held

    def outcome(self, answers: int, affirmed: Iterable[str], cleared: Iterable[int]) -> Outcome:
        """Return what complete answers lead to; ``cleared`` are places of activities."""
        settled = self.is_settled(answers)
        return self.outcome_of(self.fired(answers, affirmed, settled), settled, cleared)

    def outcome_of(
        self, fired: Sequence[Conjunct], settled: bool, cleared: Iterable[int]
    ) -> Outcome:
        """Return what the conjuncts that fired lead to."""
        level = effects = 0
        for conjunct in fired:
            if conjunct.level > level:
                level = conjunct.level
            effects |= conjunct.effects
        return self.finished(fired, level, effects | self.by_level[level], settled, cleared)

    def finished(
        self,
        fired: Sequence[Conjunct],
        level: int,
        effects: int,
        settled: bool,
        cleared: Iterable[int],
    ) -> Outcome:
        """Return the outcome of packed effects, after what eases them and what binds them."""
        raw = unpacked(effects)
        strictness = list(raw)
        eased = self._ease(strictness, level, settled, cleared) if cleared else {}
        return Outcome(fired, level, raw, strictness, eased, self._bind(strictness))

    def _ease(
        self, strictness: list[int], level: int, settled: bool, cleared: Iterable[int]
    ) -> dict[int, Rule]:
        """Ease the strictness of what was cleared; return what was eased."""
        eased: dict[int, Rule] = {}
        for ease in self.eases:
            applies = ease.level == level and ease.rule.settled in (None, settled)
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


def sum_effects(gates: Iterable[Gate]) -> int:
    """Return the effects of several gates together, packed."""
    total = 0
    for gate in gates:
        total |= gate.effects
    return total


def _ease(rule: Rule, urgency: str) -> Ease:
    before, after = rule.eases or ((), 0)
    return Ease(rule, LEVELS.index(Urgency(urgency)), before, after)


def _bounds(rule: Rule) -> list[Bound]:
    place: dict[Activity, int] = {activity: at for at, activity in enumerate(ACTIVITIES)}
    return [Bound(rule, place[lower], place[upper]) for lower, upper in rule.no_better_than.items()]


@cache
def engine() -> Engine:
    """Return the engine that Soleus decides by, made ready on the first call."""
    return Engine(rulebook())
