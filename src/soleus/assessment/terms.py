"""Terms that several rules share: who is settled, groups of findings, patterns of symptoms."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from soleus.assessment.reading import is_one_of, part, read_file
from soleus.vocabulary import Table


@dataclass(frozen=True, slots=True)
class Pattern:
    """A description of the symptoms, never a diagnosis; it holds where all its groups do."""

    id: str
    groups: tuple[str, ...]
    short: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """The shared terms.

    Parameters
    ----------
    settled : the answers that together mean settled
    groups : the findings of each group, any of which makes it hold
    patterns : in order; the first that holds is the pattern
    """

    settled: Mapping[str, bool]
    groups: Mapping[str, tuple[str, ...]]
    patterns: tuple[Pattern, ...]


def read_terms(root: Traversable, findings: Collection[str], faults: list[str]) -> Terms:
    """Return the terms of ``terms.toml`` under ``root``."""
    table = read_file(root, "terms.toml", faults)
    named = part(table, "groups")
    groups = {name: named.texts(name) for name in named.values}
    for member in [member for members in groups.values() for member in members]:
        is_one_of(named, member, findings, "finding")
    means = part(table, "settled")
    settled = {name: means.flag(name) for name in means.values}
    for name in settled:
        is_one_of(means, name, findings, "finding")
    patterns = tuple(_pattern(one, groups) for one in table.tables("pattern"))
    table.close()
    return Terms(settled, groups, patterns)


def _pattern(table: Table, groups: Collection[str]) -> Pattern:
    pattern = Pattern(
        id=table.text("id"),
        groups=table.texts("all", ()),
        short=table.text("short"),
        claims=table.texts("claims"),
    )
    for name in pattern.groups:
        is_one_of(table, name, groups, "group")
    table.close()
    return pattern
