"""The properties as questions to the solver: each returns answers that break it, or None: proved.

Every law takes the rules it is to judge, so that the same law can be held against planted faults.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from z3 import And, BoolRef, BoolVal, Not, Or

from assessment.proof.encoding import (
    BOOK,
    HOLD,
    TOP_GRADE,
    TOP_LEVEL,
    Outcome,
    Person,
    differ,
    find,
    lower,
)
from assessment.proof.possible import AnswerFile, Strictest
from soleus.assessment.finding import Kind
from soleus.assessment.rule_files import findings_named
from soleus.vocabulary import Activity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleus.assessment import Rule

Broken = dict[str, Any] | None
ONE_LEG_WORSE = frozenset({"swelling", "leg_pain", "heaviness_or_aching"})
"""Where one leg alone is more suspicious than both."""
SYMPTOMS = tuple(finding for finding in BOOK.findings if finding.symptom)
ALL_FINDINGS = tuple(finding.id for finding in BOOK.findings)
P, Q = Person("p"), Person("q")
FILE = AnswerFile("file")


def _broken(person: Person, *formulas: BoolRef) -> Broken:
    model = find(*formulas)
    return None if model is None else person.as_answers(model)


def outcome_is_not_one(rules: Sequence[Rule]) -> Broken:
    """Property 1: answers with no urgency or two, or with an activity of no status or two."""
    one = Outcome(rules, P)
    scales = [one.level_from, *one.grade_from.values()]
    gaps = [Or(Not(scale[0]), *(And(hi, Not(lo)) for lo, hi in steps(scale))) for scale in scales]
    return _broken(P, P.valid(), Or(*gaps))


def steps(scale: Sequence[BoolRef]) -> list[tuple[BoolRef, BoolRef]]:
    """Return each rung of a scale with the next higher one."""
    return list(pairwise(scale))


def emergency_is_lowered(rules: Sequence[Rule]) -> Broken:
    """Property 2: an emergency of ``p``; ``q`` answers alike what made it, and has none."""
    emergencies = [rule for rule in rules if rule.level == TOP_LEVEL]
    one, other = Outcome(rules, P), Outcome(rules, Q)
    broken = []
    for rule in emergencies:
        named = {name for entry in rule.when or () for name in findings_named(entry, BOOK.terms)}
        broken.append(And(one.fires[rule.id], P.same(Q, named)))
    return _broken(Q, P.valid(), Q.valid(), Or(*broken), Not(other.urgency_is(TOP_LEVEL)))


def emergency_waits_for_settled(rules: Sequence[Rule]) -> Broken:
    """Property 2: answers whose emergency hangs on whether the person is settled."""
    settled = Outcome(rules, P, BoolVal(True))
    not_settled = Outcome(rules, P, BoolVal(False))
    return _broken(P, P.valid(), settled.urgency_is(TOP_LEVEL) != not_settled.urgency_is(TOP_LEVEL))


def symptom_eases(rules: Sequence[Rule], *, as_settled: bool | None = None) -> Broken:
    """Property 3: ``q`` has all symptoms of ``p`` and maybe more, yet is judged milder."""
    settled = None if as_settled is None else BoolVal(as_settled)
    added = [_no_fewer(finding.id) for finding in SYMPTOMS]
    course = Or(Not(P.has("swelling")), P.same(Q, ["swelling_course"]))
    rest = set(ALL_FINDINGS) - {finding.id for finding in SYMPTOMS} - {"swelling_course"}
    less = lower(Outcome(rules, Q, settled), Outcome(rules, P, settled))
    return _broken(Q, P.valid(), Q.valid(), *added, course, P.same(Q, rest), less)


def _no_fewer(symptom: str) -> BoolRef:
    same, none = P.same(Q, [symptom]), Not(P.has(symptom))
    if symptom in ONE_LEG_WORSE:
        return Or(same, none)
    wider = [Or(Not(a), b) for a, b in zip(P.bits[symptom], Q.bits[symptom], strict=True)]
    return Or(none, And(*wider))


def widening_eases(rules: Sequence[Rule], widened: str) -> Broken:
    """Property 3: ``q`` has in both legs what ``p`` has in some, all else alike; judged milder."""
    alone = set(ALL_FINDINGS) - {widened}
    wider = And(P.has(widened), Q.left(widened), Q.right(widened))
    one, other = Outcome(rules, P), Outcome(rules, Q)
    return _broken(Q, P.valid(), Q.valid(), P.same(Q, alone), wider, lower(other, one))


def opens_too_early(rules: Sequence[Rule], read_as_no: frozenset[str] = frozenset()) -> Broken:
    """Property 4: a file says open or self-care, and some way of answering does not."""
    strictest = Strictest(rules, FILE, read_as_no)
    way = Outcome(rules, P)
    opened = [And(strictest.is_open(one), Not(way.is_open(one))) for one in Activity]
    freer = [
        And(Not(strictest.grade_from[one][grade]), way.grade_from[one][grade])
        for one in Activity
        for grade in range(1, HOLD + 1)
    ]
    calm = And(strictest.is_self_care(), way.level_from[1])
    return _broken(P, FILE.allows(P), Or(*opened, *freer, calm))


def mirror_differs(rules: Sequence[Rule]) -> Broken:
    """Property 5: answers that are decided otherwise when left and right change places."""
    mirrored = []
    for finding in BOOK.findings:
        ours, theirs = P.bits[finding.id], Q.bits[finding.id]
        if finding.kind is Kind.SIDED:
            theirs = theirs[::-1]
        mirrored += [a == b for a, b in zip(ours, theirs, strict=True)]
    return _broken(P, P.valid(), Q.valid(), *mirrored, differ(Outcome(rules, P), Outcome(rules, Q)))


def emergency_leaves_open(
    rules: Sequence[Rule], read_as_no: frozenset[str] = frozenset()
) -> Broken:
    """Property 6: a file of which some way is an emergency, with an activity left open."""
    strictest = Strictest(rules, FILE, read_as_no)
    emergency = Outcome(rules, P).urgency_is(TOP_LEVEL)
    return _broken(P, FILE.allows(P), emergency, Or(*map(strictest.is_open, Activity)))


def emergency_withholds_less_than_all(rules: Sequence[Rule]) -> Broken:
    """Property 6: complete answers that are an emergency, with an activity not withheld."""
    one = Outcome(rules, P)
    freer = Or(*(Not(one.grade_from[activity][TOP_GRADE]) for activity in Activity))
    return _broken(P, P.valid(), one.urgency_is(TOP_LEVEL), freer)


def elevation_is_open(rules: Sequence[Rule]) -> Broken:
    """Property 7: elevation open with PAD or rest pain, neither settled nor cleared by name."""
    one = Outcome(rules, P)
    poor = Or(P.has("known_pad"), P.has("foot_pain_raised_or_at_night"))
    allowed = And(P.settled(), P.cleared(Activity.ELEVATION))
    return _broken(P, P.valid(), poor, one.is_open(Activity.ELEVATION), Not(allowed))


def elevation_is_open_under_unknowns(
    rules: Sequence[Rule], read_as_no: frozenset[str] = frozenset()
) -> Broken:
    """Property 7: elevation left open while PAD or rest pain can be, and not surely cleared."""
    strictest = Strictest(rules, FILE, read_as_no)
    poor = Or(P.has("known_pad"), P.has("foot_pain_raised_or_at_night"))
    person = FILE.person
    allowed = And(
        FILE.settled(certainly=True),
        FILE.says("cleared_activities", person.cleared(Activity.ELEVATION)),
    )
    return _broken(P, FILE.allows(P), poor, strictest.is_open(Activity.ELEVATION), Not(allowed))


def answers_in_which_it_fires(rules: Sequence[Rule], rule: Rule) -> Broken:
    """Property 8: answers in which a rule counts; None where it never can."""
    return _broken(P, P.valid(), Outcome(rules, P).fires[rule.id])


def answers_that_tell_apart(rules: Sequence[Rule], others: Sequence[Rule]) -> Broken:
    """Property 8: answers that two sets of rules decide otherwise; None where there are none."""
    return _broken(P, P.valid(), differ(Outcome(rules, P), Outcome(others, P)))


def stands_without_claim(rules: Sequence[Rule]) -> Broken:
    """Property 9: an urgency or a grade that no rule with a claim accounts for."""
    one = Outcome(rules, P)
    sourced = [rule for rule in rules if rule.claims]
    unfounded = [
        And(one.urgency_is(level), Not(Or(*(one.fires[r.id] for r in sourced if r.level == level))))
        for level in range(1, TOP_LEVEL + 1)
    ]
    for activity in Activity:
        for grade in range(1, TOP_GRADE + 1):
            at = one.grade_from[activity][grade]
            above = one.grade_from[activity][grade + 1] if grade < TOP_GRADE else BoolVal(False)
            founded = Or(
                *(one.fires[r.id] for r in sourced if _can_make(r, activity, grade, rules))
            )
            unfounded.append(And(at, Not(above), Not(founded)))
    return _broken(P, P.valid(), Or(*unfounded))


def _can_make(rule: Rule, activity: Activity, grade: int, rules: Sequence[Rule]) -> bool:
    """Whether a rule brings an activity to a grade: by effect, by easing, or through a bound."""
    if rule.eases:
        return rule.eases[1] == grade
    upper = {r.no_better_than[activity] for r in rules if activity in r.no_better_than}
    return any(rule.effects.get(one) == grade for one in (activity, *upper))


def milder_completion_is_stricter(
    rules: Sequence[Rule], split: frozenset[str], *, as_settled: bool | None = None
) -> Broken:
    """The engine's shortcut: ``q`` is one way, ``p`` the least of its part, and judged stricter."""
    settled = None if as_settled is None else BoolVal(as_settled)
    parents = {parent for finding in BOOK.findings for parent in finding.needs}
    below = [
        _at_most(finding.id, finding.kind, finding.id in parents, split)
        for finding in BOOK.findings
    ]
    less = lower(Outcome(rules, Q, settled), Outcome(rules, P, settled))
    return _broken(P, P.valid(), Q.valid(), *below, less)


def _at_most(name: str, kind: Kind, is_parent: bool, split: frozenset[str]) -> BoolRef:
    if name in split:
        return P.same(Q, [name])
    if kind is Kind.ACTIVITIES:  # for the easiest, all that may have been cleared counts as cleared
        pairs = zip(P.bits[name], Q.bits[name], strict=True)
        return And(*(Or(p, Not(q)) for p, q in pairs))
    if kind is Kind.COURSE:
        later = [And(p, Or(*Q.bits[name][: at + 1])) for at, p in enumerate(P.bits[name])]
        return Or(And(Not(P.has(name)), Not(Q.has(name))), *later)
    choices = [P.same(Q, [name]), Not(P.has(name))]
    if is_parent and kind is Kind.SIDED:
        choices.append(And(P.left(name), P.right(name), Q.has(name)))
    return Or(*choices)
