"""The rules of learning: one file a finding, with its claims, its words and its numbers."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import ClassVar, TypeVar

from soleus.records import NonBlank, Record, load_file


@dataclass(frozen=True, slots=True)
class FindingRule(Record):
    """What every rule has; the rule of each finding adds its numbers.

    Parameters
    ----------
    claims : what the evidence rests on
    evidence : how it is worded, with a place in braces for each number
    evidence_without_baseline : the same where nothing is known of what is usual; may be empty
    """

    finding: ClassVar[str]
    """The finding, in the check's own ids; its file is called by it."""

    claims: tuple[str, ...]
    evidence: NonBlank
    evidence_without_baseline: str = ""


RuleT = TypeVar("RuleT", bound=FindingRule)


@cache
def rule(kind: type[RuleT]) -> RuleT:
    """Return the rule of a finding that came with the program.

    Raises
    ------
    InvalidDataError
        with every fault of its file.
    """
    return load_file(kind, files("soleus.learning") / "rules" / f"{kind.finding}.toml")
