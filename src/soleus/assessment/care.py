"""How far symptoms have been looked at: settled, and of the settled, explained and better.

What is known of it is a whole number of bits: ``SETTLED``, and one for each term that may be known
of the settled alone. So what two ways of answering have in common is their bitwise and.
"""

from collections.abc import Iterator, Mapping
from functools import reduce
from itertools import product
from operator import and_
from typing import Any

from soleus.assessment.space import Field, Space
from soleus.assessment.terms import Terms

SETTLED = 1
UNSETTLED = 0


class Care:
    """The stages of care that answers can show.

    Parameters
    ----------
    terms : says which answers mean what
    space : the layout of the answers
    """

    def __init__(self, terms: Terms, space: Space) -> None:
        self._space = space
        get = space.fields
        self._settled = tuple(
            (get[name], get[name].bits[is_so]) for name, is_so in terms.settled.items()
        )
        self._shown_by = {
            2 << place: tuple(get[name] for name in findings)
            for place, findings in enumerate(terms.of_the_settled.values())
        }
        self._bits = {"settled": SETTLED} | {
            name: SETTLED | 2 << place for place, name in enumerate(terms.of_the_settled)
        }
        further = [(0, bit) for bit in self._shown_by]
        self.stages = (UNSETTLED, *(SETTLED + sum(chosen) for chosen in product(*further)))
        self.any = sum(1 << stage for stage in self.stages)
        shown = [field for fields in self._shown_by.values() for field in fields]
        self.fields = (*(field for field, _ in self._settled), *shown)

    def is_term(self, name: str) -> bool:
        """Return whether a rule may ask this of the care that somebody has had."""
        return name in self._bits

    def where(self, asked: Mapping[str, Any]) -> int:
        """Return the stages, as a set of bits, in which every term is as ``asked``."""
        return sum(
            1 << stage
            for stage in self.stages
            if all(
                (stage & self._bits[name] == self._bits[name]) is so for name, so in asked.items()
            )
        )

    def of(self, ways: int) -> int:
        """Return the stage that every one of these ways shows."""
        if any(ways & field.mask != bit for field, bit in self._settled):
            return UNSETTLED
        further = (
            stage
            for stage, fields in self._shown_by.items()
            if any(not ways & field.denial for field in fields)
        )
        return SETTLED + sum(further)

    def cases(self, ways: int) -> Iterator[tuple[int, int]]:
        """Yield each stage that these ways can show, with the ways that show it.

        Of several ways to the same stage those are left out that differ in nothing else.
        """
        for field, bit in self._settled:
            if other := self._space.pruned(ways & ~bit) if ways & field.mask & ~bit else 0:
                yield UNSETTLED, other
                break
        seen = reduce(and_, (~field.mask | bit for field, bit in self._settled), ways)
        for stage in self.stages[1:]:
            narrowed = self._space.pruned(self._further(seen, stage))
            if narrowed and self.of(narrowed) == stage:
                yield stage, narrowed

    def _further(self, ways: int, stage: int) -> int:
        for bit, fields in self._shown_by.items():
            if not stage & bit:
                ways = reduce(and_, (~field.mask | field.denial for field in fields), ways)
            elif able := next((each for each in fields if ways & each.mask & ~each.denial), None):
                ways &= ~able.denial
        return ways

    def told_apart_by(self, field: Field) -> tuple[tuple[int, int], ...]:
        """Return the pairs of stages between which the answers to a finding can choose."""
        if field in [settles for settles, _ in self._settled]:
            return tuple((UNSETTLED, stage) for stage in self.stages[1:])
        return tuple(
            (stage, stage | bit)
            for bit, fields in self._shown_by.items()
            for stage in self.stages[1:]
            if field in fields and not stage & bit
        )

    def contrasts(self, ways: int, field: Field) -> Iterator[tuple[tuple[int, ...], int]]:
        """Yield these ways, narrowed so that one answer about care alone decides the stage.

        One for each run of stages that the answers to ``field`` can tell apart, with these stages,
        the least suspicious first.
        """
        others = [each for each in self.fields if each is not field]
        runs: set[tuple[int, ...]] = set()
        for chosen in product(*([bit for bit in each.least if ways & bit] for each in others)):
            narrowed = reduce(
                and_, (~each.mask | bit for each, bit in zip(others, chosen, strict=True)), ways
            )
            stages = tuple(self.of(narrowed & (~field.mask | bit)) for bit in field.least)
            if stages not in runs and self._space.pruned(narrowed):
                runs.add(stages)
                yield stages, narrowed
