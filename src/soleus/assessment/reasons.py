"""Puts an outcome into reasons and rulings: which rules made it, by which findings."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from soleus.assessment.conjunct import Conjunct
from soleus.assessment.decision import Reason, Ruling
from soleus.assessment.engine import Engine, Outcome
from soleus.assessment.rule import LEVELS, Rule
from soleus.assessment.strictness import GRADES

PERMITTED_FREELY = Ruling(*GRADES[0], ())


def reasons_of(fired: Iterable[Conjunct]) -> tuple[Reason, ...]:
    """Return one reason for each rule among conjuncts that are in the order of their rules."""
    return tuple(_merged(tuple(same)) for _, same in groupby(fired, key=_order))


def urgency_reasons(outcome: Outcome) -> tuple[Reason, ...]:
    """Return the reasons for the urgency of an outcome; none where there is no urgency."""
    level = outcome.level
    return reasons_of(one for one in outcome.fired if one.level == level) if level else ()


def ruling_at(engine: Engine, outcome: Outcome, place: int) -> Ruling:
    """Return the ruling of an outcome on the activity at ``place``, with the rules that made it."""
    strictness = outcome.strictness[place]
    if not strictness:
        return PERMITTED_FREELY
    bound = outcome.bounded.get(place)
    if bound:
        made = (*_makers(engine, outcome, bound.upper), reason_by(bound.rule))
    else:
        made = _makers(engine, outcome, place)
    return Ruling(*GRADES[strictness], made)


def _makers(engine: Engine, outcome: Outcome, place: int) -> tuple[Reason, ...]:
    raw = outcome.raw_at(place)
    made = reasons_of(one for one in outcome.fired if one.strictness[place] == raw)
    for gate in engine.gates[LEVELS[outcome.level]]:
        if gate.strictness[place] == raw:
            named = dict.fromkeys(f for one in urgency_reasons(outcome) for f in one.findings)
            made = (reason_by(gate.rule, tuple(named)), *made)
    if place in outcome.eased:
        made = (*made, reason_by(outcome.eased[place], ("cleared_activities",)))
    return made


def reason_by(rule: Rule, findings: tuple[str, ...] = ()) -> Reason:
    """Return the reason that a rule gives, for these findings."""
    return Reason(rule.id, findings, rule.claims, rule.says)


def _order(conjunct: Conjunct) -> int:
    return conjunct.order


@lru_cache(maxsize=4096)
def _merged(same: tuple[Conjunct, ...]) -> Reason:
    first = same[0].reason
    if len(same) == 1:
        return first
    named = dict.fromkeys(name for one in same for name in one.reason.findings)
    return Reason(first.rule, tuple(named), first.claims, first.text)
