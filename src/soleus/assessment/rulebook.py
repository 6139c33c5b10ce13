"""The rulebook: findings, shared terms and rules as one frozen value, read once."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from soleus.assessment.finding import Finding, read_findings
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


def read_rulebook(root: Traversable) -> Rulebook:
    """Return the rulebook in the folder ``root``.

    Raises
    ------
    InvalidDataError
        with every fault: of the findings, else of the terms, else of every rule.
    """
    findings, terms = read_findings(root), read_terms(root)
    if misfits := [*terms.misfits([finding.id for finding in findings])]:
        raise InvalidDataError(f"terms.toml: {fault}" for fault in misfits)
    return Rulebook(findings, terms, read_rules(root, findings, terms))


@cache
def rulebook() -> Rulebook:
    """Return the rulebook that Soleus decides by; its files are read on the first call."""
    return read_rulebook(files("soleus.assessment"))


def findings() -> tuple[Finding, ...]:
    """Return every finding that the check knows, in the order of the published table."""
    return rulebook().findings


def clot_risks() -> tuple[str, ...]:
    """Return the findings of which any makes a clot more likely."""
    return rulebook().terms.groups["clot_risk"]


def rules() -> tuple[Rule, ...]:
    """Return every rule, the most urgent first."""
    return rulebook().rules


@cache
def explainable_rules() -> frozenset[str]:
    """Return the rules that say "unless explained", of which being seen already can tell more."""
    return frozenset(rule.id for rule in rulebook().rules if rule.can_be_explained)
