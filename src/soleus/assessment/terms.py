"""Terms that several rules share: who is settled, groups of findings, patterns of symptoms."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from soleus.language import meant
from soleus.records import NonBlank, Record, load_file


@dataclass(frozen=True, slots=True)
class Pattern(Record):
    """A description of the symptoms, never a diagnosis; it holds where all its groups do."""

    id: NonBlank
    short: NonBlank
    claims: tuple[str, ...]
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms(Record):
    """The shared terms.

    Parameters
    ----------
    settled : the answers that together mean settled
    of_the_settled : what may be known of the settled alone, each with the findings that show it
    signs : the tables of each sign, any of which makes it hold, as in a rule's ``when``
    groups : the findings of each group, any of which makes it hold
    patterns : in order; the first that holds is the pattern
    """

    settled: Mapping[str, bool]
    of_the_settled: Mapping[str, tuple[str, ...]]
    signs: Mapping[str, tuple[Mapping[str, Any], ...]]
    groups: Mapping[str, tuple[str, ...]]
    patterns: tuple[Pattern, ...]

    def pattern(self, affirmed: Iterable[str]) -> str:
        """Return the id of the pattern of the findings that were affirmed; unknown counts as no."""
        affirmed = frozenset(affirmed)
        present = {name for name, group in self.groups.items() if not affirmed.isdisjoint(group)}
        return next(one.id for one in self.patterns if present.issuperset(one.groups))

    def _faults_between(self) -> tuple[str, ...]:
        named = [name for pattern in self.patterns for name in pattern.groups]
        return tuple(_unknown(named, self.groups, "group"))

    def misfits(self, findings: Collection[str]) -> Iterator[str]:
        """Yield a line for each name in the terms that is no finding."""
        of_any = (*self.of_the_settled.values(), *self.groups.values())
        members = [name for members in of_any for name in members]
        yield from _unknown([*self.settled, *members], findings, "finding")


def read_terms(root: Traversable) -> Terms:
    """Return the terms of ``terms.toml`` under ``root``.

    Raises
    ------
    InvalidDataError
        with every fault.
    """
    return load_file(Terms, root / "terms.toml")


def _unknown(names: Collection[str], known: Collection[str], what: str) -> Iterator[str]:
    for name in names:
        if name not in known:
            yield f"unknown {what} '{name}'{meant(name, known)}"
