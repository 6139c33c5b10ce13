"""The engine never completes unknowns; its shortcut gives what completing in every way would.

Three lemmas carry it. Pruning and splitting keep exactly the ways of answering (checked for every
answer file over the findings that can contradict each other; others do not touch them). In each
part the completion that the engine takes as the least is judged no stricter than any other (proved
over all pairs). A conjunct can fire by the sets of values exactly where some way of answering makes
it fire (checked for every conjunct over every file of the findings it touches).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from assessment.proof import laws
from assessment.proof.encoding import BOOK
from soleus.assessment.conjunct import Conjunct
from soleus.assessment.engine import engine
from soleus.assessment.finding import Kind
from soleus.assessment.space import ABSENT, Field
from soleus.assessment.unknowns import split, split_fields

ENGINE = engine()
SPACE = ENGINE.space
SPLIT = split_fields(ENGINE)
FAMILIES = tuple({tuple(p.finding.id for p in n.parents): n.parents for n in SPACE.needs}.values())
"""The parents of each group of findings that can contradict each other."""


def family(parents: tuple[Field, ...]) -> tuple[Field, ...]:
    return (*parents, *(need.child for need in SPACE.needs if need.parents == parents))


def touched(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """The findings of a conjunct with all that can contradict them."""
    found = {field.finding.id: field for field in fields}
    for parents in FAMILIES:
        members = {field.finding.id: field for field in family(parents)}
        if members.keys() & found.keys():
            found |= members
    return tuple(found.values())


def files(fields: tuple[Field, ...]) -> Iterator[int]:
    """Every answer file in which these findings are answered or not, and all others are denied."""
    rest = SPACE.denials & ~sum(field.mask for field in fields)
    answers = [[*_sayable(field), field.mask] for field in fields]
    for chosen in product(*answers):
        yield rest | sum(chosen)


def _sayable(field: Field) -> list[int]:
    return [bit for value, bit in field.bits.items() if value != ABSENT]


def ways_of(file: int, fields: tuple[Field, ...]) -> list[int]:
    """Every complete set of answers that a file allows, written out from what contradicts."""
    rest = file & ~sum(field.mask for field in fields)
    choices = [[bit for bit in field.bits.values() if file & bit] for field in fields]
    return [way for way in (rest | sum(chosen) for chosen in product(*choices)) if consistent(way)]


def consistent(way: int) -> bool:
    for need in SPACE.needs:
        denied = all(way & parent.denial for parent in need.parents)
        if denied and not way & need.child.denial:
            return False
        course = need.child.finding.kind is Kind.COURSE
        if course and not denied and way & need.child.denial:
            return False
    return True


def parts_of(file: int) -> list[int]:
    return list(split(ENGINE, SPACE.pruned(file), SPLIT)) if SPACE.pruned(file) else []


@pytest.mark.parametrize("parents", FAMILIES, ids=lambda one: one[0].finding.id)
def test_pruning_keeps_exactly_what_some_way_of_answering_has(parents: tuple[Field, ...]) -> None:
    fields = family(parents)
    for file in files(fields):
        kept = 0
        for way in ways_of(file, fields):
            kept |= way
        assert SPACE.pruned(file) == kept, bin(file)


@pytest.mark.parametrize("parents", FAMILIES, ids=lambda one: one[0].finding.id)
def test_every_way_of_answering_is_in_a_part_whose_least_is_one_too(
    parents: tuple[Field, ...],
) -> None:
    fields = family(parents)
    for file in files(fields):
        parts = parts_of(file)
        ways = ways_of(file, fields)
        assert all(SPACE.least(part) in ways for part in parts), bin(file)
        for way in ways:
            leasts = [SPACE.least(part) for part in parts if not way & ~part]
            assert any(is_at_most(least, way, fields) for least in leasts), bin(file)


def is_at_most(least: int, way: int, fields: tuple[Field, ...]) -> bool:
    """The relation over which the next lemma is proved, finding by finding."""
    return all(_is_at_most(least & field.mask, way & field.mask, field) for field in fields)


def _is_at_most(low: int, high: int, field: Field) -> bool:
    """The same; else, unless split by: denied, both legs of a parent, a later course."""
    if low == high or field in SPLIT:
        return low == high
    if field.finding.kind is Kind.COURSE:
        return low > high != field.denial
    parents = {parent.finding.id for need in SPACE.needs for parent in need.parents}
    carried = field.finding.id in parents and low == field.bits["both"]
    return low == field.denial or (carried and high != field.denial)


@pytest.mark.parametrize("as_settled", [None, False])
def test_the_least_completion_is_judged_no_stricter_than_any_other(
    as_settled: bool | None,
) -> None:
    """Proved over all pairs of complete answers that the relation above allows.

    Once as answered, once with everybody read as not settled, as unknown evaluations are.
    """
    names = frozenset(field.finding.id for field in SPLIT)
    found = laws.milder_completion_is_stricter(BOOK.rules, names, as_settled=as_settled)
    assert found is None


@pytest.mark.parametrize(
    "conjunct", ENGINE.conjuncts, ids=[f"{c.rule.id}-{n}" for n, c in enumerate(ENGINE.conjuncts)]
)
def test_a_conjunct_can_fire_exactly_where_some_way_makes_it_fire(conjunct: Conjunct) -> None:
    fields = touched(conjunct.fields)
    for file in files(fields):
        by_ways = any(not way & conjunct.forbidden for way in ways_of(file, fields))
        assert any(map(conjunct.can_hold, parts_of(file))) == by_ways, bin(file)


def test_a_higher_urgency_is_stricter_with_every_activity() -> None:
    """So the highest level that can fire tells what the strictest way holds back."""
    for lower, higher in zip(ENGINE.by_level, ENGINE.by_level[1:], strict=False):
        assert lower | higher == higher


def test_nobody_settled_is_for_within_days() -> None:
    """So where an urgency can fire for the settled, it holds back walking too."""
    worse = {name for name, value in BOOK.terms.settled.items() if not value}
    for conjunct in ENGINE.conjuncts:
        if conjunct.level == 1 and conjunct.settled is not False:
            assert worse & {field.finding.id for field in conjunct.fields}
