"""A rule as it stands in its file: when it fires, what it does, what it says, how it is checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from soleus.vocabulary import Activity, Urgency

LEVELS = (Urgency.SELF_CARE, Urgency.WITHIN_DAYS, Urgency.TODAY, Urgency.EMERGENCY)
"""The urgencies that rules can make, the least first; a level is an index into it."""

LEG_WORDS = {
    "any_leg": ("left", "right", "both"),
    "one_leg": ("left", "right"),
    "both_legs": ("both",),
}
"""What a rule may say of a sided finding, and the answers that satisfy it."""


@dataclass(frozen=True, slots=True)
class Example:
    """Answers and what they must lead to."""

    name: str
    answers: Mapping[str, Any]
    unknown: tuple[str, ...]
    others: str
    fires: str
    urgency: Urgency | None
    activities: Mapping[Activity, int]

    def document(self) -> dict[str, Any]:
        """Return the answer file of this example."""
        asked = dict.fromkeys(self.unknown) | dict(self.answers)
        return {"answers": asked, "others": self.others}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the check.

    Parameters
    ----------
    id : folder and file name, joined by a dot
    says : plain words to the person
    claims : ids of the ledger
    when : it fires where all entries of any one of these hold; None where it always fires
    settled : None, or whether the person must be settled (True) or must not be (False)
    effects : how strict it is with which activities; none for rules that make an urgency
    eases : None, or the grades that it eases and to which
    no_better_than : activities, each with the one that it may never be freer than
    examples : answers with what they must lead to
    """

    id: str
    says: str
    claims: tuple[str, ...]
    when: tuple[Mapping[str, Any], ...] | None
    settled: bool | None = None
    effects: Mapping[Activity, int] = field(default_factory=dict)
    eases: tuple[tuple[int, ...], int] | None = None
    no_better_than: Mapping[Activity, Activity] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()

    @property
    def level(self) -> int:
        """The urgency it makes, as an index into ``LEVELS``; 0 where it makes none."""
        folder = self.id.partition(".")[0]
        return next((at for at, urgency in enumerate(LEVELS) if urgency == folder), 0)
