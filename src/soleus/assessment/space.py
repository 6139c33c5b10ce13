"""The space of answers as bits: one whole number holds, for every finding, what is still possible.

Each finding that rules can rest on has a field of bits, one for each answer, the denial first. A
number with one bit in every field is a complete set of answers; more bits in a field are answers
still possible; an empty field is a contradiction. ``age`` decides nothing and
``cleared_activities`` is a list, so neither has a field.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from soleus.assessment.finding import COURSES, SIDES, Finding, Kind

ABSENT = "absent"
"""What ``swelling_course`` is where there is no swelling; nobody can answer it so."""

_VALUES: dict[Kind, tuple[Any, ...]] = {
    Kind.SIDED: SIDES,
    Kind.YES_NO: (False, True),
    Kind.COURSE: (ABSENT, *COURSES),
}

_LEAST: dict[Kind, tuple[Any, ...]] = {
    Kind.SIDED: ("none", "both", "left", "right"),
    Kind.YES_NO: (False, True),
    Kind.COURSE: (ABSENT, *reversed(COURSES)),
}
"""The answers of each kind, the least suspicious first; two legs alike worry less than one."""


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """The bits of one finding.

    Parameters
    ----------
    finding : whose bits these are
    bits : the bit of each answer
    mask : all its bits
    denial : the bit of the answer that denies it
    least : its bits, the least suspicious first
    """

    finding: Finding
    bits: dict[Any, int]
    mask: int
    denial: int
    least: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """A contradiction: the child cannot be affirmed where all parents are denied."""

    child: Field
    parents: tuple[Field, ...]
    affirmed: int
    possible: int


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A contradiction: the two cannot both be affirmed."""

    one: Field
    other: Field

    def pruned(self, ways: int) -> int:
        """Return ``ways`` without what contradicts; 0 where both are affirmed."""
        for field, against in ((self.one, self.other), (self.other, self.one)):
            if not ways & field.denial:
                ways &= ~against.mask | against.denial
                if not ways & against.mask:
                    return 0
        return ways


class Space:
    """The layout of bits for a list of findings, and what contradicts what."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.fields: dict[str, Field] = {}
        offset = 0
        for finding in findings:
            if finding.kind in _VALUES:
                self.fields[finding.id] = _field(finding, offset)
                offset += len(_VALUES[finding.kind])
        self.all = (1 << offset) - 1
        self.denials = sum(field.denial for field in self.fields.values())
        needs = [self._need(finding) for finding in findings if finding.needs]
        # A course comes last: what else affirms a swelling also says that it has a course.
        self.needs = tuple(sorted(needs, key=lambda need: need.child.finding.kind is Kind.COURSE))

        self.exclusions = tuple(
            Exclusion(self.fields[finding.id], self.fields[name])
            for finding in findings
            for name in finding.excludes
        )

    def _need(self, finding: Finding) -> Need:
        child = self.fields[finding.id]
        parents = tuple(self.fields[parent] for parent in finding.needs)
        possible = sum(parent.mask & ~parent.denial for parent in parents)
        return Need(child, parents, child.mask & ~child.denial, possible)

    def is_complete(self, ways: int) -> bool:
        """Return whether every field holds one answer."""
        return ways.bit_count() == len(self.fields)

    def pruned(self, ways: int) -> int:
        """Return ``ways`` without the answers that contradict; 0 where nothing is left.

        Where a child is affirmed and either of two parents may carry it, both stay possible; see
        :meth:`branches`.
        """
        for need in self.needs:
            if not ways & need.possible:
                ways &= ~need.affirmed
            elif not ways & need.child.denial:
                carriers = [field for field in need.parents if ways & field.mask & ~field.denial]
                if len(carriers) == 1:
                    ways &= ~carriers[0].denial
            elif need.child.finding.kind is Kind.COURSE and not ways & need.parents[0].denial:
                ways &= ~need.child.denial
            if not ways & need.child.mask:
                return 0
        for exclusion in self.exclusions:
            ways = exclusion.pruned(ways)
        return ways

    def branches(self, ways: int) -> Iterator[int]:
        """Yield ``ways`` split so that whoever carries an affirmed child is named in each."""
        for need in self.needs:
            carriers = [field for field in need.parents if ways & field.mask & ~field.denial]
            shared = len(carriers) > 1 and all(ways & field.denial for field in need.parents)
            if shared and not ways & need.child.denial:
                for field in carriers:
                    yield from self.branches(ways & ~field.denial)
                return
        yield ways

    def least(self, ways: int) -> int:
        """Return the complete answers among ``ways`` that are the least suspicious of all."""
        chosen = ways & self.denials
        for field in self.fields.values():
            if not chosen & field.mask:
                chosen |= next(bit for bit in field.least if ways & bit)
        return chosen

    def open_fields(self, ways: int) -> list[Field]:
        """Return the fields that still hold more than one answer."""
        return [field for field in self.fields.values() if (ways & field.mask).bit_count() > 1]


def _field(finding: Finding, offset: int) -> Field:
    values = _VALUES[finding.kind]
    bits = {value: 1 << offset + place for place, value in enumerate(values)}
    return Field(
        finding=finding,
        bits=bits,
        mask=sum(bits.values()),
        denial=bits[values[0]],
        least=tuple(bits[value] for value in _LEAST[finding.kind]),
    )
