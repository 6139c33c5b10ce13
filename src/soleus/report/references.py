"""The sources of a report as a numbered list: each claim that is cited by the numbers of its own.

A number is given to a source when it is first cited, in the order in which a page reads.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from soleus.evidence import claim

if TYPE_CHECKING:
    from soleus.evidence import Source


@dataclass(slots=True)
class References:
    """Sources by the numbers that they got so far."""

    _numbers: dict[str, int] = field(default_factory=dict)
    _sources: list[Source] = field(default_factory=list)
    _unread: set[str] = field(default_factory=set)

    def cite(self, *claims: str) -> str:
        """Return the numbers of the sources of some claims: ``1, 4``."""
        numbers = {self._number(each) for id_ in claims for each in self._of(id_)}
        return ", ".join(map(str, sorted(numbers)))

    @property
    def listed(self) -> tuple[tuple[int, Source, bool], ...]:
        """Every source cited so far: number, source, and whether no claim was read there."""
        return tuple(
            (number, source, source.id in self._unread)
            for number, source in enumerate(self._sources, start=1)
        )

    def _of(self, id_: str) -> tuple[Source, ...]:
        found = claim(id_)
        for each in found.sources:
            if each.id not in self._numbers and each.id not in found.read_at:
                self._unread.add(each.id)
            elif each.id in found.read_at:
                self._unread.discard(each.id)
        return found.sources

    def _number(self, source: Source) -> int:
        if source.id not in self._numbers:
            self._sources.append(source)
            self._numbers[source.id] = len(self._sources)
        return self._numbers[source.id]
