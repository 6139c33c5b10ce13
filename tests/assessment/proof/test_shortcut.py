"""The engine never completes unknowns; its shortcut gives what completing in every way would.

Four lemmas carry it. The stages of care that answers can show are found, each with ways that stand
for all others to the same stage (checked for every answer to the findings about care). Pruning and
splitting keep exactly the ways of answering (checked for every answer file over the findings that
can contradict each other; others do not touch them). In each part the completion that the engine
takes as the least is judged no stricter than any other (proved over all pairs). A conjunct can fire
by the sets of values exactly where some way of answering makes it fire (checked for every conjunct
over every file of the findings it touches).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from itertools import product
from operator import and_

import pytest

from assessment.proof import laws
from assessment.proof.encoding import BOOK
from soleus.assessment.care import UNSETTLED
from soleus.assessment.conjunct import Conjunct
from soleus.assessment.engine import engine
from soleus.assessment.finding import Kind
from soleus.assessment.space import ABSENT, Field
from soleus.assessment.strictness import ACTIVITIES, CAUTION
from soleus.assessment.unknowns import split
from soleus.vocabulary import Activity

ENGINE = engine()
SPACE = ENGINE.space
CARE = ENGINE.care
NO_CARE = sum(field.denial for field in CARE.fields)
CARE_MASK = sum(field.mask for field in CARE.fields)
NAMED = {field for one in ENGINE.conjuncts for field in one.fields}
"""The findings that some rule speaks of, not by how far care has gone alone."""
FAMILIES = tuple({tuple(p.finding.id for p in n.parents): n.parents for n in SPACE.needs}.values())
"""The parents of each group of findings that can contradict each other through what they need."""


NAMED_CARE = tuple(field for field in CARE.fields if field in NAMED)


def _seen(*affirmed: str) -> int:
    """The answers about care that affirm these and deny the rest."""
    return sum(
        field.mask & ~field.denial if field.finding.id in affirmed else field.denial
        for field in CARE.fields
    )


SEEN = tuple(
    _seen("evaluated_by_clinician", *further)
    for further in (
        (),
        ("better_since_evaluation",),
        ("clot_ruled_out",),
        ("better_since_evaluation", "clot_ruled_out"),
    )
)
"""The answers about care that show each stage of the settled."""


def stage_named(stage: int) -> laws.Stage:
    terms = ("settled", *BOOK.terms.of_the_settled)
    return {term: CARE.where({term: True}) >> stage & 1 == 1 for term in terms}


def stage_id(care: int) -> str:
    return str(stage_named(CARE.of(care)))


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
    return all(way & (one.one.denial | one.other.denial) for one in SPACE.exclusions)


Parts = list[tuple[int, int]]
"""Each with the stage of care that it shows."""


def parts_of(file: int) -> Parts:
    pruned = SPACE.pruned(file)
    return [
        (stage, part)
        for stage, ways in (CARE.cases(pruned) if pruned else ())
        for part in split(ENGINE, ways, ENGINE.splitting[stage])
    ]


def test_every_stage_of_care_that_some_way_shows_is_found_once() -> None:
    """Of the ways that are left out, each has one that is kept and that no rule tells from it."""
    for file in files(CARE.fields):
        cases = [*CARE.cases(SPACE.pruned(file))] if SPACE.pruned(file) else []
        ways = ways_of(file, CARE.fields)
        assert sorted(stage for stage, _ in cases) == sorted({CARE.of(way) for way in ways})
        for stage, kept in cases:
            shown = [way for way in ways if not way & ~kept]
            assert {CARE.of(way) for way in shown} == {stage}, bin(file)
            seen = {sum(way & field.mask for field in NAMED) for way in shown}
            alike = [way for way in ways if CARE.of(way) == stage]
            assert seen == {sum(way & field.mask for field in NAMED) for way in alike}, bin(file)


def test_what_is_known_of_care_is_what_every_way_shows() -> None:
    """So nobody is read as having had more care than every way of answering gives them."""
    for file in files(CARE.fields):
        if ways := ways_of(file, CARE.fields):
            common = reduce(and_, map(CARE.of, ways))
            assert CARE.of(SPACE.pruned(file)) == common, bin(file)


def test_whoever_is_read_as_settled_has_a_milder_way_at_the_stage_that_is_known() -> None:
    """So the urgency read at that stage is least in a part of that stage."""
    for file in files(CARE.fields):
        ways = ways_of(file, CARE.fields)
        known = CARE.of(SPACE.pruned(file)) if ways else UNSETTLED
        at_known = [way for way in ways if CARE.of(way) == known]
        for way in ways if known != UNSETTLED else ():
            assert any(is_at_most(one, way, NAMED_CARE, ()) for one in at_known), bin(file)


@pytest.mark.parametrize("parents", FAMILIES, ids=lambda one: one[0].finding.id)
def test_pruning_keeps_exactly_what_some_way_of_answering_has(parents: tuple[Field, ...]) -> None:
    fields = family(parents)
    for file in files(fields):
        kept = 0
        for way in ways_of(file, fields):
            kept |= way
        assert SPACE.pruned(file) == kept, bin(file)


@pytest.mark.parametrize("care", [NO_CARE, *SEEN], ids=stage_id)
@pytest.mark.parametrize("parents", FAMILIES, ids=lambda one: one[0].finding.id)
def test_every_way_of_answering_is_in_a_part_whose_least_is_one_too(
    parents: tuple[Field, ...], care: int
) -> None:
    fields = family(parents)
    for file in files(fields):
        with_care = file & ~CARE_MASK | care
        parts = parts_of(with_care)
        ways = ways_of(with_care, fields)
        assert all(SPACE.least(part) in ways for _, part in parts), bin(file)
        for way in ways:
            assert any(
                is_at_most(SPACE.least(part), way, fields, ENGINE.splitting[stage])
                for stage, part in parts
                if not way & ~part
            ), bin(file)


def is_at_most(least: int, way: int, fields: tuple[Field, ...], alike: tuple[Field, ...]) -> bool:
    """The relation over which the next lemma is proved, finding by finding."""
    return all(
        _is_at_most(least & field.mask, way & field.mask, field, field in alike) for field in fields
    )


def _is_at_most(low: int, high: int, field: Field, is_alike: bool) -> bool:
    """The same; else, unless split by: denied, both legs of a parent, a later course."""
    if low == high or is_alike:
        return low == high
    if field.finding.kind is Kind.COURSE:
        return low > high != field.denial
    parents = {parent.finding.id for need in SPACE.needs for parent in need.parents}
    carried = field.finding.id in parents and low == field.bits["both"]
    return low == field.denial or (carried and high != field.denial)


@pytest.mark.parametrize("stage", CARE.stages)
def test_the_least_completion_is_judged_no_stricter_than_any_other(stage: int) -> None:
    """Proved over all pairs of complete answers that the relation above allows at each stage."""
    names = frozenset(field.finding.id for field in ENGINE.splitting[stage])
    found = laws.milder_completion_is_stricter(
        BOOK.rules, names, stage_named(stage), urgency_alone=False
    )
    assert found is None


@pytest.mark.parametrize("stage", CARE.stages)
def test_the_least_completion_is_least_urgent_when_read_as_not_settled(stage: int) -> None:
    """The same for the urgency alone, as it is read while nobody knows that they are settled."""
    names = frozenset(field.finding.id for field in ENGINE.splitting[stage])
    found = laws.milder_completion_is_stricter(
        BOOK.rules, names, stage_named(UNSETTLED), urgency_alone=True
    )
    assert found is None


@pytest.mark.parametrize(
    "conjunct", ENGINE.conjuncts, ids=[f"{c.rule.id}-{n}" for n, c in enumerate(ENGINE.conjuncts)]
)
def test_a_conjunct_can_fire_exactly_where_some_way_makes_it_fire(conjunct: Conjunct) -> None:
    """With every answer about care where the rule speaks of one; else at each stage by itself."""
    fields = touched(conjunct.fields)
    if set(fields) & set(CARE.fields):
        fields = tuple({**dict.fromkeys(fields), **dict.fromkeys(CARE.fields)})
        for file in files(fields):
            ways = [way for way in ways_of(file, fields) if not way & conjunct.forbidden]
            by_ways = any(conjunct.counts(CARE.of(way)) for way in ways)
            held = [stage for stage, part in parts_of(file) if conjunct.can_hold(part)]
            assert any(map(conjunct.counts, held)) == by_ways, bin(file)
    else:
        for file in files(fields):
            by_ways = any(not way & conjunct.forbidden for way in ways_of(file, fields))
            held = [stage for stage, part in parts_of(file | CARE_MASK) if conjunct.can_hold(part)]
            counts = set(filter(conjunct.counts, CARE.stages))
            assert counts & set(held) == (counts if by_ways else set()), bin(file)


def test_a_higher_urgency_is_stricter_with_every_activity() -> None:
    """So the highest level that can fire tells what the strictest way holds back."""
    for lower, higher in zip(ENGINE.by_level, ENGINE.by_level[1:], strict=False):
        assert lower | higher == higher


@pytest.mark.parametrize("stage", CARE.stages[1:])
def test_what_is_within_days_can_be_so_with_whatever_holds_back_walking(stage: int) -> None:
    """So where both can be, some way has both, and its hold is not eased by a clearance.

    A part holds of each finding one answer, all of them, or all but the denial.
    """
    walking = ACTIVITIES.index(Activity.WALKING)
    listed = ENGINE.by_stage[stage]
    holding = [one for one in listed if one.strictness[walking] > CAUTION]
    for urgent, held in product([one for one in listed if one.level == 1], holding):
        bits = dict(zip(held.fields, held.allowed, strict=True))
        for field, allowed in zip(urgent.fields, urgent.allowed, strict=True):
            if field in bits and field not in ENGINE.splitting[stage]:
                assert allowed & bits[field] & ~field.denial, (urgent.rule.id, held.rule.id)
