"""Terms that several rules share: who is settled, groups of findings, patterns of symptoms."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from soleus.assessment.reading import Faults, check_keys, one_of, read_toml, text, texts


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


def read_terms(root: Traversable, findings: Collection[str], faults: Faults) -> Terms:
    """Return the terms of ``terms.toml`` under ``root``."""
    where = "terms.toml"
    data = read_toml(root / where, where, faults)
    check_keys(data, ("settled", "groups", "pattern"), where, faults)
    groups = {name: texts(data["groups"], name, where, faults) for name in data.get("groups", {})}
    for name, members in groups.items():
        for member in members:
            one_of(member, findings, "finding", f"{where}, group '{name}'", faults)
    settled = data.get("settled", {})
    for name, value in settled.items():
        one_of(name, findings, "finding", f"{where}, settled", faults)
        if not isinstance(value, bool):
            faults.add(where, f"settled '{name}' must be true or false")
    patterns = tuple(_pattern(table, groups, faults) for table in data.get("pattern", []))
    return Terms(settled, groups, patterns)


def _pattern(table: Mapping[str, Any], groups: Collection[str], faults: Faults) -> Pattern:
    where = f"terms.toml, pattern '{table.get('id')}'"
    check_keys(table, ("id", "all", "short", "claims"), where, faults)
    needed = texts(table, "all", where, faults, required=False)
    for name in needed:
        one_of(name, groups, "group", where, faults)
    return Pattern(
        id=text(table, "id", where, faults),
        groups=needed,
        short=text(table, "short", where, faults),
        claims=texts(table, "claims", where, faults),
    )
