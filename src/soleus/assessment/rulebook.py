"""The rulebook: findings, shared terms and rules as one frozen value, read once."""

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources.abc import Traversable

from soleus.assessment.finding import Finding, read_findings
from soleus.assessment.reading import data_root
from soleus.assessment.rule import Rule
from soleus.assessment.rule_files import read_rules
from soleus.assessment.terms import Terms, read_terms
from soleus.vocabulary import InvalidDataError


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All that decides: the findings in table order, the terms, the rules most urgent first."""

    findings: tuple[Finding, ...]
    terms: Terms
    rules: tuple[Rule, ...]

    def with_rules(self, rules: tuple[Rule, ...]) -> "Rulebook":
        """Return the same rulebook with other rules."""
        return replace(self, rules=rules)


def read_rulebook(root: Traversable) -> Rulebook:
    """Return the rulebook in the folder ``root``.

    Raises
    ------
    InvalidDataError
        with every fault of every file.
    """
    faults: list[str] = []
    findings = read_findings(root, faults)
    terms = read_terms(root, [finding.id for finding in findings], faults)
    rules = read_rules(root, findings, terms, faults)
    if faults:
        raise InvalidDataError(faults)
    return Rulebook(findings, terms, rules)


@cache
def rulebook() -> Rulebook:
    """Return the rulebook that Soleus decides by; its files are read on the first call."""
    return read_rulebook(data_root())


def findings() -> tuple[Finding, ...]:
    """Return every finding that the check knows, in the order of the published table."""
    return rulebook().findings


def rules() -> tuple[Rule, ...]:
    """Return every rule, the most urgent first."""
    return rulebook().rules
