"""Finds the unanswered findings that could still change the outcome, the most dangerous first.

A finding can change the outcome where two complete sets of answers that differ in it alone lead to
different outcomes; or where answering it rules out, or makes certain, another finding that can.
To find such a pair, only the conjuncts that speak of the finding need trying, each on the least
suspicious answers that satisfy all the rest of it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import permutations
from operator import and_, gt

from soleus.assessment.answers import Answers
from soleus.assessment.care import UNSETTLED
from soleus.assessment.conjunct import Conjunct
from soleus.assessment.engine import Engine
from soleus.assessment.space import Field
from soleus.assessment.strictness import ACTIVITIES, WITHHELD, unpacked
from soleus.assessment.unknowns import Part, split

_NOTHING = -1
"""Below level 0, which stands for a change of activities alone."""

_READ = (-1,)
"""Marks outcomes of somebody read without what is not known, in place of what was cleared."""


@dataclass(frozen=True, slots=True)
class _Floor:
    """The least that any way gives: rules that bring no more cannot change anything."""

    level: int
    strictness: tuple[int, ...]

    def is_below(self, conjunct: Conjunct) -> bool:
        """Return whether this rule brings more than the least."""
        if conjunct.level:
            return conjunct.level > self.level
        return any(map(gt, conjunct.strictness, self.strictness))


@dataclass(frozen=True, slots=True)
class _Search:
    engine: Engine
    answers: Answers
    open: dict[str, Field]
    known: int
    floors: dict[int, _Floor]

    def clearances(self) -> tuple[tuple[int, ...], ...]:
        """Return what may have been cleared: as said, or where nobody has, nothing and all."""
        if self.answers.cleared is not None:
            return (self.answers.cleared,)
        return (), tuple(range(len(ACTIVITIES)))


def open_questions(engine: Engine, answers: Answers, found: list[Part]) -> dict[str, int]:
    """Return the unanswered findings that could still change the outcome of these parts.

    Each comes with the greatest urgency, as a level, that it could tip; 0 for activities alone.

    Those that could make an emergency come first, then today, within days, activities; within
    each they stand in the order of the published table.
    """
    if _is_sealed(engine, answers):
        return {}
    open_fields = {field.finding.id: field for field in engine.space.open_fields(answers.ways)}
    known = engine.care.of(answers.ways)
    search = _Search(engine, answers, open_fields, known, _floors(found))
    levels = {name: _level_of_change(search, field) for name, field in open_fields.items()}
    levels |= _implied(search, levels)
    if answers.cleared is None and _clearing_matters(search):
        levels["cleared_activities"] = 0
    asked = [finding.id for finding in engine.book.findings]
    names = [name for name in asked if levels.get(name, _NOTHING) > _NOTHING]
    return {name: levels[name] for name in sorted(names, key=lambda name: -levels[name])}


def _is_sealed(engine: Engine, answers: Answers) -> bool:
    """Return whether an emergency is certain that withholds everything, whatever else is said."""
    top = len(engine.by_level) - 1
    withholds_all = min(unpacked(engine.by_level[top])) == WITHHELD
    return withholds_all and any(
        one.level == top and one.care == engine.care.any and not answers.ways & one.forbidden
        for one in engine.conjuncts
    )


def _floors(found: list[Part]) -> dict[int, _Floor]:
    """Return the least that any way gives, by the stage of care that it shows or is read as."""
    levels: dict[int, list[int]] = {}
    grades: dict[int, list[list[int]]] = {}
    for part in found:
        outcome = part.easiest
        for stage, level in ((part.stage, outcome.level), (part.read_as, part.read_level)):
            levels.setdefault(stage, []).append(level)
            grades.setdefault(stage, []).append(outcome.strictness)
    return {
        stage: _Floor(min(levels[stage]), tuple(map(min, zip(*grades[stage], strict=True))))
        for stage in levels
    }


def _level_of_change(search: _Search, field: Field) -> int:
    """Return the greatest urgency that this finding can tip; 0 for activities alone."""
    return _greatest(search, field, _change)


def _greatest(
    search: _Search,
    field: Field,
    tipped: Callable[[_Search, Field, int, Conjunct], int],
    best: int = _NOTHING,
) -> int:
    """Return the most that ``tipped`` finds over all that speaks of a finding, or ``best``."""
    for conjunct in _speaking_of(search, field):
        if conjunct.level <= best:
            break
        for ways in _contexts(search, conjunct, field):
            best = max(best, tipped(search, field, ways, conjunct))
            if best >= conjunct.level:
                break
    return best


def _speaking_of(search: _Search, field: Field) -> list[Conjunct]:
    """Return the conjuncts that a finding may count in, the most urgent first.

    An answer about care may also have eased whatever any rule holds back.
    """
    told_apart = search.engine.care.told_apart_by(field)
    found = [
        one
        for one in search.engine.conjuncts
        if (field in one.fields or _is_tipped_by_care(one, told_apart))
        and any(
            floor.is_below(one)
            for stage, floor in search.floors.items()
            if told_apart or one.counts(stage)
        )
    ]
    return sorted(found, key=lambda one: -one.level)


def _is_tipped_by_care(conjunct: Conjunct, told_apart: Iterable[tuple[int, int]]) -> bool:
    """Return whether it counts at one stage alone of these pairs, or is eased at one alone."""
    return any(
        conjunct.counts(one) != conjunct.counts(other)
        or (not conjunct.level and (one == UNSETTLED) != (other == UNSETTLED))
        for one, other in told_apart
    )


def _contexts(search: _Search, conjunct: Conjunct, field: Field) -> Iterator[int]:
    """Yield ways in which all of a conjunct holds but what it says of ``field``."""
    ways = _narrowed(search.answers.ways, conjunct, besides=field)
    ways = _carried(search.engine, ways, field) if ways else 0
    if not search.engine.space.pruned(ways):
        return
    yield from _split_by_care(search, ways, conjunct, field)
    if search.answers.cleared and not conjunct.level:
        for hurried in _hurried(search, ways):
            yield from _split_by_care(search, hurried, conjunct, field)


def _split_by_care(search: _Search, ways: int, conjunct: Conjunct, field: Field) -> Iterator[int]:
    """Yield ways split by the stages of care, and by what else has no less suspicious answer."""
    engine = search.engine
    splitting = engine.splitting_levels if conjunct.level else engine.splitting
    if field in engine.care.fields:
        # what an answer about care can tell apart may lie at any stage
        fields = {one for listed in splitting.values() for one in listed}
        cases = [
            (fields, narrowed)
            for stages, narrowed in engine.care.contrasts(ways, field)
            if field in conjunct.fields or _is_tipped_by_care(conjunct, permutations(stages, 2))
        ]
    else:
        cases = [
            (set(splitting[stage]), each)
            for stage, each in engine.care.cases(ways)
            if any(
                conjunct.counts(read)
                and search.floors[read].is_below(conjunct)
                and not _is_overruled(engine, each, conjunct, field, read)
                for read in {stage, stage & search.known}
            )
        ]
    for fields, narrowed in cases:
        # Which leg it is of the rest counts too: two legs there leave the finding's own no choice.
        others = (fields | set(conjunct.fields)) - {field} - set(engine.care.fields)
        yield from split(engine, narrowed, tuple(sorted(others, key=lambda one: one.mask)))


def _is_overruled(engine: Engine, ways: int, conjunct: Conjunct, field: Field, stage: int) -> bool:
    """Return whether something else surely makes the same urgency, whatever ``field`` is."""
    return conjunct.level > 0 and any(
        one.level >= conjunct.level and not ways & one.forbidden and field not in one.fields
        for one in engine.by_stage[stage]
    )


def _hurried(search: _Search, ways: int) -> Iterator[int]:
    """Yield the settled among these ways with an urgency for another cause: nothing is eased."""
    engine = search.engine
    for stage, settled in engine.care.cases(ways):
        for conjunct in engine.by_stage[stage] if stage else ():
            if conjunct.level:
                hurried = _narrowed(settled, conjunct)
                if hurried and engine.space.pruned(hurried):
                    yield hurried


def _narrowed(ways: int, conjunct: Conjunct, besides: Field | None = None) -> int:
    """Return the ways in which a conjunct holds but for one finding; 0 where there are none."""
    for field, allowed in zip(conjunct.fields, conjunct.allowed, strict=True):
        if field is not besides:
            if not ways & allowed:
                return 0
            ways &= ~field.mask | allowed
    return ways


def _carried(engine: Engine, ways: int, field: Field) -> int:
    """Return ways in which the parents of a finding allow it, so that it alone is compared."""
    for need in engine.space.needs:
        if need.child is field:
            affirmed = engine.space.pruned(ways & ~field.denial)
            if affirmed:
                ways = ways & ~field.mask & affirmed | ways & field.mask
    return ways


def _change(search: _Search, field: Field, ways: int, conjunct: Conjunct) -> int:
    """Return the greatest urgency between which the answers to ``field`` choose in these ways."""
    results = _results(search, field, ways, conjunct)
    return max((_tipped(by_bit.values()) for by_bit in results.values()), default=_NOTHING)


def _shown_change(search: _Search, field: Field, ways: int, conjunct: Conjunct) -> int:
    """Return the same, but for what counts only while the care that somebody had is not known.

    Ruling a finding out lowers the most that is possible, and there the rest of the ways, in which
    that care is lacking, reaches as far.
    """
    results = _results(search, field, ways, conjunct)
    results.pop(_READ, None)
    return max((_tipped(by_bit.values()) for by_bit in results.values()), default=_NOTHING)


def _results(
    search: _Search, field: Field, ways: int, conjunct: Conjunct
) -> dict[tuple[int, ...], dict[int, tuple[int, ...]]]:
    """Return what each answer to ``field`` leads to in these ways, by what was cleared.

    What makes an urgency can tip that alone, whatever was cleared.
    """
    engine = search.engine
    found: dict[tuple[int, ...], dict[int, tuple[int, ...]]] = {}
    for bit in field.least:
        part = engine.space.pruned(ways & (~field.mask | bit)) if ways & bit else 0
        for branch in engine.space.branches(part) if part else ():
            least = engine.space.least(branch)
            affirmed = engine.affirmed(least)
            if conjunct.level:
                stage = engine.care.of(least)
                # until it is known that they are settled, explained or better, they are read as not
                for read, stage_read in (((), stage), (_READ, stage & search.known)):
                    level = engine.level(least, affirmed, stage_read)
                    found.setdefault(read, {})[bit] = (level,)
                continue
            for cleared in search.clearances():
                outcome = engine.outcome(least, affirmed, cleared)
                found.setdefault(cleared, {})[bit] = (outcome.level, *outcome.strictness)
    return found


def _tipped(results: Iterable[tuple[int, ...]]) -> int:
    found = set(results)
    if len(found) < 2:
        return _NOTHING
    levels = [result[0] for result in found]
    return max(levels) if min(levels) < max(levels) else 0


def _implied(search: _Search, levels: dict[str, int]) -> dict[str, int]:
    """Return what findings can change only by ruling out, or making certain, another one."""
    found: dict[str, int] = {}
    for need in search.engine.space.needs:
        child = need.child.finding.id
        parents = [one.finding.id for one in need.parents]
        if child not in search.open:
            continue
        can_all_be_denied = all(search.answers.ways & one.denial for one in need.parents)
        asked = [name for name in parents if name in search.open and can_all_be_denied]
        if any(levels[name] < levels[child] for name in asked):
            level = _greatest(search, need.child, _shown_change)
            found |= {name: max(levels[name], level) for name in asked}
        if all(parent in search.open for parent in parents):
            found[child] = _presence_level(search, need.parents, levels[child])
    for exclusion in search.engine.space.exclusions:
        one, other = exclusion.one.finding.id, exclusion.other.finding.id
        if one in search.open and other in search.open:  # a yes to one rules the other out
            found[one] = found[other] = max(levels[one], levels[other])
    return {name: level for name, level in found.items() if level > levels[name]}


def _presence_level(search: _Search, fields: tuple[Field, ...], best: int) -> int:
    """Return the greatest urgency that hangs on whether any of these is there, or ``best``."""

    def tipped(search: _Search, field: Field, ways: int, conjunct: Conjunct) -> int:
        mildest = next((bit for bit in field.least if ways & bit & ~field.denial), 0)
        at = conjunct.fields.index(field)
        return (
            _presence(search, fields, ways, conjunct)
            if conjunct.allowed[at] & mildest
            else _NOTHING
        )

    return max(_greatest(search, field, tipped, best) for field in fields)


def _presence(search: _Search, fields: tuple[Field, ...], ways: int, conjunct: Conjunct) -> int:
    """Return the greatest urgency that the mere presence of any of these tips in these ways."""
    if not all(ways & field.denial for field in fields):
        return _NOTHING
    absent: dict[tuple[int, ...], tuple[int, ...]] = {}
    present: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
    for field in fields:
        alone = reduce(
            and_, (~each.mask | each.denial for each in fields if each is not field), ways
        )
        if not all(alone & each.mask for each in fields):
            continue  # another of them is surely there
        for cleared, by_bit in _results(search, field, alone, conjunct).items():
            for bit, result in by_bit.items():
                if bit == field.denial:
                    absent[cleared] = result
                else:
                    present.setdefault(cleared, []).append(result)
    hanging = [
        _tipped([none, min(present[cleared])])
        for cleared, none in absent.items()
        if cleared in present and none not in present[cleared]
    ]
    return max(hanging, default=_NOTHING)


def _clearing_matters(search: _Search) -> bool:
    """Return whether what a clinician allowed by name can still change the outcome."""
    engine = search.engine
    for stage, settled in engine.care.cases(search.answers.ways):
        for ways in split(engine, settled, engine.splitting[stage]) if stage else ():
            for conjunct in engine.by_stage[stage]:
                part = _narrowed(ways, conjunct)
                if part and engine.space.pruned(part) and _eases_something(engine, part):
                    return True
    return False


def _eases_something(engine: Engine, ways: int) -> bool:
    for branch in engine.space.branches(engine.space.pruned(ways)):
        least = engine.space.least(branch)
        if engine.outcome(least, engine.affirmed(least), range(len(ACTIVITIES))).eased:
            return True
    return False
