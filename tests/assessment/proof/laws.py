"""The properties as questions to the solver: each returns answers that break it, or None: proved.

Every law takes the rules it is to judge, so that the same law can be held against planted faults.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from z3 import And, BoolRef, BoolVal, Not, Or

from assessment.proof.encoding import (
    BOOK,
    CAUTION,
    HOLD,
    TOP_GRADE,
    TOP_LEVEL,
    Outcome,
    Person,
    as_if,
    differ,
    find,
    lower,
    stages,
)
from assessment.proof.possible import AnswerFile, Strictest
from soleus.assessment.finding import Kind
from soleus.assessment.rule_files import findings_named
from soleus.vocabulary import Activity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleus.assessment.rule import Rule
    from soleus.assessment.rulebook import Rulebook

Broken = dict[str, Any] | None
ONE_LEG_WORSE = frozenset(
    {
        "swelling",
        "leg_pain",
        "foot_or_joint_pain",
        "warm_red_or_tender",
        "heaviness_or_aching",
    }
)
"""Where one leg alone is more suspicious than both."""
SYMPTOMS = tuple(finding for finding in BOOK.findings if finding.symptom)
UNLESS_EXPLAINED = frozenset({"emergency.one_leg_swollen_suddenly", "emergency.warm_and_swollen"})
"""The emergencies that somebody who has looked for a clot can lift."""
ORDINARY = frozenset({"swelling", "heaviness_or_aching", "leg_fatigue", "varicose_veins"})
"""What both legs alike may have on an ordinary evening; swelling only if it comes and goes."""
ORDINARY_LIVES = frozenset(
    {
        "high_blood_pressure",
        "high_cholesterol",
        "smoker",
        "obesity",
        "hormones",
        "sits_long",
        "stands_long",
        "long_journey",
        "sedentary",
    }
)
"""The diseases and risks that refer nobody by themselves."""
ALL_FINDINGS = tuple(finding.id for finding in BOOK.findings)
P, Q = Person("p"), Person("q")
FILE = AnswerFile("file")
Stage = Mapping[str, bool]
STAGES = tuple(stages(BOOK.terms))
AFTER_SURGERY = "recent_leg_surgery"
NEVER_FREE = (Activity.COMPRESSION, Activity.PAIN_GUIDED_WALKING)


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
    """Property 2: an emergency of ``p``; ``q`` answers alike what made it, and has none.

    For the rules that say "unless explained", ``q`` is left unexplained, by whatever answers.
    """
    one, other = Outcome(rules, P), Outcome(rules, Q)
    explained = Or(other.care["explained"], And(other.care["settled"], Q.has(AFTER_SURGERY)))
    broken = []
    for rule in rules:
        if rule.level != TOP_LEVEL:
            continue
        named = {name for entry in rule.when or () for name in findings_named(entry, BOOK.terms)}
        lifted = BoolVal(False)
        if rule.id in UNLESS_EXPLAINED:
            named, lifted = named - {AFTER_SURGERY}, explained
        broken.append(And(one.fires[rule.id], P.same(Q, named), Not(lifted)))
    return _broken(Q, P.valid(), Q.valid(), Or(*broken), Not(other.urgency_is(TOP_LEVEL)))


def emergency_waits_for_care(rules: Sequence[Rule]) -> Broken:
    """Property 2: an emergency by other rules than these that hangs on how far care has gone."""
    others = [rule for rule in rules if rule.id not in UNLESS_EXPLAINED]
    read = [Outcome(others, P, as_if(stage)).urgency_is(TOP_LEVEL) for stage in STAGES]
    return _broken(P, P.valid(), Or(*(one != read[0] for one in read[1:])))


def more_care_is_more_urgent(rules: Sequence[Rule]) -> Broken:
    """Answers that are more urgent where more of the care that somebody has had is known."""
    read = [(stage, Outcome(rules, P, as_if(stage))) for stage in STAGES]
    worse = [
        And(more.level_from[level], Not(less.level_from[level]))
        for known, less in read
        for stage, more in read
        if all(stage[term] or not is_so for term, is_so in known.items())
        for level in range(1, TOP_LEVEL + 1)
    ]
    return _broken(P, P.valid(), Or(*worse))


def symptom_eases(rules: Sequence[Rule], stage: Stage | None = None) -> Broken:
    """Property 3: ``q`` has all symptoms of ``p`` and maybe more, yet is judged milder.

    Parameters
    ----------
    stage : compare only the urgency, both read as having had this care
    """
    added = [_no_fewer(finding.id) for finding in SYMPTOMS]
    course = Or(Not(P.has("swelling")), _is_no_later(Q, P))
    rest = set(ALL_FINDINGS) - {finding.id for finding in SYMPTOMS} - {"swelling_course"}
    return _broken(
        Q, P.valid(), Q.valid(), *added, course, P.same(Q, rest), _milder(rules, Q, P, stage)
    )


def _is_no_later(one: Person, other: Person) -> BoolRef:
    """Whether the swelling of ``one`` came as early in the order of suspicion, or earlier."""
    ours, theirs = one.bits["swelling_course"], other.bits["swelling_course"]
    return Or(*(And(late, Or(*ours[: at + 1])) for at, late in enumerate(theirs)))


def _milder(
    rules: Sequence[Rule], one: Person, other: Person, stage: Stage | None = None
) -> BoolRef:
    """Whether ``one`` is judged milder; by the urgency alone where both are read as a stage."""
    if stage is None:
        return lower(Outcome(rules, one), Outcome(rules, other))
    care = as_if(stage)
    levels = zip(
        Outcome(rules, one, care).level_from, Outcome(rules, other, care).level_from, strict=True
    )
    return Or(*(And(Not(a), b) for a, b in levels))


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
    allowed = And(P.care()["settled"], P.cleared(Activity.ELEVATION))
    return _broken(P, P.valid(), poor, one.is_open(Activity.ELEVATION), Not(allowed))


def elevation_is_open_under_unknowns(
    rules: Sequence[Rule], read_as_no: frozenset[str] = frozenset()
) -> Broken:
    """Property 7: elevation left open while PAD or rest pain can be, and not surely cleared."""
    strictest = Strictest(rules, FILE, read_as_no)
    poor = Or(P.has("known_pad"), P.has("foot_pain_raised_or_at_night"))
    person = FILE.person
    allowed = And(
        FILE.is_settled(),
        FILE.says("cleared_activities", person.cleared(Activity.ELEVATION)),
    )
    return _broken(P, FILE.allows(P), poor, strictest.is_open(Activity.ELEVATION), Not(allowed))


def answers_in_which_it_fires(rules: Sequence[Rule], rule: Rule) -> Broken:
    """Property 8: answers in which a rule counts; None where it never can."""
    return _broken(P, P.valid(), Outcome(rules, P).fires[rule.id])


def answers_that_tell_apart(book: Rulebook) -> Broken:
    """Property 8: answers that another rulebook decides otherwise; None where there are none."""
    same = {rule.id for rule in BOOK.rules for one in book.rules if one is rule}
    made = {name: fires for name, fires in _loaded().fires.items() if name in same}
    other = Outcome(book.rules, Person("p", book), made=made if book.terms is BOOK.terms else None)
    return _broken(P, P.valid(), differ(_loaded(), other))


@cache
def _loaded() -> Outcome:
    return Outcome(BOOK.rules, P)


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


def ordinary_evening_is_shut_out(rules: Sequence[Rule]) -> Broken:
    """Property 11: legs that only swell by evening, heavy, tired or with veins, not let in."""
    one = Outcome(rules, P)
    calm = [
        Or(Not(P.has(finding.id)), *([_alike(finding.id)] if finding.id in ORDINARY else []))
        for finding in BOOK.findings
        if finding.symptom
        or finding.id in ("worse_since_evaluation", "danger_gone_unseen")
        or (finding.group in ("conditions", "situation") and finding.id not in ORDINARY_LIVES)
    ]
    let_in = [Not(one.grade_from[each][CAUTION]) for each in Activity if each not in NEVER_FREE]
    return _broken(P, P.valid(), *calm, Not(And(one.urgency_is(0), *let_in)))


def _alike(finding: str) -> BoolRef:
    both = And(P.left(finding), P.right(finding))
    return And(both, P.course("comes_and_goes")) if finding == "swelling" else both


def milder_completion_is_stricter(
    rules: Sequence[Rule], split: frozenset[str], stage: Stage, *, urgency_alone: bool
) -> Broken:
    """The engine's shortcut: ``q`` is one way, ``p`` the least of its part, and judged stricter.

    Both are read as having had the same care.
    """
    parents = {parent for finding in BOOK.findings for parent in finding.needs}
    below = [
        _at_most(finding.id, finding.kind, finding.id in parents, split)
        for finding in BOOK.findings
    ]
    care = as_if(stage)
    less = (
        _milder(rules, Q, P, stage)
        if urgency_alone
        else lower(Outcome(rules, Q, care), Outcome(rules, P, care))
    )
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
