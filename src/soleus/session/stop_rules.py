"""What ends a session at any moment, what it is called in the check and where it leads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from soleus.session.errors import RoutineDataError
from soleus.session.words import Page
from soleus.vocabulary import Leg, read_record, read_table

OTHER = "other"
"""The rule for what no other rule names: somebody who says stop is always stopped."""

_A_LEG = "leg"
"""Stands in the data for the leg that the person names."""


@dataclass(frozen=True, slots=True)
class StopRule:
    """One thing that may go wrong.

    Parameters
    ----------
    label : what the person taps
    findings : the check's findings that it is recorded as
    page : where it leads
    says : what to do, then why
    """

    id: str
    label: str
    findings: Mapping[str, bool | str]
    page: Page
    says: str
    claims: tuple[str, ...]

    @property
    def asks_leg(self) -> bool:
        """Whether it matters which leg it is."""
        return _A_LEG in self.findings.values()

    def found(self, leg: Leg | None) -> Mapping[str, bool | str]:
        """Return the findings with ``leg`` put in.

        A leg that nobody named is kept as one leg: in the check that is the more careful reading.
        """
        said = (leg or Leg.LEFT).value
        return {
            finding: said if value == _A_LEG else value for finding, value in self.findings.items()
        }

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape that scripts carry."""
        return {
            "id": self.id,
            "label": self.label,
            "asks_leg": self.asks_leg,
            "page": self.page.value,
            "says": self.says,
            "claims": list(self.claims),
        }


@dataclass(frozen=True, slots=True)
class _File:
    rules: tuple[StopRule, ...]


@cache
def stop_rules() -> Mapping[str, StopRule]:
    """Return every stop rule by its id, the most urgent first.

    Raises
    ------
    RoutineDataError
        with every fault of the file.
    """
    text = (files("soleus.session") / "stop_rules.toml").read_text(encoding="utf-8")
    faults: list[str] = []
    read = read_record(_File, read_table(text, "stop_rules.toml", faults))
    if read is None or faults:
        raise RoutineDataError(faults)
    return {rule.id: rule for rule in read.rules}


def stop_rule(rule_id: str) -> StopRule:
    """Return the rule with this id, or the one for anything else: a stop is never refused."""
    return stop_rules().get(rule_id) or stop_rules()[OTHER]


def leads_to(rules: Iterable[StopRule]) -> Page | None:
    """Return where stops lead together: where the most urgent does; None without any."""
    pages = {rule.page for rule in rules}
    return next((page for page in Page if page in pages), None)
