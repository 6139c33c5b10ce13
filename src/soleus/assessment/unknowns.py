"""Decides under unknowns: exactly what completing them in every way would give, without doing so.

The ways of answering are split by the few findings of which neither answer is always the less
suspicious: one swollen leg against two, the stages of care, and what a rule wants denied. Within a
part the rest is monotone. So its least suspicious completion gives the easiest that any way gives,
and the rules that can still fire give the strictest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from soleus.assessment.answers import Answers
from soleus.assessment.conjunct import Conjunct
from soleus.assessment.engine import Engine, Outcome
from soleus.assessment.space import Field
from soleus.assessment.strictness import ACTIVITIES, CAUTION
from soleus.vocabulary import Urgency


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the ways of answering.

    Parameters
    ----------
    stage : the stage of care that all of it shows
    easiest : the outcome of its least suspicious completion
    strictest : what all rules that can fire in it would give together
    read_as : the same stage without what is not known of the person, who is read as without it
    read : the conjuncts that fire on the least completion, so read, and the level that they make
    """

    stage: int
    easiest: Outcome
    strictest: Outcome
    read_as: int
    read: Sequence[Conjunct]
    read_level: int


def parts(engine: Engine, answers: Answers) -> list[Part]:
    """Return the parts that the ways of answering fall into; at least one."""
    known = engine.care.of(answers.ways)
    everywhere = tuple(range(len(ACTIVITIES)))
    most = everywhere if answers.cleared is None else answers.cleared
    fewest = answers.cleared or ()
    return [
        _part(engine, part, stage, stage & known, most, fewest)
        for stage, ways in engine.care.cases(answers.ways)
        for part in split(engine, ways, engine.splitting[stage])
    ]


def split(engine: Engine, ways: int, fields: tuple[Field, ...]) -> Iterator[int]:
    """Yield the ways of answering, split by every answer that ``fields`` may still have."""
    keep = ways
    for field in fields:
        keep &= ~field.mask
    choices = [[bit for bit in field.least if ways & bit] for field in fields]
    for chosen in product(*choices):
        part = engine.space.pruned(keep | sum(chosen))
        if part:
            yield from engine.space.branches(part)


def _part(
    engine: Engine,
    ways: int,
    stage: int,
    read_as: int,
    most: tuple[int, ...],
    fewest: tuple[int, ...],
) -> Part:
    least = engine.space.least(ways)
    affirmed = engine.affirmed(least)
    easiest = engine.outcome(least, affirmed, most)
    read: Sequence[Conjunct] = easiest.fired
    if read_as != stage:
        read = engine.fired(least, affirmed, read_as)
    return Part(
        stage=stage,
        easiest=easiest,
        strictest=_strictest(engine, ways, stage, easiest.level, fewest),
        read_as=read_as,
        read=read,
        read_level=max((conjunct.level for conjunct in read), default=0),
    )


def _strictest(
    engine: Engine, ways: int, stage: int, least_level: int, cleared: tuple[int, ...]
) -> Outcome:
    can_fire = [one for one in engine.by_stage[stage] if one.can_hold(ways)]
    levels = {least_level, *(one.level for one in can_fire if one.level > least_level)}
    effects = 0
    for conjunct in can_fire:
        effects |= conjunct.effects
    for level in levels:
        effects |= engine.by_level[level]
    return engine.finished(can_fire, max(levels), effects, stage, cleared)


def established_level(found: list[Part]) -> int:
    """Return the level that every way of answering gives at least."""
    return min(part.read_level for part in found)


def urgency_under(found: list[Part], levels: tuple[Urgency, ...]) -> Urgency:
    """Return the urgency: what is established, else whether anything still could be."""
    level = established_level(found)
    if level:
        return levels[level]
    can_be = max(part.strictest.level for part in found)
    return Urgency.INCOMPLETE if can_be else Urgency.SELF_CARE


def governing(found: list[Part], place: int, floor: int) -> Outcome | None:
    """Return the outcome that rules the activity at ``place``; None for a hold until answers.

    A strictest of permitted or caution stands. Else it is held until answers where some way gives
    better than a hold, and where none does, the least strict that any way gives.

    ``floor`` is what the rules on an incomplete urgency hold it to, where that is the urgency.
    """
    strictest = max((part.strictest for part in found), key=lambda one: one.strictness[place])
    easiest = min((part.easiest for part in found), key=lambda one: one.strictness[place])
    if max(strictest.strictness[place], floor) <= CAUTION:
        return strictest
    return None if easiest.strictness[place] <= CAUTION else easiest
