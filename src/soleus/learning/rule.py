"""The rules of learning: one file a finding, with its numbers, its claims and its words."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from soleus.learning.calf import CalfNumbers
from soleus.learning.heaviness import HeavinessNumbers
from soleus.learning.persistence import PersistenceNumbers
from soleus.learning.swelling import SwellingNumbers
from soleus.vocabulary import InvalidDataError, Table, read_table


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers of each rule, and the words that its evidence is told in."""

    swelling_not_improving: SwellingNumbers
    heaviness_worsening: HeavinessNumbers
    persistent_unexplained: PersistenceNumbers
    swelling: CalfNumbers
    words: dict[str, Words]


@dataclass(frozen=True, slots=True)
class Words:
    """How a finding's evidence is worded, and the claims that it rests on.

    Parameters
    ----------
    evidence : a text with a place in braces for each number
    evidence_without_baseline : the same where nothing is known of what is usual
    """

    evidence: str
    evidence_without_baseline: str
    claims: tuple[str, ...]

    @property
    def places(self) -> frozenset[str]:
        """The names of all numbers that the texts have a place for."""
        texts = (self.evidence, self.evidence_without_baseline)
        return frozenset(name for t in texts for _, name, _, _ in Formatter().parse(t) if name)


_NUMBERS: dict[str, Any] = {
    "swelling_not_improving": SwellingNumbers,
    "heaviness_worsening": HeavinessNumbers,
    "persistent_unexplained": PersistenceNumbers,
    "swelling": CalfNumbers,
}


@cache
def rules() -> Rules:
    """Return the rules that came with the program.

    Raises
    ------
    InvalidDataError
        with every fault of their files at once.
    """
    faults: list[str] = []
    texts = {name: _text(name) for name in _NUMBERS}
    read = {name: read_rule(name, text, faults) for name, text in texts.items()}
    if faults:
        raise InvalidDataError(faults)
    numbers = {name: found for name, (found, _) in read.items()}
    return Rules(**numbers, words={name: words for name, (_, words) in read.items()})


def read_rule(name: str, text: str, faults: list[str]) -> tuple[Any, Words]:
    """Read one rule; what is wrong with it is added to ``faults``."""
    table = read_table(text, f"learning/rules/{name}.toml", faults)
    words = Words(
        table.text("evidence"),
        table.text("evidence_without_baseline", default=""),
        table.texts("claims"),
    )
    numbers = _numbers(table, _NUMBERS[name])
    table.close()
    return numbers, words


def _text(name: str) -> str:
    return (files("soleus.learning") / "rules" / f"{name}.toml").read_text(encoding="utf-8")


def _numbers(table: Table, kind: Any) -> Any:  # noqa: ANN401  one of the four kinds of numbers
    part = table.table("numbers")
    read = {item.name: _number(part, item.name, item.type == "int") for item in fields(kind)}
    part.close()
    return kind(**read)


def _number(table: Table, key: str, is_whole: bool) -> float:
    if is_whole:
        return table.number(key)
    table.known.add(key)
    value = table.values.get(key)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    table.fault(f"'{key}' has to be a number" if key in table.values else f"'{key}' is missing")
    return 0.0
