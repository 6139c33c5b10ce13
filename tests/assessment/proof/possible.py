"""What the rules make of an answer file with unknowns, by "this rule can still fire" alone.

Any finding may be unknown. The strictest that any way of answering gives is read off the rules that
can fire, as the engine does; the proofs hold it against every way of answering.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from z3 import And, Bool, BoolRef, BoolVal, If, Not, Or

from assessment.proof.encoding import (
    BOOK,
    HOLD,
    TOP_GRADE,
    TOP_LEVEL,
    Person,
    bind,
    condition,
    gate_levels,
    grades_given,
    is_gate,
    rests_on_answers,
    stages,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessment.proof.encoding import Atom
    from soleus.assessment.rule import Rule
    from soleus.vocabulary import Activity


class AnswerFile:
    """What is known of a person: their answers to some findings, whichever these are."""

    def __init__(self, name: str) -> None:
        self.person = Person(name)
        self.known = {finding.id: Bool(f"{name}.{finding.id}.known") for finding in BOOK.findings}

    def allows(self, person: Person) -> BoolRef:
        """Whether a person's complete answers are one way of answering what is unknown."""
        kept = [
            Or(Not(known), self.person.same(person, [name])) for name, known in self.known.items()
        ]
        return And(person.valid(), *kept)

    def can(self, finding: str, satisfied: BoolRef) -> BoolRef:
        """Whether the answer can be such: it is, or it is unknown."""
        return Or(Not(self.known[finding]), satisfied)

    def says(self, finding: str, satisfied: BoolRef) -> BoolRef:
        """Whether the answer is known to be such: what reading unknown as no would take."""
        return And(self.known[finding], satisfied)

    def is_settled(self) -> BoolRef:
        """Whether the person is known to be settled."""
        return self._settled(self.says)

    def can_show(self, asked: Mapping[str, bool]) -> BoolRef:
        """Whether the person's care can be as asked."""
        terms = BOOK.terms
        fitting = [
            stage for stage in stages(terms) if all(stage[term] is so for term, so in asked.items())
        ]
        return Or(*map(self._can_be, fitting))

    def _can_be(self, stage: Mapping[str, bool]) -> BoolRef:
        if not stage["settled"]:
            return Not(self.is_settled())
        return And(
            self._settled(self.can),
            *(
                Or(*(self.can(name, self.person.has(name)) for name in findings))
                if stage[term]
                else And(*(self.can(name, Not(self.person.has(name))) for name in findings))
                for term, findings in BOOK.terms.of_the_settled.items()
            ),
        )

    def _settled(self, atom: Atom) -> BoolRef:
        return And(
            *(
                atom(name, self.person.has(name) if value else Not(self.person.has(name)))
                for name, value in BOOK.terms.settled.items()
            )
        )


class Strictest:
    """The strictest urgency and grades that the rules that can fire give together.

    ``read_as_no`` names rules that take an unknown for a no: a planted fault.
    """

    def __init__(
        self, rules: Sequence[Rule], file: AnswerFile, read_as_no: frozenset[str] = frozenset()
    ) -> None:
        self.file = file
        self.read_as_no = read_as_no
        self.can_fire = {rule.id: self._can_fire(rule) for rule in rules if rests_on_answers(rule)}
        self.can_be = [
            Or(*(fires for rule_id, fires in self.can_fire.items() if levels[rule_id] == level))
            for levels in ({rule.id: rule.level for rule in rules},)
            for level in range(TOP_LEVEL + 1)
        ]
        fires = dict(self.can_fire)
        for rule in rules:
            if is_gate(rule):
                fires[rule.id] = Or(*(self.can_be[level] for level in gate_levels(rule)))
        self.grade_from = grades_given(rules, fires)
        for rule in rules:
            if rule.eases:
                self._ease(rule)
        bind(rules, self.grade_from)

    def _can_fire(self, rule: Rule) -> BoolRef:
        atom = self.file.says if rule.id in self.read_as_no else self.file.can
        return condition(rule, self.file.person, atom, self.file.can_show)

    def _ease(self, rule: Rule) -> None:
        """Ease what is known to be cleared, of who is known to be settled, nothing urgent."""
        assert rule.eases
        before, after = rule.eases
        assert gate_levels(rule) == [0], "what eases under an urgency is not encoded"
        assert rule.care == {"settled": True}
        calm = And(self.file.is_settled(), *(Not(can) for can in self.can_be[1:]))
        for activity, grades in self.grade_from.items():
            at = [
                And(grades[g], Not(grades[g + 1])) if g < TOP_GRADE else grades[g] for g in before
            ]
            named = self.file.says("cleared_activities", self.file.person.cleared(activity))
            eased = And(calm, named, Or(*at))
            self.grade_from[activity] = [
                If(eased, BoolVal(after >= grade), held) for grade, held in enumerate(grades)
            ]

    def is_open(self, activity: Activity) -> BoolRef:
        """Whether the strictest is permitted or caution: what lets an activity stand open."""
        return Not(self.grade_from[activity][HOLD])

    def is_self_care(self) -> BoolRef:
        """Whether no rule that makes an urgency can fire."""
        return Not(Or(*self.can_be[1:]))
