"""What ends a session at any moment, what it is called in the check and where it leads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from soleus.evidence import Text
from soleus.records import load_table, read_toml
from soleus.vocabulary import Leg

OTHER = "other"
"""The rule for what no other rule names, since every stop is taken."""

_A_LEG = "leg"
"""Stands in the data for the leg that the person names."""


class Page(StrEnum):
    """Where a stop leads, the most urgent first."""

    EMERGENCY = "emergency"
    TODAY = "today"
    ELEVATION_STOP = "elevation_stop"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class StopRule(Text):
    """One thing that may go wrong, and what is said then: what to do first, why after it.

    Parameters
    ----------
    label : what the person taps
    findings : the check's findings that it is recorded as
    page : where it leads
    """

    id: str
    label: str
    findings: Mapping[str, bool | str]
    page: Page

    @property
    def asks_leg(self) -> bool:
        """Whether it matters which leg it is."""
        return _A_LEG in self.findings.values()

    def findings_in(self, leg: Leg | None) -> Mapping[str, bool | str]:
        """Return the findings with ``leg`` put in.

        A leg that nobody named is kept as one leg: in the check that is the more careful reading.
        """
        side = (leg or Leg.LEFT).value
        return {key: side if value == _A_LEG else value for key, value in self.findings.items()}

    def as_dict(self) -> dict[str, object]:
        """Return the JSON shape that scripts carry."""
        return {
            "id": self.id,
            "label": self.label,
            "asks_leg": self.asks_leg,
            "page": self.page.value,
            "says": self.says,
            "claims": list(self.claims),
        }


@cache
def stop_rules() -> Mapping[str, StopRule]:
    """Return every stop rule by its id, the most urgent first.

    Raises
    ------
    InvalidDataError
        with every fault of the first rule that has one.
    """
    tables = read_toml(files("soleus.session") / "stop_rules.toml")["rules"]
    rules = [load_table(StopRule, table, f"stop_rules.toml {table['id']}") for table in tables]
    return {rule.id: rule for rule in rules}


def stop_rule(rule_id: str | None) -> StopRule:
    """Return the rule with this id, else the one for everything else: every stop is taken."""
    return stop_rules().get(rule_id or OTHER) or stop_rules()[OTHER]


def leads_to(rules: Iterable[StopRule]) -> Page | None:
    """Return where the most urgent of these rules leads; None without any."""
    pages = {rule.page for rule in rules}
    return next((page for page in Page if page in pages), None)
