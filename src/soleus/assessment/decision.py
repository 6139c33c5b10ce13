"""The decision: what the check found, as frozen values and in the JSON shape that files keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from soleus.vocabulary import Activity, Status, Until, Urgency


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that counted, and the answers that made it count.

    Parameters
    ----------
    rule : the rule's id, which is also its path among the rule files
    findings : the findings whose answers led here
    claims : ids of the evidence ledger that the rule rests on; never empty
    text : one or two plain sentences for the person
    """

    rule: str
    findings: tuple[str, ...]
    claims: tuple[str, ...]
    text: str

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape of a reason."""
        return {
            "rule": self.rule,
            "findings": list(self.findings),
            "claims": list(self.claims),
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the gate says of one activity; ``until`` is set exactly when it is on hold."""

    status: Status
    until: Until | None
    reasons: tuple[Reason, ...]

    @property
    def is_open(self) -> bool:
        """Whether the person may do it now, freely or with the limit that the reasons state."""
        return self.status in (Status.PERMITTED, Status.CAUTION)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape of a ruling."""
        return {
            "status": self.status.value,
            "until": self.until.value if self.until else None,
            "reasons": [reason.as_dict() for reason in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Decision:
    """What one set of answers leads to. Made by :func:`soleus.assessment.decide` alone.

    ``pattern`` describes the symptoms and is never a diagnosis. ``questions`` are the unanswered
    findings that could still change the outcome, the most dangerous first.
    """

    urgency: Urgency
    pattern: str
    reasons: tuple[Reason, ...]
    activities: Mapping[Activity, Ruling]
    questions: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the decision in the JSON shape that ``soleus check --json`` prints."""
        return {
            "urgency": self.urgency.value,
            "pattern": self.pattern,
            "reasons": [reason.as_dict() for reason in self.reasons],
            "activities": {
                activity.value: ruling.as_dict() for activity, ruling in self.activities.items()
            },
            "questions": list(self.questions),
        }
