"""Puts an outcome into reasons and rulings: which rules made it, by which findings."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from soleus.assessment.conjunct import Conjunct
from soleus.assessment.decision import Reason, Ruling
from soleus.assessment.engine import Engine, Outcome
from soleus.assessment.rule import LEVELS, Rule
from soleus.assessment.strictness import ACTIVITIES, GRADES
from soleus.vocabulary import Activity

PERMITTED_FREELY = Ruling(*GRADES[0], ())

_Made = list[tuple[tuple[int, ...], Reason]]
"""Reasons, each with the strictness that it brings to every activity."""


def reasons_of(fired: Iterable[Conjunct]) -> tuple[Reason, ...]:
    """Return one reason for each rule among conjuncts that are in the order of their rules."""
    found = list(fired)
    if len(found) == 1:
        return (found[0].reason,)
    return tuple(_merged(tuple(same)) for _, same in groupby(found, key=attrgetter("order")))


def urgency_reasons(outcome: Outcome) -> tuple[Reason, ...]:
    """Return the reasons for the urgency of an outcome; none where there is no urgency."""
    level = outcome.level
    return reasons_of([one for one in outcome.fired if one.level == level]) if level else ()


def rulings(
    engine: Engine, outcome: Outcome, urgency: tuple[Reason, ...]
) -> dict[Activity, Ruling]:
    """Return the ruling of an outcome on each activity, with the rules that made it."""
    made = _made(engine, outcome, urgency)
    return {activity: _ruling(outcome, made, place) for place, activity in enumerate(ACTIVITIES)}


def ruling_at(engine: Engine, outcome: Outcome, place: int) -> Ruling:
    """Return the ruling of an outcome on the activity at ``place``."""
    return _ruling(outcome, _made(engine, outcome, urgency_reasons(outcome)), place)


def _made(engine: Engine, outcome: Outcome, urgency: tuple[Reason, ...]) -> _Made:
    effective = [one for one in outcome.fired if one.effects]
    made = [(conjuncts[0].strictness, _merged(conjuncts)) for conjuncts in _by_rule(effective)]
    gates = engine.gates[LEVELS[outcome.level]]
    if gates:
        named = tuple(dict.fromkeys(name for one in urgency for name in one.findings))
        made = [(gate.strictness, reason_by(gate, named)) for gate in gates] + made
    return made


def _by_rule(fired: Iterable[Conjunct]) -> list[tuple[Conjunct, ...]]:
    grouped: dict[int, tuple[Conjunct, ...]] = {}
    for one in fired:
        grouped[one.order] = (*grouped.get(one.order, ()), one)
    return list(grouped.values())


def _ruling(outcome: Outcome, made: _Made, place: int) -> Ruling:
    strictness = outcome.strictness[place]
    if not strictness:
        return PERMITTED_FREELY
    bound = outcome.bounded.get(place)
    at = bound.upper if bound else place
    wanted = outcome.raw[at]
    reasons = tuple([reason for grades, reason in made if grades[at] == wanted])
    if at in outcome.eased:
        reasons = (*reasons, reason_by(outcome.eased[at], ("cleared_activities",)))
    if bound:
        reasons = (*reasons, reason_by(bound.rule))
    status, until = GRADES[strictness]
    return Ruling(status, until, reasons)


def reason_by(rule: Rule, findings: tuple[str, ...] = ()) -> Reason:
    """Return the reason that a rule gives, for these findings."""
    return Reason(rule.says, rule.claims, rule.id, findings)


@lru_cache(maxsize=4096)
def _merged(same: tuple[Conjunct, ...]) -> Reason:
    first = same[0].reason
    if len(same) == 1:
        return first
    bits = {field.finding.id: field.mask for one in same for field in one.fields}
    in_table_order = sorted(bits, key=lambda name: bits[name])
    return replace(first, findings=tuple(in_table_order))
