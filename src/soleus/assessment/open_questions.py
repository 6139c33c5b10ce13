"""Finds the unanswered findings that could still change the outcome, the most dangerous first.

A finding can change the outcome where two complete sets of answers that differ in it alone lead to
different outcomes; or where answering it rules out, or makes certain, another finding that can.
To find such a pair, only the conjuncts that speak of the finding need trying, each on the least
suspicious answers that satisfy all the rest of it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import gt

from soleus.assessment.answers import Answers
from soleus.assessment.conjunct import Conjunct
from soleus.assessment.engine import Engine
from soleus.assessment.space import Field
from soleus.assessment.strictness import ACTIVITIES, WITHHELD, unpacked
from soleus.assessment.unknowns import Part, split, split_fields

_NOTHING = -1
"""Below level 0, which stands for a change of activities alone."""

_READ = (-1,)
"""Marks outcomes of somebody not known to be settled, in place of what was cleared."""


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
    splitting: tuple[Field, ...]
    floors: dict[bool | None, _Floor]

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
    search = _Search(engine, answers, open_fields, split_fields(engine), _floors(found))
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
        one.level == top and one.settled is None and not answers.ways & one.forbidden
        for one in engine.conjuncts
    )


def _floors(found: list[Part]) -> dict[bool | None, _Floor]:
    """Return the least that any way gives: of all, and of those who are settled or read as not."""
    levels: dict[bool | None, list[int]] = {}
    grades: dict[bool | None, list[list[int]]] = {}
    for part in found:
        outcome = part.easiest
        read = {None: outcome.level, part.settled: outcome.level}
        if part.read is not outcome.fired:
            read[False] = part.read_level
        for kind, level in read.items():
            levels.setdefault(kind, []).append(level)
            grades.setdefault(kind, []).append(outcome.strictness)
    return {
        kind: _Floor(min(levels[kind]), tuple(map(min, zip(*grades[kind], strict=True))))
        for kind in levels
    }


def _level_of_change(search: _Search, field: Field) -> int:
    """Return the greatest urgency that this finding can tip; 0 for activities alone."""
    return _greatest(search, field, _change)


def _greatest(search: _Search, field: Field, tipped: Callable[[_Search, Field, int], int]) -> int:
    """Return the most that ``tipped`` finds over all that speaks of a finding."""
    best = _NOTHING
    for conjunct in _speaking_of(search, field):
        if conjunct.level <= best:
            break
        for ways in _contexts(search, conjunct, field):
            best = max(best, tipped(search, field, ways))
            if best >= conjunct.level:
                break
    return best


def _speaking_of(search: _Search, field: Field) -> list[Conjunct]:
    """Return the conjuncts that a finding may count in, the most urgent first.

    Who is settled may also have eased whatever any rule holds back.
    """
    settles = field.finding.id in search.engine.book.terms.settled
    found = [
        one
        for one in search.engine.conjuncts
        if one.settled in search.floors
        and (field in one.fields or (settles and (one.settled is not None or not one.level)))
        and search.floors[None if settles else one.settled].is_below(one)
    ]
    return sorted(found, key=lambda one: -one.level)


def _contexts(search: _Search, conjunct: Conjunct, field: Field) -> Iterator[int]:
    """Yield ways in which all of a conjunct holds but what it says of ``field``."""
    ways = _narrowed(search.answers.ways, conjunct, besides=field)
    ways = _carried(search.engine, ways, field) if ways else 0
    if not search.engine.space.pruned(ways):
        return
    # Which leg it is of the rest counts too: two legs there leave the finding's own leg no choice.
    narrowed = [one for one in conjunct.fields if one not in search.splitting]
    others = tuple(one for one in (*search.splitting, *narrowed) if one is not field)
    yield from split(search.engine, ways, others)
    if search.answers.cleared and not conjunct.level:
        yield from _hurried(search, ways, others)


def _hurried(search: _Search, ways: int, others: tuple[Field, ...]) -> Iterator[int]:
    """Yield the settled among these ways with an urgency for another cause: nothing is eased."""
    engine = search.engine
    settled = ways & (~engine.settled_mask | engine.settled_bits)
    if settled & engine.settled_bits != engine.settled_bits:
        return
    for conjunct in engine.conjuncts:
        if conjunct.level and conjunct.settled is None:
            hurried = _narrowed(settled, conjunct)
            if hurried and engine.space.pruned(hurried):
                yield from split(engine, hurried, others)


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


def _change(search: _Search, field: Field, ways: int) -> int:
    """Return the greatest urgency between which the answers to ``field`` choose in these ways."""
    results = _results(search, field, ways)
    return max((_tipped(by_bit.values()) for by_bit in results.values()), default=_NOTHING)


def _results(
    search: _Search, field: Field, ways: int
) -> dict[tuple[int, ...], dict[int, tuple[int, ...]]]:
    """Return what each answer to ``field`` leads to in these ways, by what was cleared."""
    engine = search.engine
    found: dict[tuple[int, ...], dict[int, tuple[int, ...]]] = {}
    for bit in field.least:
        part = engine.space.pruned(ways & (~field.mask | bit)) if ways & bit else 0
        for branch in engine.space.branches(part) if part else ():
            least = engine.space.least(branch)
            affirmed = engine.affirmed(least)
            for cleared in search.clearances():
                outcome = engine.outcome(least, affirmed, cleared)
                found.setdefault(cleared, {})[bit] = (outcome.level, *outcome.strictness)
            if engine.is_settled(least) and not engine.is_settled(search.answers.ways):
                # until it is known that they are settled, they are read as not
                read = engine.fired(least, affirmed, settled=False)
                level = max((one.level for one in read), default=0)
                found.setdefault(_READ, {})[bit] = (level,)
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
        for parent in parents:
            denied = [p for p in need.parents if search.answers.ways & p.denial]
            if parent in search.open and len(denied) == len(parents):
                found[parent] = max(levels[parent], levels[child])
        if len(parents) == 1 and parents[0] in search.open:
            found[child] = _presence_level(search, search.open[parents[0]])
    return {name: level for name, level in found.items() if level > levels[name]}


def _presence_level(search: _Search, field: Field) -> int:
    """Return the greatest urgency that hangs on whether a finding is there at all."""
    return _greatest(search, field, _presence)


def _presence(search: _Search, field: Field, ways: int) -> int:
    """Return the greatest urgency that a finding's mere presence tips in these ways."""
    best = _NOTHING
    for by_bit in _results(search, field, ways).values():
        absent = by_bit.get(field.denial)
        present = [result for bit, result in by_bit.items() if bit != field.denial]
        if absent and present and absent not in present:
            best = max(best, _tipped([absent, min(present)]))
    return best


def _clearing_matters(search: _Search) -> bool:
    """Return whether what a clinician allowed by name can still change the outcome."""
    engine = search.engine
    for ways in split(engine, search.answers.ways, search.splitting):
        if not engine.is_settled(ways):
            continue
        for conjunct in engine.conjuncts:
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
