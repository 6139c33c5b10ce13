"""The loaded rules as formulas over all answers: the same ``Rule`` objects that run, translated.

A ``Person`` is one complete set of answers, all of it free: two truths for a sided finding (left,
right), one for a yes or no, one for each course of a swelling. ``Outcome`` says by the rules what
follows for it. Nothing of the engine is used, so that the two can be held against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING, Any

from z3 import And, Bool, BoolRef, BoolVal, If, ModelRef, Not, Or, Solver, Xor, is_true, sat

from soleus.assessment.finding import COURSES, Kind
from soleus.assessment.rule import LEVELS, Rule
from soleus.assessment.rulebook import Rulebook, rulebook
from soleus.assessment.strictness import GRADES
from soleus.vocabulary import Activity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from soleus.assessment.finding import Finding
    from soleus.assessment.terms import Terms


BOOK = rulebook()
Care = Mapping[str, BoolRef]
"""For ``settled``, and for each term that may be known of the settled alone, whether it holds."""
LEG_WORDS: dict[str, Callable[[BoolRef, BoolRef], BoolRef]] = {
    "any_leg": Or,
    "one_leg": Xor,
    "both_legs": And,
}
TOP_LEVEL = len(LEVELS) - 1
TOP_GRADE = len(GRADES) - 1
Atom = Callable[[str, BoolRef], BoolRef]
"""Says of a finding whether its answer is such, can be such, or is known to be such."""
CAUTION, HOLD, WITHHELD = 1, 2, TOP_GRADE
"""Grades: up to caution an activity is open, from hold on it is not."""


class Person:
    """One complete set of answers, free but for what would contradict."""

    def __init__(self, name: str, book: Rulebook = BOOK) -> None:
        self.book = book
        self.bits: dict[str, tuple[BoolRef, ...]] = {
            finding.id: _bits(f"{name}.{finding.id}", finding) for finding in book.findings
        }

    def has(self, finding: str) -> BoolRef:
        """Whether the finding is there at all."""
        return Or(*self.bits[finding])

    def left(self, finding: str) -> BoolRef:
        """Whether the left leg has the finding."""
        return self.bits[finding][0]

    def right(self, finding: str) -> BoolRef:
        """Whether the right leg has the finding."""
        return self.bits[finding][1]

    def course(self, course: str) -> BoolRef:
        """Whether the swelling came so."""
        return self.bits["swelling_course"][COURSES.index(course)]

    def cleared(self, activity: Activity) -> BoolRef:
        """Whether a clinician allowed the activity by name."""
        return self.bits["cleared_activities"][list(Activity).index(activity)]

    def care(self) -> Care:
        """How far the person has been looked at, as their answers say."""
        terms = self.book.terms
        settled = And(
            *(
                self.has(name) if value else Not(self.has(name))
                for name, value in terms.settled.items()
            )
        )
        further = {
            term: And(settled, Or(*map(self.has, findings)))
            for term, findings in terms.of_the_settled.items()
        }
        return {"settled": settled, **further}

    def valid(self) -> BoolRef:
        """Whether the answers contradict nothing, and a swelling has exactly one course."""
        apart = [
            Not(And(self.has(finding.id), self.has(other)))
            for finding in self.book.findings
            for other in finding.excludes
        ]
        courses = self.bits["swelling_course"]
        needs = [
            Or(Not(self.has(finding.id)), *(self.has(parent) for parent in finding.needs))
            for finding in self.book.findings
            if finding.needs
        ]
        alone = [
            Not(And(one, other)) for at, one in enumerate(courses) for other in courses[at + 1 :]
        ]
        return And(Or(Not(self.has("swelling")), *courses), *alone, *needs, *apart)

    def same(self, other: Person, findings: Iterable[str]) -> BoolRef:
        """Whether two persons answer these findings alike."""
        pairs = [
            one == another
            for name in findings
            for one, another in zip(self.bits[name], other.bits[name], strict=True)
        ]
        return And(*pairs)

    def as_answers(self, model: ModelRef) -> dict[str, Any]:
        """Return the answers that a model gives this person."""
        read = {
            name: tuple(is_true(model.eval(bit, model_completion=True)) for bit in bits)
            for name, bits in self.bits.items()
        }
        answers = {f.id: _answer(f, read[f.id]) for f in self.book.findings}
        return {name: value for name, value in answers.items() if value is not None}


def _bits(name: str, finding: Finding) -> tuple[BoolRef, ...]:

    parts: dict[Kind, Sequence[str]] = {
        Kind.SIDED: ("left", "right"),
        Kind.YES_NO: ("yes",),
        Kind.COURSE: COURSES,
        Kind.ACTIVITIES: list(Activity),
        Kind.AGE: (),
    }
    return tuple(Bool(f"{name}.{part}") for part in parts[finding.kind])


def _answer(finding: Finding, bits: tuple[bool, ...]) -> Any:
    if finding.kind is Kind.SIDED:
        return ("none", "left", "right", "both")[bits[0] + 2 * bits[1]]
    if finding.kind is Kind.YES_NO:
        return bits[0]
    if finding.kind is Kind.COURSE:
        return next((course for course, bit in zip(COURSES, bits, strict=True) if bit), None)
    if finding.kind is Kind.ACTIVITIES:
        return [activity.value for activity, bit in zip(Activity, bits, strict=True) if bit]
    return None


def exactly(_finding: str, satisfied: BoolRef) -> BoolRef:
    """Read an answer as it is; the atom of complete answers."""
    return satisfied


def condition(
    rule: Rule, person: Person, atom: Atom, care_is: Callable[[Mapping[str, bool]], BoolRef]
) -> BoolRef:
    """Whether a rule fires; ``atom`` reads the answers, and ``care_is`` the care that is asked."""
    return Or(
        *(
            And(
                *(_entry(key, value, person, atom) for key, value in answered.items()),
                care_is(asked),
            )
            for answered, asked in _entries(rule, person.book.terms)
        )
    )


def _entries(rule: Rule, terms: Terms) -> Iterator[tuple[dict[str, Any], dict[str, bool]]]:
    """Yield for each table of a rule what it asks of the answers, and what of the care."""
    for entry in rule.when if rule.when is not None else ({},):
        asked = {key: value for key, value in entry.items() if key in care_terms(terms)}
        answered = {key: value for key, value in entry.items() if key not in asked}
        if all(asked.get(key, value) is value for key, value in rule.care.items()):
            yield answered, asked | dict(rule.care)


def care_terms(terms: Terms) -> tuple[str, ...]:
    """Return what a rule may ask of the care that somebody has had."""
    return ("settled", *terms.of_the_settled)


def stages(terms: Terms) -> Iterator[dict[str, bool]]:
    """Yield every stage of care; only who is settled can be more than that."""
    further = tuple(terms.of_the_settled)
    yield dict.fromkeys(care_terms(terms), False)
    for chosen in product((False, True), repeat=len(further)):
        yield {"settled": True, **dict(zip(further, chosen, strict=True))}


def as_if(stage: Mapping[str, bool]) -> Care:
    """Return one stage of care to read somebody as, whatever their answers say."""
    return {term: BoolVal(is_so) for term, is_so in stage.items()}


def _entry(key: str, value: Any, person: Person, atom: Atom) -> BoolRef:
    terms = person.book.terms
    if key == "same_leg":
        sides: tuple[Callable[[str], BoolRef], ...] = (person.left, person.right)
        return Or(*(And(*(atom(name, side(name)) for name in value)) for side in sides))
    if key in terms.groups:
        return Or(*(atom(name, person.has(name)) for name in terms.groups[key]))
    if key in terms.signs:
        return Or(
            *(
                And(*(_entry(inner, wanted, person, atom) for inner, wanted in table.items()))
                for table in terms.signs[key]
            )
        )
    if key == "swelling_course":
        return atom(key, Or(*(person.course(course) for course in value)))
    if isinstance(value, str):
        return atom(key, LEG_WORDS[value](person.left(key), person.right(key)))
    return atom(key, person.has(key) if value else Not(person.has(key)))


class Outcome:
    """What rules make of a person's complete answers.

    Parameters
    ----------
    care : read the person as this instead of as their answers say
    made : where some of the rules fire, made before for the same person
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        person: Person,
        care: Care | None = None,
        made: Mapping[str, BoolRef] | None = None,
    ) -> None:
        self.person = person
        self.care = person.care() if care is None else care
        by_answers = [rule for rule in rules if rests_on_answers(rule)]
        known = made or {}
        self.fires = {
            rule.id: known[rule.id] if rule.id in known else self._fires(rule)
            for rule in by_answers
        }
        self.level_from = [BoolVal(True)] + [
            Or(*(self.fires[rule.id] for rule in by_answers if rule.level >= level))
            for level in range(1, TOP_LEVEL + 1)
        ]
        for rule in rules:
            if is_gate(rule):
                self.fires[rule.id] = Or(*map(self.urgency_is, gate_levels(rule)))
        self.given = grades_given(rules, self.fires)
        self.grade_from = {activity: list(grades) for activity, grades in self.given.items()}
        for rule in rules:
            if rule.eases:
                self._ease(rule)
        self.fires |= bind(rules, self.grade_from)

    def _fires(self, rule: Rule) -> BoolRef:
        return condition(rule, self.person, exactly, self._care_is)

    def _care_is(self, asked: Mapping[str, bool]) -> BoolRef:
        return And(*(self.care[term] if so else Not(self.care[term]) for term, so in asked.items()))

    def urgency_is(self, level: int) -> BoolRef:
        """Whether the urgency is exactly this level."""
        if level == TOP_LEVEL:
            return self.level_from[level]
        return And(self.level_from[level], Not(self.level_from[level + 1]))

    def _ease(self, rule: Rule) -> None:
        assert rule.eases
        before, after = rule.eases
        level = Or(*map(self.urgency_is, gate_levels(rule)))
        wanted = self._care_is(rule.care)
        counts = []
        for activity, grades in self.grade_from.items():
            at = [
                And(grades[g], Not(grades[g + 1])) if g < TOP_GRADE else grades[g] for g in before
            ]
            eased = And(level, wanted, self.person.cleared(activity), Or(*at))
            counts.append(eased)
            self.grade_from[activity] = [
                If(eased, BoolVal(after >= grade), held) for grade, held in enumerate(grades)
            ]
        self.fires[rule.id] = Or(*counts)

    def is_open(self, activity: Activity) -> BoolRef:
        """Whether the activity is permitted or allowed with caution."""
        return Not(self.grade_from[activity][HOLD])


def rests_on_answers(rule: Rule) -> bool:
    """Whether a rule fires by answers alone, not by the decision."""
    return not is_gate(rule) and rule.eases is None and not rule.no_better_than


def is_gate(rule: Rule) -> bool:
    """Whether a rule says what an urgency does to the activities."""
    return rule.id.startswith("gate.")


def gate_levels(rule: Rule) -> list[int]:
    """Return the levels that a rule on an urgency speaks of; incomplete is none."""
    words = [entry["urgency"] for entry in rule.when or ()]
    return [level for level, urgency in enumerate(LEVELS) if urgency in words]


def grades_given(rules: Sequence[Rule], fires: dict[str, BoolRef]) -> dict[Activity, list[BoolRef]]:
    """For each activity and grade, whether the effects of rules that fire reach that grade."""
    return {
        activity: [BoolVal(True)]
        + [
            Or(
                *(
                    fires[r.id]
                    for r in rules
                    if r.id in fires and r.effects.get(activity, 0) >= grade
                )
            )
            for grade in range(1, TOP_GRADE + 1)
        ]
        for activity in Activity
    }


def bind(rules: Sequence[Rule], grade_from: dict[Activity, list[BoolRef]]) -> dict[str, BoolRef]:
    """Make activities no freer than those they are bound to; return where each rule counted."""
    counted: dict[str, BoolRef] = {}
    for rule in rules:
        for lower, upper in rule.no_better_than.items():
            pairs = list(zip(grade_from[lower], grade_from[upper], strict=True))
            grade_from[lower] = [Or(low, up) for low, up in pairs]
            counted[rule.id] = Or(*(And(up, Not(low)) for low, up in pairs))
    return counted


def differ(one: Outcome, other: Outcome) -> BoolRef:
    """Whether two outcomes differ in the urgency, a status, or what is held until when."""
    levels = zip(one.level_from, other.level_from, strict=True)
    grades = [
        pair
        for activity in Activity
        for pair in zip(one.grade_from[activity], other.grade_from[activity], strict=True)
    ]
    return Or(*(a != b for a, b in [*levels, *grades]))


def lower(one: Outcome, other: Outcome) -> BoolRef:
    """Whether ``one`` has a lower urgency than ``other``, or is freer with some activity."""
    levels = zip(one.level_from, other.level_from, strict=True)
    grades = [
        pair
        for activity in Activity
        for pair in zip(one.grade_from[activity], other.grade_from[activity], strict=True)
    ]
    return Or(*(And(Not(a), b) for a, b in [*levels, *grades]))


def find(*formulas: BoolRef) -> ModelRef | None:
    """Return answers that satisfy all formulas; None where it is proved that there are none."""
    solver = Solver()
    solver.add(*formulas)
    result = solver.check()
    if result == sat:
        return solver.model()
    assert str(result) == "unsat", f"the solver could not tell: {result}"
    return None
